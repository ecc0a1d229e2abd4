"""A traced query: the same WHERE with every variable selected, and the patterns it matches.

The solutions of the traced query say which triples each solution of the query rests on: the
triple patterns with the variables filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Pattern(NamedTuple):
    """A triple pattern; a variable is written `?name`, any other term as in N-Triples."""

    subject: str
    predicate: str
    object: str
    graph: str = ""
    """Variable or name of the graph the pattern stands in; empty for the default graph."""
    unless: tuple[str, ...] = ()
    """Variables any of which, when bound, shows that another branch of a UNION was taken."""


class Absence(NamedTuple):
    """Something that a solution rests on not being there: a NOT EXISTS, or a MINUS."""

    unless: tuple[str, ...] = ()
    """Variables any of which, when bound, makes it of no matter (`BOUND(?x) || NOT EXISTS …`)."""
    branch: tuple[Pattern, ...] = ()
    """Patterns of the OPTIONAL or UNION it stands in; it matters where they are matched."""


class Trace(NamedTuple):
    """What is needed to say which triples a solution rests on."""

    prologue: str
    """The query's text up to SELECT."""
    group: str
    """The text of its WHERE, from `{` to `}`."""
    patterns: tuple[Pattern, ...]
    keys: tuple[str, ...]
    """Variables that tell the solutions apart: those selected, or those grouped by."""
    aggregate: bool
    """Whether a solution stands for a group of solutions, all of which it rests on."""
    absences: tuple[Absence, ...]

    def to_json(self) -> dict[str, Any]:
        """The trace as JSON values."""
        absences = [
            {"unless": one.unless, "branch": [p._asdict() for p in one.branch]}
            for one in self.absences
        ]
        patterns = [pattern._asdict() for pattern in self.patterns]
        return {**self._asdict(), "patterns": patterns, "absences": absences}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Trace:
        """The trace that `to_json` gave."""
        fields = dict(record)
        fields["patterns"] = _patterns(record["patterns"])
        fields["absences"] = tuple(
            Absence(tuple(one["unless"]), _patterns(one["branch"])) for one in record["absences"]
        )
        fields["keys"] = tuple(record["keys"])
        return cls(**fields)


def _patterns(records: list[dict[str, Any]]) -> tuple[Pattern, ...]:
    return tuple(Pattern(**{**one, "unless": tuple(one["unless"])}) for one in records)
