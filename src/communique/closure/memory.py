"""What is said of things, read once from a dataset that does not change meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pyoxigraph import DefaultGraph, NamedNode, Quad

from communique.model import Subject, Term, object_of
from communique.store import Dataset, GraphName

_FEW = 256
"""Quads of one subject and predicate up to which they are remembered."""
_Said = dict[Term, Quad]


class Memory:
    """A dataset that remembers the few quads of a subject and a predicate in its default graph.

    Derivations of many triples ask again and again for what is said of the same things.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._known: dict[tuple[Subject, NamedNode], _Said | None] = {}

    def match(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        """Quads that fit a pattern, as a store gives them."""
        if subject is not None and predicate is not None and graph == DefaultGraph():
            said = self._said(subject, predicate)
            if said is not None:
                if object is None:
                    return iter(said.values())
                return iter((said[object],) if object in said else ())
        return self._dataset.match(subject, predicate, object, graph)

    def _said(self, subject: Subject, predicate: NamedNode) -> _Said | None:
        """The quads by their object; None where there are many."""
        key = subject, predicate
        if key not in self._known:
            quads = self._dataset.match(subject, predicate, None, DefaultGraph())
            few = {object_of(quad): quad for quad in islice(quads, _FEW + 1)}
            self._known[key] = few if len(few) <= _FEW else None
        return self._known[key]
