"""Lexical forms, and literals that agree."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from communique.validation.literals import agree, is_known, is_well_typed
from communique.vocabulary import RDF, XSD


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2024-02-29", XSD.date),
        ("2024-03-25Z", XSD.date),
        ("2025-06", XSD.gYearMonth),
        ("2025", XSD.gYear),
        ("--02-29", XSD.gMonthDay),
        ("2025-06-24T10:00:00+02:00", XSD.dateTime),
        ("007", XSD.integer),
        ("-0", XSD.nonNegativeInteger),
        ("0.80", XSD.decimal),
        (".5", XSD.decimal),
        ("-INF", XSD.double),
        ("1", XSD.boolean),
        ("a\nb", XSD.string),
        ("", XSD.string),
    ],
)
def test_well_typed(text: str, datatype: NamedNode) -> None:
    literal = Literal(text, datatype=datatype)
    assert is_known(literal)
    assert is_well_typed(literal)


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2024-13-45", XSD.date),
        ("2023-02-29", XSD.date),
        ("24-03-25", XSD.date),
        ("2025-13", XSD.gYearMonth),
        ("--06-31", XSD.gMonthDay),
        ("25", XSD.gYear),
        ("2025-06-24T25:00:00", XSD.dateTime),
        ("1.0", XSD.integer),
        ("-1", XSD.nonNegativeInteger),
        ("0", XSD.positiveInteger),
        ("5E2", XSD.decimal),
        ("٣", XSD.integer),
        ("True", XSD.boolean),
        ("two words", XSD.anyURI),
    ],
)
def test_ill_typed(text: str, datatype: NamedNode) -> None:
    assert not is_well_typed(Literal(text, datatype=datatype))


def test_datatypes_that_data_do_not_use() -> None:
    assert not is_known(Literal("<b>bold</b>", datatype=RDF.HTML))
    assert not is_known(Literal("P1D", datatype=XSD.duration))
    assert is_known(Literal("Wort", language="de"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            Literal("2025-06", datatype=XSD.gYearMonth),
            Literal("2025-06-24", datatype=XSD.date),
            True,
        ),
        (Literal("2025", datatype=XSD.gYear), Literal("2025-06", datatype=XSD.gYearMonth), True),
        (
            Literal("--06-24", datatype=XSD.gMonthDay),
            Literal("2025-06-24", datatype=XSD.date),
            True,
        ),
        (
            Literal("--06-25", datatype=XSD.gMonthDay),
            Literal("2025-06-24", datatype=XSD.date),
            False,
        ),
        (
            Literal("2025-07", datatype=XSD.gYearMonth),
            Literal("2025-06-24", datatype=XSD.date),
            False,
        ),
        (Literal("350", datatype=XSD.integer), Literal("350.0", datatype=XSD.decimal), True),
        (Literal("350", datatype=XSD.integer), Literal("351", datatype=XSD.integer), False),
        (Literal("n", datatype=XSD.integer), Literal("1", datatype=XSD.integer), False),
        (Literal("a"), Literal("a", language="en"), False),
    ],
)
def test_agree(one: Literal, other: Literal, same: bool) -> None:
    assert agree(one, other) is same
    assert agree(other, one) is same
