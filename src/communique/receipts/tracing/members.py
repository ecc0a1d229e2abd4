"""The solutions that each row of a query stands for, and what of the dataset they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad

from communique.model import Term
from communique.queries.binding import Bindings, restricted
from communique.queries.trace import Aggregate, Trace
from communique.receipts.tracing.support import Ground
from communique.receipts.tracing.templates import AbsenceTest, Key, Pick, Template
from communique.store import Solutions, Store
from communique.vocabulary import INFERRED_GRAPH

Grounds = tuple[Ground, ...]
Clauses = list[list[Grounds]]
"""What a row rests on: of each clause one alternative, of that all grounds."""

_SEVERAL = frozenset({"COUNT", "SUM", "AVG", "GROUP_CONCAT"})
_FEW_VALUES = 1_000
"""Values up to which a traced query is asked for these alone."""


class Member(NamedTuple):
    """A solution of the traced query."""

    grounds: Grounds
    loose: tuple[frozenset[str], ...]
    """For each, the loose parts of the query that it stands in."""
    absent: bool
    """Whether it rests on something that is not there."""
    values: tuple[Term | None, ...]
    """What the aggregates take from it, in their order."""
    binding: Key
    """Of a query that groups: what it binds outside the loose parts."""

    def firm(self, kept: Collection[str] = ()) -> Grounds:
        """Its grounds without those of loose parts, some kept."""
        pairs = zip(self.grounds, self.loose, strict=True)
        return tuple(ground for ground, loose in pairs if loose <= set(kept))


class Members:
    """The solutions of one traced query, by the row that they belong to."""

    def __init__(self, store: Store, trace: Trace, bindings: Bindings) -> None:
        self._store = store
        self.trace = trace
        self._bindings = dict(bindings)
        self._selects = [Members(store, one.trace, {}) for one in trace.selects]
        self._found: dict[Key, list[Member]] = {}

    @property
    def solutions(self) -> Solutions:
        """The solutions of the query itself, where `trace.is_whole` says that they can be had."""
        places = [self._reader.position.get(name) for name in self.trace.keys]
        rows = [
            tuple([None if place is None else row[place] for place in places])
            for row in self._traced.rows
        ]
        return Solutions(
            self.trace.keys, list(dict.fromkeys(rows)) if self.trace.distinct else rows
        )

    def of(self, row: Mapping[str, Term | None]) -> list[Member]:
        """The solutions that a row, given by its columns, stands for."""
        key = tuple(row.get(name) for name in self.trace.keys)
        if key not in self._found:
            rows = dict.fromkeys(self._by_key.get(key, ()))
            self._found[key] = list(dict.fromkeys(map(self._reader.member, rows)))
        return self._found[key]

    def absent(self, row: Mapping[str, Term | None]) -> bool:
        """Whether a row also rests on something that is not there."""
        members = self.of(row)
        if not members:
            return bool(self.trace.absences)
        quantified = any if self.trace.grouped else all
        return quantified(one.absent for one in members)

    def clauses_of(self, row: Mapping[str, Term | None]) -> Clauses:
        """What must hold for the row to be there, its aggregated values included."""
        members = self.of(row)
        if not self.trace.grouped:
            return [[one.grounds for one in members]]
        clauses: Clauses = [[one.firm() for one in members]] if self.trace.keys else []
        for number, aggregate in enumerate(self.trace.aggregates):
            kept = [mark for mark, names in self.trace.loose if aggregate.variable in names]
            taken = [(one, one.firm(kept), one.values[number]) for one in members]
            clauses += _aggregated(aggregate, taken, row.get(aggregate.column))
        return clauses

    def clauses(self, key: Key) -> Clauses:
        """The same for a row of a SELECT inside a query, given by what comes out of it."""
        return self.clauses_of(dict(zip(self._columns, key, strict=True)))

    def only(self, columns: Sequence[str], rows: Iterable[Key]) -> None:
        """Restrict what is asked for to some rows, before anything is asked."""
        self._columns = tuple(columns)
        firm = {
            name
            for one in self.trace.patterns
            if not one.parts and not one.path
            for name in one.variables()
        }
        kept = list(rows)
        for place, name in enumerate(columns):
            values = dict.fromkeys(value for row in kept if (value := row[place]) is not None)
            if values and name in firm.intersection(self.trace.keys) and len(values) <= _FEW_VALUES:
                self._bindings.setdefault(name, list(values))

    @cached_property
    def _traced(self) -> Solutions:
        group = restricted(self.trace.group, self._bindings)
        return self._store.select(
            f"{self.trace.prologue}SELECT * WHERE {group}{self.trace.modifiers}"
        )

    @cached_property
    def _reader(self) -> SolutionReader:
        return SolutionReader(self.trace, self._traced.variables, self._selects)

    @cached_property
    def _by_key(self) -> dict[Key, list[Key]]:
        reader = self._reader
        places = [reader.position.get(name) for name in self.trace.keys]
        found: dict[Key, list[Key]] = {}
        for row in self._traced.rows:
            key = tuple([None if place is None else row[place] for place in places])
            found.setdefault(key, []).append(row)
        reader.announce(self._traced.rows)
        return found


class SolutionReader:
    """Reads the solutions of a traced query, whose variables stand at known places."""

    def __init__(self, trace: Trace, variables: Sequence[str], selects: Sequence[Members]) -> None:
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
            ([self.position[one] for one in own], frozenset(marks.intersection(own)), filled)
            for own, filled in parts.items()
        ]
        self._named = any(pattern.graph for pattern in trace.patterns)
        self._taken = [self.position.get(one.variable) for one in trace.aggregates]
        inside = {*marks, *(name for _, names in trace.loose for name in names)}
        outside = [place for name, place in self.position.items() if name not in inside]
        self._outside = outside if trace.grouped else []

    def member(self, row: Key) -> Member:
        """A solution, and what of the dataset it rests on."""
        grounds: dict[Ground, frozenset[str]] = {}
        for marks, loose, filled in self._parts:
            if any(row[mark] is None for mark in marks):
                continue  # it came through another branch, or this part was not matched
            for one in filled:
                ground = one.ground(row)
                if ground is not None:
                    grounds[ground] = grounds.get(ground, loose) & loose
        return Member(
            tuple(grounds),
            tuple(grounds.values()),
            any(test.matters(row) for test in self._tests)
            or (self._named and any(map(_is_inferred, grounds))),
            tuple([None if place is None else row[place] for place in self._taken]),
            tuple([row[place] for place in self._outside]),
        )

    def announce(self, rows: Iterable[Key]) -> None:
        """Tell each SELECT inside the query which of its rows these solutions take."""
        for pick in self._picks:
            pick.announce(rows)


def _is_inferred(ground: Ground) -> bool:
    """Whether a quad was asked for where it stands only as long as nobody asserts it."""
    graph = ground.graph_name if isinstance(ground, Quad) else None
    return isinstance(graph, NamedNode) and graph.value.startswith(INFERRED_GRAPH.value)


def _aggregated(
    aggregate: Aggregate, members: Sequence[tuple[Member, Grounds, Term | None]], value: Term | None
) -> Clauses:
    """What keeps the value of an aggregate as it is; members with what each must have for it."""
    taken = [one for one in members if one[2] is not None or not aggregate.variable]
    if aggregate.function not in _SEVERAL and aggregate.column:
        same = [firm for _, firm, found in taken if found == value]
        return [same] if same else []
    if aggregate.distinct and aggregate.variable:
        by_value: dict[Term | None, list[Grounds]] = {}
        for _, firm, found in taken:
            by_value.setdefault(found, []).append(firm)
        return list(by_value.values())
    times = Counter(one.binding for one, _, _ in taken)
    return [[firm if times[one.binding] == 1 else one.grounds] for one, firm, _ in taken]
