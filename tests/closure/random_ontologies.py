"""Random ontologies in OWL 2 RL, and random graphs for them.

Literals are values of two properties of their own, and no axiom is a key: there owlrl, which they
are compared with, goes by literals as subjects and looks past the last property of a key.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from communique.vocabulary import OWL, RDF, RDFS, XSD, Namespace

EX = Namespace("https://example.org/")
THINGS = [EX[name] for name in "abcde"]
CLASSES = [EX[name] for name in ("A", "B", "C", "D")]
PROPERTIES = [EX[name] for name in ("p", "q", "r")]
DATA = [EX[name] for name in ("s", "t")]
LITERALS = [Literal("one"), Literal("1", datatype=XSD.integer)]

Term = NamedNode | BlankNode | Literal
Graph = list[Triple]


def graphs(
    classes: list[NamedNode], properties: list[NamedNode], data: list[NamedNode]
) -> st.SearchStrategy[Graph]:
    """Random small graphs over these classes and properties; only `data` have literals."""
    thing = st.sampled_from(THINGS)
    kinds = st.builds(Triple, thing, st.just(RDF.type), st.sampled_from(classes))
    links = st.builds(Triple, thing, st.sampled_from(properties), thing)
    literals = st.builds(Triple, thing, st.sampled_from(data), st.sampled_from(LITERALS))
    same = st.builds(Triple, thing, st.just(OWL.sameAs), thing)
    triple = st.one_of(kinds, links, links, links, literals, same)
    return st.lists(triple, max_size=10, unique=True)


def random_graphs() -> st.SearchStrategy[Graph]:
    """Random small graphs for random ontologies."""
    return graphs(CLASSES, PROPERTIES, DATA)


class Writer:
    """Class expressions, property expressions and axioms as triples."""

    def __init__(self, draw: Callable[[st.SearchStrategy[object]], object]) -> None:
        self.draw = draw
        self.labels = count()
        self.triples: Graph = []

    def one(self, terms: list[NamedNode]) -> NamedNode:
        chosen = self.draw(st.sampled_from(terms))
        assert isinstance(chosen, NamedNode)
        return chosen

    def number(self, most: int) -> int:
        chosen = self.draw(st.integers(0, most))
        assert isinstance(chosen, int)
        return chosen

    def node(self, *values: tuple[NamedNode, Term]) -> BlankNode:
        node = BlankNode(f"n{next(self.labels)}")
        self.triples += [Triple(node, predicate, value) for predicate, value in values]
        return node

    def listed(self, members: list[Term]) -> Term:
        head: Term = RDF.nil
        for member in reversed(members):
            head = self.node((RDF.first, member), (RDF.rest, head))
        return head

    def link(self) -> Term:
        """A property or an inverse."""
        named = self.one(PROPERTIES)
        return named if self.number(4) else self.node((OWL.inverseOf, named))

    def some(self, choices: list[Callable[[], Term]]) -> Term:
        return choices[self.number(len(choices) - 1)]()

    def restriction(self, predicate: NamedNode, filler: Term) -> Term:
        return self.node((OWL.onProperty, self.named()), (predicate, filler))

    def lower(self, depth: int = 2) -> Term:
        """A class expression that may stand on the left."""
        if depth == 0:
            return self.one(CLASSES)
        inner = depth - 1
        return self.some(
            [
                lambda: self.one(CLASSES),
                lambda: self.one(CLASSES),
                lambda: self.boolean(OWL.intersectionOf, self.lower(inner), self.lower(inner)),
                lambda: self.boolean(OWL.unionOf, self.lower(inner), self.lower(0)),
                lambda: self.boolean(OWL.oneOf, self.one(THINGS), self.one(THINGS)),
                lambda: self.restriction(OWL.someValuesFrom, self.lower(inner)),
                lambda: self.restriction(OWL.someValuesFrom, OWL.Thing),
                lambda: self.restriction(OWL.hasValue, self.one(THINGS)),
                lambda: self.node(
                    (OWL.onProperty, self.one(DATA)), (OWL.hasValue, LITERALS[self.number(1)])
                ),
            ]
        )

    def upper(self, depth: int = 2) -> Term:
        """A class expression that may stand on the right."""
        if depth == 0:
            return self.one(CLASSES)
        inner = depth - 1
        return self.some(
            [
                lambda: self.one(CLASSES),
                lambda: self.boolean(OWL.intersectionOf, self.upper(inner), self.upper(inner)),
                lambda: self.restriction(OWL.allValuesFrom, self.upper(inner)),
                lambda: self.restriction(OWL.hasValue, self.one(THINGS)),
                lambda: self.restriction(OWL.maxCardinality, ONE),
                lambda: self.qualified(OWL.Thing),
                lambda: self.qualified(self.lower(inner)),
            ]
        )

    def boolean(self, predicate: NamedNode, *members: Term) -> Term:
        return self.node((predicate, self.listed(list(members))))

    def qualified(self, filler: Term) -> Term:
        on = (OWL.onProperty, self.named())
        return self.node(on, (OWL.maxQualifiedCardinality, ONE), (OWL.onClass, filler))

    def named(self) -> NamedNode:
        return self.one(PROPERTIES)

    def axiom(self) -> None:
        named = self.named()
        written: list[Callable[[], Triple]] = [
            lambda: self.say(self.lower(), RDFS.subClassOf, self.upper()),
            lambda: self.say(self.lower(), RDFS.subClassOf, self.upper()),
            lambda: self.say(self.one(CLASSES), OWL.equivalentClass, self.lower()),
            lambda: self.say(named, RDFS.domain, self.upper()),
            lambda: self.say(named, RDFS.range, self.upper()),
            lambda: self.say(named, RDFS.subPropertyOf, self.named()),
            lambda: self.say(named, OWL.equivalentProperty, self.named()),
            lambda: self.say(named, OWL.inverseOf, self.named()),
            lambda: self.say(named, RDF.type, self.one(CHARACTERISTICS)),
            lambda: self.say(
                named,
                OWL.propertyChainAxiom,
                self.listed([self.named() for _ in range(1 + self.number(3))]),
            ),
            lambda: self.say(self.one(DATA), RDFS.domain, self.upper()),
            lambda: self.say(self.one(DATA), RDFS.subPropertyOf, self.one(DATA)),
        ]
        self.triples.append(written[self.number(len(written) - 1)]())

    def say(self, subject: Term, predicate: NamedNode, value: Term) -> Triple:
        assert not isinstance(subject, Literal)
        return Triple(subject, predicate, value)


ONE = Literal("1", datatype=XSD.nonNegativeInteger)
CHARACTERISTICS = [
    OWL.SymmetricProperty,
    OWL.TransitiveProperty,
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
]


@st.composite
def ontologies(draw: Callable[[st.SearchStrategy[object]], object]) -> Graph:
    """Random small ontologies in OWL 2 RL."""
    writer = Writer(draw)
    # by scm-cls and scm-op, only what is declared is below itself
    declared = [(OWL.Class, CLASSES), (OWL.ObjectProperty, PROPERTIES)]
    writer.triples += [Triple(term, RDF.type, kind) for kind, terms in declared for term in terms]
    for _ in range(1 + writer.number(4)):
        writer.axiom()
    return writer.triples
