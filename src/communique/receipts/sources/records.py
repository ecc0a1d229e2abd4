"""The records of sources: documents, and the passages in them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode

from communique.model import Document, Passage, Term, object_of, subject_of, text_of
from communique.store import Store
from communique.vocabulary import CMQ, ID, PROV, RDF, RDFS, SKOS

CERTAINTIES = ("stated", "hedged", "denied")
"""From the strongest to the weakest."""


class PassageRecord(NamedTuple):
    """What the graph says of a passage itself."""

    document: str
    article: str
    """IRI of the article: the document, or what it restates."""
    gloss: str
    certainty: str
    checked_by: str
    """Label of who has looked at it; empty where nobody has."""
    rule: str
    level: int
    """Its certainty as a place in CERTAINTIES."""
    translated: bool = False
    """Whether the document is a translation of the article."""

    @property
    def checked(self) -> bool:
        """Whether a person has looked at it."""
        return bool(self.checked_by)


class Sources:
    """Reads the records of documents and passages from a store; remembers them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.document = cache(self._document)
        self.passage = cache(self._passage)
        self.place = cache(Passage.parse)
        """The passage that an IRI names, or None where it names none."""
        self._article = cache(self._restated)
        self._is_translation = cache(self._translated)
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
        record, place = self.passage(passage), self.place(passage)
        return record.level, not record.checked, record.document, place.start if place else 0

    def _document(self, iri: str) -> Document:
        said = self._said(NamedNode(iri))
        notes = (
            self._texts(NamedNode(iri), SKOS.editorialNote) if SKOS.editorialNote in said else ()
        )
        publisher, state = said.get(CMQ.publisher), said.get(CMQ.documentState)

        def text(predicate: NamedNode) -> str:
            return text_of(said.get(predicate, Literal("")))

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

    def _passage(self, iri: str) -> PassageRecord:
        passage = self.place(iri)
        document = passage.document if passage else iri
        said = self._said(NamedNode(iri))
        gloss, rule = said.get(CMQ.gloss), said.get(CMQ.rule)
        named, checked_by = said.get(CMQ.certainty), said.get(CMQ.checkedBy)
        certainty = text_of(named).rsplit("/", 1)[-1] if named else CERTAINTIES[0]
        return PassageRecord(
            document=document,
            article=self._article(document),
            gloss=text_of(gloss) if gloss else "",
            certainty=certainty,
            checked_by=self.label(checked_by) if isinstance(checked_by, NamedNode) else "",
            rule=text_of(rule) if rule else "",
            level=CERTAINTIES.index(certainty),
            translated=self._is_translation(document),
        )

    def _restated(self, document: str) -> str:
        """The article that a document is; of a brief, the one that it restates."""
        return self._text(NamedNode(document), PROV.wasDerivedFrom) or document

    def _translated(self, document: str) -> bool:
        kinds = self._store.match(NamedNode(document), RDF.type, CMQ.Translation, DefaultGraph())
        return any(True for _ in kinds)

    def _publisher(self, article: str) -> str:
        """IRI of who published an article; empty where its record has none."""
        return self._text(NamedNode(article), CMQ.publisher)

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
        return frozenset(map(self._article, cited))

    def _label(self, node: NamedNode) -> str:
        for predicate in (RDFS.label, SKOS.prefLabel, CMQ.title):
            text = self._text(node, predicate)
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
        for quad in self._store.match(node, None, None, DefaultGraph()):
            value = object_of(quad)
            known = said.setdefault(quad.predicate, value)
            if known is not value:
                said[quad.predicate] = min(known, value, key=str)
        return said

    def _text(self, node: NamedNode, predicate: NamedNode) -> str:
        value = self._one(node, predicate)
        return value.value if isinstance(value, Literal | NamedNode) else ""

    def _texts(self, node: NamedNode, predicate: NamedNode) -> list[str]:
        quads = self._store.match(node, predicate, None, DefaultGraph())
        return sorted(text_of(quad.object) for quad in quads)

    def _one(self, node: NamedNode, predicate: NamedNode) -> Term | None:
        quads = self._store.match(node, predicate, None, DefaultGraph())
        values = sorted((object_of(quad) for quad in quads), key=str)
        return values[0] if values else None
