"""One of two editions that are compared: its facts, furthest stages and differences."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from communique.change import Edition
from communique.discrepancy import Discrepancy, DiscrepancyKind
from communique.model import Term, object_of, subject_of
from communique.receipts.changes.facts import Facts
from communique.receipts.differences.stages import stage_order
from communique.receipts.discrepancies import Discrepancies
from communique.receipts.rows.answering import Answering
from communique.store import Store
from communique.vocabulary import CMQ

Differing = tuple[NamedNode | Literal, NamedNode]
"""What sources differ on: a thing, or a name, and the property."""


class Furthest(NamedTuple):
    """The furthest stage that sources give of a thing, and its place in the scheme."""

    stage: Term
    order: int


class Side:
    """One of two editions."""

    def __init__(self, edition: Edition, store: Store, answering: Answering) -> None:
        self.edition = edition
        self.answering = answering
        self.sources = answering.states.sources
        self.facts = Facts(store, answering)
        self._order = stage_order(store)
        self.differences: dict[Differing, list[Discrepancy]] = {}
        """Those that differ in more than precision."""
        for one in Discrepancies(answering).all():
            if one.kind is not DiscrepancyKind.PRECISION:
                self.differences.setdefault((one.about, one.property), []).append(one)

    def furthest(self) -> dict[NamedNode, Furthest]:
        """The furthest stage of each thing; one that is merely denied does not count."""
        found: dict[NamedNode, Furthest] = {}
        for statements in self.facts.given.values():
            for triple, passages in statements.items():
                certainties = {self.sources.passage(one).certainty for one in passages}
                if triple.predicate == CMQ.stage and certainties != {"denied"}:
                    thing, stage = subject_of(triple), object_of(triple)
                    assert isinstance(thing, NamedNode)  # facts are about what has a name
                    reached = Furthest(stage, self._order.get(stage, 0))
                    if thing not in found or found[thing].order < reached.order:
                        found[thing] = reached
        return found

    def label(self, node: NamedNode) -> str:
        """A thing in words; of a node, what it stands between."""
        return self.answering.states.differences.judging.sides.described(node)
