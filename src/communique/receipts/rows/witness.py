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
from communique.receipts.tracing.standing import Standings
from communique.receipts.tracing.support import Allowed, Derive, Need, Support, cover
from communique.store import Store

Clause = list[tuple[Need, ...]]


class Receipt(NamedTuple):
    """The passages that a row rests on, by IRI; stated and checked ones first."""

    witness: list[str]
    """Few passages that give the row, with nothing to spare; empty where none is needed."""
    others: list[str]
    """The rest of its support."""


class Witnesses:
    """Finds receipts; `derive` gives every one-step derivation of a triple."""

    def __init__(
        self, store: Store, derive: Derive, sources: Sources, standings: Standings | None = None
    ) -> None:
        self._support = Support(store, derive, standings)
        self._sources = sources

    def receipt(self, row: Row) -> Receipt:
        """The receipt of a row."""
        alternatives = row.clauses or [row.solutions]
        clauses = [[self._support.needs(one) for one in clause] for clause in alternatives]
        clauses = list({tuple(clause): clause for clause in clauses}.values())
        supports = [self._support.passages(n for one in clause for n in one) for clause in clauses]
        witness = self._witness(clauses, supports)
        others = set().union(*supports) - witness
        rank = self._sources.rank
        return Receipt(sorted(witness, key=rank), sorted(others, key=rank))

    def _witness(self, clauses: list[Clause], supports: list[set[str]]) -> set[str]:
        requirements = self._support.every_clause(clauses)
        chosen = set(cover(requirements or (), self._sources.rank))
        touched: dict[str, list[int]] = {}
        for number, support in enumerate(supports):
            for passage in chosen & support:
                touched.setdefault(passage, []).append(number)
        for passage in sorted(chosen, key=self._sources.rank, reverse=True):
            rest = chosen - {passage}
            numbers = touched.get(passage, ())
            if all(self._gives(clauses[n], frozenset(supports[n] & rest)) for n in numbers):
                chosen = rest
        return chosen

    def _gives(self, clause: Clause, passages: frozenset[str]) -> bool:
        """Whether the data cut down to some passages give an alternative of a clause."""
        name = "\n".join(sorted(passages))
        allowed = Allowed(f"only {name}", lambda among: among & passages)
        return any(self._support.all_of(needs, allowed) is not None for needs in clause)
