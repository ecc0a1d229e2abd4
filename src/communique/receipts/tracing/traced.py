"""The solutions of a traced query, by the row that they belong to, asked for as they are needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import islice

from pyoxigraph import BlankNode, QuerySolution

from communique.model import Term
from communique.queries.binding import Bindings, restricted
from communique.queries.regrouping import most_regrouped, regrouped
from communique.queries.trace import Trace
from communique.receipts.tracing.solution_reader import Member, SolutionReader
from communique.receipts.tracing.templates import Key, Rows
from communique.store import Solutions, Store, Unread

_AT_ONCE = 500
"""Values of a key for which a traced query is asked at once."""
_ASSIGNED = re.compile(r"\bAS\s+[?$](\w+)", re.IGNORECASE)


class Traced:
    """The solutions of one traced query.

    They are asked for all at once; but where there are too many to find the rows by them, or only
    some rows are of interest, those of a few rows at a time.
    """

    def __init__(
        self, store: Store, trace: Trace, bindings: Bindings, selects: Sequence[Rows]
    ) -> None:
        self._store = store
        self._trace = trace
        self._bindings = dict(bindings)
        self._selects = selects
        self._reading = cache(self._reader_of)
        self._found: dict[Key, list[Member]] = {}
        self._read: list[QuerySolution] = []
        self._complete = False
        """Whether these are all."""
        self._part = ""
        """The key by whose values the solutions are asked for, a few at a time."""
        self._few: dict[Term | None, list[Term]] = {}
        """Its values, each with those that are asked for together."""
        self._now: tuple[list[Term], dict[Key, list[QuerySolution]]] = ([], {})
        """The values that were asked for last, and the solutions by row."""

    def solutions(self, text: str) -> Solutions | None:
        """The solutions of the query itself, whose text is given, if these give them."""
        trace = self._trace
        if trace.cut:
            return None
        if trace.grouped:
            most = most_regrouped(text, self._stream.variables)
            self._read += islice(self._stream.rows, most + 1)
            self._complete = len(self._read) <= most
            query = regrouped(trace.prologue, text, self._stream.variables, self._read)
            return None if query is None else self._store.select(query)
        if trace.distinct:
            return Solutions(trace.keys, list(self._by_key))
        rows = self._all()
        return Solutions(trace.keys, list(map(self._reader.taking(trace.keys), rows)))

    def of(self, key: Key) -> list[Member]:
        """The solutions of a row, given by its keys."""
        if key not in self._found:
            by_key = self._few_by_key(key) if self._part else self._by_key
            rows = map(tuple, by_key.pop(key, ()))
            self._found[key] = self._reader.members(rows)
        return self._found[key]

    def only(self, columns: Sequence[str], rows: Sequence[Key]) -> None:
        """Say which rows are of interest, so that the others need not be asked for.

        Where some solutions are known already, the rest is asked for all the same, unless the rows
        differ in some key.
        """
        if self._complete:
            return
        values = self._values(columns, rows)
        if self._read and not any(len(one) * 2 >= len(rows) for one in values.values()):
            return
        for name, terms in values.items():
            if len(terms) <= _AT_ONCE:
                self._bindings[name] = terms
            elif not self._part and not self._selects:
                self._part = name
                for start in range(0, len(terms), _AT_ONCE):
                    few = terms[start : start + _AT_ONCE]
                    self._few.update(dict.fromkeys(few, few))
        self.__dict__.pop("_stream", None)
        self._read = []

    def _values(self, columns: Sequence[str], rows: Sequence[Key]) -> dict[str, list[Term]]:
        """The values in some rows of the keys that every solution binds, by patterns alone.

        Without keys with blank nodes as values, which no query can name.
        """
        patterns = [one for one in self._trace.patterns if not one.parts and not one.path]
        firm = {name for one in patterns for name in one.variables()}.intersection(self._trace.keys)
        firm -= {*self._bindings, *_ASSIGNED.findall(self._trace.group)}
        found: dict[str, list[Term]] = {}
        for place, name in enumerate(columns):
            terms = [one for one in dict.fromkeys(row[place] for row in rows) if one is not None]
            if name in firm and terms and not any(isinstance(one, BlankNode) for one in terms):
                found[name] = terms
        return found

    @cached_property
    def _stream(self) -> Unread:
        return self._asked({})

    def _asked(self, further: Bindings) -> Unread:
        group = restricted(self._trace.group, {**self._bindings, **further})
        found = self._store.unread(
            f"{self._trace.prologue}SELECT * WHERE {group}{self._trace.modifiers}"
        )
        self._reader = self._reading(found.variables)
        return found

    def _all(self) -> list[QuerySolution]:
        self._read += self._stream.rows
        self._complete = True
        return self._read

    def _reader_of(self, variables: tuple[str, ...]) -> SolutionReader:
        return SolutionReader(self._trace, variables, self._selects)

    @cached_property
    def _by_key(self) -> dict[Key, list[QuerySolution]]:
        found = self._grouped(self._all())
        self._reader.announce(self._read)
        return found

    def _few_by_key(self, key: Key) -> dict[Key, list[QuerySolution]]:
        """The solutions of a row and of those that are asked for together with it."""
        few = self._few.get(key[self._trace.keys.index(self._part)], [])
        if few is not self._now[0]:
            self._now = few, self._grouped(self._asked({self._part: few}).rows)
        return self._now[1]

    def _grouped(self, rows: Iterable[QuerySolution]) -> dict[Key, list[QuerySolution]]:
        found: dict[Key, list[QuerySolution]] = {}
        key = self._reader.taking(self._trace.keys)
        for row in rows:
            found.setdefault(key(row), []).append(row)
        return found
