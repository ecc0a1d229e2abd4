"""Rules for axioms about classes and for class expressions.

https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules, tables 6
and 7. A class expression has a blank node here as in the ontology; `unfolding` takes it out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, Variable

from communique.closure.axioms import Axioms, Property, instance
from communique.closure.datatypes import narrower
from communique.closure.guards import Condition, Guard
from communique.closure.patterns import Node, Pattern
from communique.closure.property_axioms import values_agree
from communique.closure.rules import Rule
from communique.vocabulary import OWL, RDF, RDFS

X, Y, Z = Variable("x"), Variable("y"), Variable("z")


def class_rules(axioms: Axioms) -> Iterator[Rule]:
    """Rules for hierarchies, disjointness, boolean expressions, enumerations, restrictions."""
    yield from _hierarchies(axioms)
    yield from _disjointness(axioms)
    yield from _boolean(axioms)
    yield from _enumerations(axioms)
    for restriction, property_node, axiom in axioms.triples(OWL.onProperty):
        if expression := axioms.property(property_node):
            yield from _values(axioms, restriction, expression, axiom)
            yield from _cardinalities(axioms, restriction, expression, axiom)


def _hierarchies(axioms: Axioms) -> Iterator[Rule]:
    for lower, upper, axiom in axioms.triples(RDFS.subClassOf):
        yield Rule(("cax-sco",), (axiom,), (instance(X, lower),), instance(X, upper))
    for one, other, axiom in axioms.triples(OWL.equivalentClass):
        if not axioms.is_datatype(one):
            yield Rule(("cax-eqc1",), (axiom,), (instance(X, one),), instance(X, other))
            yield Rule(("cax-eqc2",), (axiom,), (instance(X, other),), instance(X, one))


def _disjointness(axioms: Axioms) -> Iterator[Rule]:
    yield Rule(("cls-nothing2",), (), (instance(X, OWL.Nothing),), None)
    for predicate, name in ((OWL.disjointWith, "cax-dw"), (OWL.complementOf, "cls-com")):
        for one, other, axiom in axioms.triples(predicate):
            yield Rule((name,), (axiom,), (instance(X, one), instance(X, other)), None)
    for node, _ in axioms.typed(OWL.AllDisjointClasses):
        for listed, axiom in axioms.values(node, OWL.members):
            for pair in combinations(axioms.members(listed), 2):
                body = tuple(instance(X, kind) for kind in pair)
                yield Rule(("cax-adc",), (axiom,), body, None)


def _boolean(axioms: Axioms) -> Iterator[Rule]:
    for node, listed, axiom in axioms.triples(OWL.intersectionOf):
        members = axioms.members(listed)
        if axioms.is_datatype(node):
            continue
        if members:
            body = tuple(instance(X, member) for member in members)
            yield Rule(("cls-int1",), (axiom,), body, instance(X, node))
        for member in members:
            yield Rule(("cls-int2",), (axiom,), (instance(X, node),), instance(X, member))
    for node, listed, axiom in axioms.triples(OWL.unionOf):
        for member in axioms.members(listed):
            if not axioms.is_datatype(node):
                yield Rule(("cls-uni",), (axiom,), (instance(X, member),), instance(X, node))


def _enumerations(axioms: Axioms) -> Iterator[Rule]:
    for kind, listed, axiom in axioms.triples(OWL.oneOf):
        for member in axioms.members(listed):
            if isinstance(member, NamedNode):
                yield Rule(("cls-oo",), (axiom,), (), instance(member, kind))
    for member, expression, axiom in axioms.triples(RDF.type):
        if isinstance(expression, BlankNode) and isinstance(member, NamedNode):
            yield Rule((), (axiom,), (), instance(member, expression))


def _values(axioms: Axioms, node: Node, p: Property, on: Triple) -> Iterator[Rule]:
    for filler, axiom in axioms.values(node, OWL.someValuesFrom):
        given, head = (on, axiom), instance(X, node)
        if filler == OWL.Thing:
            yield Rule(("cls-svf2",), given, (p.pattern(X, Y),), head)
        elif axioms.is_datatype(filler):
            if isinstance(filler, NamedNode):
                typed = _typed(filler)
                yield Rule(("cls-svf1", "dt-type2"), given, (p.pattern(X, Y),), head, (typed,))
        else:
            yield Rule(("cls-svf1",), given, (p.pattern(X, Y), instance(Y, filler)), head)
    for filler, axiom in axioms.values(node, OWL.allValuesFrom):
        given, body = (on, axiom), (instance(X, node), p.pattern(X, Y))
        if not axioms.is_datatype(filler):
            yield Rule(("cls-avf",), given, body, instance(Y, filler))
        elif isinstance(filler, NamedNode):
            outside = Guard(Condition.OUTSIDE, (Y, filler))
            yield Rule(("cls-avf", "dt-not-type"), given, body, None, (outside,))
    for value, axiom in axioms.values(node, OWL.hasValue):
        given, head = (on, axiom), p.pattern(X, value)
        yield Rule(("cls-hv1",), given, (instance(X, node),), head)
        yield Rule(("cls-hv2",), given, (head,), instance(X, node))


def _typed(datatype: NamedNode) -> Guard:
    if datatype == RDFS.Literal:
        return Guard(Condition.LITERAL, (Y,))
    return Guard(Condition.TYPED, (Y, *narrower(datatype)))


def _cardinalities(axioms: Axioms, node: Node, p: Property, on: Triple) -> Iterator[Rule]:
    member = instance(X, node)
    for number, axiom in axioms.values(node, OWL.maxCardinality):
        given = (on, axiom)
        if _is(number, 0):
            yield Rule(("cls-maxc1",), given, (member, p.pattern(X, Y)), None)
        elif _is(number, 1):
            body = (member, p.pattern(X, Y), p.pattern(X, Z))
            yield from values_agree(("cls-maxc2",), given, body)
    for number, axiom in axioms.values(node, OWL.maxQualifiedCardinality):
        for filler, of in axioms.values(node, OWL.onClass):
            yield from _qualified_cardinality(number, (on, axiom, of), (node, p, filler))


def _qualified_cardinality(
    number: Node, given: tuple[Triple, ...], restriction: tuple[Node, Property, Node]
) -> Iterator[Rule]:
    node, p, filler = restriction
    anything = filler == OWL.Thing
    first = (instance(X, node), *_qualified(p, Y, filler))
    if _is(number, 0):
        yield Rule(("cls-maxqc2" if anything else "cls-maxqc1",), given, first, None)
    elif _is(number, 1):
        name = "cls-maxqc4" if anything else "cls-maxqc3"
        body = (*first, *_qualified(p, Z, filler))
        yield Rule((name,), given, body, Pattern(Y, OWL.sameAs, Z))


def _qualified(p: Property, value: Variable, filler: Node) -> tuple[Pattern, ...]:
    pattern = p.pattern(X, value)
    return (pattern,) if filler == OWL.Thing else (pattern, instance(value, filler))


def _is(number: Node, wanted: int) -> bool:
    return isinstance(number, Literal) and number.value.isdecimal() and int(number.value) == wanted
