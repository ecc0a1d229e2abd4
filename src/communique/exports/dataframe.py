"""Answers as pandas DataFrames; pandas is loaded when one is asked for, and only then needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import Any

from communique.errors import UsageError
from communique.exports.states import state_columns, state_values
from communique.exports.values import Value, value_of
from communique.model import Answer, Term


def to_pandas(answer: Answer) -> Any:
    """An answer as a `pandas.DataFrame`: a column a variable, then the columns of the state.

    A column is of a number, truth or date type where every value in it is one, else of strings
    (of a term that is no literal, its IRI); partial dates are strings.
    Raises UsageError where pandas is not installed.
    """
    pandas = _pandas()
    found = {
        name: _series(pandas, [row[position] for row in answer.rows])
        for position, name in enumerate(answer.columns)
    }
    states = list(state_values(answer))
    for position, name in enumerate(state_columns(answer)):
        values = [state[position] for state in states]
        found[name] = pandas.Series(values, dtype=_dtype(values))
    return pandas.DataFrame(found, columns=list(found), index=range(len(answer.rows)))


def _pandas() -> Any:
    try:
        return import_module("pandas")
    except ModuleNotFoundError as error:
        raise UsageError(
            "pandas is not installed",
            place="to_pandas",
            remedy="pip install 'communique[notebook]'",
        ) from error


def _series(pandas: Any, terms: Sequence[Term | None]) -> Any:
    bound = [term for term in terms if term is not None]
    dtype = _dtype([value_of(term) for term in bound])
    convert = _CONVERTED.get(dtype, value_of)
    return pandas.Series([None if t is None else convert(t) for t in terms], dtype=dtype)


def _dtype(values: Sequence[Value | None]) -> str:
    """The pandas type that holds all of some values; None is a value that only a string holds."""
    if values and all(isinstance(value, bool) for value in values):
        return "boolean"
    if values and all(isinstance(value, date) for value in values):
        return "datetime64[s]"
    if not values or any(isinstance(value, bool | date | str | None) for value in values):
        return "string"
    small = all(isinstance(value, int) and abs(value) < _INTEGERS for value in values)
    return "Int64" if small else "Float64"


def _number(term: Term) -> float:
    return float(term.value)


def _string(term: Term) -> str:
    return term.value


_INTEGERS = 2**63
_CONVERTED: Mapping[str, Callable[[Term], Value | None]] = {"Float64": _number, "string": _string}
