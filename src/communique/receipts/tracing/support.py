"""What a triple rests on: the passages that assert it, through inferences to their premises.

A triple is supported by any one passage that asserts it, or by any derivation all of whose
premises are supported. Triples of the registry, the ontology and the records of documents need
no passage; background and links are cited as files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import Any, NamedTuple, Protocol

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from communique.model import Passage, Subject, Term, triple_of
from communique.receipts.tracing.paths import Walk, on_any, shortest
from communique.receipts.tracing.standing import Standings
from communique.store import Store
from communique.vocabulary import (
    RDF,
    RDFS,
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
    of: Callable[[frozenset[str]], frozenset[str]] = field(compare=False)
    """Those of some passages that may be used."""


ANY = Allowed("any", lambda passages: passages)
NONE = Allowed("none", lambda passages: frozenset())


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
Need = Triple | str | Walk | Picked
"""What a source must give: a triple, one passage by its IRI, a path, a row of a SELECT."""


class Support:
    """Finds what triples of a store rest on; remembers what it found."""

    def __init__(self, store: Store, derive: Derive, standings: Standings | None = None) -> None:
        self._store = store
        self._derive = derive
        self.standing = (standings or Standings(store)).of
        self._derivations: dict[Triple, list[Sequence[Triple]]] = {}
        self._found: dict[tuple[Triple, Allowed], tuple[Requirement, ...] | None] = {}
        self._sought: set[Triple] = set()
        self._cut: set[Triple] = set()

    def needs(self, grounds: Iterable[Ground]) -> tuple[Need, ...]:
        """What of a solution's grounds a source must give.

        A quad of the default graph may come from any source, one of a passage's graph only from
        that passage.
        """
        found: dict[Need, None] = {}
        for ground in grounds:
            need = self._need(ground)
            if need is not None:
                found[need] = None
        return tuple(found)

    def _need(self, ground: Ground) -> Need | None:
        if isinstance(ground, Walk | Picked):
            return ground
        name = ground if isinstance(ground, NamedNode) else ground.graph_name
        if isinstance(name, NamedNode) and Passage.parse(name.value):
            return name.value
        if isinstance(ground, NamedNode):
            return None
        triple = triple_of(ground)
        return None if self.standing(triple).given else triple

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
        reached: set[str] = set()
        seen: set[Need] = set()
        left = list(needs)
        while left:
            need = left.pop()
            if need in seen:
                continue
            seen.add(need)
            if isinstance(need, str):
                reached.add(need)
            elif isinstance(need, Walk):
                left += on_any(self._store, need) or self._naming(need.start)
            elif isinstance(need, Picked):
                left += [n for one in self._clauses(need) for option in one for n in option]
            elif self.all_of([need], NONE) is None:  # else no passage is needed for it
                reached |= self.standing(need).passages
                left += [premise for premises in self._derived(need) for premise in premises]
        return reached

    def every_clause(
        self, clauses: Iterable[Sequence[Sequence[Need]]], allowed: Allowed = ANY
    ) -> tuple[Requirement, ...] | None:
        """What must be met for one alternative of each clause to hold; None: they cannot."""
        together: dict[Requirement, None] = {}
        for alternatives in clauses:
            found = (self.all_of(one, allowed) for one in alternatives)
            possible: list[tuple[Requirement, ...]] = [one for one in found if one is not None]
            if not possible:
                return None
            fewest = sorted(possible, key=len)[0]
            together.update(dict.fromkeys(fewest))
        return tuple(together)

    def _walked(self, walk: Walk, allowed: Allowed) -> tuple[Requirement, ...] | None:
        """What must be met for a path to be there; one of no steps needs its node in the graph."""
        walked = shortest(self._store, walk, lambda t: self.all_of([t], allowed) is not None)
        if walked:
            return self.all_of(walked, allowed)
        if walked is None:
            return None
        return self.every_clause([[(one,) for one in self._naming(walk.start)]], allowed)

    def _naming(self, node: Term) -> list[Triple]:
        """The triples that a node is the subject or the object of."""
        outgoing = (
            self._store.match(node, None, None, DefaultGraph()) if isinstance(node, Subject) else ()
        )
        incoming = self._store.match(None, None, node, DefaultGraph())
        return list(dict.fromkeys(triple_of(quad) for quad in (*outgoing, *incoming)))

    def _clauses(self, picked: Picked) -> list[list[tuple[Need, ...]]]:
        return [[self.needs(one) for one in clause] for clause in picked.rows.clauses(picked.key)]

    def _requirements(self, triple: Need, allowed: Allowed) -> tuple[Requirement, ...] | None:
        if isinstance(triple, str):
            usable = allowed.of(frozenset({triple}))
            return (usable,) if usable else None
        if isinstance(triple, Picked):
            return self.every_clause(self._clauses(triple), allowed)
        if isinstance(triple, Walk):
            return self._walked(triple, allowed)
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
        usable = allowed.of(standing.passages)
        if usable:
            return (usable,)
        options = (self.all_of(premises, allowed) for premises in self._derived(triple))
        possible = [option for option in options if option is not None]
        return min(possible, key=len) if possible else None

    def _derived(self, triple: Triple) -> list[Sequence[Triple]]:
        if triple not in self._derivations:
            self._derivations[triple] = list(self._derive(triple))
        return self._derivations[triple]


def cover(requirements: Iterable[Requirement], rank: Callable[[str], Any]) -> list[str]:
    """Few passages that together meet all requirements, those of lower rank first.

    >>> cover([frozenset({"a", "b"}), frozenset({"b", "c"})], rank=str)
    ['b']
    """
    meets: dict[str, set[Requirement]] = {}
    for requirement in requirements:
        for passage in requirement:
            meets.setdefault(passage, set()).add(requirement)
    queue = [(-len(met), rank(passage), passage) for passage, met in meets.items()]
    heapify(queue)
    chosen: list[str] = []
    while queue:
        count, order, passage = heappop(queue)
        met = meets[passage]
        if len(met) != -count:  # others have met some since
            if met:
                heappush(queue, (-len(met), order, passage))
            continue
        chosen.append(passage)
        for requirement in list(met):
            for other in requirement:
                meets[other].discard(requirement)
    return chosen
