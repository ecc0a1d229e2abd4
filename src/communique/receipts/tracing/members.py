"""The solutions that each row of a query stands for, and what of the dataset they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain, groupby, repeat
from typing import NamedTuple

from pyoxigraph import NamedNode

from communique.model import Term
from communique.queries.binding import Bindings, restricted
from communique.queries.regrouping import regrouped
from communique.queries.trace import Aggregate, Trace
from communique.receipts.tracing.support import Ground
from communique.receipts.tracing.templates import AbsenceTest, Key, Pick, Template, taking
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


class Members:
    """The solutions of one traced query, by the row that they belong to."""

    def __init__(self, store: Store, trace: Trace, bindings: Bindings) -> None:
        self._store = store
        self.trace = trace
        self._bindings = dict(bindings)
        self._selects = [Members(store, one.trace, {}) for one in trace.selects]
        self._found: dict[Key, list[Member]] = {}

    def solutions(self, text: str) -> Solutions | None:
        """The solutions of the query itself, whose text is given, if the traced ones give them."""
        if self.trace.cut:
            return None
        if self.trace.grouped:
            query = regrouped(self.trace.prologue, text, self._traced)
            return None if query is None else self._store.select(query)
        if self.trace.distinct:
            return Solutions(self.trace.keys, list(self._by_key))
        return Solutions(self.trace.keys, list(map(self._key, self._traced.rows)))

    def of(self, row: Mapping[str, Term | None]) -> list[Member]:
        """The solutions that a row, given by its columns, stands for."""
        key = tuple(row.get(name) for name in self.trace.keys)
        if key not in self._found:
            rows = self._by_key.get(key, ())
            self._found[key] = self._reader.members(rows)
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
        found: dict[Key, list[Key]] = {}
        for row in self._traced.rows:
            found.setdefault(self._key(row), []).append(row)
        self._reader.announce(self._traced.rows)
        return found

    @cached_property
    def _key(self) -> Callable[[Key], Key]:
        return taking([self._reader.position.get(name) for name in self.trace.keys])


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

    def announce(self, rows: Iterable[Key]) -> None:
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
