"""Literals as Python's numbers, dates and truth values, where nothing is lost by it."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from communique.model import Term
from communique.vocabulary import XSD

Value = int | Decimal | float | bool | date | datetime | str

_INTEGERS = frozenset(
    {
        XSD.integer,
        XSD.nonNegativeInteger,
        XSD.positiveInteger,
        XSD.nonPositiveInteger,
        XSD.negativeInteger,
        XSD.long,
        XSD.int,
        XSD.short,
        XSD.byte,
        XSD.unsignedLong,
        XSD.unsignedInt,
        XSD.unsignedShort,
        XSD.unsignedByte,
    }
)
_FLOATS = frozenset({XSD.double, XSD.float})
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_FLOAT = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_TRUTH = {"true": True, "1": True, "false": False, "0": False}
_LONGEST = 100
"""Digits beyond which a number stays text: no table can hold it."""


def value_of(term: Term) -> Value | None:
    """The value of a literal; None for other terms, partial dates and what is ill-typed.

    A day or time with a time zone has none, because a spreadsheet or a column could not keep it.

    >>> value_of(Literal("2024-03-25", datatype=XSD.date))
    datetime.date(2024, 3, 25)
    """
    if not isinstance(term, Literal):
        return None
    if term.language is not None or term.datatype == XSD.string:
        return term.value
    if len(term.value) > _LONGEST:
        return None
    return _typed(term.value, term.datatype)


def _typed(text: str, datatype: NamedNode) -> Value | None:
    if datatype in _INTEGERS:
        return int(text) if _INTEGER.fullmatch(text) else None
    if datatype == XSD.decimal:
        return Decimal(text) if _DECIMAL.fullmatch(text) else None
    if datatype in _FLOATS:
        return float(text) if _FLOAT.fullmatch(text) else None
    return _TRUTH.get(text) if datatype == XSD.boolean else _date(text, datatype)


def _date(text: str, datatype: NamedNode) -> date | datetime | None:
    try:
        if datatype == XSD.date and len(text) == len("2024-01-01"):
            return date.fromisoformat(text)
        if datatype == XSD.dateTime:
            found = datetime.fromisoformat(text)
            return found if found.tzinfo is None else None
    except ValueError:
        pass
    return None
