"""One sheet of a workbook: a table whose cells are numbers, days, links or texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from communique.exports.display import Cell, visible
from communique.exports.values import Value, value_of

ROWS = 1_048_576
"""Rows that a sheet can have."""
_CHARACTERS = 32_767
_LINKS = 65_530
_ADDRESS = 2_079
_DIGITS = 15
"""Digits that a number keeps, for it is a binary floating point number."""
_FIRST_DAY = date(1900, 3, 1)
"""The first day that all spreadsheet programs count alike."""
_WIDEST = 60
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Content = Cell | str | int
"""What is put into a cell: a value with its link, a text of ours, a number."""


def fill(sheet: Worksheet, table: Sequence[Sequence[Content]]) -> None:
    """Put a table into a sheet: head frozen, filter set, columns as wide as what they hold."""
    links = 0
    for number, line in enumerate(table, 1):
        for position, content in enumerate(line, 1):
            cell = sheet.cell(number, position)
            assert isinstance(cell, SheetCell)  # none is merged
            _put(cell, content)
            link = content.link if isinstance(content, Cell) else ""
            if link and links < _LINKS and len(link) <= _ADDRESS:
                cell.hyperlink = link
                cell.font = Font(color="0563C1", underline="single")
                links += 1
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table[0]))}{len(table)}"
    _widen(sheet, table)


def _put(cell: SheetCell, content: Content) -> None:
    if isinstance(content, int):
        cell.value = content
        return
    shown = content if isinstance(content, Cell) else Cell(content)
    value = None if shown.term is None else value_of(shown.term)
    if value is not None and _kept(value):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd" if type(value) is date else "yyyy-mm-dd hh:mm:ss"
    elif shown.text:
        _put_text(cell, "\n".join(visible(shown.text).splitlines())[:_CHARACTERS])


def _put_text(cell: SheetCell, text: str) -> None:
    cell.value = text
    cell.data_type = "s"  # a text also where it begins with =, which openpyxl takes for a formula
    cell.number_format = "@"
    cell.quotePrefix = text.startswith(_FORMULA)  # and it stays one when somebody edits it
    cell.alignment = Alignment(wrap_text=len(text) > _WIDEST, vertical="top")


def _kept(value: Value) -> bool:
    """Whether a cell keeps a value as it is, other than as a text."""
    if isinstance(value, date):
        return value.toordinal() >= _FIRST_DAY.toordinal()
    if isinstance(value, bool | str):
        return isinstance(value, bool)
    number = Decimal(str(value))
    return number.is_finite() and len(number.normalize().as_tuple().digits) <= _DIGITS


def _widen(sheet: Worksheet, table: Sequence[Sequence[Content]]) -> None:
    for position in range(len(table[0])):
        texts = (_text(line[position]) for line in table if position < len(line))
        longest = max(len(line) for text in texts for line in text.split("\n"))
        width = min(max(longest + 2, 8), _WIDEST)
        sheet.column_dimensions[get_column_letter(position + 1)].width = width


def _text(content: Content) -> str:
    return content.text if isinstance(content, Cell) else str(content)
