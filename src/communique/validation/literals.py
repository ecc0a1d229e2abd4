"""Lexical forms of the datatypes that data may use, and whether two literals agree.

Neither pyoxigraph nor rdflib refuses an ill-typed literal such as "2024-13-45"^^xsd:date.
Lexical forms: https://www.w3.org/TR/xmlschema11-2/#built-in-datatypes.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal

from communique.dates import compatible
from communique.vocabulary import RDF, XSD

_ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_YEAR = r"-?(?:[1-9]\d{3,}|0\d{3})"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12]\d|3[01])"
_TIME = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_LEXICAL = {
    XSD.string: r"(?s:.*)",
    XSD.anyURI: r"\S*",
    XSD.boolean: r"true|false|1|0",
    XSD.integer: r"[+-]?\d+",
    XSD.nonNegativeInteger: r"\+?\d+|-0+",
    XSD.positiveInteger: r"\+?0*[1-9]\d*",
    XSD.decimal: r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)",
    XSD.double: r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN",
    XSD.gYear: _YEAR + _ZONE,
    XSD.gYearMonth: f"{_YEAR}-{_MONTH}{_ZONE}",
    XSD.gMonthDay: f"--{_MONTH}-{_DAY}{_ZONE}",
    XSD.date: f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
    XSD.dateTime: f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
}
_PATTERNS = {datatype: re.compile(pattern, re.ASCII) for datatype, pattern in _LEXICAL.items()}
_MONTH_AND_DAY = re.compile(r"(?P<year>\d{4})?-?-(?P<month>\d\d)-(?P<day>\d\d)")
_NUMBERS = {XSD.integer, XSD.nonNegativeInteger, XSD.positiveInteger, XSD.decimal}

MARKUP = frozenset({RDF.HTML, RDF.XMLLiteral})
"""Datatypes that rdflib parses when a literal is made; no such literal is handed to it."""


def is_known(literal: Literal) -> bool:
    """Whether the literal's datatype is one that data may use."""
    return literal.language is not None or literal.datatype in _PATTERNS


def is_well_typed(literal: Literal) -> bool:
    """Whether a literal of a known datatype has a value.

    >>> is_well_typed(Literal("2024-02-29", datatype=XSD.date))
    True
    >>> is_well_typed(Literal("2023-02-29", datatype=XSD.date))
    False
    """
    if literal.language is not None:
        return True
    pattern = _PATTERNS.get(literal.datatype)
    if pattern is None or not pattern.fullmatch(literal.value):
        return False
    if literal.datatype in {XSD.date, XSD.gMonthDay, XSD.dateTime}:
        return _is_day(literal.value)
    return True


def agree(one: Literal, other: Literal) -> bool:
    """Whether two literals say the same, or dates differ in precision only.

    >>> agree(Literal("2025-06", datatype=XSD.gYearMonth), Literal("2025-06-24", datatype=XSD.date))
    True
    >>> agree(Literal("350"), Literal("351"))
    False
    """
    if one == other:
        return True
    if not (is_well_typed(one) and is_well_typed(other)):
        return False
    if one.datatype in _NUMBERS and other.datatype in _NUMBERS:
        return Decimal(one.value) == Decimal(other.value)
    return compatible(one, other)


def _is_day(text: str) -> bool:
    """Whether month and day exist; a day without a year may be 29 February."""
    match = _MONTH_AND_DAY.match(text)
    if match is None:  # before the common era or after the year 9999: not in press reports
        return False
    try:
        date(int(match["year"] or 2000), int(match["month"]), int(match["day"]))
    except ValueError:
        return False
    return True
