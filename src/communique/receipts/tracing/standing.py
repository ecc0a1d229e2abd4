"""Where triples stand: the passages and files that assert them, and whether they follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Triple

from communique.closure.rounds import round_in
from communique.model import Passage, object_of, subject_of
from communique.store import Store
from communique.vocabulary import BACKGROUND_GRAPHS, GRAPH, LINKS_GRAPH

_NONE: frozenset[str] = frozenset()


class Standing(NamedTuple):
    """Where a triple stands."""

    passages: frozenset[str]
    """The passages that assert it."""
    files: frozenset[str]
    """The background files and tables of links that give it."""
    given: bool
    """Whether it needs no passage."""
    round: int
    """The round in which it was inferred; 0 where it is asserted, or is not there at all."""


class Standings:
    """Finds where triples of a store stand; remembers what it found."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.of = cache(self._of)
        """Where a triple stands in the dataset."""
        self._is_passage = cache(lambda name: Passage.parse(name) is not None)

    def _of(self, triple: Triple) -> Standing:
        passages: list[str] = []
        others: list[str] = []
        for name in graphs_of(self._store, triple):
            (passages if self._is_passage(name) else others).append(name)
        if not others:
            return Standing(frozenset(passages), _NONE, False, 0)
        rounds = [number for number in map(round_in, others) if number is not None]
        given = len(rounds) < len(others)
        return Standing(
            frozenset(passages),
            frozenset(_files(others)),
            given,
            0 if passages or given else max(rounds),
        )


def graphs_of(store: Store, triple: Triple) -> list[str]:
    """Names of the named graphs that give a triple."""
    quads = store.match(subject_of(triple), triple.predicate, object_of(triple))
    graphs = [quad.graph_name for quad in quads]
    return [graph.value for graph in graphs if not isinstance(graph, DefaultGraph)]


def _files(graphs: Iterable[str]) -> Iterator[str]:
    for name in graphs:
        if name.startswith(BACKGROUND_GRAPHS) or name == LINKS_GRAPH.value:
            yield name.removeprefix(str(GRAPH))
