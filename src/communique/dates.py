"""Dates as documents give them: a day, a month, a year, or a day of an unknown year.

Lexical forms: https://www.w3.org/TR/xmlschema11-2/#date, #gYearMonth, #gYear, #gMonthDay.
"""

from __future__ import annotations

import os
import re
from calendar import monthrange
from datetime import UTC, date, datetime

from pyoxigraph import Literal

from communique.vocabulary import XSD

_YEAR = re.compile(r"\d{4}", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY_OF_NO_YEAR = re.compile(r"--\d{2}-\d{2}", re.ASCII)
_KINDS = frozenset({XSD.date, XSD.gYearMonth, XSD.gYear, XSD.gMonthDay})


def today() -> date:
    """The day it is here; that of SOURCE_DATE_EPOCH (seconds, UTC) where it is set.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now().astimezone().date()


def interval(literal: Literal) -> tuple[date, date] | None:
    """First and last day that a date can mean; None where it names no year or is no date.

    >>> interval(Literal("2024-02", datatype=XSD.gYearMonth))
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    value = literal.value
    try:
        if literal.datatype == XSD.date and _DAY.fullmatch(value):
            day = date.fromisoformat(value)
            return day, day
        if literal.datatype == XSD.gYearMonth and (match := _MONTH.fullmatch(value)):
            year, month = int(match[1]), int(match[2])
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        if literal.datatype == XSD.gYear and _YEAR.fullmatch(value):
            return date(int(value), 1, 1), date(int(value), 12, 31)
    except ValueError:
        return None
    return None


def last_day(text: str) -> date | None:
    """The last day that a day, month or year as people write it can mean; None for what is none.

    >>> last_day("2024-02"), last_day("yesterday")
    (datetime.date(2024, 2, 29), None)
    """
    for kind in (XSD.date, XSD.gYearMonth, XSD.gYear):
        days = interval(Literal(text, datatype=kind))
        if days is not None:
            return days[1]
    return None


def is_comparable(literal: Literal) -> bool:
    """Whether a date can be set beside others: it has no time zone and no year beyond 1 to 9999.

    What is no date at all is not judged here.

    >>> is_comparable(Literal("2024-03-23Z", datatype=XSD.date))
    False
    >>> is_comparable(Literal("--03-23", datatype=XSD.gMonthDay))
    True
    """
    if literal.datatype not in _KINDS:
        return True
    if literal.datatype == XSD.gMonthDay:
        return _DAY_OF_NO_YEAR.fullmatch(literal.value) is not None
    return interval(literal) is not None


def compatible(one: Literal, other: Literal) -> bool:
    """Whether two dates differ in precision only: one can mean all that the other can.

    >>> day = Literal("2024-09-29", datatype=XSD.date)
    >>> compatible(day, Literal("2024", datatype=XSD.gYear))
    True
    >>> compatible(day, Literal("--09-29", datatype=XSD.gMonthDay))
    True
    """
    if one == other:
        return True
    for whole, part in ((one, other), (other, one)):
        if whole.datatype == XSD.gMonthDay and part.datatype == XSD.date:
            return part.value[4:] == whole.value[1:]
    first, second = interval(one), interval(other)
    if first is None or second is None:
        return False
    return (first[0] <= second[0] and second[1] <= first[1]) or (
        second[0] <= first[0] and first[1] <= second[1]
    )


def literal_of(day: date) -> Literal:
    """The `xsd:date` of a day."""
    return Literal(day.isoformat(), datatype=XSD.date)
