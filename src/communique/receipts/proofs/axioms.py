"""Axioms as the ontology has them, with the lists that rules leave out."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from communique.closure.rules import Rule
from communique.model import Term, object_of, triple_of
from communique.store import Store
from communique.vocabulary import RDF


def axioms_of(store: Store, rule: Rule) -> tuple[Triple, ...]:
    """The axioms of a rule, lists whole.

    Blank nodes have other labels in a store than when the rule was compiled. So the list of an
    axiom about a named term is found by what it lists, which the rule's body speaks of; where
    that is not to be told, the axiom is left as it is.
    """
    spoken = {slot for pattern in rule.body for slot in pattern}
    found: list[Triple] = []
    for axiom in rule.axioms:
        if not isinstance(axiom.subject, NamedNode) or not isinstance(axiom.object, BlankNode):
            found.append(axiom)
            continue
        quads = store.match(axiom.subject, axiom.predicate, None, DefaultGraph())
        lists = [(quad, list(_cells(store, object_of(quad)))) for quad in quads]
        fitting = [(quad, cells) for quad, cells in lists if cells and _members(cells) <= spoken]
        longest = max((len(cells) for _, cells in fitting), default=0)
        fitting = [(quad, cells) for quad, cells in fitting if len(cells) == longest]
        if len(fitting) != 1:
            found.append(axiom)
            continue
        quad, cells = fitting[0]
        found += [triple_of(quad), *map(triple_of, cells)]
    return tuple(found)


def _cells(store: Store, node: Term) -> Iterator[Quad]:
    """The triples of a list; none where the node is no list, or one that never ends."""
    seen: set[Term] = set()
    while isinstance(node, BlankNode) and node not in seen:
        seen.add(node)
        first = next(store.match(node, RDF.first, None, DefaultGraph()), None)
        rest = next(store.match(node, RDF.rest, None, DefaultGraph()), None)
        if first is None or rest is None:
            return
        yield first
        yield rest
        node = object_of(rest)


def _members(cells: list[Quad]) -> set[object]:
    return {quad.object for quad in cells if quad.predicate == RDF.first}
