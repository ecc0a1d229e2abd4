"""What a triple rests on: the passages that assert it, through inferences to their premises.

A triple is supported by any one passage that asserts it, or by any derivation all of whose
premises are supported. Triples of the registry, the ontology and the records of documents need
no passage; background and links are cited as files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

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


Need = Triple | str
"""What a row rests on and a source must give: a triple, or one passage by its IRI."""


class Standing(NamedTuple):
    """Where a triple stands."""

    passages: frozenset[str]
    """The passages that assert it."""
    files: frozenset[str]
    """The background files and tables of links that give it."""
    given: bool
    """Whether it needs no passage."""
    inferred: bool


class Support:
    """Finds what triples of a store rest on; remembers what it found."""

    def __init__(self, store: Store, derive: Derive) -> None:
        self._store = store
        self._derive = derive
        self._standings: dict[Triple, Standing] = {}
        self._derivations: dict[Triple, list[Sequence[Triple]]] = {}
        self._found: dict[tuple[Triple, Allowed], tuple[Requirement, ...] | None] = {}
        self._sought: set[Triple] = set()
        self._cut: set[Triple] = set()

    def needs(self, quads: Iterable[Quad]) -> tuple[Need, ...]:
        """What of a solution's quads a source must give; those not in the dataset fall out.

        A quad of the default graph may come from any source, one of a passage's graph only from
        that passage.
        """
        found: dict[Need, None] = {}
        for quad in quads:
            standing = self.standing(triple_of(quad))
            if isinstance(quad.graph_name, NamedNode):
                name = quad.graph_name.value
                if name in standing.passages:
                    found[name] = None
            elif not standing.given and (standing.passages or standing.inferred):
                found[triple_of(quad)] = None
        return tuple(found)

    def holds(self, quad: Quad) -> bool:
        """Whether a quad is in the dataset."""
        standing = self.standing(triple_of(quad))
        if isinstance(quad.graph_name, NamedNode) and Passage.parse(quad.graph_name.value):
            return quad.graph_name.value in standing.passages
        return bool(standing.passages) or standing.given or standing.inferred

    def files(self, quads: Iterable[Quad]) -> set[str]:
        """The background files and tables of links that give a fact which no passage gives."""
        facts = (triple_of(quad) for quad in quads if quad.predicate not in _NAMES)
        standings = (self.standing(triple) for triple in facts)
        return {name for one in standings if not one.passages for name in one.files}

    def all_of(
        self, needs: Iterable[Need], allowed: Allowed = ANY
    ) -> tuple[Requirement, ...] | None:
        """What must be met for all needs to hold with allowed passages only; None: they cannot."""
        together: dict[Requirement, None] = {}
        for need in needs:
            found = self._requirements(need, allowed)
            if found is None:
                return None
            together.update(dict.fromkeys(found))
        return tuple(together)

    def passages(self, needs: Iterable[Need]) -> set[str]:
        """Every passage that asserts one of the needs, or a premise of one that is derivable."""
        reached = {need for need in needs if isinstance(need, str)}
        seen: set[Triple] = set()
        left = [need for need in needs if not isinstance(need, str)]
        while left:
            triple = left.pop()
            standing = self.standing(triple)
            if triple in seen or standing.given:
                continue
            seen.add(triple)
            reached |= standing.passages
            left += [premise for premises in self._derived(triple) for premise in premises]
        return reached

    def standing(self, triple: Triple) -> Standing:
        """Where a triple stands in the dataset."""
        if triple not in self._standings:
            self._standings[triple] = _standing(graphs_of(self._store, triple))
        return self._standings[triple]

    def _requirements(self, triple: Need, allowed: Allowed) -> tuple[Requirement, ...] | None:
        if isinstance(triple, str):
            return (frozenset({triple}),) if allowed.test(triple) else None
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

    def _seek(self, triple: Triple, allowed: Allowed) -> tuple[Requirement, ...] | None:
        standing = self.standing(triple)
        if standing.given:
            return ()
        usable = frozenset(passage for passage in standing.passages if allowed.test(passage))
        if usable:
            return (usable,)
        options = (self.all_of(premises, allowed) for premises in self._derived(triple))
        possible = [option for option in options if option is not None]
        return min(possible, key=len) if possible else None

    def _derived(self, triple: Triple) -> list[Sequence[Triple]]:
        if triple not in self._derivations:
            self._derivations[triple] = list(self._derive(triple))
        return self._derivations[triple]


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
