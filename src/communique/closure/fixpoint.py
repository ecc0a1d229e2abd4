"""The run of the rules to their fixpoint.

Semi-naive: a round looks only for what follows with at least one triple of the round before.
Each round is one SPARQL update, so all its rules see the same data, and a triple's round is the
least number of steps that lead to it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple

from communique.closure.increment import extend_closure
from communique.closure.limits import Limits
from communique.closure.matching import may_apply, occurs
from communique.closure.patterns import Pattern
from communique.closure.rounds import forget_inferred, round_graph
from communique.closure.rules import Rule, RuleSet
from communique.closure.sparql import HEAD, Shape, branch, shapes, union
from communique.model import triple_of
from communique.store import Store
from communique.vocabulary import INFERRED_GRAPH, OWL

_FEW = 1_000
"""So many changes are always followed up one by one …"""
_MANY = 20
"""… and more, where there are so many quads for each."""


@dataclass(frozen=True, slots=True)
class ClosureReport:
    """What a closure has added."""

    inferred: int
    """Triples added."""
    rounds: int
    """The highest round that has been reached by one of them."""


def close(store: Store, rules: RuleSet, changed: Iterable[Triple] | None = None) -> ClosureReport:
    """Add what follows to the default graph and to `…/graph/inferred`, with its rounds.

    Without `changed`, from the beginning: what an earlier closure added is taken out first.
    With the triples that have been added since the last closure, only what follows from them;
    the result is the same. InputError where the consequences exceed all measure; then nothing
    that was inferred is left.
    """
    if changed is not None:
        new = list(changed)
        if len(new) <= _FEW or _MANY * len(new) <= len(store):
            return ClosureReport(*extend_closure(store, rules, new))
    forget_inferred(store)
    return _Run(store, rules).run()


class _Run:
    def __init__(self, store: Store, rules: RuleSet) -> None:
        self.store = store
        self.rules = rules.derivation_rules
        self.limits = Limits(store)

    def run(self) -> ClosureReport:
        delta: NamedNode | None = None
        inferred, number = 0, 0
        while True:
            where = DefaultGraph() if delta is None else delta
            same = self.store.match(None, OWL.sameAs, None, where)
            self.limits.join(triple_of(quad) for quad in same)
            branches = list(self._branches(delta))
            added = self._round(number + 1, branches) if branches else 0
            if added == 0:
                return ClosureReport(inferred, number)
            inferred, number = inferred + added, number + 1
            delta = round_graph(number)
            self.limits.count(added)

    def _round(self, number: int, branches: list[str]) -> int:
        """The number of triples that follow in one step and are not there yet; adds them."""
        head = " ".join(map(str, HEAD))
        graphs = dict.fromkeys([INFERRED_GRAPH, round_graph(number)])
        self.store.update(
            f"INSERT {{ {head} . {' '.join(f'GRAPH {g} {{ {head} }}' for g in graphs)} }} WHERE {{ "
            f"{{ SELECT DISTINCT {head} WHERE {{ {' '.join(union(branches))} }} }} "
            f"OPTIONAL {{ {head} . BIND(true AS ?known) }} FILTER(!BOUND(?known)) }}"
        )
        # the graph of the first round is that of all that is inferred, as yet of this round only
        return _count(self.store, f"GRAPH {round_graph(number)} {{ {head} }}")

    def _branches(self, delta: NamedNode | None) -> Iterator[str]:
        """The rules that may give something new, as group patterns."""
        able = [rule for rule in self.rules if may_apply(self.store, rule)]
        if delta is None:
            yield from (branch(shape) for shape in shapes(able, _is_simple))
            return
        for place in range(max((len(rule.body) for rule in able), default=0)):
            started = [
                rule
                for rule in able
                if place < len(rule.body) and occurs(self.store, rule.body[place], delta)
            ]
            for shape in shapes(started, _is_simple):
                yield branch(shape, delta, place, self._read_whole(shape, delta, place))

    def _read_whole(self, shape: Shape, delta: NamedNode, place: int) -> Callable[[Pattern], bool]:
        """Tells patterns of which there are no more quads than there would be lookups."""
        if len(shape.members) != 1 or len(shape.rule.body) == 1:
            return lambda _: False
        lookups = self._number(shape.rule.body[place], delta)
        return lambda pattern: self._number(pattern, DefaultGraph()) <= lookups

    def _number(self, pattern: Pattern, graph: NamedNode | DefaultGraph) -> float:
        """Quads of a pattern's predicate in a graph."""
        if not isinstance(pattern.predicate, NamedNode):
            return math.inf
        where = f"?s {pattern.predicate} ?o"
        where = where if isinstance(graph, DefaultGraph) else f"GRAPH {graph} {{ {where} }}"
        return _count(self.store, where)


def _is_simple(rule: Rule) -> bool:
    return len(rule.body) == 1 and not any(guard.terms[1:] for guard in rule.guards)


def _count(store: Store, where: str) -> int:
    """The number of solutions of a pattern."""
    ((number,),) = store.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {where} }}").rows
    return int(number.value) if isinstance(number, Literal) else 0
