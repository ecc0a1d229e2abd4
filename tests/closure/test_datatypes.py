"""Literals: which are ill-typed, which are known to have different values."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal

from communique.closure.datatypes import have_different_values, is_well_typed, narrower
from communique.vocabulary import XSD

WELL_TYPED = """\
date 2024-02-29
date 2024-03-25Z
date -0044-03-15
date 2024-03-25+02:00
gYear 2024
gYearMonth 2024-06
gMonthDay --02-29
gDay ---31
dateTime 2024-03-25T24:00:00
dateTime 2024-03-25T10:30:00.25+01:00
dateTimeStamp 2024-03-25T10:30:00Z
time 10:30:00
integer +063
byte -128
unsignedByte 255
decimal .5
double 1e3
double -INF
boolean 1
hexBinary 0aFF
base64Binary aGFsbG8=
language en-GB
token one two
anyURI any text
string anything
"""
ILL_TYPED = """\
date 2024-13-45
date 2023-02-29
date 2100-02-29
date 25.03.2024
date 2024-3-5
gYear 24
gYearMonth 2024-13
gMonthDay --02-30
dateTime 2024-03-25
dateTime 2024-03-25T25:00:00
dateTimeStamp 2024-03-25T10:30:00
time 10:30
integer 6.3
byte 128
nonNegativeInteger -1
positiveInteger 0
decimal 1,5
decimal 1e3
double one
boolean yes
hexBinary abc
base64Binary aGFsbG8
language english please
"""


def literals(table: str) -> list[Literal]:
    """The literals of a table: a datatype and a text a line."""
    pairs = [line.split(" ", 1) for line in table.splitlines()]
    return [Literal(text, datatype=XSD[name]) for name, text in pairs]


@pytest.mark.parametrize("literal", literals(WELL_TYPED), ids=str)
def test_well_typed(literal: Literal) -> None:
    assert is_well_typed(literal)


@pytest.mark.parametrize("literal", literals(ILL_TYPED), ids=str)
def test_ill_typed(literal: Literal) -> None:
    assert not is_well_typed(literal)


@pytest.mark.parametrize(
    ("first", "second", "different"),
    [
        (Literal(63), Literal("63.0", datatype=XSD.decimal), False),
        (Literal(63), Literal(64), True),
        (Literal(63), Literal("63"), True),
        (Literal("en"), Literal("en", language="en"), True),
        (Literal("true", datatype=XSD.boolean), Literal("1", datatype=XSD.boolean), False),
        (Literal("2024-03-25", datatype=XSD.date), Literal("2024-03-26", datatype=XSD.date), True),
        (Literal("2024-03-25", datatype=XSD.date), Literal("2024", datatype=XSD.gYear), True),
        # nobody can tell whether these two are one day
        (
            Literal("2024-03-25Z", datatype=XSD.date),
            Literal("2024-03-25", datatype=XSD.date),
            False,
        ),
        (Literal("soon", datatype=XSD.date), Literal("2024-03-25", datatype=XSD.date), False),
    ],
)
def test_different_values(first: Literal, second: Literal, different: bool) -> None:
    assert have_different_values(first, second) == different
    assert have_different_values(second, first) == different


def test_narrower_datatypes() -> None:
    assert XSD.byte in narrower(XSD.integer)
    assert XSD.integer in narrower(XSD.decimal)
    assert XSD.decimal not in narrower(XSD.integer)
    assert XSD.unsignedByte not in narrower(XSD.byte)
