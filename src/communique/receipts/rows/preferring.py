"""Which rows of an answer rest on preferred values only."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode, Triple

from communique.discrepancy import Discrepancy
from communique.model import object_of, triple_of
from communique.receipts.differences.conversions import Conversions
from communique.receipts.rows.state import Row, States, quads_of
from communique.vocabulary import CMQ


class Preferring:
    """Tells whether a row gives a value to which another one is preferred; remembers it."""

    def __init__(self, states: States) -> None:
        self._differences = states.differences
        self._conversions = Conversions(self._differences.judging)
        self._passes = cache(self._is_preferred)

    def keeps(self, row: Row) -> bool:
        """Whether a solution of the row, or every member of an aggregate, is preferred."""
        quantified = all if row.aggregate else any
        return not row.solutions or quantified(
            all(self._passes(triple_of(quad)) for quad in quads_of([solution]))
            for solution in row.solutions
        )

    def _is_preferred(self, triple: Triple) -> bool:
        """Whether no other value is preferred to what a triple gives."""
        found = self._discrepancy(triple)
        if found is None or found.preferred is None:
            return True
        if triple.predicate == CMQ.conversionOf:
            return found.preferred.statement.subject == triple.subject
        own = {side.statement for side in found.sides}
        return triple not in own or triple == found.preferred.statement

    def _discrepancy(self, triple: Triple) -> Discrepancy | None:
        if triple.predicate == CMQ.conversionOf:
            amount = object_of(triple)
            return self._conversions.of(amount) if isinstance(amount, NamedNode) else None
        if triple.predicate == CMQ.stage and isinstance(triple.subject, NamedNode):
            return self._differences.stages.of(triple.subject)
        return self._differences.discrepancy(triple)
