"""What triples rest on: the passages that assert them, through inferences to their premises.

A triple is supported by any one passage that asserts it, or by any derivation all of whose
premises are supported. Triples of the registry, the ontology and the records of documents need
no passage; background and links are cited as files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple, Protocol

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from communique.model import Passage, Subject, Term, triple_of
from communique.receipts.tracing.circuit import Node, Nodes, choice, free
from communique.receipts.tracing.paths import END, START, Place, Walk, shortest, steps_back
from communique.receipts.tracing.standing import Standings
from communique.store import Store
from communique.vocabulary import RDF, RDFS, SKOS

_NAMES = frozenset({RDF.type, RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.notation})
"""What only says which thing is meant; it is no fact that needs a source."""
Derive = Callable[[Triple], Iterable[Sequence[Triple]]]
"""The premises of one-step derivations of a triple."""


class Alternatives(Protocol):
    """Rows of a SELECT inside a query."""

    def clauses(self, key: tuple[Term | None, ...]) -> Sequence[Sequence[Sequence[Ground]]]:
        """What a row rests on: of each clause one alternative, of that all grounds."""


class Picked(NamedTuple):
    """A row of a SELECT inside a query, on which a row of the query rests."""

    rows: Alternatives
    key: tuple[Term | None, ...]


Ground = Quad | NamedNode | Walk | Picked
"""What of a dataset a solution rests on; a name stands for the whole named graph."""


class _Fact(Node):
    """A triple that a passage may assert, or that may follow."""

    def __init__(
        self,
        passages: frozenset[str],
        expand: Callable[[], Iterable[Nodes]],
        grounded: Callable[[], Iterable[Nodes]],
        triple: Triple,
    ) -> None:
        super().__init__(passages, expand, triple)
        self._ground = grounded

    @cached_property
    def grounded(self) -> Sequence[Nodes]:
        """Its derivations from what was there before it."""
        return tuple(dict.fromkeys(self._ground()))


class Walked(Node):
    """A property path that is walked; it needs the places it comes by."""

    def __init__(self, walk: Walk, expand: Callable[[], Iterable[Nodes]]) -> None:
        super().__init__(expand=expand)
        self.walk = walk


class Support:
    """Finds what triples of a store rest on; remembers what it found."""

    def __init__(
        self,
        store: Store,
        derive: Derive,
        derive_fully: Derive | None = None,
        standings: Standings | None = None,
        partly: Callable[[str], object] | None = None,
    ) -> None:
        """Of passages that are `partly` usable it matters which triple is needed from them.

        `derive` gives the derivations of a triple from what was there before it, `derive_fully`
        all.
        """
        self.store = store
        self._derive = derive
        self._derive_fully = derive_fully or derive
        self._partly = partly
        self.standing = (standings or Standings(store)).of
        self._node = cache(self._node_of_ground)
        self._triple = cache(self._node_of_triple)
        """What a source must give for a triple; None where it needs no passage."""
        self._passage = cache(lambda name: Node(frozenset({name})))
        self._free = free()

    def needs(self, grounds: Iterable[Ground]) -> Nodes:
        """What of a solution's grounds a source must give.

        A quad of the default graph may come from any source, one of a passage's graph only from
        that passage.
        """
        return tuple(dict.fromkeys(filter(None, map(self._node, grounds))))

    def passages(self, node: Node) -> frozenset[str]:
        """Every passage that gives a node or, on whatever way, what it needs.

        For what also follows from what needs no passage, none is needed.
        """
        if not node.alternatives:
            return node.passages
        reached: set[str] = set()
        seen = {node}
        left = [node]
        while left:
            one = left.pop()
            if isinstance(one, _Fact) and one.alternatives and self._free.of(one):
                continue
            reached |= one.passages
            for alternative in one.alternatives:
                left += [other for other in alternative if other not in seen]
                seen.update(alternative)
        return frozenset(reached)

    def files(self, quad: Quad) -> frozenset[str]:
        """The background files and tables of links that give a fact which no passage gives."""
        graph = quad.graph_name
        if quad.predicate in _NAMES or (isinstance(graph, NamedNode) and _is_passage(graph)):
            return frozenset()
        standing = self.standing(triple_of(quad))
        return frozenset() if standing.passages else standing.files

    def _node_of_ground(self, ground: Ground) -> Node | None:
        if isinstance(ground, Walk):
            return Walked(ground, lambda: self._ways(ground))
        if isinstance(ground, Picked):
            clauses = tuple(
                choice(tuple(dict.fromkeys(map(self.needs, alternatives))))
                for alternatives in ground.rows.clauses(ground.key)
            )
            return choice((clauses,))
        name = ground if isinstance(ground, NamedNode) else ground.graph_name
        if isinstance(name, NamedNode) and _is_passage(name):
            if isinstance(ground, Quad) and self._partly is not None and self._partly(name.value):
                return Node(frozenset({name.value}), triple=triple_of(ground))
            return self._passage(name.value)
        return None if isinstance(ground, NamedNode) else self._triple(triple_of(ground))

    def _node_of_triple(self, triple: Triple) -> Node | None:
        standing = self.standing(triple)
        if standing.given:
            return None
        return _Fact(
            standing.passages,
            lambda: map(self.triples, self._derive_fully(triple)),
            lambda: map(self.triples, self._derive(triple)),
            triple,
        )

    def triples(self, triples: Iterable[Triple]) -> Nodes:
        """What of some triples a source must give."""
        return tuple(dict.fromkeys(filter(None, map(self._triple, triples))))

    def _ways(self, walk: Walk) -> Iterator[Nodes]:
        """What gives a path: its last place, which needs one before it, and a triple between.

        A path of no steps needs its node to be in the graph.
        """
        before = steps_back(self.store, walk)
        places = cache(lambda place: Node(expand=lambda: steps(place)))

        def steps(place: Place) -> Iterator[Nodes]:
            if place == (walk.start, START):
                yield ()
            for previous, triple in before.get(place, ()):
                yield (places(previous), *self.triples([triple] if triple else []))

        if shortest(self.store, walk, lambda _: True) == ():
            yield from (self.triples([triple]) for triple in self._naming(walk.start))
        else:
            yield (places((walk.end, END)),)

    def _naming(self, node: Term) -> list[Triple]:
        """The triples that a node is the subject or the object of."""
        outgoing = (
            self.store.match(node, None, None, DefaultGraph()) if isinstance(node, Subject) else ()
        )
        incoming = self.store.match(None, None, node, DefaultGraph())
        return list(dict.fromkeys(triple_of(quad) for quad in (*outgoing, *incoming)))


@cache
def _is_passage(graph: NamedNode) -> bool:
    return Passage.parse(graph.value) is not None
