"""Stages: what one source plans and another reports as done, or at a later stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import DefaultGraph, NamedNode, Triple

from communique.discrepancy import Discrepancy, DiscrepancyKind, Side
from communique.model import Passage, Term, object_of, text_of
from communique.receipts.differences.judging import Judging
from communique.receipts.differences.sides import in_order, span_of
from communique.store import Store
from communique.vocabulary import CMQ, SCHEME, SKOS

_NOT_DONE = SCHEME["stage/not-done"]
"""The collection of stages at which nothing has been done yet, or will be."""
_CANCELLED = SCHEME["stage/cancelled"]


def stage_order(store: Store) -> Mapping[object, int]:
    """The place of each stage in the order of the scheme."""
    order: dict[object, int] = {}
    for quad in store.match(None, SKOS.inScheme, SCHEME["stage"], DefaultGraph()):
        if isinstance(quad.subject, NamedNode):
            for notation in store.match(quad.subject, SKOS.notation, None, DefaultGraph()):
                order[quad.subject] = int(text_of(notation.object))
    return order


def stages_not_done(store: Store) -> set[Term]:
    """The stages at which a thing is only intended or has been given up."""
    return {object_of(quad) for quad in store.match(_NOT_DONE, SKOS.member, None)}


class Stages:
    """Finds things of which articles give different stages; each speaks by its latest one."""

    def __init__(self, judging: Judging) -> None:
        self._judging = judging
        self._sides = judging.sides
        self._order = stage_order(self._sides.store)
        self._not_done = stages_not_done(self._sides.store)

    def all(self) -> Iterator[Discrepancy]:
        """Every discrepancy of stages."""
        for node in self._sides.subjects(CMQ.stage):
            found = self.of(node)
            if found is not None:
                yield found

    def of(self, node: NamedNode) -> Discrepancy | None:
        """The discrepancy of a thing's stages, or None where articles do not differ."""
        if len(self._sides.values(node, CMQ.stage)) < 2:
            return None
        sides = self._latest(node)
        if len(sides) < 2:
            return None
        return self._judging.discrepancy(
            self._kind(sides), node, CMQ.stage, sides, better=self._later, things=[node]
        )

    def intends_only(self, node: NamedNode, article: str) -> bool | None:
        """Whether an article only intends a thing; None where it gives no stage of it."""
        stages = {stage for stage, own in self._given(node).items() if article in own}
        return stages <= self._not_done - {_CANCELLED} if stages else None

    def _given(self, node: NamedNode) -> dict[Term, dict[str, list[str]]]:
        """For each stage the articles that give it, with their passages."""
        given: dict[Term, dict[str, list[str]]] = {}
        for quad in self._sides.store.match(node, CMQ.stage):
            name = text_of(quad.graph_name)
            if Passage.parse(name):
                article = self._sides.sources.passage(name).article
                given.setdefault(object_of(quad), {}).setdefault(article, []).append(name)
        return given

    def _latest(self, node: NamedNode) -> list[Side]:
        """The latest stage of each article, as sides in the order of the scheme."""
        given = self._given(node)
        ordered = sorted(given, key=lambda stage: self._order.get(stage, 0))
        latest = {article: stage for stage in ordered for article in given[stage]}
        sides = []
        for stage in ordered:
            passages = [
                passage
                for article, own in given[stage].items()
                if latest[article] == stage
                for passage in own
            ]
            side = self._sides.side(Triple(node, CMQ.stage, stage), passages=passages)
            sides += [side] if side is not None else []
        return sides

    def _kind(self, sides: list[Side]) -> DiscrepancyKind:
        stages = {object_of(side.statement) for side in sides}
        if stages & (self._not_done - {_CANCELLED}) and stages - self._not_done:
            return DiscrepancyKind.PLANNED
        if in_order(span_of(self._sides.days(side.passages)) for side in sides):
            return DiscrepancyKind.TIME
        return DiscrepancyKind.VALUES

    def _later(self, one: Side, other: Side) -> bool:
        first, second = (self._order.get(object_of(side.statement), 0) for side in (one, other))
        return first > second
