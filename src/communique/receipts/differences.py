"""Differences between sources: values of a single-valued property that do not agree."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple

from communique.dates import compatible
from communique.model import Difference, Passage, Term, object_of, text_of
from communique.receipts.sources import Sources
from communique.receipts.support import graphs_of
from communique.store import Store
from communique.vocabulary import BACKGROUND_GRAPHS, CMQ, SKOS


class Differences:
    """Finds, for a triple, the other values that sources give; remembers what it found."""

    def __init__(self, store: Store, sources: Sources) -> None:
        self._store = store
        self._sources = sources
        self._single = {
            quad.subject for quad in store.match(None, CMQ.singleValued, None, DefaultGraph())
        }
        self._found: dict[tuple[str, str], Difference | None] = {}

    def of(self, triple: Triple) -> Difference | None:
        """The difference that a triple is one side of, or None where sources agree."""
        subject, predicate, value = triple.subject, triple.predicate, object_of(triple)
        if predicate not in self._single or not isinstance(subject, NamedNode):
            return None
        quads = self._store.match(subject, predicate, None, DefaultGraph())
        values = sorted((object_of(quad) for quad in quads), key=str)
        if all(self._agree(value, other) for other in values):
            return None
        key = (subject.value, predicate.value)
        if key not in self._found:
            self._found[key] = Difference(
                self._sources.label(subject),
                self._sources.label(predicate),
                tuple((self._shown(v), self._givers(subject, predicate, v)) for v in values),
            )
        return self._found[key]

    def _agree(self, one: Term, other: Term) -> bool:
        if one == other:
            return True
        if isinstance(one, Literal) and isinstance(other, Literal):
            return compatible(one, other) or _same_number(one, other)
        return self._broader(one, other) or self._broader(other, one)

    def _broader(self, narrow: Term, wide: Term) -> bool:
        """Whether one concept is under the other (skos:broader, any number of steps)."""
        reached = [narrow]
        for node in reached:
            if node == wide:
                return True
            if isinstance(node, NamedNode):
                quads = self._store.match(node, SKOS.broader, None, DefaultGraph())
                reached += [value for value in map(object_of, quads) if value not in reached]
        return False

    def _shown(self, value: Term) -> str:
        return self._sources.label(value) if isinstance(value, NamedNode) else text_of(value)

    def _givers(self, subject: NamedNode, predicate: NamedNode, value: Term) -> tuple[str, ...]:
        names = set()
        for graph in graphs_of(self._store, Triple(subject, predicate, value)):
            if Passage.parse(graph):
                article = self._sources.document(self._sources.passage(graph).article)
                names.add(", ".join(filter(None, (article.publisher, article.published))))
            elif graph.startswith(BACKGROUND_GRAPHS):
                names.add(f"background: {graph.removeprefix(BACKGROUND_GRAPHS)}")
        return tuple(sorted(names))


def _same_number(one: Literal, other: Literal) -> bool:
    try:
        return Decimal(one.value) == Decimal(other.value)
    except InvalidOperation:
        return False
