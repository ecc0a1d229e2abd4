"""Dates of every precision, and whether two of them can be the same day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from communique.dates import compatible, interval, is_comparable, literal_of
from communique.vocabulary import XSD

KINDS = {10: XSD.date, 7: XSD.gYearMonth, 4: XSD.gYear}


def dated(text: str) -> Literal:
    datatype = XSD.gMonthDay if text.startswith("--") else KINDS[len(text)]
    return Literal(text, datatype=datatype)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_date_means_a_span_of_days(text: str, first: str, last: str) -> None:
    days = interval(dated(text))
    assert days is not None
    assert [day.isoformat() for day in days] == [first, last]


@pytest.mark.parametrize("text", ["2023-02-29", "2024-13", "--10-10", "2024-13-45", "0000"])
def test_what_names_no_day_of_a_year_has_no_span(text: str) -> None:
    assert interval(dated(text)) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2024", "2024-09-29", True),
        ("2024-09", "2024-09-29", True),
        ("2024-09-29", "2024-09-29", True),
        ("--09-29", "2024-09-29", True),
        ("--09-29", "2024-09-30", False),
        ("2024-08", "2024-09-29", False),
        ("2023", "2024", False),
        ("2024-09-28", "2024-09-29", False),
    ],
)
def test_precision_alone_is_no_difference(one: str, other: str, expected: bool) -> None:
    assert compatible(dated(one), dated(other)) is expected
    assert compatible(dated(other), dated(one)) is expected


@given(st.dates())
def test_a_day_is_compatible_with_its_month_and_year(day: date) -> None:
    text = str(day)
    for length in KINDS:
        assert compatible(dated(text), dated(text[:length]))


@given(st.dates())
def test_a_day_written_is_the_day_read(day: date) -> None:
    assert interval(literal_of(day)) == (day, day)


@pytest.mark.parametrize(
    ("text", "datatype", "expected"),
    [
        ("2024-03-23", XSD.date, True),
        ("--03-23", XSD.gMonthDay, True),
        ("2024", XSD.gYear, True),
        ("words", XSD.string, True),
        ("2024-03-23Z", XSD.date, False),
        ("2024-03+01:00", XSD.gYearMonth, False),
        ("--03-23Z", XSD.gMonthDay, False),
        ("0000", XSD.gYear, False),
        ("-0044", XSD.gYear, False),
        ("12024", XSD.gYear, False),
        ("20240323", XSD.date, False),
        ("２０２４", XSD.gYear, False),
    ],
)
def test_dates_with_a_zone_or_of_other_eras_are_not_comparable(
    text: str, datatype: NamedNode, expected: bool
) -> None:
    assert is_comparable(Literal(text, datatype=datatype)) is expected
