from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from pyoxigraph import Literal

from communique.errors import UsageError
from communique.exports import answer_xlsx
from communique.exports.display import visible
from communique.model import Answer
from communique.vocabulary import XSD

Write = Callable[[Answer, str], bytes]


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def records(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows()
    return [{name.value: cell for name, cell in zip(head, row, strict=True)} for row in rows]


def test_numbers_and_days_are_what_they_are(answer: Answer, write: Write) -> None:
    book = opened(write(answer, "xlsx"))
    assert book.sheetnames == ["Answer", "Sources", "About"]
    first, second, third = records(book["Answer"])
    assert first["number"].value == 63
    assert first["date"].value == datetime(2024, 3, 25)  # noqa: DTZ001  # a day of no time zone
    assert first["date"].number_format == "yyyy-mm-dd"
    assert second["date"].value == "2024-03"
    assert second["date"].data_type == "s"
    assert second["number"].value == 12.5
    assert (third["number"].value, third["date"].value) == (None, None)


def test_labels_bear_the_links(answer: Answer, write: Write) -> None:
    sheet = opened(write(answer, "xlsx"))["Answer"]
    first, second, third = records(sheet)
    assert list(first)[:3] == ["agreement", "date", "number"]
    assert first["agreement"].value == "Treaty of Zenda"
    assert first["agreement"].hyperlink.target == "https://w3id.org/communique/id/agreement/zenda"
    assert second["agreement"].value == "Pact | of Strelsau"
    assert third["agreement"].value == "agreement:nameless"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:M4"
    assert sheet.column_dimensions["A"].width >= len("Pact | of Strelsau")


def test_the_state_has_columns(answer: Answer, write: Write) -> None:
    first, second, _ = records(opened(write(answer, "xlsx"))["Answer"])
    assert (first["stage"].value, first["checked"].value, first["‡"].value) == (
        "signed",
        "yes",
        None,
    )
    assert second["checked"].value == "no (read by signing/1)"
    assert (second["articles"].value, second["origins"].value) == (2, 2)
    assert second["remarks"].value == (
        "the articles give it only together; rests also on an absence"
    )
    assert second["‡"].value.startswith("‡ Treaty of Zenda, date: ")
    assert second["sources"].value == "2, 3"


def test_two_columns_of_one_name_are_both_there(answer: Answer, write: Write) -> None:
    sheet = opened(write(answer, "xlsx"))["Answer"]
    assert [cell.value for cell in sheet[1]].count("certainty") == 2


def test_sources_are_labelled(answer: Answer, write: Write) -> None:
    first, second, third = records(opened(write(answer, "xlsx"))["Sources"])
    assert first["number"].value == 1
    assert first["date"].value == datetime(2024, 3, 25)  # noqa: DTZ001  # a day of no time zone
    assert first["address"].hyperlink.target == "https://gazette.example/a?b=1&c=2"
    assert (first["words"].value, first["in our words"].value) == ("We sign today.", "They sign.")
    assert (second["words"].value, second["certainty"].value) == (None, "hedged")
    assert third["date"].value == "undated"
    assert third["address"].hyperlink is None
    assert third["words"].value is None
    assert third["remarks"].value == "restated by the editors from this article"


def test_about_says_what_it_is(answer: Answer, write: Write) -> None:
    about = opened(write(answer, "xlsx"))["About"]
    said = {row[0].value: row[1].value for row in about.iter_rows(min_row=2)}
    assert said["question"] == "Which agreements are there?"
    assert said["parameters"] == "country = Ruritania, Syldavia"
    assert said["version"] == answer.version
    assert "CC BY 4.0" in said["licence"]
    assert answer.version in said["how to cite"]
    assert next(row[1].value for row in about.iter_rows() if row[0].value == "‡").startswith(
        "‡ Sources differ"
    )


def test_a_plain_answer_has_no_sources(plain: Answer, write: Write) -> None:
    book = opened(write(plain, "xlsx"))
    assert book.sheetnames == ["Answer", "About"]
    assert "stage" not in [cell.value for cell in book["Answer"][1]]


def test_an_empty_answer_says_what_was_searched(empty: Answer, write: Write) -> None:
    book = opened(write(empty, "xlsx"))
    assert book["Answer"]["A2"].value == empty.searched
    assert empty.searched in [row[1].value for row in book["About"].iter_rows()]


def test_no_text_is_a_formula(hostile: Answer, write: Write) -> None:
    book = opened(write(hostile, "xlsx"))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    rows = records(book["Answer"])
    assert [row["thing"].value for row in rows] == [
        visible(text).replace("\r", "\n") for text in hostile.parameters["text"]
    ]
    assert rows[0]["thing"].quotePrefix
    links = [cell.hyperlink for row in rows for cell in row.values() if cell.hyperlink]
    assert links == [], "javascript: is no link"


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        (Literal("1899-12-31", datatype=XSD.date), "1899-12-31"),
        (Literal("2024-13-45", datatype=XSD.date), "2024-13-45"),
        (Literal("2024-03-25Z", datatype=XSD.date), "2024-03-25Z"),
        (Literal("2024", datatype=XSD.gYear), "2024"),
        (Literal("--03-25", datatype=XSD.gMonthDay), "--03-25"),
        (Literal("1234567890123456789", datatype=XSD.integer), "1234567890123456789"),
        (Literal("120000000000000000000", datatype=XSD.integer), 120000000000000000000),
        (Literal("many", datatype=XSD.integer), "many"),
        (Literal("NaN", datatype=XSD.double), "NaN"),
        (Literal("1.5E3", datatype=XSD.double), 1500),
        (Literal("true", datatype=XSD.boolean), True),
        (Literal("2024"), "2024"),
    ],
)
def test_what_a_sheet_cannot_keep_stays_text(literal: Literal, value: object, write: Write) -> None:
    sheet = opened(write(Answer("q", "?", {}, ("x",), [(literal,)]), "xlsx"))["Answer"]
    assert sheet["A2"].value == value


def test_a_sheet_has_its_limits(
    plain: Answer, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_xlsx, "ROWS", 3)
    with pytest.raises(UsageError, match="csv"):
        write(plain, "xlsx")
    long = replace(plain, columns=("x",), rows=[(Literal("x" * 40_000),)])
    assert len(opened(write(long, "xlsx"))["Answer"]["A2"].value) == 32_767
