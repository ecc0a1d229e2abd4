"""What a triple rests on: the passages that assert it, through inferences to their premises.

A triple is supported by any one passage that asserts it, or by any derivation all of whose
premises are supported. Triples of the registry, the ontology and the records of documents need
no passage; background and links are cited as files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from communique.model import Passage, object_of, subject_of, triple_of
from communique.store import Store
from communique.vocabulary import (
    BACKGROUND_GRAPHS,
    GRAPH,
    INFERRED_GRAPH,
    LINKS_GRAPH,
    RDF,
    RDFS,
    ROUND_GRAPHS,
    SKOS,
)

Derive = Callable[[Triple], Iterable[Sequence[Triple]]]
"""The premises of each one-step derivation of a triple, all of lower rounds."""
Requirement = frozenset[str]
"""Passages of which any one is enough."""


_NAMES = frozenset({RDF.type, RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.notation})
"""What only says which thing is meant; it is no fact that needs a source."""


@dataclass(frozen=True)
class Allowed:
    """A name for a set of passages that may be used, so that answers can be remembered."""

    name: str
    test: Callable[[str], bool] = field(compare=False)


ANY = Allowed("any", lambda passage: True)


class Support:
    """Finds what triples of a store rest on; remembers what it found."""

    def __init__(self, store: Store, derive: Derive) -> None:
        self._store = store
        self._derive = derive
        self._graphs: dict[Triple, tuple[frozenset[str], bool, bool]] = {}
        self._found: dict[tuple[Triple, Allowed], tuple[Requirement, ...] | None] = {}
        self._sought: set[Triple] = set()
        self._cut: set[Triple] = set()

    def requirements(
        self, triple: Triple, allowed: Allowed = ANY
    ) -> tuple[Requirement, ...] | None:
        """What must be met for the triple to hold with allowed passages only; None: it cannot be.

        A triple that needs no passage has no requirements.
        """
        key = (triple, allowed)
        if key in self._found:
            return self._found[key]
        if triple in self._sought:
            self._cut.add(triple)  # a cycle: what follows from itself does not hold by that
            return None
        self._sought.add(triple)
        found = self._seek(triple, allowed)
        self._sought.discard(triple)
        self._cut.discard(triple)
        if found is not None or not self._cut:
            self._found[key] = found  # a failure that a cut caused need not be one elsewhere
        return found

    def all_of(
        self, quads: Iterable[Quad], allowed: Allowed = ANY
    ) -> tuple[Requirement, ...] | None:
        """Requirements of several quads together; None where one of them cannot hold.

        A quad of the default graph may come from any passage, one of a passage's graph only
        from that passage.
        """
        together: dict[Requirement, None] = {}
        for quad in quads:
            found = self._one(quad, allowed)
            if found is None:
                return None
            together.update(dict.fromkeys(found))
        return tuple(together)

    def passages(self, quads: Collection[Quad]) -> set[str]:
        """Every passage that asserts one of the quads, or a premise of one that is derivable."""
        reached: set[str] = set()
        seen: set[Triple] = set()
        left = [triple_of(quad) for quad in quads if not isinstance(quad.graph_name, NamedNode)]
        reached |= {
            quad.graph_name.value
            for quad in quads
            if isinstance(quad.graph_name, NamedNode) and Passage.parse(quad.graph_name.value)
        }
        while left:
            triple = left.pop()
            passages, given, _ = self._standing(triple)
            if triple in seen or given:
                continue
            seen.add(triple)
            reached |= passages
            left += [premise for premises in self._derive(triple) for premise in premises]
        return reached

    def files(self, quads: Iterable[Quad]) -> set[str]:
        """The background files and tables of links that give a fact which no passage gives."""
        found: set[str] = set()
        for quad in quads:
            if quad.predicate in _NAMES:
                continue
            graphs = set(graphs_of(self._store, triple_of(quad)))
            if not any(Passage.parse(graph) for graph in graphs):
                found |= {graph.removeprefix(str(GRAPH)) for graph in graphs if _is_file(graph)}
        return found

    def holds(self, quad: Quad) -> bool:
        """Whether the quad is in the dataset."""
        if isinstance(quad.graph_name, NamedNode):
            return quad.graph_name.value in graphs_of(self._store, triple_of(quad))
        passages, given, inferred = self._standing(triple_of(quad))
        return bool(passages) or given or inferred

    def _one(self, quad: Quad, allowed: Allowed) -> tuple[Requirement, ...] | None:
        if not isinstance(quad.graph_name, NamedNode):
            return self.requirements(triple_of(quad), allowed)
        name = quad.graph_name.value
        if Passage.parse(name) is None:
            return ()
        return (frozenset({name}),) if allowed.test(name) else None

    def _seek(self, triple: Triple, allowed: Allowed) -> tuple[Requirement, ...] | None:
        passages, given, _ = self._standing(triple)
        if given:
            return ()
        usable = frozenset(passage for passage in passages if allowed.test(passage))
        if usable:
            return (usable,)
        options = (self._premises(premises, allowed) for premises in self._derive(triple))
        possible = [option for option in options if option is not None]
        return min(possible, key=len) if possible else None

    def _premises(
        self, premises: Iterable[Triple], allowed: Allowed
    ) -> tuple[Requirement, ...] | None:
        return self.all_of((Quad(t.subject, t.predicate, t.object) for t in premises), allowed)

    def _standing(self, triple: Triple) -> tuple[frozenset[str], bool, bool]:
        """Passages that assert the triple, whether it is given without one, whether inferred."""
        if triple not in self._graphs:
            passages, given, inferred = set(), False, False
            for name in graphs_of(self._store, triple):
                if name == INFERRED_GRAPH.value or name.startswith(ROUND_GRAPHS):
                    inferred = True
                elif Passage.parse(name):
                    passages.add(name)
                else:
                    given = True
            self._graphs[triple] = (frozenset(passages), given, inferred)
        return self._graphs[triple]


def _is_file(graph: str) -> bool:
    return graph.startswith(BACKGROUND_GRAPHS) or graph == LINKS_GRAPH.value


def graphs_of(store: Store, triple: Triple) -> Iterator[str]:
    """Names of the named graphs that give a triple."""
    for quad in store.match(subject_of(triple), triple.predicate, object_of(triple)):
        if not isinstance(quad.graph_name, DefaultGraph):
            yield quad.graph_name.value


def cover(requirements: Iterable[Requirement], rank: Callable[[str], object]) -> list[str]:
    """Few passages that together meet all requirements, those of lower rank first.

    >>> cover([frozenset({"a", "b"}), frozenset({"b", "c"})], rank=str)
    ['b']
    """
    left = list(requirements)
    chosen: list[str] = []
    while left:
        offers = {passage for requirement in left for passage in requirement}
        best = min(offers, key=lambda p: (-sum(p in r for r in left), rank(p)))
        chosen.append(best)
        left = [requirement for requirement in left if best not in requirement]
    return chosen
