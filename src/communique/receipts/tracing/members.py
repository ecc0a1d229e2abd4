"""The solutions that each row of a query stands for, and what of the dataset they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from communique.model import Term
from communique.queries.binding import Bindings
from communique.queries.trace import Aggregate, Trace
from communique.receipts.tracing.solution_reader import Grounds, Member
from communique.receipts.tracing.templates import Key
from communique.receipts.tracing.traced import Traced
from communique.store import Solutions, Store

Clauses = list[list[Grounds]]
"""What a row rests on: of each clause one alternative, of that all grounds."""

_SEVERAL = frozenset({"COUNT", "SUM", "AVG", "GROUP_CONCAT"})


class Members:
    """The solutions of one traced query, by the row that they belong to."""

    def __init__(self, store: Store, trace: Trace, bindings: Bindings) -> None:
        self.trace = trace
        selects = [Members(store, one.trace, {}) for one in trace.selects]
        self._traced = Traced(store, trace, bindings, selects)

    def solutions(self, text: str) -> Solutions | None:
        """The solutions of the query itself, whose text is given, if the traced ones give them."""
        return self._traced.solutions(text)

    def of(self, row: Mapping[str, Term | None]) -> list[Member]:
        """The solutions that a row, given by its columns, stands for."""
        return self._traced.of(tuple(row.get(name) for name in self.trace.keys))

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
        """Say which rows are of interest, before any is asked for."""
        self._columns = tuple(columns)
        self._traced.only(columns, list(rows))


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
