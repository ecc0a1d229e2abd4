"""Where sources differ: everything that is found, classed, filtered, and told as an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from communique.discrepancy import Discrepancy, DiscrepancyKind, Side
from communique.model import Answer, Term, object_of
from communique.receipts.differences.conversions import Conversions
from communique.receipts.differences.namesakes import Namesakes
from communique.receipts.differences.offices import Offices
from communique.receipts.differences.scopes import Scopes
from communique.receipts.rows.answering import Answering
from communique.vocabulary import XSD

COLUMNS = (
    "number",
    "class",
    "about",
    "about_label",
    "property",
    "property_label",
    "value",
    "value_label",
    "preferred",
    "given_by",
    "passages",
    "verdict",
    "line",
)
"""Columns of discrepancies as an answer: one row a side."""


class Discrepancies:
    """Finds what sources differ on, everywhere in a graph."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._differences = answering.states.differences
        judging = self._differences.judging
        self._conversions = Conversions(judging)
        self._others = (Offices(judging), Scopes(judging), Namesakes(judging))

    def all(
        self, entity: NamedNode | None = None, kind: DiscrepancyKind | None = None
    ) -> list[Discrepancy]:
        """All discrepancies, or those about a thing and of a kind; by kind, then by label."""
        order = list(DiscrepancyKind)
        found = (
            one
            for one in self._found()
            if (kind is None or one.kind is kind) and (entity is None or entity in one.things)
        )
        return sorted(found, key=lambda one: (order.index(one.kind), one.label, one.property_label))

    def answer(self, found: Sequence[Discrepancy], asked: dict[str, tuple[str, ...]]) -> Answer:
        """Discrepancies as an answer: a row for each side, with the passages that give it."""
        sides = [(number, one, side) for number, one in enumerate(found, 1) for side in one.sides]
        passages = list(dict.fromkeys(p for _, _, side in sides for p in side.passages))
        ordered = self._answering.citing.ordered(passages)
        position = {passage: number for number, passage in enumerate(ordered)}
        return Answer(
            name="discrepancies",
            question="Where do sources differ?",
            parameters=asked,
            columns=COLUMNS,
            rows=[_row(*one) for one in sides],
            citations=self._answering.citing.citations(ordered),
            cited=[tuple(sorted(position[p] for p in side.passages)) for *_, side in sides],
            searched="" if sides else "No difference of this kind between the sources was found.",
        )

    def _found(self) -> Iterator[Discrepancy]:
        yield from self._differences.all()
        yield from self._differences.stages.all()
        yield from self._conversions.all()
        for room in self._others:
            yield from room.all()


def _row(number: int, one: Discrepancy, side: Side) -> tuple[Term | None, ...]:
    value = object_of(side.statement)
    return (
        Literal(str(number), datatype=XSD.integer),
        Literal(one.kind.value),
        one.about,
        Literal(one.label),
        one.property,
        Literal(one.property_label),
        value,
        Literal(side.shown),
        Literal(str(side == one.preferred).lower(), datatype=XSD.boolean),
        Literal("; ".join(side.sources)),
        Literal(" ".join(side.passages)),
        Literal(str(one.verdict)) if one.verdict else None,
        Literal(str(one)),
    )
