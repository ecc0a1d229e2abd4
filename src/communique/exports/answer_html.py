"""Answers as an HTML fragment for notebooks: a table, its differences and its sources.

Every text is escaped and set apart in its direction (`bdi`); only http and https become links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import BinaryIO

from communique.exports.display import (
    MARK,
    Cell,
    differences_of,
    link_of,
    one_line,
    parameters_text,
    shown_columns,
    sources_text,
)
from communique.exports.totals import TotalLine, open_lines, total_lines
from communique.exports.wording import (
    IN_OUR_WORDS,
    article_text,
    cite_as,
    empty_text,
    remarks,
    said,
)
from communique.model import Answer, Citation
from communique.vocabulary import Prefixes


def write_html(answer: Answer, output: BinaryIO, prefixes: Prefixes) -> None:
    """Write an answer as an HTML fragment in UTF-8."""
    output.write(html(answer, prefixes).encode())


def html(answer: Answer, prefixes: Prefixes) -> str:
    """An answer as an HTML fragment, as a notebook's `_repr_html_` gives it."""
    return "\n".join(_parts(answer, prefixes)) + "\n"


def _parts(answer: Answer, prefixes: Prefixes) -> Iterator[str]:
    parameters = parameters_text(answer)
    asked = " · ".join(filter(None, (one_line(answer.question), parameters)))
    yield f"<table>\n<caption>{_text(asked)}</caption>"
    yield from _rows(answer, prefixes)
    yield "</table>"
    if not answer.rows:
        yield f"<p>{_text(empty_text(answer))}</p>"
    if total_lines(answer):
        yield "<p>Total:</p>\n<ul>"
        yield from (f"<li>{_total(line)}</li>" for line in total_lines(answer))
        yield from (f"<li>{_text(line)}</li>" for line in open_lines(answer))
        yield "</ul>"
    differences = differences_of(answer)
    if differences:
        yield f"<p>{MARK} Sources differ:</p>\n<ul>"
        yield from (f"<li>{_text(difference)}</li>" for difference in differences)
        yield "</ul>"
    if answer.note:
        yield f"<p>{_text(answer.note)}</p>"
    if answer.citations:
        yield "<p>Sources:</p>\n<ol>"
        yield from (f"<li>{_source(citation)}</li>" for citation in answer.citations)
        yield "</ol>"
    yield f"<p><small>{_text(cite_as(answer))}</small></p>"


def _total(line: TotalLine) -> str:
    return f"{_text(line.of)}: <b>{_text(line.words)}</b> ({_text(line.made_of)})"


def _rows(answer: Answer, prefixes: Prefixes) -> Iterator[str]:
    columns = shown_columns(answer)
    headings = [_text(column.heading) for column in columns]
    headings += ["state"] * (answer.states is not None)
    headings += ["sources"] * (answer.cited is not None)
    yield f"<thead>{_row('th', headings)}</thead>\n<tbody>"
    for number, row in enumerate(answer.rows):
        fields = [_cell(column.cell(row, prefixes)) for column in columns]
        if answer.states is not None:
            fields.append(_text(str(answer.states[number])))
        if answer.cited is not None:
            fields.append(sources_text(answer, number))
        yield _row("td", fields)
    yield "</tbody>"


def _row(tag: str, fields: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{field}</{tag}>' for field in fields)}</tr>"


def _cell(cell: Cell) -> str:
    return _linked(cell.text, cell.link)


def _text(text: str) -> str:
    return f"<bdi>{escape(one_line(text))}</bdi>" if text else ""


def _linked(text: str, link: str) -> str:
    if not link or not text:
        return _text(text)
    return f'<a href="{escape(link)}" rel="noopener noreferrer">{_text(text)}</a>'


def _source(citation: Citation) -> str:
    article = citation.article
    text, whose = said(citation)
    shown = f"{IN_OUR_WORDS}: {_text(text)}" if whose == IN_OUR_WORDS else f"<q>{_text(text)}</q>"
    archived = link_of(article.archived_address)
    parts = (
        f"{_linked(article.title or article.iri, link_of(article.address))}, "
        f"{_text(article_text(article))}",
        _linked("archived", archived) if archived else "",
        shown if text else "",
        _text("; ".join(remarks(citation))),
        _linked(citation.passage.rsplit("/", 1)[-1], link_of(citation.passage)),
    )
    return " · ".join(part for part in parts if part)
