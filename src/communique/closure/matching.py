"""Bodies of rules found in a store, one pattern after the other.

For one triple and its neighbours; whole graphs are left to SPARQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple, Variable

from communique.closure.patterns import Bindings, Node, Pattern
from communique.closure.rules import Rule
from communique.model import triple_of
from communique.store import Dataset, Store
from communique.vocabulary import RDF

DEFAULT = DefaultGraph()
_RACE = 64
"""Quads of each pattern that are read to find the one with the fewest."""


def solutions(
    store: Dataset, patterns: Sequence[Pattern], bindings: Mapping[Variable, Node]
) -> Iterator[Bindings]:
    """Bindings under which all patterns are triples of the default graph."""
    if not patterns:
        yield dict(bindings)
        return
    known = [pattern.substitute(bindings) for pattern in patterns]
    if len(known) == 1 and not any(True for _ in known[0].variables()):
        if next(_quads(store, known[0]), None) is not None:
            yield dict(bindings)
        return
    place, quads = _narrowest(store, known)
    rest = [pattern for i, pattern in enumerate(known) if i != place]
    for quad in quads:
        extended = known[place].match(triple_of(quad), bindings)
        if extended is not None:
            yield from solutions(store, rest, extended)


def occurs(store: Store, pattern: Pattern, graph: NamedNode | DefaultGraph = DEFAULT) -> bool:
    """Whether a graph has a triple with the pattern's predicate, or of its class.

    A quick look that keeps rules from being run in vain.
    """
    predicate, object_ = pattern.predicate, pattern.object
    if not isinstance(predicate, NamedNode):
        return True
    kind = object_ if predicate == RDF.type and isinstance(object_, NamedNode) else None
    return next(store.match(None, predicate, kind, graph), None) is not None


def may_apply(store: Store, rule: Rule) -> bool:
    """Whether what the rule speaks of occurs in the default graph."""
    return all(occurs(store, pattern) for pattern in rule.body)


def _narrowest(store: Dataset, patterns: Sequence[Pattern]) -> tuple[int, Iterable[Quad]]:
    """The place of the pattern to match first, and its quads.

    Of those with the fewest variables one whose subject is known, where its quads soon come to an
    end: what is mentioned everywhere is slow to look up, and few things say much. Else the one
    that comes to an end first: they are read side by side, so no more is read than a few times
    the fewest.
    """
    if len(patterns) == 1:
        return 0, _quads(store, patterns[0])
    variables = [len(set(pattern.variables())) for pattern in patterns]
    least = [place for place, number in enumerate(variables) if number == min(variables)]
    if len(least) == 1:
        return least[0], _quads(store, patterns[least[0]])
    racing: list[tuple[int, Iterator[Quad], list[Quad]]] = []
    for place in sorted(least, key=lambda place: isinstance(patterns[place].subject, Variable)):
        quads = _quads(store, patterns[place])
        known = not isinstance(patterns[place].subject, Variable)
        seen = list(islice(quads, _RACE)) if known else []
        if known and len(seen) < _RACE:
            return place, seen
        racing.append((place, quads, seen))
    for _ in range(_RACE):
        for place, quads, seen in racing:
            quad = next(quads, None)
            if quad is None:
                return place, seen
            seen.append(quad)
    place, quads, seen = racing[0]
    return place, chain(seen, quads)


def _quads(store: Dataset, pattern: Pattern) -> Iterator[Quad]:
    subject, predicate, object_ = (None if isinstance(slot, Variable) else slot for slot in pattern)
    if (
        isinstance(subject, Literal | Triple)
        or not (predicate is None or isinstance(predicate, NamedNode))
        or isinstance(object_, Triple)
    ):
        return iter(())
    return store.match(subject, predicate, object_, DEFAULT)
