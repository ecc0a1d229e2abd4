"""What the tests of the closure share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse

from communique.closure.rounds import round_of
from communique.model import triple_of
from communique.store import EmbeddedStore
from communique.vocabulary import INFERRED_GRAPH

SOURCE = NamedNode("https://w3id.org/communique/document/undated-test#char=0,1")
"""The passage that says everything the tests assert."""


def read(path: Path) -> list[Triple]:
    """Triples of a Turtle file."""
    return [triple_of(quad) for quad in parse(path=path, format=RdfFormat.TURTLE)]


def asserted(triples: Iterable[Triple]) -> EmbeddedStore:
    """A store in which one passage says these triples."""
    store = EmbeddedStore()
    add(store, triples)
    return store


def add(store: EmbeddedStore, triples: Iterable[Triple]) -> None:
    """Let the passage say these triples too."""
    given = list(triples)
    for graph in (DefaultGraph(), SOURCE):
        store.extend(Quad(t.subject, t.predicate, t.object, graph) for t in given)


def inferred(store: EmbeddedStore) -> set[Triple]:
    """What has been inferred."""
    return {triple_of(quad) for quad in store.match(graph=INFERRED_GRAPH)}


def rounds(store: EmbeddedStore) -> dict[Triple, int | None]:
    """Each triple of the default graph and its round."""
    known = [triple_of(quad) for quad in store.match(graph=DefaultGraph())]
    return {triple: round_of(store, triple) for triple in known}


def quads(store: EmbeddedStore) -> set[Quad]:
    """Everything in a store."""
    return set(store.match())
