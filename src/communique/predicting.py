"""Facts extracted from texts into nothing but memory.

Read each **article**, **extract** what it says, write that as **statements** into a store with the
ontology, and ask the fact **views**: nothing of it is kept, and nothing of a registry is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from communique import turtle
from communique.claims import Extraction, Identity
from communique.dataset import document_statements
from communique.model import Document, Place, Statement
from communique.project import Project
from communique.queries.views import Views
from communique.reading.reader import read
from communique.reading.record import Reading
from communique.slugs import slug_of
from communique.statements.commitments import Commitments
from communique.statements.concepts import Concepts
from communique.statements.graph import DocumentGraph, graph_of
from communique.statements.names import fresh
from communique.statements.registry import entry
from communique.store import EmbeddedStore
from communique.vocabulary import CMQ, DOCUMENT, DOCUMENTS_GRAPH, ONTOLOGY_GRAPH, REGISTRY_GRAPH

Extract = Callable[[Reading], Extraction]
"""Finds what an article says."""
Identify = Callable[[Extraction, Document], dict[str, Identity]]
"""Finds which things of the graph an extraction's entities are."""


class Predictor:
    """Extracts facts; reads the ontology and the views once."""

    def __init__(
        self, project: Project, extract: Extract, identify: Identify | None = None
    ) -> None:
        self._extract = extract
        self._identify = identify or _as_new
        self._views = Views(project.views)
        self._schemes = [s for path in project.schemes for s in turtle.read(path)]
        terms = [*turtle.read(project.ontology), *self._schemes]
        self._terms = [_in(ONTOLOGY_GRAPH, statement.quad) for statement in terms]

    def facts(self, path: Path) -> dict[str, Any]:
        """The facts of a text, as `communique facts` gives them; the id is the file's stem.

        The date of the article is a field of the record, `published`, and no fact beside others.
        """
        reading = read(path)
        document = _document(reading, path.stem)
        store = EmbeddedStore()
        store.extend(self._terms)
        store.extend(self._quads(reading, document))
        found = self._views.facts(store, NamedNode(document.iri))
        facts = [fact for fact in found["facts"] if fact["p"] != "published"]
        return {**found, "id": path.stem, "published": document.published or None, "facts": facts}

    def _quads(self, reading: Reading, document: Document) -> Iterator[Quad]:
        """The statements of an article, and the names of the things that they speak of."""
        extraction = self._extract(reading)
        identities = self._identify(extraction, document)
        concepts = Concepts(self._schemes)
        graph = graph_of(
            document,
            reading.text,
            extraction,
            identities,
            concepts=concepts,
            commitments=Commitments(),
        )
        yield from _quads(graph)
        for key, identity in identities.items():
            things = entry(identity, extraction.entities[key], concepts)
            yield from (_in(REGISTRY_GRAPH, quad) for quad in things)


def _document(reading: Reading, name: str) -> Document:
    return Document(
        DOCUMENT[slug_of(name)].value,
        title=reading.title.value if reading.title else name,
        publisher=reading.publisher.value if reading.publisher else "",
        published=reading.published.value if reading.published else "",
        sha256=reading.sha256,
        length=len(reading.text),
    )


def _as_new(extraction: Extraction, document: Document) -> dict[str, Identity]:
    return fresh(extraction)


def _quads(graph: DocumentGraph) -> Iterator[Quad]:
    """A document's quads with what is computed from them, the new concepts beside the others."""
    document = NamedNode(graph.document.iri)
    place = Place(Path(graph.document.slug))
    read = document_statements(document, place.path, (Statement(q, place) for q in graph.quads))
    yield from (statement.quad for statement in read.statements)
    yield from (_in(ONTOLOGY_GRAPH, quad) for quad in graph.concepts)
    yield Quad(document, CMQ.sha256, Literal(graph.document.sha256), DOCUMENTS_GRAPH)


def _in(graph: NamedNode, quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, graph)
