"""A sheet to be filled in: a table in one of whose columns a person chooses from a list.

Every cell to be filled in is a text, so that nothing that is typed turns into a number or a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import BinaryIO, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from communique.errors import UsageError
from communique.exports.sheet import ROWS, Content, fill

_OPEN = PatternFill("solid", start_color="FFF8E1")
_WIDTHS = {"key": 12, "document": 12}
"""Columns that nobody reads, in characters."""


class Choice(NamedTuple):
    """A column of a form that takes one of a few words."""

    column: str
    words: Sequence[str]


def write_form(
    table: Sequence[Sequence[Content]], filled: Sequence[str], choice: Choice, output: BinaryIO
) -> None:
    """Write a table with its head as a workbook, with the columns that are to be filled in.

    Raises UsageError where there are more rows than a sheet can hold.
    """
    if len(table) > ROWS:
        raise UsageError(
            f"{len(table) - 1} rows are more than a sheet can hold ({ROWS - 1})",
            place="xlsx",
            remedy="Name the documents that it is to have.",
        )
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    sheet = workbook.create_sheet("Review")
    fill(sheet, table)
    head = [str(content) for content in table[0]]
    for name in filled:
        _opened(sheet, head.index(name) + 1, len(table))
    for name in _WIDTHS.keys() & set(head):
        sheet.column_dimensions[get_column_letter(head.index(name) + 1)].width = _WIDTHS[name]
    _choose(sheet, get_column_letter(head.index(choice.column) + 1), len(table), choice.words)
    buffer = BytesIO()
    workbook.save(buffer)
    output.write(buffer.getbuffer())


def _opened(sheet: Worksheet, column: int, rows: int) -> None:
    for row in range(2, rows + 1):
        cell = sheet.cell(row, column)
        cell.number_format = "@"
        cell.fill = _OPEN
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _choose(sheet: Worksheet, letter: str, rows: int, choices: Sequence[str]) -> None:
    listed = ",".join(choices)
    validation = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
    validation.error = f"Choose one of: {', '.join(choices)}; or leave it empty."
    validation.errorTitle = "Not a decision"
    validation.showErrorMessage = True
    sheet.add_data_validation(validation)
    if rows > 1:
        validation.add(f"{letter}2:{letter}{rows}")
