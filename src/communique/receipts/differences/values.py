"""Differences between sources: values of a single-valued property that do not agree.

Beside them stand contraries: a thing that one source says of another, and a second source denies
by a property of its own (`cmq:contraryOf`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from pyoxigraph import DefaultGraph, NamedNode, Triple

from communique.discrepancy import Discrepancy, DiscrepancyKind, Side
from communique.model import object_of
from communique.receipts.differences.comparison import Comparison
from communique.receipts.differences.figures import Figure
from communique.receipts.differences.judging import Judging
from communique.receipts.differences.sides import Sides, in_order, pairs, span_of, subject_node
from communique.receipts.differences.stages import Stages
from communique.receipts.sources.records import Sources
from communique.state import Difference
from communique.store import Store
from communique.vocabulary import CMQ, RDF

_PLANNABLE = frozenset({CMQ.date, CMQ.place, CMQ.start, CMQ.end, CMQ.number})
"""What is first planned and then comes otherwise."""
_OWNERS = (CMQ.scope, CMQ.amountOf, CMQ.quantityOf)
"""From a figure to the thing whose stage tells whether it is planned."""


class Differences:
    """Finds what sources differ on, for a triple or everywhere; remembers what it found."""

    def __init__(self, store: Store, sources: Sources) -> None:
        self._store = store
        self._sides = Sides(store, sources)
        self.judging = Judging(self._sides)
        self._comparison = Comparison(store)
        marked = store.match(None, CMQ.singleValued, None, DefaultGraph())
        single = {quad.subject for quad in marked if isinstance(quad.subject, NamedNode)}
        self._single = single - {CMQ.bound}
        self._contrary: dict[NamedNode, NamedNode] = {}
        for quad in store.match(None, CMQ.contraryOf, None, DefaultGraph()):
            one, other = quad.subject, quad.object
            if isinstance(one, NamedNode) and isinstance(other, NamedNode):
                self._contrary |= {one: other, other: one}
        self._found: dict[tuple[NamedNode, NamedNode], Discrepancy | None] = {}
        self._figures: dict[Side, Figure] = {}

    @cached_property
    def stages(self) -> Stages:
        """What articles differ on as to stages."""
        return Stages(self.judging)

    def compares(self, predicate: NamedNode) -> bool:
        """Whether sources may differ on what a property says."""
        return predicate in self._single or predicate in self._contrary

    def of(self, triple: Triple) -> Difference | None:
        """The difference that a triple is one side of, or None where sources agree."""
        found = self.discrepancy(triple)
        if found is None or not self._clashes(triple, found):
            return None
        return Difference(
            found.label,
            found.property_label,
            tuple((side.shown, side.sources) for side in found.sides),
            verdict=_told(found),
        )

    def discrepancy(self, triple: Triple) -> Discrepancy | None:
        """The discrepancy that a triple is one side of, in precision too, or None."""
        subject, predicate = triple.subject, triple.predicate
        if not isinstance(subject, NamedNode):
            return None
        if predicate in self._single:
            key = (subject, predicate)
            if key not in self._found:
                self._found[key] = self._between(subject, predicate)
            return self._found[key]
        return self._contraries(triple) if predicate in self._contrary else None

    def all(self) -> Iterator[Discrepancy]:
        """Every discrepancy of single-valued properties, and every contrary."""
        for predicate in sorted(self._single, key=str):
            found = self._repeated(predicate)
            found |= self._repeated(CMQ.bound) if predicate == CMQ.number else set()
            for subject in sorted(found, key=str):
                between = self._between(subject, predicate)
                if between is not None:
                    yield between
        yield from self._all_contraries()

    def _repeated(self, predicate: NamedNode) -> set[NamedNode]:
        """The things that have several values of a property."""
        seen: set[NamedNode] = set()
        found: set[NamedNode] = set()
        for quad in self._store.match(None, predicate, None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode):
                (found if quad.subject in seen else seen).add(quad.subject)
        return found

    def _between(self, subject: NamedNode, predicate: NamedNode) -> Discrepancy | None:
        sides = self._sides_of(subject, predicate)
        if len(sides) < 2:
            return None
        kind = self._kind(subject, predicate, sides)
        better = self._later if kind is DiscrepancyKind.TIME else self._finer
        return self.judging.discrepancy(
            kind, subject, predicate, sides, better=better, things=[subject]
        )

    def _sides_of(self, subject: NamedNode, predicate: NamedNode) -> list[Side]:
        values = self._sides.values(subject, predicate)
        if (
            predicate == CMQ.number
            and max(len(values), len(self._sides.values(subject, CMQ.bound))) > 1
        ):
            found = self._sides.figures(subject)
            if found:
                self._figures |= dict(found)
                return [side for side, _ in found]
        triples = [Triple(subject, predicate, value) for value in values]
        given = (self._sides.side(triple) for triple in triples) if len(triples) > 1 else ()
        return [side for side in given if side is not None]

    def _kind(self, subject: NamedNode, predicate: NamedNode, sides: list[Side]) -> DiscrepancyKind:
        if all(self._agree(one, other) for one, other in pairs(sides)):
            return DiscrepancyKind.PRECISION
        said = [side for side in sides if side.passages]
        agreed = all(self._agree(one, other) for one, other in pairs(said))
        if agreed and 0 < len(said) < len(sides):
            return DiscrepancyKind.BACKGROUND
        if predicate in _PLANNABLE and self._is_planned_and_done(subject, sides):
            return DiscrepancyKind.PLANNED
        if predicate == CMQ.number and self._lasts(subject) and self._in_order(sides):
            return DiscrepancyKind.TIME
        return DiscrepancyKind.VALUES

    def _agree(self, one: Side, other: Side) -> bool:
        figures = self._figures.get(one), self._figures.get(other)
        if figures[0] is not None and figures[1] is not None:
            return figures[0].agrees(figures[1])
        return self._comparison.agree(object_of(one.statement), object_of(other.statement))

    def _finer(self, one: Side, other: Side) -> bool:
        figures = self._figures.get(one), self._figures.get(other)
        if figures[0] is not None and figures[1] is not None:
            return figures[0].finer(figures[1])
        return self._comparison.finer(object_of(one.statement), object_of(other.statement))

    def _clashes(self, triple: Triple, found: Discrepancy) -> bool:
        """Whether a triple is a side that does not agree with another one."""
        if triple.predicate in self._contrary:
            return True
        own = [side for side in found.sides if side.statement == triple]
        return any(not self._agree(one, other) for one in own for other in found.sides)

    def _is_planned_and_done(self, subject: NamedNode, sides: list[Side]) -> bool:
        """Whether some sides stand in articles that only intend the thing, the others not."""
        owners = [v for p in _OWNERS for v in self._sides.values(subject, p)]
        thing = next((one for one in owners if isinstance(one, NamedNode)), subject)
        intended, done = [], []
        for side in sides:
            told = {self.stages.intends_only(thing, a) for a in self._sides.articles(side.passages)}
            if told == {True}:
                intended.append(side)
            elif told == {False}:
                done.append(side)
        told_all = len(intended) + len(done) == len(sides)
        agreed = all(self._agree(one, other) for one, other in pairs(done))
        return told_all and bool(intended) and bool(done) and agreed

    def _lasts(self, count: NamedNode) -> bool:
        """Whether something is counted that lasts and can grow, as an organisation does."""
        return any(
            CMQ.Organization in self._sides.values(scope, RDF.type)
            for scope in self._sides.values(count, CMQ.scope)
            if isinstance(scope, NamedNode)
        )

    def _in_order(self, sides: list[Side]) -> bool:
        ordered = sorted(sides, key=self._last_day)
        return in_order(span_of(self._sides.days(side.passages)) for side in ordered)

    def _later(self, one: Side, other: Side) -> bool:
        return self._last_day(one) > self._last_day(other)

    def _last_day(self, side: Side) -> str:
        span = span_of(self._sides.days(side.passages))
        return span[1].isoformat() if span else ""

    def _all_contraries(self) -> Iterator[Discrepancy]:
        for predicate in sorted({max(pair, key=str) for pair in self._contrary.items()}, key=str):
            for quad in self._store.match(None, predicate, None, DefaultGraph()):
                found = self._contraries(Triple(quad.subject, predicate, quad.object))
                if found is not None:
                    yield found

    def _contraries(self, triple: Triple) -> Discrepancy | None:
        sides = []
        first = max(triple.predicate, self._contrary[triple.predicate], key=str)
        for predicate in (first, self._contrary[first]):
            statement = Triple(triple.subject, predicate, triple.object)
            label = self._sides.sources.label(predicate)
            shown = f"{label} {self._sides.shown(object_of(triple))}"
            side = self._sides.side(statement, shown)
            sides += [side] if side is not None else []
        if len(sides) < 2:
            return None
        subject = subject_node(triple)
        return self.judging.discrepancy(
            DiscrepancyKind.VALUES, subject, first, sides, things=[subject]
        )


def _told(found: Discrepancy) -> str:
    if found.verdict is None or found.preferred is None:
        return ""
    return f"verdict: {found.preferred.shown}"
