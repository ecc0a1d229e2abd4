"""What a person needs beside a statement: the article, and the words of the passage."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from pyoxigraph import NamedNode

from communique.dataset import Matter
from communique.model import Document, Passage, text_of
from communique.project import Project
from communique.reviews.labels import Labels
from communique.texts import words_of
from communique.vocabulary import CMQ, DOCUMENTS_GRAPH, PROV


class Context:
    """The documents of a project and the words of their passages, from the files alone."""

    def __init__(self, project: Project, matter: Matter) -> None:
        self._project = project
        self._matter = matter
        self.labels = Labels.of(matter)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Every document that says something, by IRI, dated ones first."""
        found = [self._document(one.document.value) for one in self._matter.documents]
        found.sort(key=lambda one: (not one.published, one.published, one.iri))
        return {one.iri: one for one in found}

    def article(self, document: Document) -> Document:
        """The article that a document is or restates."""
        return self._document(document.restates) if document.restates else document

    def words(self, passages: Iterable[Passage]) -> dict[str, str]:
        """The words of those passages whose text is at hand, on one line, by IRI."""
        found = words_of(self._project, passages)
        return {one.iri.value: " ".join(words.split()) for one, words in found.items()}

    def _document(self, iri: str) -> Document:
        said = self._records.get(iri, {})
        publisher = said.get(CMQ.publisher.value, "")
        return Document(
            iri=iri,
            title=said.get(CMQ["title"].value, ""),
            publisher=self.labels.label(NamedNode(publisher)) if publisher else "",
            published=said.get(CMQ.published.value, ""),
            address=said.get(CMQ.address.value, ""),
            restates=said.get(PROV.wasDerivedFrom.value, ""),
        )

    @cached_property
    def _records(self) -> dict[str, dict[str, str]]:
        """What the records say of each document: one value a property."""
        found: dict[str, dict[str, str]] = {}
        for quad, _ in self._matter.common:
            if quad.graph_name == DOCUMENTS_GRAPH:
                values = found.setdefault(text_of(quad.subject), {})
                values.setdefault(quad.predicate.value, text_of(quad.object))
        return found
