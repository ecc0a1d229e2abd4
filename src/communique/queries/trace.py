"""A traced query: the same WHERE with every variable selected, and the patterns it matches.

The solutions of the traced query say which triples each solution of the query rests on: the
triple patterns with the variables filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

Steps = tuple[Any, ...]
"""A property path (https://www.w3.org/TR/sparql11-query/#propertypaths), in prefix form:
`("link", IRI)`, `("inverse", path)`, `("sequence", path, …)`, `("alternative", path, …)`,
`("repeat", path, zero, more)`: whether none and more than one will do;
`("not", IRI, …)`: any other property."""


class Pattern(NamedTuple):
    """A triple pattern; a variable is written `?name`, any other term as in N-Triples."""

    subject: str
    predicate: str
    object: str
    graph: str = ""
    """Variable or name of the graph the pattern stands in; empty for the default graph."""
    parts: tuple[str, ...] = ()
    """Marks of the parts of the query it stands in; it is matched where all are bound."""
    path: Steps = ()
    """The property path, where the predicate is one."""

    def variables(self) -> set[str]:
        """Names of its variables."""
        return {part[1:] for part in self[:4] if part.startswith("?")}


class Absence(NamedTuple):
    """Something that a solution rests on not being there.

    A NOT EXISTS or MINUS; or an optional variable that is tested for being unbound.
    """

    unless: tuple[str, ...] = ()
    """Variables any of which, when bound, makes it of no matter (`BOUND(?x) || NOT EXISTS …`)."""
    parts: tuple[str, ...] = ()
    """Marks of the parts of the query it stands in; it matters where all are bound."""


class Aggregate(NamedTuple):
    """An aggregate of a query (https://www.w3.org/TR/sparql11-query/#aggregates)."""

    function: str
    """COUNT, SUM, AVG, MIN, MAX, SAMPLE or GROUP_CONCAT."""
    distinct: bool
    variable: str
    """What is aggregated; empty for `*` and for expressions."""
    column: str
    """The column that holds its value; empty where the value goes into an expression."""


class Trace(NamedTuple):
    """What is needed to say which triples a solution rests on."""

    prologue: str
    """The query's text up to SELECT."""
    group: str
    """The text of its WHERE, from `{` to `}`, with marks."""
    patterns: tuple[Pattern, ...]
    keys: tuple[str, ...]
    """Variables that tell the solutions apart: those selected, or those grouped by."""
    absences: tuple[Absence, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    grouped: bool = False
    """Whether a solution stands for a group of solutions (GROUP BY, or aggregates)."""
    selects: tuple[SubSelect, ...] = ()
    loose: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Of a query that groups: marks of OPTIONALs without which a row is there as well, though an
    aggregate of it may have another value; each with the variables that it binds."""
    cut: bool = False
    """Whether the query has a LIMIT, OFFSET or REDUCED, and so shows a part of its solutions."""
    distinct: bool = False
    """Whether equal solutions are shown once."""
    modifiers: str = ""
    """What follows the WHERE: VALUES, and ORDER BY where the query neither groups nor cuts."""

    def to_json(self) -> dict[str, Any]:
        """The trace as JSON values."""
        return {
            **self._asdict(),
            "patterns": [one._asdict() for one in self.patterns],
            "absences": [one._asdict() for one in self.absences],
            "aggregates": [one._asdict() for one in self.aggregates],
            "selects": [{**one._asdict(), "trace": one.trace.to_json()} for one in self.selects],
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Trace:
        """The trace that `to_json` gave."""
        fields = dict(record)
        fields["patterns"] = tuple(
            Pattern(**{**one, "parts": tuple(one["parts"]), "path": _steps(one["path"])})
            for one in record["patterns"]
        )
        fields["absences"] = tuple(
            Absence(tuple(one["unless"]), tuple(one["parts"])) for one in record["absences"]
        )
        fields["aggregates"] = tuple(Aggregate(**one) for one in record["aggregates"])
        fields["keys"] = tuple(record["keys"])
        fields["loose"] = tuple((mark, tuple(names)) for mark, names in record["loose"])
        fields["selects"] = tuple(
            SubSelect(cls.from_json(one["trace"]), tuple(one["columns"]), tuple(one["parts"]))
            for one in record["selects"]
        )
        return cls(**fields)


class SubSelect(NamedTuple):
    """A SELECT inside the WHERE: a solution rests on what one of its rows rests on."""

    trace: Trace
    columns: tuple[str, ...]
    """The variables that come out of it."""
    parts: tuple[str, ...] = ()
    """Marks of the parts of the query it stands in."""


def _steps(record: Any) -> Any:
    """A path as JSON gave it, with tuples for lists."""
    return tuple(map(_steps, record)) if isinstance(record, list) else record
