"""Which commitment of a payer a claim tells of: the ordinal in its name.

Two texts that give one payer's sum under one agreement or initiative tell of one commitment. A sum
under none is the same only where the texts are from one month, since payers promise round sums
again and again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad

from communique.dates import last_day
from communique.model import text_of
from communique.vocabulary import CMQ, ID

_NEAR = 31
"""Days between texts that may tell of one sum under no agreement."""
_KINDS = frozenset({"commitment", "amount", "conversion"})
"""Kinds of nodes that tell of commitments."""
NONE = "-"
"""Stands for an agreement, initiative or payer that is not said."""


class Told(NamedTuple):
    """A commitment as a text tells it."""

    key: tuple[str, str]
    """Slugs of the payer and of the agreement, initiative or document."""
    ordinal: int
    sums: frozenset[tuple[str, str]]
    """Currencies and numbers in which it is given."""
    published: str
    """Day of the text; empty where it bears none."""
    purpose: str = ""


class Commitments:
    """The commitments that other documents tell of, and those of this one."""

    def __init__(self, told: Iterable[Told] = ()) -> None:
        self._told: dict[tuple[str, str], list[Told]] = {}
        self._own: list[Told] = []
        for one in told:
            self._told.setdefault(one.key, []).append(one)

    def ordinal(self, one: Told) -> int:
        """The ordinal of a commitment, and from now on it is one of those told."""
        known = self._told.setdefault(one.key, [])
        same = next((other for other in known if self._same(one, other)), None)
        ordinal = same.ordinal if same else max((o.ordinal for o in known), default=0) + 1
        told = one._replace(ordinal=ordinal)
        known.append(told)
        self._own.append(told)
        return ordinal

    def _same(self, one: Told, other: Told) -> bool:
        if other in self._own:
            return one.sums == other.sums and (bool(one.sums) or one.purpose == other.purpose)
        if not one.sums & other.sums:
            return False
        return one.key[1] != NONE or _near(last_day(one.published), last_day(other.published))


def told_in(quads: Iterable[Quad], published: str) -> list[Told]:
    """The commitments of a document with their sums, out of its statements."""
    sums: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    for quad in quads:
        if not isinstance(quad.subject, NamedNode):
            continue
        node = quad.subject.value.removeprefix(str(ID))
        kind, _, rest = node.partition("/")
        path = node if kind == "commitment" else rest
        if kind in _KINDS and path.startswith("commitment/"):
            found = sums.setdefault(tuple(path.split("/")[1:4]), set())
            if quad.predicate == CMQ.number:
                found.add((path.rpartition("/")[2], plain(Decimal(text_of(quad.object)))))
    return [
        Told((payer, whole), int(ordinal), frozenset(found), published)
        for (payer, whole, ordinal), found in sorted(sums.items())
        if ordinal.isdecimal()
    ]


def plain(number: Decimal) -> str:
    """A number by its value, whatever zeros it is written with."""
    return f"{number.normalize():f}"


def _near(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs((one - other).days) <= _NEAR
