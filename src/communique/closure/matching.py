"""Bodies of rules found in a store, one pattern after the other.

For one triple and its neighbours; whole graphs are left to SPARQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple, Variable

from communique.closure.patterns import Bindings, Node, Pattern
from communique.closure.rules import Rule
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
    place, quads = _narrowest(store, known)
    first = known.pop(place)
    for quad in quads:
        extended = first.take(quad, bindings)
        if extended is None:
            continue
        if known:
            yield from solutions(store, known, extended)
        else:
            yield extended


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
    unknown = [pattern.unknown() for pattern in patterns]
    fewest = min(unknown)
    least = [place for place, number in enumerate(unknown) if number == fewest]
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
    found = [None if isinstance(term, Variable) else term for term in pattern]
    subject, predicate, object_ = found
    if isinstance(subject, Literal | Triple) or isinstance(object_, Triple):
        return iter(())
    if predicate is not None and not isinstance(predicate, NamedNode):
        return iter(())
    return store.match(subject, predicate, object_, DEFAULT)
