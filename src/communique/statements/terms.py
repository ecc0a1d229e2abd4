"""Arguments of claims as terms: dates, numbers, concepts."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from communique.claims import Concept, Day, Figure, Money
from communique.dates import is_comparable
from communique.statements.currencies import is_currency
from communique.vocabulary import ID, SCHEME, XSD

_DATES = {10: XSD.date, 7: XSD.gYearMonth, 4: XSD.gYear}
"""Datatypes by the length of the lexical form."""
GDP = "%GDP"
"""Stands for a currency where a sum is a share of the payer's gross domestic product."""
_MOST_DIGITS = 28
"""Digits of the longest number that is written; the engine's decimals end beyond."""


class UnsayableError(Exception):
    """A claim cannot be written as statements; leave it out, and say why."""


def date_term(day: Day) -> Literal:
    """A partial date with its datatype; UnsayableError where there is no such day."""
    value = day.value
    datatype = XSD.gMonthDay if value.startswith("--") else _DATES.get(len(value))
    literal = Literal(value, datatype=datatype or XSD.date)
    leap = Literal(f"2000{value[1:]}", datatype=XSD.date)  # a year that has all days
    if value.startswith("--") and len(value) == len("--11"):
        raise UnsayableError(f"{value!r} is a month of an unknown year, of which no date is made")
    if not is_comparable(leap if value.startswith("--") else literal):
        raise UnsayableError(f"there is no day {value!r}")
    return literal


def count_term(figure: Figure) -> Literal:
    """A number of things: an integer where it is one."""
    whole = figure.number == figure.number.to_integral_value()
    return _number(figure.number, XSD.integer if whole else XSD.decimal)


def sum_term(money: Money | Figure) -> Literal:
    """A sum of money or a percentage, as a decimal."""
    return _number(money.number, XSD.decimal)


def _number(number: Decimal, datatype: NamedNode) -> Literal:
    if not number.is_finite() or number < 0 or len(number.as_tuple().digits) > _MOST_DIGITS:
        raise UnsayableError(f"{number} is no number that can be kept")
    if abs(number.adjusted()) >= _MOST_DIGITS:
        raise UnsayableError(f"{number} is too large or too small to be kept")
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Literal(text, datatype=datatype)


def bound_term(bound: str) -> NamedNode:
    """A concept of the scheme of bounds."""
    return SCHEME[f"bound/{bound}"]


def concept_term(concept: Concept) -> NamedNode:
    """A concept of a scheme, named as `scheme:concept`."""
    return named_concept(concept.name)


def named_concept(name: str) -> NamedNode:
    """The concept that `scheme:concept` names."""
    scheme, _, concept = name.partition(":")
    return SCHEME[f"{scheme}/{concept}"]


def currency_term(code: str) -> NamedNode:
    """A currency by its code; UnsayableError where there is no such code."""
    if not is_currency(code):
        raise UnsayableError(f"{code!r} is no code of a currency")
    return ID[f"currency/{code}"]
