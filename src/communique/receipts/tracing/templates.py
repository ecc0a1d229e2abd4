"""Patterns of a traced query, filled in with a solution."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Protocol

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolution, RdfFormat, parse

from communique.model import Subject, Term
from communique.queries.trace import Absence, Pattern, SubSelect
from communique.receipts.tracing.paths import Walk
from communique.receipts.tracing.support import Alternatives, Ground, Picked

Key = tuple[Term | None, ...]


class Template:
    """A triple pattern ready to be filled in."""

    def __init__(self, pattern: Pattern, position: Mapping[str, int]) -> None:
        parts = (pattern.subject, pattern.predicate, pattern.object, pattern.graph)
        self._slots = [_slot(part, position) for part in parts]
        self._path = pattern.path
        self.places = {slot for slot in self._slots if isinstance(slot, int)}
        """Where the values of its variables stand in a solution."""
        self._values = taking(sorted(self.places))
        self._filled: dict[object, Ground | None] = {}

    def ground(self, row: Key) -> Ground | None:
        """What of the dataset a solution rests on here, if the pattern's part was matched.

        The same values of its variables give the same object.
        """
        values = self._values(row)
        found = self._filled.get(values)
        if found is None and values not in self._filled:
            self._filled[values] = found = self._fill(row)
        return found

    def _fill(self, row: Key) -> Ground | None:
        subject, predicate, value, graph = [
            row[slot] if isinstance(slot, int) else slot for slot in self._slots
        ]
        if value is None or isinstance(value, DefaultGraph):
            return None
        if self._path and isinstance(subject, Subject | Literal):
            # a path in a named graph rests on that graph alone
            return graph if isinstance(graph, NamedNode) else Walk(subject, self._path, value)
        if not isinstance(subject, Subject) or not isinstance(predicate, NamedNode):
            return None
        if isinstance(graph, NamedNode):
            return Quad(subject, predicate, value, graph)
        return Quad(subject, predicate, value) if isinstance(graph, DefaultGraph) else None


class AbsenceTest:
    """Tells whether a solution rests on something that is not there."""

    def __init__(self, absence: Absence, position: Mapping[str, int]) -> None:
        self._unless = [position[name] for name in absence.unless if name in position]
        self._marks = [position[mark] for mark in absence.parts]

    def matters(self, row: Key) -> bool:
        """Whether the absence matters for a solution."""
        if any(row[place] is not None for place in self._unless):
            return False
        return all(row[mark] is not None for mark in self._marks)


class Rows(Alternatives, Protocol):
    """The rows of a SELECT inside a query, told in advance which of them matter."""

    def only(self, columns: Sequence[str], rows: Iterable[Key]) -> None:
        """Restrict what is asked for to some rows."""


class Pick:
    """A SELECT inside the query, ready to be filled in with the row of it that was taken."""

    def __init__(self, rows: Rows, select: SubSelect, position: Mapping[str, int]) -> None:
        self._rows = rows
        self._columns = select.columns
        self._key = taking([position.get(name) for name in select.columns])
        self.places = {position[name] for name in select.columns if name in position}
        """Where the values of its columns stand in a solution."""
        self._marks = [position[mark] for mark in select.parts]

    def ground(self, row: Key) -> Picked:
        """The row of the SELECT that a solution rests on, if its part was matched."""
        return Picked(self._rows, self._key(row))

    def announce(self, rows: Iterable[QuerySolution]) -> None:
        """Tell the SELECT which of its rows some solutions take."""
        matched = (row for row in rows if all(row[mark] is not None for mark in self._marks))
        self._rows.only(self._columns, dict.fromkeys(map(self._key, matched)))


def taking(places: Sequence[int | None]) -> Callable[[Key | QuerySolution], Key]:
    """Takes the values at some places of a solution; None where there is no such place."""
    if len(places) > 1 and None not in places:
        return itemgetter(*places)
    return lambda row: tuple([None if place is None else row[place] for place in places])


def _slot(text: str, position: Mapping[str, int]) -> int | Term | DefaultGraph | None:
    if not text:
        return DefaultGraph()
    if text.startswith("?"):
        return position.get(text[1:])
    if text.startswith("<"):
        return NamedNode(text[1:-1])
    quad = next(parse(f"<a:a> <a:a> {text} .", format=RdfFormat.N_TRIPLES))
    assert isinstance(quad.object, Literal)  # patterns hold IRIs, literals and variables
    return quad.object
