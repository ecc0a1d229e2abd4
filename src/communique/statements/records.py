"""Records of documents: what `data/documents.ttl` says of each source."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from communique.model import Document
from communique.vocabulary import CMQ, PROV, RDF, SCHEME, SKOS, XSD


def record(document: Document, publisher: str, kind: NamedNode = CMQ.Document) -> Iterator[Quad]:
    """What is recorded of a document; `publisher` is an IRI, empty where it is not known."""
    node = NamedNode(document.iri)
    yield Quad(node, RDF.type, kind)
    yield Quad(node, CMQ.title, Literal(document.title, language=document.language or "en"))
    if publisher:
        yield Quad(node, CMQ.publisher, NamedNode(publisher))
    if document.published:
        yield Quad(node, CMQ.published, Literal(document.published, datatype=XSD.date))
    if document.address:
        yield Quad(node, CMQ.address, NamedNode(document.address))
    if document.language:
        yield Quad(node, CMQ.language, Literal(document.language))
    if document.source_kind:
        yield Quad(node, CMQ.sourceKind, SCHEME[f"source-kind/{document.source_kind}"])
    if document.sha256:
        yield Quad(node, CMQ.sha256, Literal(document.sha256))
        yield Quad(node, CMQ.length, Literal(str(document.length), datatype=XSD.integer))
    if document.restates:
        yield Quad(node, PROV.wasDerivedFrom, NamedNode(document.restates))
    if document.note:
        yield Quad(node, SKOS.editorialNote, Literal(document.note, language="en"))
    yield Quad(node, CMQ.documentState, SCHEME[f"document-state/{document.state or 'published'}"])
