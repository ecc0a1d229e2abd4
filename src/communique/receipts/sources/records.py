"""The records of sources: documents, and the passages in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from communique.model import Document, Passage, Term, object_of, subject_of, text_of
from communique.store import Store
from communique.vocabulary import CMQ, ID, PROV, RDF, RDFS, SKOS

CERTAINTIES = ("stated", "hedged", "denied")
"""From the strongest to the weakest."""


class PassageRecord:
    """What the graph says of a passage itself; each part is looked up when it is asked for."""

    def __init__(self, iri: str, sources: Sources) -> None:
        place = sources.place(iri)
        self._node = NamedNode(iri)
        self._sources = sources
        self.document = place.document if place else iri

    @cached_property
    def article(self) -> str:
        """IRI of the article: the document, or what it restates."""
        return self._sources.restated(self.document) or self.document

    @cached_property
    def gloss(self) -> str:
        """What it says, in our words."""
        return self._sources.text(self._node, CMQ.gloss)

    @cached_property
    def level(self) -> int:
        """Its certainty as a place in CERTAINTIES."""
        named = self._sources.text(self._node, CMQ.certainty)
        return CERTAINTIES.index(named.rsplit("/", 1)[-1]) if named else 0

    @property
    def certainty(self) -> str:
        """How sure it is of what it says."""
        return CERTAINTIES[self.level]

    @cached_property
    def checked_by(self) -> str:
        """Label of who has looked at it; empty where nobody has."""
        agent = self._sources.one(self._node, CMQ.checkedBy)
        return self._sources.label(agent) if isinstance(agent, NamedNode) else ""

    @property
    def checked(self) -> bool:
        """Whether a person has looked at it."""
        return bool(self.checked_by)

    @cached_property
    def rule(self) -> str:
        """The rule that has read it; empty where a person has."""
        return self._sources.text(self._node, CMQ.rule)

    @property
    def translated(self) -> bool:
        """Whether the document is a translation of the article."""
        return self.article != self.document and self._sources.is_translation(self.document)


class Sources:
    """Reads the records of documents and passages from a store; remembers them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.document = cache(self._document)
        self.passage = cache(lambda iri: PassageRecord(iri, self))
        """The record of a passage."""
        self.place = cache(Passage.parse)
        """The passage that an IRI names, or None where it names none."""
        self.restated = cache(self._restated)
        """The article that a document restates, by IRI; empty where it is one itself."""
        self.is_translation = cache(self._translated)
        self.rank = cache(self._rank)
        """Which of several passages to show first: stated before hedged, checked before not."""
        self.by_article = cache(self._by_article)
        """Passages by the article that they are of."""
        self.label = cache(self._label)
        self.cited = cache(self._cited)
        self.publisher = cache(self._publisher)

    def documents(self) -> list[Document]:
        """Every document, dated ones first, by date."""
        found = {
            quad.subject.value
            for quad in self._store.match(None, RDF.type, CMQ.Document, DefaultGraph())
            if isinstance(quad.subject, NamedNode)
        }
        documents = [self.document(iri) for iri in found]
        return sorted(documents, key=lambda one: (not one.published, one.published, one.iri))

    def articles(self) -> list[Document]:
        """The articles of which passages are in the graph, themselves or in a brief."""
        spoken = {
            self.passage(text_of(quad.subject)).article
            for quad in self._store.match(None, CMQ.source, None, DefaultGraph())
        }
        return [one for one in self.documents() if one.iri in spoken]

    def _by_article(self, passages: frozenset[str]) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for one in passages:
            found.setdefault(self.passage(one).article, set()).add(one)
        return {article: frozenset(own) for article, own in found.items()}

    def _rank(self, passage: str) -> tuple[int, bool, str, int]:
        record = self.passage(passage)
        return record.level, not record.checked, *self.position(passage)

    def position(self, passage: str) -> tuple[str, int]:
        """The document of a passage, and where it begins there."""
        place = self.place(passage)
        return (place.document, place.start) if place else (passage, 0)

    def _document(self, iri: str) -> Document:
        said = self._said(NamedNode(iri))
        notes = (
            self._texts(NamedNode(iri), SKOS.editorialNote) if SKOS.editorialNote in said else ()
        )
        publisher, state = said.get(CMQ.publisher), said.get(CMQ.documentState)

        def text(predicate: NamedNode) -> str:
            value = said.get(predicate)
            return "" if value is None else text_of(value)

        return Document(
            iri=iri,
            title=text(CMQ.title),
            publisher=self.label(publisher) if isinstance(publisher, NamedNode) else "",
            published=text(CMQ.published),
            address=text(CMQ.address),
            archived_address=text(CMQ.archivedAddress),
            language=text(CMQ.language),
            source_kind=text(CMQ.sourceKind).rsplit("/", 1)[-1],
            state=self.label(state) if isinstance(state, NamedNode) else "",
            sha256=text(CMQ.sha256),
            length=int(text(CMQ.length)) if CMQ.length in said else None,
            restates=text(PROV.wasDerivedFrom),
            note=" ".join(notes),
        )

    def _restated(self, document: str) -> str:
        return self.text(NamedNode(document), PROV.wasDerivedFrom)

    def _translated(self, document: str) -> bool:
        kinds = self._store.match(NamedNode(document), RDF.type, CMQ.Translation, DefaultGraph())
        return any(True for _ in kinds)

    def _publisher(self, article: str) -> str:
        """IRI of who published an article; empty where its record has none."""
        return self.text(NamedNode(article), CMQ.publisher)

    def _cited(self, article: str) -> frozenset[str]:
        """What an article cites, as it or a brief of it says; of a brief, its article."""
        node = NamedNode(article)
        briefs = self._store.match(None, PROV.wasDerivedFrom, node, DefaultGraph())
        speakers = [node, *map(subject_of, briefs)]
        cited = {
            text_of(quad.object)
            for speaker in speakers
            for quad in self._store.match(speaker, CMQ.cites, None, DefaultGraph())
        }
        return frozenset(self.restated(one) or one for one in cited)

    def _label(self, node: NamedNode) -> str:
        for predicate in (RDFS.label, SKOS.prefLabel, CMQ.title):
            text = self.text(node, predicate)
            if text:
                return text
        passage = Passage.parse(node.value)
        if passage is not None:
            return f"{passage.document.rsplit('/', 1)[-1]}, {passage.start}–{passage.end}"
        if node.value.startswith(str(ID)):
            kind, _, rest = node.value.removeprefix(str(ID)).partition("/")
            return f"{kind.replace('-', ' ')} {rest.replace('/', ' · ')}"
        return node.value[max(node.value.rfind("/"), node.value.rfind("#")) + 1 :]

    def _said(self, node: NamedNode) -> dict[NamedNode, Term]:
        """What is said of a node, by predicate; of several values the first."""
        said: dict[NamedNode, Term] = {}
        for quad in self._quads(node):
            value = object_of(quad)
            known = said.setdefault(quad.predicate, value)
            if known is not value:
                said[quad.predicate] = min(known, value, key=str)
        return said

    def text(self, node: NamedNode, predicate: NamedNode) -> str:
        """The value that is said of a node, as text; empty where there is none."""
        value = self.one(node, predicate)
        return value.value if isinstance(value, Literal | NamedNode) else ""

    def one(self, node: NamedNode, predicate: NamedNode) -> Term | None:
        """The value that is said of a node; of several the first."""
        values = [object_of(quad) for quad in self._quads(node, predicate)]
        return values[0] if len(values) == 1 else min(values, key=str, default=None)

    def _texts(self, node: NamedNode, predicate: NamedNode) -> list[str]:
        return sorted(text_of(quad.object) for quad in self._quads(node, predicate))

    def _quads(self, node: NamedNode, predicate: NamedNode | None = None) -> Iterator[Quad]:
        return self._store.match(node, predicate, None, DefaultGraph())
