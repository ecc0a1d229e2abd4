"""Answers as a Markdown table (https://github.github.com/gfm/#tables-extension-) with its sources.

Everything from the graph is escaped, so that no text can become markup, a link or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
    LICENCE_TEXT,
    article_text,
    cite_as,
    empty_text,
    remarks,
    said,
)
from communique.model import Answer, Citation
from communique.vocabulary import Prefixes

_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~&$]|:(?=//)|(?<=www)\.|^[#+=-]", re.IGNORECASE)
_ORDERED = re.compile(r"^(\d+)([.)])")


def write_markdown(answer: Answer, output: BinaryIO, prefixes: Prefixes) -> None:
    """Write an answer as Markdown: question, table, differences, numbered sources."""
    for line in _lines(answer, prefixes):
        output.write(f"{line}\n".encode())


def escaped(text: str) -> str:
    r"""Text that Markdown shows as it is, in one line.

    >>> print(escaped("a|b\n<i>"))
    a\|b \<i\>
    """
    marked = _MARKUP.sub(lambda match: "\\" + match[0], one_line(text))
    return _ORDERED.sub(r"\1\\\2", marked)


def _lines(answer: Answer, prefixes: Prefixes) -> Iterator[str]:
    yield f"## {escaped(answer.question) or escaped(answer.name)}"
    parameters = parameters_text(answer)
    if parameters:
        yield from ("", escaped(parameters))
    yield ""
    if answer.rows:
        yield from _table(answer, prefixes)
    else:
        yield escaped(empty_text(answer))
    if total_lines(answer):
        yield from ("", "### Total", "")
        yield from (f"- {_total(line)}" for line in total_lines(answer))
        yield from (f"- {escaped(line)}" for line in open_lines(answer))
    differences = differences_of(answer)
    if differences:
        yield from ("", f"{MARK} Sources differ:", "")
        yield from (f"- {escaped(difference)}" for difference in differences)
    if answer.note:
        yield from ("", escaped(answer.note))
    if answer.citations:
        yield from ("", "### Sources", "")
        yield from (f"{number}. {source_line(c)}" for number, c in enumerate(answer.citations, 1))
    yield from ("", f"{escaped(cite_as(answer))} Licence: {escaped(LICENCE_TEXT)}.")


def _total(line: TotalLine) -> str:
    return f"{escaped(line.of)}: **{escaped(line.words)}** ({escaped(line.made_of)})"


def _table(answer: Answer, prefixes: Prefixes) -> Iterator[str]:
    columns = shown_columns(answer)
    headings = [escaped(column.heading) for column in columns]
    headings += ["state"] * (answer.states is not None)
    headings += ["sources"] * (answer.cited is not None)
    yield _joined(headings)
    yield _joined(["---"] * len(headings))
    for number, row in enumerate(answer.rows):
        fields = [_cell(column.cell(row, prefixes)) for column in columns]
        if answer.states is not None:
            fields.append(escaped(str(answer.states[number])))
        if answer.cited is not None:
            fields.append(sources_text(answer, number))
        yield _joined(fields)


def _joined(fields: Sequence[str]) -> str:
    return f"| {' | '.join(fields)} |"


def _cell(cell: Cell) -> str:
    return _linked(cell.text, cell.link)


def _linked(text: str, link: str) -> str:
    return f"[{escaped(text)}](<{link}>)" if link and text else escaped(text)


def source_line(citation: Citation) -> str:
    """A source in one line: the article first, then what it says and whose words these are."""
    article = citation.article
    title = _linked(article.title or article.iri, link_of(article.address))
    text, whose = said(citation)
    shown = f"{IN_OUR_WORDS}: {escaped(text)}" if whose == IN_OUR_WORDS else f"“{escaped(text)}”"
    archived = link_of(article.archived_address)
    parts: Iterable[str] = (
        f"{title}, {escaped(article_text(article))}",
        f"[archived](<{archived}>)" if archived else "",
        shown if text else "",
        escaped("; ".join(remarks(citation))),
        _linked(citation.passage.rsplit("/", 1)[-1], link_of(citation.passage)),
    )
    return " · ".join(part for part in parts if part)
