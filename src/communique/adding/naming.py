"""Documents by name: which one of the project's an article is, or how a new one is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, count
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from communique.adding.article import Article
from communique.model import Document, Statement, text_of
from communique.reading.record import Reading
from communique.reading.source import is_address
from communique.slugs import slug_of
from communique.vocabulary import CMQ, DOCUMENT, PROV, RDFS, SKOS

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOST_WORDS = 6
"""Words of a title in a document's name."""
_SMALL = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with"})
UNTITLED = "The title is the name of the file that was read."
"""What is remarked on a record whose article has no title."""


@dataclass(frozen=True, slots=True)
class Records:
    """The documents of a project, as they are found again."""

    documents: tuple[Document, ...]

    def identified(self, sought: Document, *, by_name: bool = False) -> Document:
        """An article's record: that of a document which it is, brought up to date, else a new one.

        It is one by its name where somebody has said it, by its text, by its address, or by
        publisher, day and title.
        """
        found = self.found(sought, by_name=by_name)
        if found is None and by_name:
            return sought
        if found is None:
            return sought._replace(iri=self._free(sought.iri))
        told = {name: value for name, value in sought._asdict().items() if value}
        if found.title and sought.note:
            told.pop("title")
        note = found.note if sought.note or found.note != UNTITLED else ""
        return found._replace(**{**told, "iri": found.iri, "note": note})

    def found(self, sought: Document, *, by_name: bool = False) -> Document | None:
        """The document that an article is, as `identified` tells it; None where there is none."""
        named = (one for one in self.documents if by_name and one.iri == sought.iri)
        return next(named, None) or self._find(sought)

    def of_text(self, sha256: str) -> Document | None:
        """The document that has a text."""
        return next((one for one in self.documents if sha256 and one.sha256 == sha256), None)

    def translation(self, original: Document, reading: Reading) -> Document:
        """The record of an English translation of a document."""
        name = f"{original.iri}-in-english"
        title = reading.title.value if reading.title else original.title
        return Document(
            name,
            title=title,
            publisher=original.publisher,
            language="en",
            source_kind=original.source_kind,
            sha256=reading.sha256,
            length=len(reading.text),
            restates=original.iri,
        )

    def with_(self, document: Document) -> Records:
        """The same with one more, or with another record of one."""
        others = (one for one in self.documents if one.iri != document.iri)
        return Records((*others, document))

    def _find(self, sought: Document) -> Document | None:
        for key in _KEYS:
            wanted = key(sought)
            found = [one for one in self.documents if wanted and key(one) == wanted]
            if found:
                return found[0]
        return None

    def _free(self, iri: str) -> str:
        taken = {one.iri for one in self.documents}
        numbered = (f"{iri}-{number}" for number in count(2))
        return next(name for name in chain([iri], numbered) if name not in taken)


def _by_title(document: Document) -> str:
    parts = (document.publisher, document.title, document.published)
    return "\n".join(parts) if document.publisher and document.title else ""


def documents_in(statements: Iterable[Statement]) -> tuple[Document, ...]:
    """The documents that records describe."""
    values: dict[str, dict[NamedNode, str]] = {}
    labels: dict[str, str] = {}
    for quad, _ in statements:
        subject = text_of(quad.subject)
        if quad.predicate == RDFS.label:
            labels.setdefault(subject, text_of(quad.object))
        if subject.startswith(str(DOCUMENT)):
            values.setdefault(subject, {})[quad.predicate] = text_of(quad.object)
    return tuple(_document(iri, record, labels) for iri, record in sorted(values.items()))


def _document(iri: str, record: Mapping[NamedNode, str], labels: Mapping[str, str]) -> Document:
    def text(predicate: NamedNode) -> str:
        return record.get(predicate, "")

    publisher = text(CMQ.publisher)
    length = text(CMQ.length)
    return Document(
        iri,
        title=text(CMQ["title"]),
        publisher=labels.get(publisher, publisher),
        published=text(CMQ.published),
        address=text(CMQ.address),
        language=text(CMQ.language),
        source_kind=text(CMQ.sourceKind).rpartition("/")[2],
        state=text(CMQ.documentState).rpartition("/")[2],
        sha256=text(CMQ.sha256),
        length=int(length) if length.isdecimal() else None,
        restates=text(PROV.wasDerivedFrom),
        note=text(SKOS.editorialNote),
    )


def described(article: Article, reading: Reading) -> Document:
    """An article's record, under the name it would have."""
    place = reading.place if is_address(reading.place) else ""
    address = article.address or place
    published = reading.published.value if reading.published else ""
    published = published if _DAY.fullmatch(published) else ""
    title = reading.title.value if reading.title else ""
    stem = reading.place.rpartition("/")[2].rpartition(".")[0] or reading.place
    publisher = reading.publisher.value if reading.publisher else ""
    parts = (published or "undated", _slug(publisher or _host(address)), _short(title or stem))
    name = "-".join(part for part in parts if part)
    return Document(
        DOCUMENT[article.document or name].value,
        title=title or stem,
        publisher=publisher,
        published=published,
        address=address,
        language=reading.language.value if reading.language else "",
        source_kind=article.source_kind,
        sha256=reading.sha256,
        length=len(reading.text),
        note="" if title else UNTITLED,
    )


def source_kind_of(documents: Iterable[Document], publisher: str) -> str:
    """The kind of source that a publisher's documents are; an outlet where none is known."""
    kinds = (one.source_kind for one in documents if one.publisher == publisher and publisher)
    return next((kind for kind in kinds if kind and kind != "editors"), "outlet")


_KEYS: tuple[Callable[[Document], str], ...] = (
    lambda one: one.sha256,
    lambda one: _address(one.address),
    _by_title,
)
"""What tells that two records are of one document, the surest first."""


def _short(title: str) -> str:
    words = slug_of(title).split("-")
    return "-".join([word for word in words if word not in _SMALL][:_MOST_WORDS]) or "untitled"


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _address(address: str) -> str:
    """An address without what does not tell two articles apart."""
    parts = urlsplit(address)
    return f"{_host(address)}{parts.path.rstrip('/')}?{parts.query}" if parts.hostname else ""


def _slug(name: str) -> str:
    return slug_of(name) if name else ""
