"""Commitments as passages tell them: who pays, whose money, for whom, at which stage, and when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from communique.dates import interval, literal_of
from communique.model import Passage, Term, object_of, subject_of, text_of, triple_of
from communique.receipts.differences.sides import Sides
from communique.receipts.differences.stages import stage_order
from communique.receipts.money.arithmetic import Holding
from communique.vocabulary import CMQ, RDF, SCHEME

PLANNED = SCHEME["stage/planned"]
CANCELLED = SCHEME["stage/cancelled"]
DELIVERED = SCHEME["stage/delivered"]

Days = tuple[date, date]
"""The first and the last day that a date can mean."""


class Said(NamedTuple):
    """A value that a passage gives."""

    value: Term
    quad: Quad
    certainty: str

    @property
    def passage(self) -> str:
        """IRI of the passage."""
        return text_of(self.quad.graph_name)


class Step(NamedTuple):
    """A stage that a commitment has reached, as passages tell it."""

    stage: NamedNode
    order: int
    days: Days | None
    """When it was reached: as it is said, else the day of the first report, where it has one."""
    shown: Literal | None
    """The first of these days; where a source says it, as precise as the source."""
    dated: bool
    """Whether a source says the day."""
    given: tuple[Said, ...]
    """The statements that give the stage."""
    dating: tuple[Said, ...]
    """Those from which its days are known: that date it, else that first report it."""

    @property
    def hedged(self) -> bool:
        """Whether no passage states it plainly."""
        return all(one.certainty != "stated" for one in self.given)


class Relative(NamedTuple):
    """A commitment that holds another one, and the statements that say so, step by step."""

    node: NamedNode
    again: bool
    path: tuple[Said, ...]


class Commitment:
    """What passages say of one commitment.

    What they deny is left out; of one that is denied altogether it is all there is.
    """

    def __init__(self, node: NamedNode, sides: Sides, order: dict[object, int]) -> None:
        self.node = node
        self._sides = sides
        self._order = order
        said = [
            *((quad.predicate, self._said(object_of(quad), quad)) for quad in self._quads(node)),
            *((CMQ.apartFrom, self._said(subject_of(q), q)) for q in self._quads(None, node)),
        ]
        kept = [one for one in said if one[1].certainty != "denied"]
        self.is_denied = bool(said) and not kept
        """Whether no passage says of it anything but that it is not so."""
        self._facts: dict[NamedNode, list[Said]] = {}
        for predicate, one in kept or said:
            self._facts.setdefault(predicate, []).append(one)

    def _quads(self, node: NamedNode | None, other: NamedNode | None = None) -> list[Quad]:
        """What passages say with a commitment as subject, or as what another is apart from."""
        found = self._sides.store.match(node, CMQ.apartFrom if other else None, other)
        return sorted((q for q in found if Passage.parse(text_of(q.graph_name))), key=_place)

    def _said(self, value: Term, quad: Quad) -> Said:
        passage = self._sides.sources.passage(text_of(quad.graph_name))
        return Said(value, quad, passage.certainty)

    def said(self, predicate: NamedNode) -> list[Said]:
        """The statements with a property, stated or hedged."""
        return self._facts.get(predicate, [])

    def stated(self, predicate: NamedNode) -> list[Said]:
        """The statements with a property that are stated plainly."""
        return [one for one in self.said(predicate) if one.certainty == "stated"]

    def nodes(self, predicate: NamedNode, *, stated: bool = False) -> list[NamedNode]:
        """The things that are values of a property, once each."""
        found = self.stated(predicate) if stated else self.said(predicate)
        return list(dict.fromkeys(one.value for one in found if isinstance(one.value, NamedNode)))

    def labels(self, *predicates: NamedNode) -> str:
        """The labels or texts of the values of some properties, in alphabetical order."""
        values = {one.value for predicate in predicates for one in self.said(predicate)}
        return "; ".join(sorted(map(self._sides.shown, values)))

    @cached_property
    def is_running_total(self) -> bool:
        """Whether a passage says that it sums up what was given over a time."""
        return any(one.value == CMQ.RunningTotal for one in self.said(RDF.type))

    @cached_property
    def is_cancelled(self) -> bool:
        """Whether a passage states that it was given up."""
        return any(one.value == CANCELLED for one in self.stated(CMQ.stage))

    @cached_property
    def steps(self) -> list[Step]:
        """The stages that it has reached, in their order."""
        stages = {one: self._order.get(one, 0) for one in self.nodes(CMQ.stage)}
        return [
            self._step(stage, stages[stage]) for stage in sorted(stages, key=stages.__getitem__)
        ]

    @cached_property
    def period(self) -> Days | None:
        """The time that the money is for, where sources give both ends of it."""
        starts = self._days(self.said(CMQ.start))
        ends = self._days(self.said(CMQ.end))
        return (min(starts)[0], max(one[1] for one in ends)) if starts and ends else None

    def reported(self, passages: Iterable[str]) -> Days | None:
        """The day of the first dated article among those of some passages."""
        days = [day for day in self._sides.days(passages) if day is not None]
        return (min(days), min(days)) if days else None

    def _step(self, stage: NamedNode, order: int) -> Step:
        own = [one for one in self.said(CMQ.stage) if one.value == stage]
        passages = {one.passage for one in own}
        dating = [one for one in self.said(CMQ.stageDate) if one.passage in passages]
        dates = self._days(dating)
        if dates:
            days = min(dates)[0], max(one[1] for one in dates)
            shown = next(one.value for one in dating if self._days([one]) == [min(dates)])
            assert isinstance(shown, Literal)
            return Step(stage, order, days, shown, True, tuple(own), tuple(dating))
        first = self.reported(passages)
        reporting = [one for one in own if first and self.reported([one.passage]) == first]
        day = literal_of(first[0]) if first else None
        return Step(stage, order, first, day, False, tuple(own), tuple(reporting))

    @staticmethod
    def _days(said: Iterable[Said]) -> list[Days]:
        found = (interval(one.value) for one in said if isinstance(one.value, Literal))
        return [days for days in found if days is not None]


class Commitments:
    """Reads commitments from a store; remembers them."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.order = dict(stage_order(sides.store))
        self.of = cache(self._of)
        self.holders = cache(self._holders)
        self.contested = cache(self._contested)

    def _of(self, node: NamedNode) -> Commitment:
        return Commitment(node, self.sides, self.order)

    def _holders(self, node: NamedNode) -> list[Relative]:
        """The commitments that hold one, the nearest first: what it is part of, what it restates.

        Only where it is stated and no source says that the two are apart. What restates several
        is the same as none of them. Whatever restates a sum is the same: it is held by what that
        is part of, and holds its parts. But what restates one itself holds it only where that
        restates it too.
        """
        found: dict[NamedNode, Relative] = {}
        reached = [Relative(node, True, ())]
        below = {node: reached[0]}
        for one in reached:
            for value, again, said in self._upwards(one.node):
                if value not in found and value != node:
                    found[value] = Relative(value, one.again and again, (*one.path, said))
                    reached.append(found[value])
            for value, said in self._retold(one.node):
                if value not in found and value not in below:
                    reached.append(Relative(value, one.again, (*one.path, said)))
                    (below if one.node in below else found)[value] = reached[-1]
        return list(found.values())

    def _upwards(self, node: NamedNode) -> Iterator[tuple[NamedNode, bool, Said]]:
        """What directly holds a commitment; True: what it restates; and the statements."""
        yield from ((value, True, said) for value, said in self._restated(node))
        contested = self.contested(node)
        for one in self.of(node).stated(CMQ.partOf):
            value = one.value
            if (
                isinstance(value, NamedNode)
                and value not in contested
                and self.is_commitment(value)
            ):
                yield value, False, one

    def _restated(self, node: NamedNode) -> Iterator[tuple[NamedNode, Said]]:
        """The one commitment that another restates, and the statements that say so."""
        told = self.of(node)
        found = told.nodes(CMQ.restates, stated=True)
        if len(found) == 1 and found[0] not in self.contested(node):
            yield from ((found[0], one) for one in told.stated(CMQ.restates))

    def _retold(self, node: NamedNode) -> Iterator[tuple[NamedNode, Said]]:
        """The commitments that directly restate one, and the statements that say so."""
        for other in self.sides.subjects(CMQ.restates, node):
            yield from ((other, said) for value, said in self._restated(other) if value == node)

    def _contested(self, node: NamedNode) -> frozenset[NamedNode]:
        """The commitments of which one source says that they are apart from one, and one denies.

        It denies that by stating that one is part of the other, or restates it.
        """
        apart = self.of(node).nodes(CMQ.apartFrom, stated=True)
        return frozenset(
            other for other in apart if other in self._joined(node) or node in self._joined(other)
        )

    def _joined(self, node: NamedNode) -> list[NamedNode]:
        told = self.of(node)
        return [*told.nodes(CMQ.partOf, stated=True), *told.nodes(CMQ.restates, stated=True)]

    def parts(self, node: NamedNode) -> list[NamedNode]:
        """The commitments that are stated to be parts of one, directly or by another part."""
        found: dict[NamedNode, None] = {}
        reached = [node]
        for one in reached:
            new = [part for part in self.sides.subjects(CMQ.partOf, one) if part not in found]
            found |= dict.fromkeys(new)
            reached += new
        held = {part: [one.node for one in self.holders(part)] for part in found}
        return [part for part, holders in held.items() if node in holders and part != node]

    def holdings(self, node: NamedNode, numbers: dict[NamedNode, int]) -> list[Holding]:
        """What holds a commitment, by number; without what has no number."""
        relatives = self.holders(node)
        return [Holding(numbers[one.node], one.again) for one in relatives if one.node in numbers]

    def is_commitment(self, node: NamedNode) -> bool:
        """Whether the knowledge holds that a thing is a commitment."""
        quads = self.sides.store.match(node, RDF.type, CMQ.Commitment, DefaultGraph())
        return next(iter(quads), None) is not None

    def values(self, node: NamedNode, predicates: Collection[NamedNode]) -> set[NamedNode]:
        """The things that the knowledge relates to one by some properties."""
        return {
            value
            for predicate in predicates
            for value in self.sides.values(node, predicate)
            if isinstance(value, NamedNode)
        }


def _place(quad: Quad) -> tuple[str, ...]:
    """Sorts what passages say, in whatever order a store gives it."""
    return tuple(text_of(one) for one in (*triple_of(quad), quad.graph_name))
