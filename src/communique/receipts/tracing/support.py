"""What triples rest on: the passages that assert them, through inferences to their premises.

A triple is supported by any one passage that asserts it, or by any derivation all of whose
premises are supported. Triples of the registry, the ontology and the records of documents need
no passage; background and links are cited as files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
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
"""The premises of each one-step derivation of a triple, all of lower rounds."""
Requirement = frozenset[str]
"""Passages of which any one is enough."""
Requirements = tuple[Requirement, ...]


@dataclass(frozen=True, eq=False)
class Allowed:
    """A set of passages that may be used."""

    of: Callable[[frozenset[str]], frozenset[str]]
    """Those of some passages that may be used."""
    also: Callable[[Triple, frozenset[str]], frozenset[str]] | None = None
    """Those of a triple's passages that may be used for it, if not for all that they say."""

    def giving(self, node: Node) -> frozenset[str]:
        """Those of a node's own passages that may be used for it."""
        usable = self.of(node.passages)
        if self.also is None or node.triple is None:
            return usable
        return usable | self.also(node.triple, node.passages)


ANY = Allowed(lambda passages: passages)


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


class _Walked(Node):
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
        standings: Standings | None = None,
        partly: Callable[[str], object] | None = None,
    ) -> None:
        """Of passages that are `partly` usable it matters which triple is needed from them."""
        self._store = store
        self._derive = derive
        self._partly = partly
        self.standing = (standings or Standings(store)).of
        self._node = cache(self._node_of_ground)
        self._triple = cache(self._node_of_triple)
        """What a source must give for a triple; None where it needs no passage."""
        self._passage = cache(lambda name: Node(frozenset({name})))
        self._free = free()
        self._found: dict[tuple[Node, Allowed], Requirements | None] = {}
        self._sought: set[Node] = set()
        self._cut: set[Node] = set()

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

    def all_of(self, nodes: Iterable[Node], allowed: Allowed = ANY) -> Requirements | None:
        """What must be met for nodes to hold with allowed passages only; None: they cannot."""
        together: dict[Requirement, None] = {}
        for node in nodes:
            found = self._requirements(node, allowed)
            if found is None:
                return None
            together.update(dict.fromkeys(found))
        return tuple(together)

    def _node_of_ground(self, ground: Ground) -> Node | None:
        if isinstance(ground, Walk):
            return _Walked(ground, lambda: self._ways(ground))
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
        derive = self._derive
        return _Fact(standing.passages, lambda: map(self._triples, derive(triple)), triple)

    def _triples(self, triples: Iterable[Triple]) -> Nodes:
        return tuple(dict.fromkeys(filter(None, map(self._triple, triples))))

    def _ways(self, walk: Walk) -> Iterator[Nodes]:
        """What gives a path: its last place, which needs one before it, and a triple between.

        A path of no steps needs its node to be in the graph.
        """
        before = steps_back(self._store, walk)
        places = cache(lambda place: Node(expand=lambda: steps(place)))

        def steps(place: Place) -> Iterator[Nodes]:
            if place == (walk.start, START):
                yield ()
            for previous, triple in before.get(place, ()):
                yield (places(previous), *self._triples([triple] if triple else []))

        if shortest(self._store, walk, lambda _: True) == ():
            yield from (self._triples([triple]) for triple in self._naming(walk.start))
        else:
            yield (places((walk.end, END)),)

    def _naming(self, node: Term) -> list[Triple]:
        """The triples that a node is the subject or the object of."""
        outgoing = (
            self._store.match(node, None, None, DefaultGraph()) if isinstance(node, Subject) else ()
        )
        incoming = self._store.match(None, None, node, DefaultGraph())
        return list(dict.fromkeys(triple_of(quad) for quad in (*outgoing, *incoming)))

    def _requirements(self, node: Node, allowed: Allowed) -> Requirements | None:
        usable = allowed.giving(node) if node.passages else None
        if usable:
            return (usable,)
        key = (node, allowed)
        if key in self._found:
            return self._found[key]
        if node in self._sought:
            self._cut.add(node)  # a cycle: what follows from itself does not hold by that
            return None
        self._sought.add(node)
        found = self._seek(node, allowed)
        self._sought.discard(node)
        self._cut.discard(node)
        if found is not None or not self._cut:
            self._found[key] = found  # a failure that a cut caused need not be one elsewhere
        return found

    def _seek(self, node: Node, allowed: Allowed) -> Requirements | None:
        if isinstance(node, _Walked):
            walked = self._shortest(node.walk, allowed)
            if walked != ():
                return None if walked is None else self.all_of(self._triples(walked), allowed)
        options = (self.all_of(one, allowed) for one in node.alternatives)
        possible = [option for option in options if option is not None]
        return min(possible, key=len) if possible else None

    def _shortest(self, walk: Walk, allowed: Allowed) -> tuple[Triple, ...] | None:
        def usable(triple: Triple) -> bool:
            return self.all_of(self._triples([triple]), allowed) is not None

        return shortest(self._store, walk, usable)


@cache
def _is_passage(graph: NamedNode) -> bool:
    return Passage.parse(graph.value) is not None
