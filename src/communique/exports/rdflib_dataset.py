"""The graph as an `rdflib.Dataset`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad
from rdflib import BNode, Dataset, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from communique.exports.selection import parts
from communique.model import Term
from communique.store import Store
from communique.vocabulary import XSD


def to_rdflib(store: Store, prefixes: Mapping[str, str]) -> Dataset:
    """The whole dataset in memory: named graphs kept, the default graph apart, prefixes bound.

    Literals keep the form that they have in the store; rdflib would else rewrite `"01"` to `"1"`.
    """
    found = Dataset(default_union=False)
    for prefix, namespace in prefixes.items():
        found.bind(prefix, namespace, override=True, replace=True)
    found.addN(_converted(store.match(), found))
    return found


def _converted(quads: Iterator[Quad], into: Dataset) -> Iterator[tuple[Node, Node, Node, Graph]]:
    graphs: dict[object, Graph] = {DefaultGraph(): into.default_graph}
    for quad in quads:
        name = quad.graph_name
        if name not in graphs:
            assert not isinstance(name, DefaultGraph)  # it is there from the start
            graphs[name] = into.graph(to_term(name))
        subject, predicate, value = parts(quad)
        yield to_term(subject), to_term(predicate), to_term(value), graphs[name]


def to_term(term: Term) -> URIRef | BNode | RdflibLiteral:
    """A term as rdflib has it; a plain string without its datatype, as rdflib's users write it."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    assert isinstance(term, Literal)  # RDF 1.1: no triple terms in a store of ours
    if term.language is not None:
        return RdflibLiteral(term.value, lang=term.language)
    datatype = None if term.datatype == XSD.string else URIRef(term.datatype.value)
    return RdflibLiteral(term.value, datatype=datatype, normalize=False)
