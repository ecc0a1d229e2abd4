"""The names of organisations that everyone knows, as the lexicon lists them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

_ONE_NAMED = frozenset({"InternationalOrganization", "Coalition", "Agency"})
"""Kinds of which all known names of a row are one organisation's."""


class Known(NamedTuple):
    """What a known name tells."""

    kind: str
    country: str
    """A code; empty for organisations of no country."""
    one: str
    """The first of the names of one organisation; empty where it has no other."""


def rows(listed: Mapping[str, Sequence[Sequence[Any]]]) -> Iterator[tuple[str, Known]]:
    """Names with what they tell, from rows by kinds."""
    for kind, known in listed.items():
        for row in known:
            country = next((one["country"] for one in row if isinstance(one, dict)), "")
            names = [name for name in row if isinstance(name, str)]
            one = names[0] if kind in _ONE_NAMED and len(names) > 1 else ""
            yield from ((name, Known(kind, country, one)) for name in names)
