"""What people have found right, statement by statement, read from the graph of reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from pyoxigraph import NamedNode, Triple

from communique.model import Term, object_of, subject_of, triple_of
from communique.store import Store
from communique.vocabulary import CMQ, RDF, REVIEWS_GRAPH


class _Review(NamedTuple):
    """Which triples of a passage somebody found right; without predicates or objects, all."""

    by: str
    subjects: frozenset[Term]
    predicates: frozenset[Term]
    objects: frozenset[Term]

    def covers(self, triple: Triple) -> bool:
        """Whether a triple of the passage is meant."""
        return (
            subject_of(triple) in self.subjects
            and triple.predicate != CMQ.wording
            and (not self.predicates or triple.predicate in self.predicates)
            and (not self.objects or object_of(triple) in self.objects)
        )


class Reviews:
    """Finds who found a triple right in a passage; remembers what it found."""

    def __init__(self, store: Store, label: Callable[[NamedNode], str]) -> None:
        self._store = store
        self._label = label
        self.exist = next(store.match(None, None, None, REVIEWS_GRAPH), None) is not None
        """Whether anybody has found anything right, statement by statement."""
        self.of = cache(self._of)
        """Of a passage, the triples that somebody found right, each with who did."""

    def within(self, triple: Triple, passages: Iterable[str]) -> frozenset[str]:
        """Those of some passages in which somebody found a triple right."""
        if not self.exist:
            return frozenset()
        return frozenset(passage for passage in passages if triple in self.of(passage))

    def people(self, triples: Iterable[Triple], passage: str) -> Iterator[str]:
        """Who found some triples right in a passage; where it has none of them, any of its own.

        What is inferred stands in no passage: then it rests on another triple of this one.
        """
        found = self.of(passage)
        for triple in set(triples) & found.keys() or found.keys():
            yield from found[triple]

    def _of(self, passage: str) -> Mapping[Triple, tuple[str, ...]]:
        if not self.exist:
            return {}
        node = NamedNode(passage)
        quads = self._store.match(None, CMQ.reviews, node, REVIEWS_GRAPH)
        reviews = [self._review(q.subject) for q in quads if isinstance(q.subject, NamedNode)]
        triples = [triple_of(q) for q in self._store.match(None, None, None, node)] * bool(reviews)
        found: dict[Triple, dict[str, None]] = {}
        for review in reviews:
            for triple in _with_names(triples, [t for t in triples if review.covers(t)]):
                found.setdefault(triple, {})[review.by] = None
        return {triple: tuple(names) for triple, names in found.items()}

    def _review(self, node: NamedNode) -> _Review:
        agents = self._values(node, CMQ.checkedBy)
        by = sorted(self._label(agent) for agent in agents if isinstance(agent, NamedNode))
        parts = (self._values(node, p) for p in (RDF.subject, RDF.predicate, RDF.object))
        return _Review(", ".join(by), *parts)

    def _values(self, node: NamedNode, predicate: NamedNode) -> frozenset[Term]:
        quads = self._store.match(node, predicate, None, REVIEWS_GRAPH)
        return frozenset(object_of(quad) for quad in quads)


def _with_names(triples: Iterable[Triple], right: list[Triple]) -> Iterator[Triple]:
    """Triples found right, with the wordings and types of all that they speak of."""
    yield from right
    spoken = {term for t in right for term in (subject_of(t), object_of(t))}
    for triple in triples:
        if triple.predicate in (CMQ.wording, RDF.type) and subject_of(triple) in spoken:
            yield triple
