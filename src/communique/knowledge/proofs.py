"""How triples follow: the rules of a build, applied backwards; loaded when a row needs it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from pyoxigraph import Triple

from communique.closure.derivations import derivations
from communique.closure.matching import may_apply
from communique.closure.memory import Memory
from communique.closure.rounds import round_of
from communique.closure.rules import RuleSet
from communique.proof import Absence, Proof
from communique.receipts.proofs.explaining import Explaining
from communique.receipts.rows.answering import Answering
from communique.store import Store


class Proofs:
    """The derivations of a store's triples, in one step and whole."""

    def __init__(self, store: Store, rules: str) -> None:
        self._store = store
        self._rules = RuleSet.from_json(rules)
        self._memory = Memory(store)

    @cached_property
    def _applicable(self) -> RuleSet:
        """The rules of which all that they speak of occurs in the graph."""
        return RuleSet(tuple(r for r in self._rules.rules if may_apply(self._store, r)))

    def premises(self, triple: Triple) -> Iterator[Sequence[Triple]]:
        """Premises of each derivation of a triple all of whose premises have lower rounds.

        Of a triple that is asserted, derivations from asserted triples.
        """
        height = round_of(self._store, triple) or 1
        for derivation in derivations(self._memory, self._applicable, triple):
            if all((round_of(self._store, p) or 0) < height for p in derivation.premises):
                yield derivation.premises

    def all_premises(self, triple: Triple) -> Iterator[Sequence[Triple]]:
        """Premises of every derivation of a triple, whatever their rounds."""
        for derivation in derivations(self._memory, self._applicable, triple):
            yield derivation.premises

    def explain(self, answering: Answering, triple: Triple, *, whole: bool) -> Proof | Absence:
        """A proof of a triple with the fewest steps, or all its derivations; else what it lacks."""
        return Explaining(self._store, self._rules, answering).explain(triple, whole=whole)
