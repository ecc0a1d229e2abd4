"""The function that every engine runs: one record in, the quads of its document out."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from communique import turtle
from communique.claims import Entity, Extraction, Identity, Kind
from communique.corpora.record import Record, Refused
from communique.dataset import document_statements
from communique.errors import CommuniqueError, SyntaxInputError
from communique.model import Document, Place, Statement
from communique.project import Project
from communique.reading.reader import read_source
from communique.reading.record import Metadata, Reading
from communique.reading.source import Source
from communique.slugs import slug_of
from communique.statements.commitments import Commitments
from communique.statements.concepts import Concepts
from communique.statements.graph import graph_of
from communique.statements.names import fresh
from communique.statements.records import record as described
from communique.statements.registry import entry
from communique.vocabulary import DOCUMENT, DOCUMENTS_GRAPH, ID, ONTOLOGY_GRAPH, REGISTRY_GRAPH

Extract = Callable[[Reading], Extraction]
"""Finds what an article says."""
ExtractorOf = Callable[[Project], Extract]
"""Makes it for a project; a function of a module, so that other processes can call it."""

_DAY = len("2024-06-30")


class Extracted(NamedTuple):
    """What a record came to."""

    quads: int
    lines: bytes
    """The quads as N-Quads (https://www.w3.org/TR/n-quads/)."""


class Reader:
    """Reads records; the rules and the schemes are read once."""

    def __init__(self, project: Project, extract: Extract) -> None:
        self._extract = extract
        self._schemes = [one for path in project.schemes for one in turtle.read(path)]

    def __call__(self, record: Record) -> Extracted | Refused:
        """The quads of a record's document, or why there are none."""
        try:
            quads = list(dict.fromkeys(self._quads(record)))
        except CommuniqueError as error:
            return Refused(record.place, record.id, error.fact)
        except Exception as error:  # one text in a million must not end the run; it is listed
            return Refused(record.place, record.id, f"extraction failed: {error!r}")
        lines = serialize(quads, format=RdfFormat.N_QUADS)
        assert lines is not None  # it is where no output is handed in
        return Extracted(len(quads), lines)

    def _quads(self, record: Record) -> Iterator[Quad]:
        reading = _read(record)
        document = _document(record, reading)
        extraction = self._extract(reading)
        identities = own(extraction, document)
        concepts = Concepts(self._schemes)
        graph = graph_of(
            document,
            reading.text,
            extraction,
            identities,
            concepts=concepts,
            commitments=Commitments(),
        )
        node, place = NamedNode(document.iri), Place(Path(document.slug))
        said = document_statements(node, place.path, (Statement(q, place) for q in graph.quads))
        yield from (statement.quad for statement in said.statements)
        yield from (_in(ONTOLOGY_GRAPH, quad) for quad in graph.concepts)
        used = {term for quad in graph.quads for term in (quad.subject, quad.object)}
        for key, identity in identities.items():
            if NamedNode(identity.iri) in used:
                things = entry(identity, extraction.entities[key], concepts)
                yield from (_in(REGISTRY_GRAPH, quad) for quad in things)
        yield from _record(document, concepts)


@lru_cache(maxsize=1)
def reader_of(pickled: bytes) -> Reader:
    """The reader of this process; `pickled` are a Project and an ExtractorOf.

    Kept for as long as the process is asked for the same one: Spark hands each task a copy of what
    it needs, and the rules take longer to read than a hundred articles.
    """
    project, extractor_of = pickle.loads(pickled)
    return Reader(project, extractor_of(project))


def own(extraction: Extraction, document: Document) -> dict[str, Identity]:
    """An identity for every entity that no other document's entity has, countries excepted.

    It depends on the document only, so that neither order nor partition changes it.
    """
    return {
        key: identity
        if extraction.entities[key].kind is Kind.COUNTRY
        else identity._replace(iri=f"{identity.iri}--{document.slug}")
        for key, identity in fresh(extraction).items()
    }


def _read(record: Record) -> Reading:
    given = Metadata(record.title, record.publisher, record.published)
    reading = read_source(Source(record.place, record.data, name=f"{record.id}.txt"), given)
    if not reading.is_english:
        said = reading.language.value if reading.language else "not to be told from so few words"
        raise SyntaxInputError(f"its language is {said}, and only English is read")
    return reading


def _document(record: Record, reading: Reading) -> Document:
    published = reading.published.value if reading.published else ""
    return Document(
        DOCUMENT[record.name].value,
        title=reading.title.value if reading.title else record.id,
        publisher=reading.publisher.value if reading.publisher else "",
        published=published if len(published) == _DAY else "",
        language="en",
        sha256=reading.sha256,
        length=len(reading.text),
    )


def _record(document: Document, concepts: Concepts) -> Iterator[Quad]:
    """What is recorded of a document, and its publisher, which is the same for all of its texts."""
    publisher = ""
    if document.publisher:
        outlet = Entity("publisher", Kind.MEDIA_OUTLET, (document.publisher,))
        publisher = ID[f"organization/{slug_of(document.publisher)}"].value
        identity = Identity(publisher, 1.0, ("named as publisher",), document.publisher)
        yield from (_in(REGISTRY_GRAPH, quad) for quad in entry(identity, outlet, concepts))
    yield from (_in(DOCUMENTS_GRAPH, quad) for quad in described(document, publisher))


def _in(graph: NamedNode, quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, graph)
