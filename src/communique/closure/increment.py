"""What follows from a few new triples.

Rounds are settled from the lowest upwards, as Dijkstra's algorithm settles distances: a new
triple may also shorten the way to one that is there already. The result is that of a closure
from the beginning, rounds included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Triple

from communique.closure.limits import Limits
from communique.closure.matching import solutions
from communique.closure.rounds import mark_asserted, quads_of, round_of
from communique.closure.rules import RuleSet
from communique.model import triple_of
from communique.store import Store
from communique.vocabulary import OWL


def extend_closure(store: Store, rules: RuleSet, added: Iterable[Triple]) -> tuple[int, int]:
    """How many triples follow from those added to a closed default graph, and their last round."""
    limits = Limits(store)
    current: set[Triple] = set()
    for triple in added:
        before = round_of(store, triple)
        if before:
            mark_asserted(store, triple, before)
        if before is not None:
            current.add(triple)
    # ground rules follow from no triple, so they are due where nothing was closed before
    found = {t: 1 for t in _grounded(rules) if round_of(store, t) is None}
    inferred, last, number = 0, 0, 0
    while current or found:
        limits.join(_same(store, current))
        for triple, reached in _consequences(store, rules, current):
            if reached < found.get(triple, reached + 1):
                found[triple] = reached
        number += 1
        current = set()
        for triple in [t for t, reached in found.items() if reached == number]:
            del found[triple]
            before = round_of(store, triple)
            if before is None or before > number:
                current.add(triple)
                inferred += before is None
                last = number if before is None else last
                _settle(store, triple, before, number)
                limits.count(before is None)
    return inferred, last


def _grounded(rules: RuleSet) -> Iterator[Triple]:
    for rule in rules.derivation_rules:
        triple = rule.head.triple({}) if rule.head and not rule.body else None
        if triple is not None:
            yield triple


def _consequences(
    store: Store, rules: RuleSet, premises: Iterable[Triple]
) -> Iterator[tuple[Triple, int]]:
    """What one rule gives from a premise and the default graph, each with the round so reached."""
    rounds: dict[Triple, int | None] = {}
    for premise in premises:
        for rule, place in rules.starting_from(premise):
            start = rule.body[place].match(premise, {})
            if start is None or rule.head is None:
                continue
            rest = [pattern for i, pattern in enumerate(rule.body) if i != place]
            for values in solutions(store, rest, start):
                head = rule.head.triple(values)
                if head is None or not all(guard.holds(values) for guard in rule.guards):
                    continue
                for pattern in rule.body:
                    triple = pattern.triple(values)
                    if triple is not None and triple not in rounds:
                        rounds[triple] = round_of(store, triple)
                below = (rounds[t] or 0 for p in rule.body if (t := p.triple(values)) is not None)
                yield head, 1 + max(below)


def _same(store: Store, changed: Iterable[Triple]) -> Iterator[Triple]:
    """What is the same as something of which that is said anew."""
    for triple in changed:
        if triple.predicate == OWL.sameAs:
            yield triple
            for end in (triple.subject, triple.object):
                if isinstance(end, NamedNode | BlankNode):
                    known = store.match(end, OWL.sameAs, None, DefaultGraph())
                    yield from (triple_of(quad) for quad in known)


def _settle(store: Store, triple: Triple, before: int | None, number: int) -> None:
    if before is not None:
        store.remove(q for q in quads_of(triple, before) if q.graph_name != DefaultGraph())
    store.extend(quads_of(triple, number))
