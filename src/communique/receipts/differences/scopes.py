"""Scope: one source counts a part, another the whole; and what is told again in other figures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from pyoxigraph import NamedNode

from communique.discrepancy import Discrepancy, DiscrepancyKind, Side
from communique.receipts.differences.comparison import Comparison
from communique.receipts.differences.figures import Figure
from communique.receipts.differences.judging import Judging
from communique.receipts.differences.sides import in_order, span_of
from communique.vocabulary import CMQ

_Given = tuple[Side, Figure]


class Scopes:
    """Finds counts and sums of which one is of a part of the other, in different articles.

    An article that gives both tells them apart itself, and there is nothing to report.
    """

    def __init__(self, judging: Judging) -> None:
        self._judging = judging
        self._sides = judging.sides
        self._comparison = Comparison(judging.sides.store)

    def all(self) -> Iterator[Discrepancy]:
        """Every part that is reported beside the whole."""
        for scope in self._sides.values(None, CMQ.scope):
            if isinstance(scope, NamedNode):
                counts = self._sides.subjects(CMQ.scope, scope)
                for one, other in product(counts, counts):
                    if self._is_part(one, other):
                        yield from self._compared(scope, CMQ.count, one, other)
        for part in self._sides.subjects(CMQ.partOf):
            for whole in self._sides.values(part, CMQ.partOf):
                if isinstance(whole, NamedNode) and part != whole:
                    for one, other in self._sums(part, whole):
                        yield from self._compared(whole, CMQ.partOf, one, other)
        for again in self._sides.subjects(CMQ.restates):
            for first in self._sides.values(again, CMQ.restates):
                if isinstance(first, NamedNode):
                    for one, other in self._sums(again, first):
                        yield from self._restated(again, one, other)

    def _is_part(self, part: NamedNode, whole: NamedNode) -> bool:
        """Whether a count is of those from one country, or of a narrower sort, of another."""
        if part == whole or self._sides.values(whole, CMQ["from"]):
            return False
        counted = self._sides.values(part, CMQ.counted), self._sides.values(whole, CMQ.counted)
        if not all(counted):
            return False
        one, other = counted[0][0], counted[1][0]
        from_one = bool(self._sides.values(part, CMQ["from"]))
        return self._comparison.finer(one, other) or (from_one and one == other)

    def _sums(self, one: NamedNode, other: NamedNode) -> Iterator[tuple[NamedNode, NamedNode]]:
        """The sums of two commitments, two and two of one currency."""
        amounts = (self._sides.subjects(CMQ.amountOf, node) for node in (one, other))
        for own, theirs in product(*amounts):
            currency = self._sides.values(own, CMQ.currency)
            if currency and currency == self._sides.values(theirs, CMQ.currency):
                yield own, theirs

    def _restated(
        self, about: NamedNode, again: NamedNode, first: NamedNode
    ) -> Iterator[Discrepancy]:
        """The difference of a sum and the one that it repeats; none where the figures agree."""
        told, before = self._sides.figures(again), self._sides.figures(first)
        if any(one[1].agrees(other[1]) for one, other in product(told, before)):
            return
        spans = [
            span_of(self._sides.days(p for s, _ in side for p in s.passages))
            for side in (before, told)
        ]
        yield self._judging.discrepancy(
            DiscrepancyKind.TIME if in_order(spans) else DiscrepancyKind.VALUES,
            about,
            CMQ.restates,
            [side for side, _ in [*before, *told]],
            better=None,
            words="told first and again",
            things=[again, first],
        )

    def _compared(
        self, about: NamedNode, relation: NamedNode, part: NamedNode, whole: NamedNode
    ) -> Iterator[Discrepancy]:
        """The difference of a part and the whole; none where one article gives both."""
        parts, wholes = self._named(part), self._named(whole)
        given = [self._articles(one) for one in (parts, wholes)]
        if not parts or not wholes or given[0] & given[1]:
            return
        possible = any(p[1].span()[0] <= w[1].span()[1] for p in parts for w in wholes)
        yield self._judging.discrepancy(
            DiscrepancyKind.SCOPE if possible else DiscrepancyKind.VALUES,
            about,
            relation,
            [side for side, _ in [*wholes, *parts]],
            better=None,
            words="the whole and a part",
            note="" if possible else "the part is greater than the whole",
            things=[part, whole],
        )

    def _named(self, node: NamedNode) -> list[_Given]:
        """The figures of a node, each with what it is the figure of."""
        described = self._sides.described(node)
        return [
            (side._replace(shown=f"{side.shown} ({described})"), figure)
            for side, figure in self._sides.figures(node)
        ]

    def _articles(self, given: list[_Given]) -> set[str]:
        return self._sides.articles(p for side, _ in given for p in side.passages)
