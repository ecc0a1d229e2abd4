"""Receipts: which passages alone give a row, and which others support it.

The law, for queries without LIMIT and OFFSET, of a row that rests on no absence: the data cut down
to the witness (with registry, background and links) gives the row; without any one passage of the
witness it does not; deleting what is outside the witness keeps the row; deleting the support
removes it. Of a row that rests on an absence, only the last holds.
"""

from __future__ import annotations

from typing import NamedTuple

from communique.receipts.rows.state import Row
from communique.receipts.sources.records import Sources
from communique.receipts.tracing.circuit import Node, essential
from communique.receipts.tracing.covering import cover
from communique.receipts.tracing.standing import Standings
from communique.receipts.tracing.support import Allowed, Derive, Support
from communique.store import Store


class Receipt(NamedTuple):
    """The passages that a row rests on, by IRI."""

    witness: list[str]
    """Few passages that give the row, with nothing to spare, stated and checked ones first.

    Empty where none is needed.
    """
    others: set[str]
    """The rest of its support."""


class Witnesses:
    """Finds receipts; `derive` gives every one-step derivation of a triple."""

    def __init__(
        self, store: Store, derive: Derive, sources: Sources, standings: Standings | None = None
    ) -> None:
        self._support = Support(store, derive, standings)
        self._essentials = essential()
        self._rank = sources.rank

    def receipt(self, row: Row) -> Receipt:
        """The receipt of a row."""
        alternatives = row.clauses or [row.solutions]
        clauses = [self._support.clause(one) for one in alternatives]
        clauses = list({one.alternatives: one for one in clauses}.values())
        supports = [self._support.passages(clause) for clause in clauses]
        witness = self._witness(clauses, supports)
        return Receipt(sorted(witness, key=self._rank), set().union(*supports) - witness)

    def _witness(self, clauses: list[Node], supports: list[set[str]]) -> set[str]:
        chosen = set(cover(self._support.all_of(clauses) or (), self._rank))
        touched: dict[str, list[int]] = {}
        for number, support in enumerate(supports):
            for passage in chosen & support:
                touched.setdefault(passage, []).append(number)
        needed = set().union(*map(self._essential, clauses))
        for passage in sorted(chosen - needed, key=self._rank, reverse=True):
            rest = chosen - {passage}
            numbers = touched.get(passage, ())
            if all(self._gives(clauses[n], supports[n] & rest) for n in numbers):
                chosen = rest
        return chosen

    def _essential(self, clause: Node) -> frozenset[str]:
        """The passages that nothing can replace in a clause."""
        return self._essentials.any_of(clause.alternatives) or frozenset()

    def _gives(self, clause: Node, passages: set[str]) -> bool:
        """Whether the data cut down to some passages give an alternative of a clause."""
        allowed = Allowed(lambda among: among & passages)
        return any(self._support.all_of(one, allowed) is not None for one in clause.alternatives)
