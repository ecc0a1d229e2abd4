"""Property paths walked: one shortest path between two nodes, and all steps of any.

A path (https://www.w3.org/TR/sparql11-query/#propertypaths) becomes an automaton; what is walked
over are pairs of a node and a state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Triple

from communique.model import Subject, Term, object_of, subject_of, triple_of
from communique.queries.trace import Steps
from communique.store import Store

Usable = Callable[[Triple], bool]


class Walk(NamedTuple):
    """From one node to another along a property path, in the default graph."""

    start: Term
    steps: Steps
    end: Term


class _Edge(NamedTuple):
    """A step from one state to another; with no properties it takes no triple."""

    target: int
    properties: tuple[str, ...] = ()
    negated: bool = False
    inverse: bool = False


class _Automaton:
    """States and steps of a path; it begins in state 0 and ends in state 1."""

    def __init__(self, steps: Steps) -> None:
        self.edges: dict[int, list[_Edge]] = {0: [], 1: []}
        self._add(steps, 0, 1, inverse=False)

    def _state(self) -> int:
        number = len(self.edges)
        self.edges[number] = []
        return number

    def _add(self, steps: Steps, start: int, end: int, *, inverse: bool) -> None:
        kind, *rest = steps
        if kind == "link":
            self.edges[start].append(_Edge(end, (rest[0],), inverse=inverse))
        elif kind == "not":
            self.edges[start].append(_Edge(end, tuple(rest), negated=True, inverse=inverse))
        elif kind == "inverse":
            self._add(rest[0], start, end, inverse=not inverse)
        elif kind == "alternative":
            for one in rest:
                self._add(one, start, end, inverse=inverse)
        elif kind == "sequence":
            for one in reversed(rest) if inverse else rest:
                between = self._state()
                self._add(one, start, between, inverse=inverse)
                start = between
            self.edges[start].append(_Edge(end))
        else:
            repeated, zero, more = rest
            first, last = self._state(), self._state()
            self.edges[start].append(_Edge(first))
            self._add(repeated, first, last, inverse=inverse)
            self.edges[last] += [_Edge(end), *([_Edge(first)] if more else [])]
            self.edges[first] += [_Edge(end)] if zero else []


@lru_cache(maxsize=256)
def _automaton(steps: Steps) -> _Automaton:
    return _Automaton(steps)


Place = tuple[Term, int]
"""A node, and a state of the automaton."""
START, END = 0, 1
"""The states in which a path begins and ends."""


def shortest(store: Store, walk: Walk, usable: Usable) -> tuple[Triple, ...] | None:
    """The usable triples of one shortest path; None where there is no such path."""
    came: dict[Place, tuple[Place, Triple | None]] = {}
    goal = (walk.end, END)
    level: list[Place] = [(walk.start, START)]
    seen = {level[0]}
    while level and goal not in seen:
        following: list[Place] = []
        stack = list(reversed(level))
        while stack:
            place = stack.pop()
            for triple, target in _steps(store, walk.steps, place):
                if target in seen or (triple is not None and not usable(triple)):
                    continue
                seen.add(target)
                came[target] = (place, triple)
                (stack if triple is None else following).append(target)
        level = following
    if goal not in seen:
        return None
    return tuple(dict.fromkeys(_back(came, goal, (walk.start, START))))


def steps_back(store: Store, walk: Walk) -> dict[Place, list[tuple[Place, Triple | None]]]:
    """Of each place that the path reaches, the places before it and the triples between them."""
    before: dict[Place, list[tuple[Place, Triple | None]]] = {}
    left: list[Place] = [(walk.start, START)]
    seen = set(left)
    while left:
        place = left.pop()
        for triple, target in _steps(store, walk.steps, place):
            before.setdefault(target, []).append((place, triple))
            if target not in seen:
                seen.add(target)
                left.append(target)
    return before


def _back(
    came: dict[Place, tuple[Place, Triple | None]], goal: Place, start: Place
) -> Iterator[Triple]:
    place = goal
    while place != start:
        place, triple = came[place]
        if triple is not None:
            yield triple


def _steps(store: Store, steps: Steps, place: Place) -> Iterator[tuple[Triple | None, Place]]:
    """Where one can get from a place, and by which triple."""
    node, state = place
    for edge in _automaton(steps).edges[state]:
        if not edge.properties and not edge.negated:
            yield None, (node, edge.target)
            continue
        for triple in _triples(store, node, edge):
            other = subject_of(triple) if edge.inverse else object_of(triple)
            yield triple, (other, edge.target)


def _triples(store: Store, node: Term, edge: _Edge) -> Iterator[Triple]:
    predicate = None if edge.negated else NamedNode(edge.properties[0])
    if edge.inverse:
        quads = store.match(None, predicate, node, DefaultGraph())
    elif isinstance(node, Subject):
        quads = store.match(node, predicate, None, DefaultGraph())
    else:
        return
    for quad in quads:
        if not edge.negated or quad.predicate.value not in edge.properties:
            yield triple_of(quad)
