"""The facts of one graph, as a reader counts them.

Counted is what passages say about the world: not what they call things, what is computed from a
date, what is said of documents, or what registry and background files say anyway. The statements
of a node between things, and of the nodes that hang on it, make one fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from communique.model import Part, Passage, object_of, subject_of, text_of, triple_of
from communique.receipts.dossiers.dossier import WORDS
from communique.receipts.dossiers.telling import Telling, is_nameless, shown_part
from communique.receipts.rows.answering import Answering
from communique.receipts.tracing.standing import graphs_of
from communique.store import Store
from communique.vocabulary import CMQ, DOCUMENT, INFERRED_GRAPH, RDF, RDFS, SKOS

Key = Triple | NamedNode
"""What a fact is known by: its one statement, or the node between things."""

_UNCOUNTED = frozenset(
    {
        CMQ.earliest,
        CMQ.latest,
        CMQ.longestWording,
        CMQ.wording,
        RDFS.label,
        SKOS.altLabel,
        SKOS.prefLabel,
    }
)
_OURS = frozenset({CMQ.purpose})
"""Of a node: the editors' words, which make no news of what is there already."""
_OWNERS = (CMQ.amountOf, CMQ.conversionOf, CMQ.quantityOf)
"""From a node to the one that it hangs on."""
_THINGS = (
    CMQ.agreement,
    CMQ.occasion,
    CMQ.scope,
    CMQ.quantityOf,
    CMQ.amountOf,
    CMQ.holder,
    CMQ.speaker,
    CMQ.under,
    CMQ.payer,
    CMQ.beneficiary,
)
"""From a node to the thing that it is told of; the first that it has."""
_KEYS = frozenset(
    {
        *_THINGS,
        CMQ.counted,
        CMQ["from"],
        CMQ.onBehalfOf,
        CMQ.participant,
        CMQ.party,
        CMQ.post,
        CMQ.product,
        CMQ.role,
        CMQ.signer,
    }
)
"""What tells a node from others of its kind."""


class Line(NamedTuple):
    """A fact in words: the thing that it is told of, what it is to it, and what it says."""

    about: NamedNode
    title: str
    parts: tuple[Part, ...]


class Facts:
    """The facts of a graph, with the passages that give them."""

    def __init__(self, store: Store, answering: Answering) -> None:
        self.store = store
        self.answering = answering
        self._sources = answering.states.sources

    @cached_property
    def given(self) -> dict[Key, dict[Triple, set[str]]]:
        """For each fact its statements, and for each of these the passages that give it."""
        found: dict[Key, dict[Triple, set[str]]] = {}
        for triple, passages in self._said.items():
            subject = subject_of(triple)
            assert isinstance(subject, NamedNode)  # `_said` has no others
            key = self._root(subject) if is_nameless(subject) else triple
            found.setdefault(key, {})[triple] = passages
        return found

    def articles(self, key: Key) -> set[str]:
        """The articles that give a fact, or a part of it."""
        passages = set().union(*self.given.get(key, {}).values())
        return {self._sources.passage(passage).article for passage in passages}

    def lines(self, key: Key, news: Set[Triple] | None = None) -> Iterator[tuple[Line, list[Quad]]]:
        """A fact as each document tells it, with what must hold for that.

        With some of a node's statements, only the parts that they give, and what tells the node
        from others.
        """
        if isinstance(key, Triple):
            yield self._statement(key)
            return
        link, thing = self._thing(key)
        documents = {
            passage.partition("#")[0]
            for triple, passages in self.given[key].items()
            for passage in passages
            if news is None or triple in news
        }
        for document in sorted(documents):
            telling = Telling(self.store, self._sources, document)
            title, parts, quads = telling.of(key, link, thing, lambda quads: _is_news(quads, news))
            if parts:
                yield Line(thing, title, parts), quads

    def _statement(self, triple: Triple) -> tuple[Line, list[Quad]]:
        subject, value = subject_of(triple), object_of(triple)
        assert isinstance(subject, NamedNode)  # `_said` has no others
        title = WORDS.get(triple.predicate) or self._sources.label(triple.predicate)
        part = shown_part(self._sources, value)
        return Line(subject, title, (part,)), [Quad(subject, triple.predicate, value)]

    def _thing(self, node: NamedNode) -> tuple[NamedNode, NamedNode]:
        """The link from a node to the thing that it is told of, and the thing; else itself."""
        own = [t for t in self.given[node] if t.subject == node]
        for predicate in _THINGS:
            for triple in sorted(own, key=str):
                value = object_of(triple)
                if triple.predicate != predicate or is_nameless(value):
                    continue
                if isinstance(value, NamedNode):
                    return predicate, value
        return CMQ.under, node

    @cached_property
    def _said(self) -> dict[Triple, set[str]]:
        """The statements that count, with the passages that give them."""
        found: dict[Triple, set[str]] = {}
        for quad in self.store.match():
            if isinstance(quad.graph_name, NamedNode) and _is_counted(quad):
                found.setdefault(triple_of(quad), set()).add(quad.graph_name.value)
        return {t: passages for t, passages in found.items() if not self._is_common(t)}

    def _is_common(self, triple: Triple) -> bool:
        """Whether more than passages say so: every reader knows it, or the registry has it."""
        return any(
            not Passage.parse(name) and not name.startswith(INFERRED_GRAPH.value)
            for name in graphs_of(self.store, triple)
        )

    def _root(self, node: NamedNode) -> NamedNode:
        """The node that a node hangs on, in any number of steps; itself where it hangs on none."""
        seen = [node]
        for one in seen:
            for predicate in _OWNERS:
                for quad in self.store.match(one, predicate, None, DefaultGraph()):
                    owner = quad.object
                    if isinstance(owner, NamedNode) and is_nameless(owner) and owner not in seen:
                        seen.append(owner)
        return seen[-1]


def is_ours(triple: Triple) -> bool:
    """Whether a statement is in the editors' words, which differ without any news."""
    return triple.predicate in _OURS


def _is_counted(quad: Quad) -> bool:
    """Whether a passage says something of the world in a quad."""
    subject = quad.subject
    if not isinstance(subject, NamedNode) or subject.value.startswith(str(DOCUMENT)):
        return False
    if quad.predicate in _UNCOUNTED or (quad.predicate == RDF.type and is_nameless(subject)):
        return False
    return Passage.parse(text_of(quad.graph_name)) is not None


def _is_news(quads: list[Quad], news: Set[Triple] | None) -> bool:
    """Whether a part of a node is told: it gives news, or tells the node from others."""
    if news is None:
        return True
    identifies = len(quads) == 1 and quads[0].predicate in _KEYS
    return identifies or any(triple_of(quad) in news for quad in quads)


def text_of_line(line: Line) -> str:
    """A line as it is sorted: what it says, without regard to case."""
    values = (
        f"{p.role} {p.value.value} {p.unit}" for p in line.parts if isinstance(p.value, Literal)
    )
    return " · ".join(values).casefold()
