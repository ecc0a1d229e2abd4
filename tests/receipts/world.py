"""Small worlds for the law: an ontology in which much is derivable, and random passages.

A world is what a few passages say, some of it twice, some of it also derivable, beside a registry
that needs no passage. It can be cut down to some of its passages and closed again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from communique.closure.compilation import compile_rules
from communique.closure.derivations import derivations
from communique.closure.fixpoint import close
from communique.closure.rules import RuleSet
from communique.dataset import with_default
from communique.model import Term, triple_of
from communique.queries.algebra import trace_of
from communique.receipts.rows.state import Row
from communique.receipts.rows.witness import Receipt, Witnesses
from communique.receipts.sources.records import Sources
from communique.receipts.tracing.members import Members
from communique.receipts.tracing.support import Support
from communique.store import EmbeddedStore
from communique.vocabulary import DOCUMENT, RDF, REGISTRY_GRAPH, XSD, Namespace

EX = Namespace("https://example.org/")
THINGS = [EX[name] for name in "abcd"]
PROPERTIES = [EX[name] for name in ("p", "q", "r", "above")]

ONTOLOGY = """
@prefix ex: <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:p owl:inverseOf ex:inverse .
ex:q rdfs:subPropertyOf ex:p ; rdfs:domain ex:Source .
ex:r a owl:SymmetricProperty .
ex:above a owl:TransitiveProperty .
ex:chain owl:propertyChainAxiom ( ex:p ex:q ) .
[ a owl:Restriction ; owl:onProperty ex:r ; owl:someValuesFrom ex:Thing ]
    rdfs:subClassOf ex:Related .
"""
RULES = compile_rules(
    [triple_of(quad) for quad in parse(ONTOLOGY.encode(), format=RdfFormat.TURTLE)]
)
"""An inverse, a property under another, a symmetric one, a transitive one, a chain, a class."""

Key = tuple[Term | None, ...]


def passage(number: int) -> NamedNode:
    """The name of a passage; two are in one article."""
    return NamedNode(f"{DOCUMENT}{number // 2}#char={number},{number + 1}")


links = st.builds(
    Triple, st.sampled_from(THINGS), st.sampled_from(PROPERTIES), st.sampled_from(THINGS)
)
kinds = st.builds(Triple, st.sampled_from(THINGS), st.just(RDF.type), st.just(EX["Thing"]))
numbers = st.builds(
    Triple,
    st.sampled_from(THINGS),
    st.just(EX["n"]),
    st.sampled_from([Literal(str(n), datatype=XSD.integer) for n in (1, 2, 3)]),
)
statements = st.one_of(links, links, links, kinds, numbers)
said = st.lists(st.lists(statements, min_size=1, max_size=4), min_size=2, max_size=5)
known = st.lists(statements, max_size=2)


@dataclass(frozen=True)
class World:
    """What passages say, and what needs no passage."""

    said: Sequence[Sequence[Triple]]
    known: Sequence[Triple]

    @property
    def passages(self) -> frozenset[str]:
        """The names of all passages."""
        return frozenset(passage(number).value for number in range(len(self.said)))

    def quads(self, passages: Collection[str]) -> Iterator[Quad]:
        """The asserted quads of some passages, and of the registry."""
        for number, triples in enumerate(self.said):
            if passage(number).value in passages:
                for one in triples:
                    yield Quad(one.subject, one.predicate, one.object, passage(number))
        for one in self.known:
            yield Quad(one.subject, one.predicate, one.object, REGISTRY_GRAPH)

    def cut(self, passages: Collection[str]) -> EmbeddedStore:
        """The dataset of some passages only, closed."""
        store = EmbeddedStore()
        store.extend(with_default(self.quads(passages)))
        close(store, RULES)
        return store

    @cached_property
    def store(self) -> EmbeddedStore:
        """The whole dataset, closed."""
        return self.cut(self.passages)

    def holds(self, query: str, row: Key, passages: Collection[str]) -> bool:
        """Whether a query has a row over the data of some passages only."""
        return row in self.cut(passages).select(query).rows

    def receipts(self, query: str) -> Iterator[tuple[Key, Receipt, bool]]:
        """Each row of a query with its receipt, and whether it rests on an absence."""
        trace = trace_of(query)
        members = Members(self.store, trace, {})
        derive = partial(premises, self.store, RULES)
        witnesses = Witnesses(Support(self.store, derive), Sources(self.store))
        solutions = self.store.select(query)
        for row in dict.fromkeys(solutions.rows):
            named = dict(zip(solutions.variables, row, strict=True))
            receipt = witnesses.receipt(Row([], clauses=members.clauses_of(named)))
            yield row, receipt, members.absent(named)


def premises(store: EmbeddedStore, rules: RuleSet, triple: Triple) -> Iterator[Sequence[Triple]]:
    """The premises of every one-step derivation of a triple."""
    for one in derivations(store, rules, triple):
        yield one.premises


worlds = st.builds(World, said, known)
