"""What one article adds to a project, before it is judged and written."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from communique.adding.article import Article
from communique.claims import Dropped, Span
from communique.decisions import Decision
from communique.model import Document, text_of, triple_of
from communique.reading.record import Reading
from communique.reviews.logbook import Review
from communique.statements.graph import DocumentGraph
from communique.validation import ValidationReport
from communique.vocabulary import CMQ, SKOS

_OF_THE_TEXT = frozenset({CMQ.sha256, CMQ.length, SKOS.editorialNote})
"""What a record says of a text that was read, and not of the article."""


@dataclass(frozen=True, slots=True)
class Addition:
    """A document with its statements, and what of the rest of the project changes with it."""

    article: Article
    reading: Reading
    graph: DocumentGraph
    records: tuple[Quad, ...]
    """Of the document, and of what it translates."""
    recorded: tuple[Quad, ...]
    """What these records said before; nothing where there were none."""
    things: tuple[Quad, ...]
    """Entries that the registry does not have yet."""
    currencies: tuple[Quad, ...]
    decisions: tuple[Decision, ...]
    """On identity."""
    before: tuple[Quad, ...] | None
    """What the document's statements file said before; None where there was none."""
    lapsed: tuple[Review, ...]
    """What people decided on what the document said, and does not say any more."""
    dropped: tuple[Dropped, ...]
    """Claims that were found and are not made."""
    notices: tuple[str, ...]
    report: ValidationReport
    """What gate 1 says of it."""

    @property
    def document(self) -> Document:
        """The document's record."""
        return self.graph.document

    @property
    def sentences(self) -> list[tuple[Span, str]]:
        """Each passage by its span, and all that it says in our words."""
        told = self.graph.told
        return [(span, told.get(span, gloss)) for span, gloss in glosses(self.graph.quads)]

    @property
    def is_here(self) -> bool:
        """Whether the project says and records all of it already, and nothing else."""
        said = self.before is not None and set(self.before) == set(self.graph.quads)
        return said and set(self.recorded) == set(self.records)

    @property
    def corrected(self) -> list[tuple[str, str]]:
        """What the records say now and did not say before: names of properties, and values."""
        new = (quad for quad in self.records if quad not in self.recorded)
        told = (quad for quad in new if quad.predicate not in _OF_THE_TEXT)
        return [(_local(quad.predicate), _local(quad.object)) for quad in told]

    @property
    def gained(self) -> list[str]:
        """What the document says now and did not say before, a passage a sentence."""
        return _said_only_in(self.graph.quads, self.before or ())

    @property
    def lost(self) -> list[str]:
        """What the document said before and does not say now."""
        return _said_only_in(self.before or (), self.graph.quads)

    @property
    def new_things(self) -> list[NamedNode]:
        """Things that the registry does not have yet."""
        subjects = (quad.subject for quad in self.things)
        return list(dict.fromkeys(one for one in subjects if isinstance(one, NamedNode)))


def glosses(quads: tuple[Quad, ...]) -> list[tuple[Span, str]]:
    """The passages of a document in their order, by spans, with their glosses."""
    return sorted(
        (_span(text_of(quad.subject)), text_of(quad.object))
        for quad in quads
        if quad.predicate == CMQ.gloss
    )


def _local(term: object) -> str:
    """The last part of a name, or the text of a value."""
    return (
        term.value.replace("#", "/").rpartition("/")[2]
        if isinstance(term, NamedNode)
        else text_of(term)
    )


def _span(passage: str) -> Span:
    """The span that the name of a passage says."""
    start, _, end = passage.rpartition("=")[2].partition(",")
    return Span(int(start), int(end))


def _said_only_in(quads: tuple[Quad, ...], others: tuple[Quad, ...]) -> list[str]:
    """Glosses of the passages that say what others do not say; where they stand is all one."""
    said = {triple_of(quad) for quad in others if quad.predicate != CMQ.wording}
    telling = {
        text_of(quad.graph_name)
        for quad in quads
        if isinstance(quad.graph_name, NamedNode)
        and quad.predicate != CMQ.wording
        and triple_of(quad) not in said
    }
    told = (quad for quad in quads if quad.predicate == CMQ.gloss)
    return list(dict.fromkeys(text_of(q.object) for q in told if text_of(q.subject) in telling))


def labels(quads: tuple[Quad, ...]) -> list[str]:
    """Preferred labels of concepts."""
    return [text_of(quad.object) for quad in quads if quad.predicate == SKOS.prefLabel]
