"""Where triples stand: the passages and files that assert them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Triple

from communique.model import Passage, object_of, subject_of
from communique.store import Store
from communique.vocabulary import (
    BACKGROUND_GRAPHS,
    GRAPH,
    INFERRED_GRAPH,
    LINKS_GRAPH,
    ROUND_GRAPHS,
)


class Standing(NamedTuple):
    """Where a triple stands."""

    passages: frozenset[str]
    """The passages that assert it."""
    files: frozenset[str]
    """The background files and tables of links that give it."""
    given: bool
    """Whether it needs no passage."""
    inferred: bool


class Standings:
    """Finds where triples of a store stand; remembers what it found."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.of = cache(self._of)
        """Where a triple stands in the dataset."""

    def _of(self, triple: Triple) -> Standing:
        return _standing(graphs_of(self._store, triple))


def graphs_of(store: Store, triple: Triple) -> Iterator[str]:
    """Names of the named graphs that give a triple."""
    for quad in store.match(subject_of(triple), triple.predicate, object_of(triple)):
        if not isinstance(quad.graph_name, DefaultGraph):
            yield quad.graph_name.value


def _standing(graphs: Iterable[str]) -> Standing:
    passages, files, given, inferred = set(), set(), False, False
    for name in graphs:
        if name == INFERRED_GRAPH.value or name.startswith(ROUND_GRAPHS):
            inferred = True
        elif Passage.parse(name):
            passages.add(name)
        else:
            given = True
            if name.startswith(BACKGROUND_GRAPHS) or name == LINKS_GRAPH.value:
                files.add(name.removeprefix(str(GRAPH)))
    return Standing(frozenset(passages), frozenset(files), given, inferred)
