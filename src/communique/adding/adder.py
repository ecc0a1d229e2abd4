"""Articles made into additions, one after the other, each knowing those before it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from communique.adding.addition import Addition
from communique.adding.article import Article, Extracted
from communique.adding.known import Known
from communique.adding.lapsing import lapsed
from communique.adding.naming import Records, described, documents_in, source_kind_of
from communique.adding.resembling import Resembling
from communique.adding.shelf import Shelf
from communique.adding.usage import nodes_of, used_without
from communique.claims import Day, Entity, Extraction, Identity, Kind, Predicate
from communique.dataset import DocumentStatements, document_statements, read_matter
from communique.decisions import Ledger
from communique.documents import copy_of
from communique.errors import DocumentError
from communique.gates import GateOne
from communique.model import Document, Place, Statement, text_of
from communique.project import Project
from communique.reading.record import Reading
from communique.resolution.resolver import Resolver
from communique.statements.commitments import Commitments, Told, told_in
from communique.statements.concepts import Concepts
from communique.statements.currencies import unknown_currencies
from communique.statements.graph import DocumentGraph, graph_of
from communique.statements.records import record
from communique.statements.registry import entry
from communique.vocabulary import (
    BACKGROUND_GRAPHS,
    CMQ,
    DOCUMENTS_GRAPH,
    ONTOLOGY_GRAPH,
    RDFS,
    REGISTRY_GRAPH,
)

_PUBLISHER = "publisher:"
"""Key of an article's publisher where the text does not speak of it."""


class Adder:
    """Knows a project and what has been added to it since."""

    def __init__(self, project: Project, on: date) -> None:
        """Read the project; `on` is the day of the decisions that are made."""
        self._project = project
        self._on = on.isoformat()
        self._matter = matter = read_matter(project)
        self._resolver = Resolver.of(project, matter)
        self._gate = GateOne(project, matter)
        self._concepts = Concepts(matter.schemes)
        self._known: set[object] = {statement.quad.subject for statement in matter.common}
        self.ledger = Ledger.read(project)
        self.records = Records(documents_in(matter.common))
        self.shelf = Shelf(project)
        self.resembling = Resembling(project)
        published = {one.iri: one.published for one in self.records.documents}
        self._told: dict[str, list[Told]] = {}
        for document in matter.documents:
            iri = document.document.value
            quads = (statement.quad for statement in document.statements)
            self._told[iri] = told_in(quads, published.get(iri, ""))
        self._labels = {
            text_of(s.quad.subject): text_of(s.quad.object)
            for s in matter.common
            if s.quad.predicate == RDFS.label
        }
        self._entries: dict[object, tuple[Quad, ...]] = {}
        """What is to be written of things that no file has."""
        self._spoken: set[NamedNode] = set()
        """Of what the additions speak that were accepted."""

    @property
    def known(self) -> Known:
        """What is known of articles that are here."""
        documents = self.records.documents
        return Known(self.records, frozenset(o.sha256 for o in documents if o.iri in self._told))

    def name_of(self, extracted: Extracted) -> str:
        """The name of the document whose text an article is; empty where there is none."""
        found = self.records.of_text(extracted.reading.sha256 if extracted.reading else "")
        return found.slug if found else ""

    def addition(self, extracted: Extracted) -> Addition:
        """What an extracted article adds.

        Raises DocumentError where a person has checked what would be replaced.
        """
        reading, extraction = extracted.reading, extracted.extraction
        assert reading is not None  # only what could be read and was extracted comes here
        assert extraction is not None
        document, original = self._documents(extracted.article, reading, extracted.original)
        before = self._before(document)
        extraction, publisher = _with_publisher(extraction, document)
        resolution = self._resolver.resolve(extraction, document, self._on)
        self._resolver.learn(resolution)
        identities = resolution.identities
        named = {key: self._labelled(identity) for key, identity in identities.items()}
        graph = self._graph(document, reading.text, extraction, named)
        outlet = identities[publisher].iri if publisher else ""
        records = self._records(document, original, outlet)
        things = self._things(extraction, identities, nodes_of((*graph.quads, *records)))
        currencies = tuple(unknown_currencies(graph.quads, self._known))
        common = _common(records, things, currencies, graph)
        said = self._as_read(document, graph.quads)
        notices = (*map(str, reading.notices), *extraction.notices, *_early(extraction, document))
        return Addition(
            article=extracted.article,
            reading=reading,
            graph=graph,
            records=tuple(records),
            recorded=self._recorded({quad.subject for quad in records}),
            things=things,
            currencies=currencies,
            decisions=tuple(resolution.decisions),
            before=before,
            lapsed=lapsed(self._project, self._as_read(document, before or ()), said),
            dropped=(*extraction.dropped, *graph.left_out),
            notices=tuple(dict.fromkeys(notices)),
            report=self._gate.judge(said, common, reading.text),
        )

    def accept(self, addition: Addition) -> None:
        """Put an addition on the shelf, to be written with the others there."""
        document, shelf = addition.document, self.shelf
        for quad in addition.things:
            assert isinstance(quad.subject, NamedNode)  # data have no blank nodes
            shelf.extend(shelf.registry_of(quad.subject), [quad])
            self._known.add(quad.subject)
        shelf.extend(shelf.currencies, addition.currencies)
        shelf.extend(shelf.concepts, addition.graph.concepts)
        described_now = {quad.subject for quad in addition.records}
        kept = [q for q in shelf.quads(shelf.documents) if q.subject not in described_now]
        shelf.replace(shelf.documents, [*kept, *addition.records])
        shelf.replace(shelf.statements(document.slug), addition.graph.quads, document.iri)
        self._copy(addition)
        self._spoken |= nodes_of((*addition.graph.quads, *addition.records))
        if addition.before is not None:
            self._forget(document.iri, (*addition.before, *addition.recorded))
        self.ledger = self.ledger.with_(addition.decisions)
        self.records = self.records.with_(document)
        self._told[document.iri] = told_in(addition.graph.quads, document.published)

    def _copy(self, addition: Addition) -> None:
        """Keep the text where git ignores it, so that passages can be shown in their words."""
        spans = {f"{start},{end}": (start, end) for (start, end), _ in addition.sentences}
        files = copy_of(self._project, addition.document.slug, addition.reading.text, spans)
        for path, content in files.items():
            self.shelf.text(path, content)

    def _forget(self, document: str, before: tuple[Quad, ...]) -> None:
        """Take out what a document spoke of, and nothing speaks of any more."""
        used = used_without(self._matter, {document}) | self._spoken
        for quad in self.shelf.without_use(before, used):
            self._entries[quad.subject] = (*self._entries.get(quad.subject, ()), quad)
            self._known.discard(quad.subject)

    def _documents(
        self, article: Article, reading: Reading, original: Reading | None
    ) -> tuple[Document, Document | None]:
        """The document that speaks, and the one that it translates."""
        sought = described(article, original or reading)
        first = self.records.identified(sought, by_name=bool(article.document))
        kind = first.source_kind or source_kind_of(self.records.documents, first.publisher)
        first = first._replace(source_kind=kind)
        if original is None:
            return first, None
        return self.records.translation(first, reading), first

    def _as_read(self, document: Document, quads: Iterable[Quad]) -> DocumentStatements:
        """Statements of a document as its file would be read."""
        path = self.shelf.statements(document.slug)
        placed = (Statement(quad, Place(path)) for quad in quads)
        return document_statements(NamedNode(document.iri), path, placed)

    def _before(self, document: Document) -> tuple[Quad, ...] | None:
        path = self.shelf.statements(document.slug)
        quads = tuple(self.shelf.quads(path, document.iri))
        if any(quad.predicate == CMQ.checkedBy for quad in quads):
            raise DocumentError(
                "another text of this document is here, and its passages were checked by hand",
                place=document.slug,
                remedy=f"Correct them in {path.name}, or take it out first: "
                f"communique remove {document.slug}.",
            )
        return quads or None

    def _labelled(self, identity: Identity) -> Identity:
        """An identity with the label that its thing has in the registry, or gets there."""
        label = self._labels.setdefault(identity.iri, identity.label)
        return identity._replace(label=label)

    def _graph(
        self,
        document: Document,
        text: str,
        extraction: Extraction,
        identities: dict[str, Identity],
    ) -> DocumentGraph:
        others = (one for iri, told in self._told.items() if iri != document.iri for one in told)
        return graph_of(
            document,
            text,
            extraction,
            identities,
            concepts=self._concepts,
            commitments=Commitments(others),
        )

    def _records(self, document: Document, original: Document | None, publisher: str) -> list[Quad]:
        """The records of a document, and of what it translates, with what others wrote there."""
        written: list[Quad] = []
        for one in (document, original):
            if one is not None:
                kind = CMQ.Translation if one is document and original else CMQ.Document
                new = list(record(one, publisher, kind))
                said = {quad.predicate for quad in new}
                old = self._recorded({NamedNode(one.iri)})
                written += [*new, *(quad for quad in old if quad.predicate not in said)]
        return written

    def _recorded(self, documents: Collection[object]) -> tuple[Quad, ...]:
        """What is recorded of documents until now."""
        shelf = self.shelf
        return tuple(q for q in shelf.quads(shelf.documents) if q.subject in documents)

    def _things(
        self, extraction: Extraction, identities: dict[str, Identity], used: set[NamedNode]
    ) -> tuple[Quad, ...]:
        """Entries of the things that are used and new."""
        for key, identity in identities.items():
            node = NamedNode(identity.iri)
            if identity.label and node not in self._entries:
                entity = extraction.entities[key]
                self._entries[node] = tuple(entry(identity, entity, self._concepts))
        named = sorted({identity.iri for identity in identities.values()})
        new = [node for node in map(NamedNode, named) if node in used and node not in self._known]
        return tuple(quad for node in new for quad in self._entries.get(node, ()))


def _with_publisher(extraction: Extraction, document: Document) -> tuple[Extraction, str]:
    """An extraction that has the publisher among its entities, and the key of that."""
    name = document.publisher
    if not name:
        return extraction, ""
    for key, entity in extraction.entities.items():
        if entity.kind is Kind.MEDIA_OUTLET and name.casefold() in map(
            str.casefold, entity.wordings
        ):
            return extraction, key
    kind = (
        Kind.ORGANIZATION if document.source_kind in ("primary", "company") else Kind.MEDIA_OUTLET
    )
    entities = {**extraction.entities, _PUBLISHER: Entity(_PUBLISHER, kind, (name,))}
    return replace(extraction, entities=entities), _PUBLISHER


def _common(
    records: Iterable[Quad],
    things: Iterable[Quad],
    currencies: Iterable[Quad],
    graph: DocumentGraph,
) -> Iterator[Statement]:
    """What the files do not have yet, in the graphs where it will stand."""
    background = NamedNode(f"{BACKGROUND_GRAPHS}currencies")
    parts = (
        (records, DOCUMENTS_GRAPH),
        (things, REGISTRY_GRAPH),
        (currencies, background),
        (graph.concepts, ONTOLOGY_GRAPH),
    )
    place = Place(Path(graph.document.slug))
    for quads, name in parts:
        for quad in quads:
            yield Statement(Quad(quad.subject, quad.predicate, quad.object, name), place)


def _early(extraction: Extraction, document: Document) -> Iterator[str]:
    """Days of what is told as done that lie after the day of publication."""
    if not document.published:
        return
    for claim in extraction.claims:
        if claim.predicate not in (Predicate.AGREEMENT, Predicate.EVENT):
            continue
        stages = {getattr(stage, "name", "") for stage in claim.all("stage")}
        for day in claim.all("date"):
            done = stages & {"stage:signed", "stage:held"}
            if isinstance(day, Day) and done and day.value > document.published:
                yield (
                    f"{claim.span.start}–{claim.span.end}: told as done on {day.value}, after the "
                    f"day of publication, {document.published}"
                )
