"""Rules for axioms about properties.

https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules, table 5.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from pyoxigraph import NamedNode, Triple, Variable

from communique.closure.axioms import Axioms, Property, instance, variables
from communique.closure.guards import Condition, Guard
from communique.closure.patterns import Pattern
from communique.closure.rules import Rule
from communique.vocabulary import OWL, RDFS

X, Y, Z = Variable("x"), Variable("y"), Variable("z")


def property_rules(axioms: Axioms) -> Iterator[Rule]:
    """Rules for domains, ranges, hierarchies, inverses, chains, keys and characteristics."""
    yield from _domains_and_ranges(axioms)
    yield from _hierarchies(axioms)
    yield from _characteristics(axioms)
    yield from _chains(axioms)
    yield from _keys(axioms)
    yield from _disjointness(axioms)


def _domains_and_ranges(axioms: Axioms) -> Iterator[Rule]:
    for node, kind, axiom in axioms.triples(RDFS.domain):
        if expression := axioms.property(node):
            yield Rule(("prp-dom",), (axiom,), (expression.pattern(X, Y),), instance(X, kind))
    for node, kind, axiom in axioms.triples(RDFS.range):
        expression = axioms.property(node)
        if expression is None:
            continue
        body = (expression.pattern(X, Y),)
        if not axioms.is_datatype(kind):
            yield Rule(("prp-rng",), (axiom,), body, instance(Y, kind))
        elif isinstance(kind, NamedNode):
            outside = Guard(Condition.OUTSIDE, (Y, kind))
            yield Rule(("prp-rng", "dt-not-type"), (axiom,), body, None, (outside,))


def _hierarchies(axioms: Axioms) -> Iterator[Rule]:
    for predicate, forwards, backwards in (
        (RDFS.subPropertyOf, "prp-spo1", ""),
        (OWL.equivalentProperty, "prp-eqp1", "prp-eqp2"),
    ):
        for lower, upper, axiom in axioms.triples(predicate):
            first, second = axioms.property(lower), axioms.property(upper)
            if first is None or second is None:
                continue
            yield _implication(forwards, axiom, first.pattern(X, Y), second.pattern(X, Y))
            if backwards:
                yield _implication(backwards, axiom, second.pattern(X, Y), first.pattern(X, Y))
    for one, other, axiom in axioms.triples(OWL.inverseOf):
        first, second = axioms.property(one), axioms.property(other)
        if isinstance(one, NamedNode) and first and second:
            yield _implication("prp-inv1", axiom, first.pattern(X, Y), second.pattern(Y, X))
            yield _implication("prp-inv2", axiom, second.pattern(X, Y), first.pattern(Y, X))


def _implication(name: str, axiom: Triple, body: Pattern, head: Pattern) -> Rule:
    return Rule((name,), (axiom,), (body,), head)


def _characteristics(axioms: Axioms) -> Iterator[Rule]:
    for kind, name in (
        (OWL.SymmetricProperty, "prp-symp"),
        (OWL.TransitiveProperty, "prp-trp"),
        (OWL.FunctionalProperty, "prp-fp"),
        (OWL.InverseFunctionalProperty, "prp-ifp"),
        (OWL.IrreflexiveProperty, "prp-irp"),
        (OWL.AsymmetricProperty, "prp-asyp"),
    ):
        for node, axiom in axioms.typed(kind):
            if expression := axioms.property(node):
                yield from _characteristic(name, axiom, expression)


def _characteristic(name: str, axiom: Triple, p: Property) -> Iterator[Rule]:
    names, given = (name,), (axiom,)
    same = Pattern(Y, OWL.sameAs, Z)
    match name:
        case "prp-symp":
            yield Rule(names, given, (p.pattern(X, Y),), p.pattern(Y, X))
        case "prp-trp":
            yield Rule(names, given, (p.pattern(X, Y), p.pattern(Y, Z)), p.pattern(X, Z))
        case "prp-fp":
            yield from values_agree(names, given, (p.pattern(X, Y), p.pattern(X, Z)))
        case "prp-ifp":
            yield Rule(names, given, (p.pattern(Y, X), p.pattern(Z, X)), same)
        case "prp-irp":
            yield Rule(names, given, (p.pattern(X, X),), None)
        case "prp-asyp":
            yield Rule(names, given, (p.pattern(X, Y), p.pattern(Y, X)), None)


def values_agree(
    names: tuple[str, ...], axioms: tuple[Triple, ...], body: tuple[Pattern, ...]
) -> Iterator[Rule]:
    """Rules by which two values, Y and Z, are one: resources the same, literals equal."""
    yield Rule(names, axioms, body, Pattern(Y, OWL.sameAs, Z))
    unequal = Guard(Condition.UNEQUAL, (Y, Z))
    yield Rule((*names, "dt-diff", "eq-diff1"), axioms, body, None, (unequal,))


def _chains(axioms: Axioms) -> Iterator[Rule]:
    for node, steps, axiom in axioms.triples(OWL.propertyChainAxiom):
        whole, parts = axioms.property(node), axioms.properties(steps)
        if whole and parts:
            stations = variables(len(parts) + 1)
            body = tuple(
                part.pattern(start, end)
                for part, (start, end) in zip(parts, pairwise(stations), strict=True)
            )
            yield Rule(("prp-spo2",), (axiom,), body, whole.pattern(stations[0], stations[-1]))


def _keys(axioms: Axioms) -> Iterator[Rule]:
    for kind, node, axiom in axioms.triples(OWL.hasKey):
        if parts := axioms.properties(node):
            values = variables(len(parts))
            shared = [
                part.pattern(individual, value)
                for part, value in zip(parts, values, strict=True)
                for individual in (X, Y)
            ]
            body = (instance(X, kind), *shared, instance(Y, kind))
            yield Rule(("prp-key",), (axiom,), body, Pattern(X, OWL.sameAs, Y))


def _disjointness(axioms: Axioms) -> Iterator[Rule]:
    for one, other, axiom in axioms.triples(OWL.propertyDisjointWith):
        first, second = axioms.property(one), axioms.property(other)
        if first and second:
            body = (first.pattern(X, Y), second.pattern(X, Y))
            yield Rule(("prp-pdw",), (axiom,), body, None)
    for node, _ in axioms.typed(OWL.AllDisjointProperties):
        for listed, axiom in axioms.values(node, OWL.members):
            for first, second in combinations(axioms.properties(listed), 2):
                body = (first.pattern(X, Y), second.pattern(X, Y))
                yield Rule(("prp-adp",), (axiom,), body, None)
