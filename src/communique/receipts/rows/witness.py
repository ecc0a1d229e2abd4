"""Receipts: which passages alone give a row, and which others support it.

The law, for queries without LIMIT and OFFSET, of a row that rests on no absence: the data cut down
to the witness (with registry, background and links) gives the row; without any one passage of the
witness it does not; deleting what is outside the witness keeps the row; deleting the support
removes it. Of a row that rests on an absence, only the last holds.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache
from itertools import chain
from typing import NamedTuple

from communique.receipts.rows.state import Derivation, Row
from communique.receipts.sources.records import Sources
from communique.receipts.tracing.circuit import Node, Nodes, choice, essential
from communique.receipts.tracing.covering import cover
from communique.receipts.tracing.requiring import Allowed, Requiring
from communique.receipts.tracing.support import Support


class Receipt(NamedTuple):
    """The passages that a row rests on, by IRI."""

    witness: set[str]
    """Few passages that give the row, with nothing to spare; empty where none is needed."""
    others: set[str]
    """The rest of its support."""


class Witnesses:
    """Finds receipts."""

    def __init__(self, support: Support, sources: Sources) -> None:
        self._support = support
        self._requiring = Requiring(support)
        self._reached = cache(self._support.passages)
        self._essentials = essential()
        self._rank = sources.rank

    def receipt(self, row: Row) -> Receipt:
        """The receipt of a row."""
        needs = self._needs(row.clauses or [row.solutions])
        supports = [self._reached(node) for node in needs]
        witness = self._witness(needs, supports)
        return Receipt(witness, set().union(*supports) - witness)

    def _needs(self, clauses: Sequence[Sequence[Derivation]]) -> list[Node]:
        """What all clauses need: each node that has to be given, and each choice between some."""
        certain = chain.from_iterable(one[0] for one in clauses if len(one) == 1)
        needs = dict.fromkeys(self._support.needs(certain))
        choices: dict[tuple[Nodes, ...], None] = {}
        for clause in clauses:
            if len(clause) != 1:
                alternatives = tuple(dict.fromkeys(map(self._support.needs, clause)))
                if len(alternatives) == 1:
                    needs.update(dict.fromkeys(alternatives[0]))
                else:
                    choices[alternatives] = None
        return [*needs, *map(choice, choices)]

    def _witness(self, needs: list[Node], supports: list[frozenset[str]]) -> set[str]:
        chosen = set(cover(self._requiring.all_of(needs) or (), self._rank))
        spare = chosen.difference(*map(self._essential, needs))
        if not spare:
            return chosen
        touched: dict[str, list[int]] = {}
        for number, support in enumerate(supports):
            for passage in spare & support:
                touched.setdefault(passage, []).append(number)
        for passage in sorted(spare, key=self._rank, reverse=True):
            chosen.discard(passage)
            numbers = touched.get(passage, ())
            if not all(self._gives(needs[n], supports[n] & chosen) for n in numbers):
                chosen.add(passage)
        return chosen

    def _essential(self, node: Node) -> frozenset[str]:
        """The passages that nothing can replace in what gives a node."""
        return self._essentials.of(node) or frozenset()

    def _gives(self, node: Node, passages: Set[str]) -> bool:
        """Whether the data cut down to some passages give a node."""
        return self._requiring.all_of([node], Allowed(lambda among: among & passages)) is not None
