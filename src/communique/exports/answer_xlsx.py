"""Answers as a spreadsheet: the answer, its sources, and what it is (ECMA-376, Office Open XML).

Numbers are numbers, whole dates are dates, partial dates stay the text that they are. A text is
stored as a text whatever it begins with, so nothing from a source is ever run as a formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import BinaryIO

from openpyxl import Workbook
from pyoxigraph import Literal

from communique.errors import UsageError
from communique.exports.display import (
    MARK,
    Cell,
    differences_of,
    display_columns,
    link_of,
    one_line,
    parameters_text,
    sources_text,
)
from communique.exports.sheet import ROWS, Content, fill
from communique.exports.totals import open_lines, total_lines
from communique.exports.wording import (
    IN_OUR_WORDS,
    LICENCE_ADDRESS,
    LICENCE_TEXT,
    MARK_MEANING,
    OURS_MEANING,
    WORDS_MEANING,
    cite_as,
    date_text,
    empty_text,
    retelling,
    said,
)
from communique.model import Answer, Citation
from communique.state import RowState
from communique.vocabulary import XSD, Prefixes

_STATE = ("stage", "certainty", "checked", "articles", "origins", "remarks", MARK)
_TOTALS = ("total", "low", "high", "currency", "in words", "made of")
_SOURCES = (
    "number",
    "title",
    "outlet",
    "date",
    "address",
    "archived",
    "words",
    IN_OUR_WORDS,
    "certainty",
    "remarks",
    "passage",
)


def write_xlsx(answer: Answer, output: BinaryIO, prefixes: Prefixes) -> None:
    """Write an answer as a workbook with the sheets Answer, Totals, Sources and About.

    Raises UsageError where there are more rows than a sheet can hold.
    """
    if len(answer.rows) >= ROWS:
        raise UsageError(
            f"{len(answer.rows)} rows are more than a sheet can hold ({ROWS - 1})",
            place="xlsx",
            remedy="Ask for less, or take the format csv.",
        )
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    fill(workbook.create_sheet("Answer"), _answer(answer, prefixes))
    if total_lines(answer):
        fill(workbook.create_sheet("Totals"), _totals(answer))
    if answer.citations is not None:
        fill(workbook.create_sheet("Sources"), _sources(answer.citations))
    fill(workbook.create_sheet("About"), _about(answer))
    buffer = BytesIO()
    workbook.save(buffer)
    output.write(buffer.getbuffer())


def _answer(answer: Answer, prefixes: Prefixes) -> list[list[Content]]:
    columns = display_columns(answer.columns)
    head: list[Content] = [column.heading for column in columns]
    head += _STATE if answer.states is not None else ()
    head += ["sources"] if answer.cited is not None else []
    table = [head]
    for number, row in enumerate(answer.rows):
        line: list[Content] = [column.cell(row, prefixes) for column in columns]
        if answer.states is not None:
            line += _state(answer.states[number])
        if answer.cited is not None:
            line.append(sources_text(answer, number))
        table.append(line)
    return table if answer.rows else [head, [empty_text(answer)]]


def _totals(answer: Answer) -> list[list[Content]]:
    """The totals, least and most as numbers; then what stays open."""
    table: list[list[Content]] = [list(_TOTALS)]
    records = answer.totals.totals if answer.totals else ()
    for line, total in zip(total_lines(answer), records, strict=True):
        table.append(
            [
                line.of,
                _amount(total.low),
                "" if total.high is None else _amount(total.high),
                one_line(total.currency),
                line.words,
                line.made_of,
            ]
        )
    told: list[list[Content]] = [[line] for line in open_lines(answer)]
    return table + told


def _amount(number: Decimal) -> Cell:
    return Cell(f"{number:f}", term=Literal(f"{number:f}", datatype=XSD.decimal))


def _state(state: RowState) -> list[Content]:
    people = f", by {', '.join(state.checked_by)}" if state.checked_by else ""
    checked = f"yes{people}" if state.checked else "no"
    rules = f" (read by {', '.join(state.rules)})" if state.rules and not state.checked else ""
    remarks = ["the articles give it only together"] if state.together else []
    remarks += ["rests also on an absence"] if state.absence else []
    differences = "; ".join(map(str, state.differences))
    return [
        one_line(", ".join(state.stage)),
        state.certainty,
        one_line(checked + rules),
        state.articles,
        state.origins,
        "; ".join(remarks),
        f"{MARK} {one_line(differences)}" if state.differs else "",
    ]


def _sources(citations: Sequence[Citation]) -> list[list[Content]]:
    return [list(_SOURCES), *(_source(number, c) for number, c in enumerate(citations, 1))]


def _source(number: int, citation: Citation) -> list[Content]:
    article = citation.article
    text, whose = said(citation)
    return [
        number,
        one_line(article.title),
        one_line(article.publisher),
        Cell(date_text(article), term=Literal(article.published, datatype=XSD.date)),
        Cell(one_line(article.address), link_of(article.address)),
        Cell(one_line(article.archived_address), link_of(article.archived_address)),
        "" if whose == IN_OUR_WORDS else text,
        text if whose == IN_OUR_WORDS else one_line(citation.gloss),
        citation.certainty,
        retelling(citation),
        Cell(one_line(citation.passage), link_of(citation.passage)),
    ]


def _about(answer: Answer) -> list[list[Content]]:
    lines: list[list[Content]] = [
        ["about", "this answer"],
        ["question", one_line(answer.question)],
        ["name", one_line(answer.name)],
        ["parameters", parameters_text(answer) or "none"],
        ["rows", len(answer.rows)],
        ["version", one_line(answer.version)],
        ["licence", Cell(LICENCE_TEXT, LICENCE_ADDRESS)],
        ["how to cite", cite_as(answer)],
    ]
    if answer.note:
        lines.append(["note", one_line(answer.note)])
    if not answer.rows:
        lines.append(["searched", empty_text(answer)])
    if answer.states is not None:
        lines.append([MARK, MARK_MEANING])
        lines += [[MARK, difference] for difference in differences_of(answer)]
    if answer.citations is not None:
        lines += [[IN_OUR_WORDS, OURS_MEANING], ["words", WORDS_MEANING]]
    return lines
