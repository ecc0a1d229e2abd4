"""Solutions of a traced query, read: what of the dataset each of them rests on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, groupby, repeat
from typing import NamedTuple

from pyoxigraph import NamedNode, QuerySolution

from communique.model import Term
from communique.queries.trace import Trace
from communique.receipts.tracing.support import Ground
from communique.receipts.tracing.templates import AbsenceTest, Key, Pick, Rows, Template, taking
from communique.vocabulary import INFERRED_GRAPH

Grounds = tuple[Ground, ...]


class Member(NamedTuple):
    """A solution of the traced query."""

    grounds: Grounds
    loose: tuple[tuple[Ground, frozenset[str]], ...]
    """Those that stand in loose parts of the query only, with these parts."""
    absent: bool
    """Whether it rests on something that is not there."""
    values: tuple[Term | None, ...]
    """What the aggregates take from it, in their order."""
    binding: Key
    """What it binds outside the loose parts, where the query has any."""

    def firm(self, kept: Collection[str] = ()) -> Grounds:
        """Its grounds without those of loose parts, some kept."""
        left_out = {ground for ground, loose in self.loose if not loose <= set(kept)}
        if not left_out:
            return self.grounds
        return tuple(ground for ground in self.grounds if ground not in left_out)


class _Part(NamedTuple):
    """A part of a query: patterns that are matched together."""

    marks: list[int]
    """Places of the variables that are bound where it is matched."""
    loose: frozenset[str]
    """The loose parts that it is in."""
    filled: list[Template | Pick]
    graphs: set[int | Term | None]
    """The graphs of its patterns: places of variables, and names."""


class _Matched(NamedTuple):
    """What is matched together in some solutions."""

    filled: list[tuple[Template | Pick, bool]]
    """Each with whether it is the same in all solutions of a row."""
    loose: list[frozenset[str]]
    """Of each the loose parts that it is in."""
    graphs: list[int | Term | None]
    """Their graphs: places of variables, and names."""


class SolutionReader:
    """Reads the solutions of a traced query, whose variables stand at known places."""

    def __init__(self, trace: Trace, variables: Sequence[str], selects: Sequence[Rows]) -> None:
        self.position = {name: number for number, name in enumerate(variables)}
        self._tests = [AbsenceTest(absence, self.position) for absence in trace.absences]
        self._picks = [
            Pick(members, select, self.position)
            for members, select in zip(selects, trace.selects, strict=True)
        ]
        parts: dict[tuple[str, ...], list[Template | Pick]] = {}
        for pattern in trace.patterns:
            parts.setdefault(pattern.parts, []).append(Template(pattern, self.position))
        for pick, select in zip(self._picks, trace.selects, strict=True):
            parts.setdefault(select.parts, []).append(pick)
        marks = {mark for mark, _ in trace.loose}
        self._parts = [
            _Part(
                [self.position[one] for one in own],
                frozenset(marks.intersection(own)),
                filled,
                {
                    _place(one.graph, self.position)
                    for one in trace.patterns
                    if one.parts == own and one.graph
                },
            )
            for own, filled in parts.items()
        ]
        self._marks = sorted({mark for part in self._parts for mark in part.marks})
        self._marked = taking(self._marks)
        self._matched = cache(self._matched_by)
        self._same = {
            place for name in trace.keys if (place := self.position.get(name)) is not None
        }
        self._taken = taking([self.position.get(one.variable) for one in trace.aggregates])
        inside = {*marks, *(name for _, names in trace.loose for name in names)}
        outside = [place for name, place in self.position.items() if name not in inside]
        self._is_loose = bool(trace.loose)
        self._outside = taking(outside if trace.loose else [])

    def taking(self, names: Sequence[str]) -> Callable[[Key | QuerySolution], Key]:
        """Takes the values of some variables from a solution."""
        return taking([self.position.get(name) for name in names])

    def members(self, rows: Iterable[Key]) -> list[Member]:
        """The solutions of one row, each once, with what of the dataset it rests on."""
        runs = groupby(rows, self._marked)
        found = (self._alike(self._matched(marked), list(run)) for marked, run in runs)
        return list(dict.fromkeys(chain.from_iterable(found)))

    def _matched_by(self, marked: Key) -> _Matched:
        bound = {mark for mark, value in zip(self._marks, marked, strict=True) if value is not None}
        parts = [part for part in self._parts if bound.issuperset(part.marks)]
        return _Matched(
            [(one, one.places <= self._same) for part in parts for one in part.filled],
            [part.loose for part in parts for _ in part.filled],
            list({place for part in parts for place in part.graphs}),
        )

    def _alike(self, matched: _Matched, rows: Sequence[Key]) -> Iterator[Member]:
        """Solutions in which the same parts of the query are matched."""
        first, number = rows[0], len(rows)
        columns = [
            repeat(one.ground(first), number) if same else map(one.ground, rows)
            for one, same in matched.filled
        ]
        grounds = zip(*columns, strict=True) if columns else repeat((), number)
        for row, found in zip(rows, grounds, strict=True):
            yield Member(
                tuple(dict.fromkeys(filter(None, found))),
                _loosely(found, matched.loose) if self._is_loose else (),
                any(_is_inferred(row[g] if isinstance(g, int) else g) for g in matched.graphs)
                or any(test.matters(row) for test in self._tests),
                self._taken(row),
                self._outside(row),
            )

    def announce(self, rows: Iterable[QuerySolution]) -> None:
        """Tell each SELECT inside the query which of its rows these solutions take."""
        for pick in self._picks:
            pick.announce(rows)


def _loosely(
    grounds: Iterable[Ground | None], loose: Iterable[frozenset[str]]
) -> tuple[tuple[Ground, frozenset[str]], ...]:
    """The grounds that stand in loose parts only, with these parts."""
    found: dict[Ground, frozenset[str]] = {}
    for ground, parts in zip(grounds, loose, strict=True):
        if ground is not None:
            found[ground] = found.get(ground, parts) & parts
    return tuple([pair for pair in found.items() if pair[1]])


@cache
def _is_inferred(graph: Term | None) -> bool:
    """Whether a quad that is asked for there stands there only as long as nobody asserts it."""
    return isinstance(graph, NamedNode) and graph.value.startswith(INFERRED_GRAPH.value)


def _place(graph: str, position: Mapping[str, int]) -> int | Term | None:
    """The place of the variable that a pattern's graph is, or its name; None for the default."""
    if graph.startswith("?"):
        return position.get(graph[1:])
    return NamedNode(graph[1:-1]) if graph else None
