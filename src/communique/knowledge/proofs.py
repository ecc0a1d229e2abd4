"""How triples follow: the rules of a build, applied backwards; loaded when a row needs it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

from pyoxigraph import Triple

from communique.closure.derivations import derivations
from communique.closure.matching import may_apply
from communique.closure.memory import Memory
from communique.closure.rules import Rulebook, RuleSet
from communique.proof import Absence, Proof
from communique.receipts.proofs.explaining import Explaining
from communique.receipts.rows.answering import Answering
from communique.store import Store


class Proofs:
    """The derivations of a store's triples, in one step and whole."""

    def __init__(self, store: Store, rules: str) -> None:
        self._store = store
        self._text = rules
        self._memory = Memory(store)
        self._rules = Rulebook(rules, partial(may_apply, store))
        self._derived = cache(self._premises)

    def premises(self, triple: Triple) -> Sequence[Sequence[Triple]]:
        """Premises of every one-step derivation of a triple."""
        return self._derived(triple) if self._rules.concluding(triple) else ()

    def _premises(self, triple: Triple) -> list[Sequence[Triple]]:
        return [one.premises for one in derivations(self._memory, self._rules, triple)]

    def explain(self, answering: Answering, triple: Triple, *, whole: bool) -> Proof | Absence:
        """A proof of a triple with the fewest steps, or all its derivations; else what it lacks."""
        return Explaining(self._store, RuleSet.from_json(self._text), answering).explain(
            triple, whole=whole
        )
