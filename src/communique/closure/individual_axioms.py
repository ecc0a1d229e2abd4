"""Rules of equality and for axioms about individuals.

https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules, table 4.
`eq-ref` is left out on purpose: that everything is the same as itself is not worth a triple.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pyoxigraph import Literal, Triple, Variable

from communique.closure.axioms import Axioms
from communique.closure.guards import Condition, Guard
from communique.closure.patterns import Node, Pattern
from communique.closure.rules import Rule
from communique.vocabulary import OWL

P, Q, X, Y, Z = (Variable(name) for name in "pqxyz")


def individual_rules(axioms: Axioms) -> Iterator[Rule]:
    """Rules for what is the same, what is different and what is denied."""
    yield from _sameness()
    yield from _difference(axioms)
    for predicate in (OWL.targetIndividual, OWL.targetValue):
        for node, target, axiom in axioms.triples(predicate):
            yield from _denial(axioms, node, target, axiom)


def _sameness() -> Iterator[Rule]:
    same = Pattern(X, OWL.sameAs, Y)
    other = Guard(Condition.DISTINCT, (P, OWL.sameAs))
    yield Rule(("eq-sym",), (), (same,), Pattern(Y, OWL.sameAs, X))
    yield Rule(("eq-trans",), (), (same, Pattern(Y, OWL.sameAs, Z)), Pattern(X, OWL.sameAs, Z))
    yield Rule(("eq-rep-s",), (), (same, Pattern(X, P, Z)), Pattern(Y, P, Z), (other,))
    yield Rule(("eq-rep-o",), (), (same, Pattern(Z, P, X)), Pattern(Z, P, Y), (other,))
    yield Rule(
        ("eq-rep-p",),
        (),
        (Pattern(P, OWL.sameAs, Q), Pattern(X, P, Y)),
        Pattern(X, Q, Y),
        (other, Guard(Condition.DISTINCT, (Q, OWL.sameAs))),
    )


def _difference(axioms: Axioms) -> Iterator[Rule]:
    different = Pattern(X, OWL.differentFrom, Y)
    yield Rule(("eq-diff1",), (), (Pattern(X, OWL.sameAs, Y), different), None)
    yield Rule(("eq-ref", "eq-diff1"), (), (Pattern(X, OWL.differentFrom, X),), None)
    for node, _ in axioms.typed(OWL.AllDifferent):
        for predicate, name in ((OWL.members, "eq-diff2"), (OWL.distinctMembers, "eq-diff3")):
            for listed, axiom in axioms.values(node, predicate):
                for one, other in combinations(axioms.members(listed), 2):
                    body = () if one == other else (Pattern(one, OWL.sameAs, other),)
                    yield Rule((name,), (axiom,), body, None)


def _denial(axioms: Axioms, node: Node, target: Node, axiom: Triple) -> Iterator[Rule]:
    name = "prp-npa2" if isinstance(target, Literal) else "prp-npa1"
    for source, source_axiom in axioms.values(node, OWL.sourceIndividual):
        for property_node, property_axiom in axioms.values(node, OWL.assertionProperty):
            if expression := axioms.property(property_node):
                given = (source_axiom, property_axiom, axiom)
                yield Rule((name,), given, (expression.pattern(source, target),), None)
