"""The passages of a document, and what each of them says."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import DefaultGraph, NamedNode

from communique.fingerprint import Fingerprint
from communique.model import Citation, Passage, text_of
from communique.receipts.rows.answering import Answering
from communique.receipts.sources.records import Sources
from communique.store import Store
from communique.vocabulary import CMQ, RDF

_COMPUTED = frozenset({CMQ.earliest, CMQ.latest})


class SaidPassage(NamedTuple):
    """A passage, how it is cited, and what it says."""

    passage: Passage
    citation: Citation
    fingerprint: Fingerprint | None
    checked: bool
    partly: bool
    """Whether somebody has checked a part of what it says."""
    statements: tuple[str, ...]
    """What the passage says, by labels, one line a thing."""


def said_passages(store: Store, answering: Answering, document: NamedNode) -> list[SaidPassage]:
    """The passages of a document in the order of its text."""
    quads = store.match(None, CMQ.source, document, DefaultGraph())
    found = [Passage.parse(q.subject.value) for q in quads if isinstance(q.subject, NamedNode)]
    ordered = sorted(passage for passage in found if passage is not None)
    citations = answering.citing.citations([passage.iri.value for passage in ordered])
    sources = answering.states.sources
    return [
        SaidPassage(
            passage,
            citation,
            _fingerprint(store, passage),
            citation.checked,
            bool(answering.states.reviews.of(passage.iri.value)),
            tuple(_lines(store, sources, passage)),
        )
        for passage, citation in zip(ordered, citations, strict=True)
    ]


def _fingerprint(store: Store, passage: Passage) -> Fingerprint | None:
    quad = next(store.match(passage.iri, CMQ.fingerprint, None, DefaultGraph()), None)
    return Fingerprint.parse(text_of(quad.object)) if quad is not None else None


def _lines(store: Store, sources: Sources, passage: Passage) -> list[str]:
    """What a passage says of each thing."""
    things: dict[str, list[str]] = {}
    for quad in sorted(store.match(None, None, None, passage.iri), key=str):
        if quad.predicate in _COMPUTED or not isinstance(quad.subject, NamedNode):
            continue
        value = quad.object
        shown = sources.label(value) if isinstance(value, NamedNode) else text_of(value)
        relation = "is a" if quad.predicate == RDF.type else sources.label(quad.predicate)
        things.setdefault(sources.label(quad.subject), []).append(f"{relation} {shown}")
    return [f"{thing}: {'; '.join(said)}" for thing, said in things.items()]
