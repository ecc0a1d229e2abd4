"""Frozen records of where sources differ: the sides, how they differ, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple


class DiscrepancyKind(StrEnum):
    """How sources differ; in the order in which differences are listed."""

    VALUES = "values"
    BACKGROUND = "background"
    PLANNED = "planned"
    TIME = "time"
    CURRENCY = "currency"
    SCOPE = "scope"
    IDENTITY = "identity"
    PRECISION = "precision"

    @property
    def label(self) -> str:
        """The kind in words."""
        return _KINDS[self]


_KINDS = {
    DiscrepancyKind.VALUES: "values differ",
    DiscrepancyKind.BACKGROUND: "source against background",
    DiscrepancyKind.PLANNED: "planned against done",
    DiscrepancyKind.TIME: "changed over time",
    DiscrepancyKind.CURRENCY: "rounding or currency",
    DiscrepancyKind.SCOPE: "a part against the whole",
    DiscrepancyKind.IDENTITY: "one name, two things",
    DiscrepancyKind.PRECISION: "precision only",
}


class Side(NamedTuple):
    """One of the values that sources give, and who gives it."""

    statement: Triple
    """The triple that gives the value."""
    shown: str
    """The value in words."""
    sources: tuple[str, ...] = ()
    """Who gives it, in words: outlet and date of articles, names of background files."""
    passages: tuple[str, ...] = ()
    """IRIs of the passages that give it."""

    def __str__(self) -> str:
        return f"{self.shown} ({'; '.join(self.sources)})"


class Verdict(NamedTuple):
    """What an agent has found: of the sides of a difference, one is to be preferred."""

    statement: Triple
    reason: str
    by: str
    on: str
    """ISO date."""

    def __str__(self) -> str:
        return f"{self.by}, {self.on}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two or more sides that sources take about one thing, and how they differ."""

    kind: DiscrepancyKind
    about: NamedNode | Literal
    """The thing; of one name for two things, the name."""
    label: str
    """The thing in words."""
    property: NamedNode
    property_label: str
    sides: tuple[Side, ...]
    preferred: Side | None = None
    """The side that the verdict, else the written rule prefers; None where it prefers none."""
    verdict: Verdict | None = None
    note: str = ""
    """What was reckoned, at which rate and tolerance, and what stays open."""
    things: tuple[NamedNode, ...] = ()
    """What else the discrepancy is about: payer, agreement, holder, event."""

    def __str__(self) -> str:
        sides = "; ".join(map(str, self.sides))
        parts = (f"{self.label}, {self.property_label}: {sides}", self.note)
        return ". ".join(part for part in parts if part)
