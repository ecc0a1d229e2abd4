"""Frozen records that the rooms hand to one another.

A passage is named as RFC 5147 names a span of plain text: `<document>#char=START,END`, in code
points of the document's stored text, half-open (https://www.rfc-editor.org/rfc/rfc5147#section-2.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from communique.money import Totals
from communique.state import RowState

Subject = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal

_PASSAGE = re.compile(r"(?P<document>[^#]+)#char=(?P<start>\d+),(?P<end>\d+)")

LONGEST_PASSAGE = 400
"""Characters in the longest passage that is accepted."""


class Place(NamedTuple):
    """Where something stands in a file; lines are counted from 1, 0 = the file as a whole."""

    path: Path
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else str(self.path)


class Statement(NamedTuple):
    """A quad and the place where it was read."""

    quad: Quad
    place: Place


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A span of a document's stored text, as its IRI names it."""

    document: str
    start: int
    end: int

    @classmethod
    def parse(cls, iri: str) -> Passage | None:
        """The passage that an IRI names, or None where it names none."""
        match = _PASSAGE.fullmatch(iri)
        if match is None:
            return None
        return cls(match["document"], int(match["start"]), int(match["end"]))

    @property
    def iri(self) -> NamedNode:
        """The passage's name, which is also the name of its graph."""
        return NamedNode(f"{self.document}#char={self.start},{self.end}")


class Document(NamedTuple):
    """A source, as its record in the graph describes it."""

    iri: str
    title: str
    publisher: str = ""
    """Label of the publisher; empty where the record has none."""
    published: str = ""
    """ISO date; empty where the document bears none."""
    address: str = ""
    archived_address: str = ""
    language: str = ""
    source_kind: str = ""
    """Name of its concept in the scheme: agency, company, editors, outlet or primary."""
    state: str = ""
    sha256: str = ""
    length: int | None = None
    """Code points of the stored text; None where no text is known."""
    restates: str = ""
    """IRI of the article that a brief restates or a translation translates; empty for others."""
    note: str = ""
    """What the editors remark on the record, such as that the title is theirs."""

    @property
    def is_brief(self) -> bool:
        """Whether the document speaks for an article: a brief, or a translation of it."""
        return bool(self.restates)

    @property
    def slug(self) -> str:
        """The last segment of the document's IRI; names its files."""
        return self.iri.rsplit("/", 1)[-1]


def subject_of(quad: Quad | Triple) -> Subject:
    """The subject, which in RDF 1.1 is no triple; none of our files has RDF 1.2 in it."""
    subject = quad.subject
    assert not isinstance(subject, Triple)
    return subject


def object_of(quad: Quad | Triple) -> Term:
    """The object, which in RDF 1.1 is no triple; none of our files has RDF 1.2 in it."""
    value = quad.object
    assert not isinstance(value, Triple)
    return value


def text_of(term: object) -> str:
    """The text of a term: an IRI, a literal's lexical form, a blank node's or triple's syntax."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def triple_of(quad: Quad) -> Triple:
    """The triple of a quad, without its graph."""
    return quad.triple


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage that an answer rests on, the article first."""

    article: Document
    """The article; of a brief, the article that it restates."""
    passage: str
    """IRI of the passage."""
    gloss: str
    """What the passage says, in our words."""
    certainty: str = "stated"
    checked: bool = True
    words: str | None = None
    """The passage's words where the text is at hand; never those of a brief as the article's."""
    restated: bool = False
    """Whether the passage is in another text than the article: a brief, or a translation of it."""
    translated: bool = False
    """Whether that text is a translation."""


class Receipt(NamedTuple):
    """The passages that a row rests on, as positions in the answer's citations."""

    witness: tuple[int, ...]
    """Few passages that alone give the row, with nothing to spare."""
    others: tuple[int, ...] = ()
    """Further passages that support it, where the whole support was asked for."""
    more: int = 0
    """How many further passages support it and are not listed."""

    @property
    def cited(self) -> tuple[int, ...]:
        """All that are listed."""
        return tuple(sorted((*self.witness, *self.others)))


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question: solutions, the state of each, and the passages they rest on."""

    name: str
    """The question's name, or `sparql`."""
    question: str
    """The question in plain words, or the text of the query."""
    parameters: dict[str, tuple[str, ...]]
    """What was asked for, by label."""
    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]
    states: list[RowState] | None = None
    """One state a row; None where the answer is plain."""
    citations: list[Citation] | None = None
    """The passages of all rows, by article and offset; None where the answer is plain."""
    cited: list[tuple[int, ...]] | None = None
    """For each row the citations it rests on, by position."""
    receipts: list[Receipt] | None = None
    """One receipt a row, where witnesses or supports were asked for."""
    searched: str = ""
    """What was searched; said under an empty answer."""
    note: str = ""
    """What a reader must know of the answer as a whole; empty where there is nothing."""
    version: str = ""
    """Version of the software, and of the data by their digest and, of a past day, by that day."""
    as_of: str = ""
    """ISO date of the day whose graph was asked; empty where it was the graph as it is."""
    asked: str = ""
    """ISO date of the day on which it was asked; empty where that is not known."""
    totals: Totals | None = None
    """What its lines come to, where they are sums that may be added."""


class Part(NamedTuple):
    """A part of a fact: a value, what it is to the thing, and what it is a number of."""

    role: str
    """The property, or how exact a number is; empty where the section says it."""
    value: Literal
    unit: str = ""
    names: str = ""
    """IRI of what the value is the label of; empty for a literal."""


class Fact(NamedTuple):
    """A line of a dossier."""

    parts: tuple[Part, ...]
    state: RowState
    cited: tuple[int, ...]
    """The citations that it rests on, as positions in the dossier's answer."""
    derived: bool = False
    """Whether nothing states it and it follows from what is stated."""


class Section(NamedTuple):
    """The facts of a dossier that one property or one kind of node gives."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of one thing, on one page."""

    label: str
    kinds: tuple[str, ...]  # labels of its most specific classes
    sections: tuple[Section, ...]
    answer: Answer
    """The same as an answer: its citations, version and day of access."""
