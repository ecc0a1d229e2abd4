"""Stored queries as records: questions and checks, with their parameters and columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

TYPES = frozenset(
    [
        "country",
        "person",
        "organization",
        "agreement",
        "event",
        "post",
        "initiative",
        "entity",
        "concept",
        "date",
        "text",
    ]
)
"""Types of parameters."""


class Parameter(NamedTuple):
    """A value that a question can be asked with."""

    name: str
    type: str
    variable: str
    """Name of the variable in the query, without `?`."""
    required: bool = False
    description: str = ""
    example: str = ""
    scheme: str = ""
    """Name of the scheme whose concepts the parameter takes."""
    reckoned: bool = False
    """Whether the reckoning reads it, and not the query."""


class Column(NamedTuple):
    """A variable of the solutions, and what it holds."""

    name: str
    type: str
    optional: bool = False
    """Whether the variable may be unbound."""


@dataclass(frozen=True, slots=True)
class Question:
    """A stored SELECT query: a competency question, or a check."""

    name: str
    summary: str
    text: str
    question: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...] = ()
    subject: str = ""
    """The column that a row is about."""
    view: str = "table"
    severity: str = ""
    """Of a check: error, warning or info."""
    remedy: str = ""
    """Of a check: what to do about an offender."""
    reckoning: str = ""
    """What its solutions are reckoned into, `columns` being those of the answer; else nothing."""

    def to_json(self) -> dict[str, Any]:
        """The question as JSON values."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        values["parameters"] = [one._asdict() for one in self.parameters]
        values["columns"] = [one._asdict() for one in self.columns]
        return values

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Question:
        """The question that `to_json` gave."""
        fields = dict(record)
        fields["parameters"] = tuple(Parameter(**one) for one in record["parameters"])
        fields["columns"] = tuple(Column(**one) for one in record["columns"])
        fields["tags"] = tuple(record["tags"])
        return cls(**fields)
