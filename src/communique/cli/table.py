"""Answers on the terminal: a table, the differences under it, then the sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.cli.terminal import terminal
from communique.exports.display import (
    MARK,
    differences_of,
    parameters_text,
    receipt_text,
    shown_columns,
)
from communique.exports.totals import open_lines, total_lines
from communique.exports.wording import article_text, empty_text, said
from communique.model import Answer, Citation
from communique.queries.question import Question
from communique.vocabulary import Prefixes

_READABLE = 12
"""Characters that a column of text needs to be read and not spelt."""


class _Column(NamedTuple):
    title: str
    cells: list[str]

    @property
    def need(self) -> int:
        """Width below which the column is no longer read with ease."""
        widest = max((len(cell) for cell in [self.title, *self.cells]), default=0)
        return widest if self.whole else min(widest, _READABLE)

    @property
    def whole(self) -> bool:
        """Whether every cell is a number, a date or a name of one word, which is never broken."""
        return not any(" " in cell for cell in self.cells)

    @property
    def numeric(self) -> bool:
        """Whether every cell is a number."""
        return all(
            cell.replace(",", "").replace(".", "", 1).isdigit() for cell in self.cells if cell
        )


def print_questions(questions: Sequence[Question]) -> None:
    """Print the stored questions with their parameters."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for question in questions:
        names = " ".join(f"{p.name}{'!' * p.required}" for p in question.parameters)
        line = Text(question.question or question.summary)
        table.add_row(question.name, line.append(f"  {names}", style="cyan") if names else line)
    console = terminal()
    console.print(table)
    console.print("\nParameters are name=value; ! = must be given.", style="dim")


def print_answer(answer: Answer, prefixes: Prefixes) -> None:
    """Print an answer as wide as the terminal is."""
    console = terminal()
    if answer.name != "sparql":
        asked = parameters_text(answer)
        title = Text(answer.question, style="bold")
        title.append(f"  {asked}" if asked else "", style="not bold cyan")
        console.print(title, end="\n\n")
    if not answer.rows:
        console.print(" ".join(filter(None, (empty_text(answer), answer.note))))
        return
    columns = [column for column in _columns(answer, prefixes) if any(column.cells)]
    columns, constant = _without_constants(columns)
    for column in constant:
        console.print(Text(f"{column.title}: ", style="dim").append(column.cells[0], "not dim"))
    states = [_state(answer, number) for number in range(len(answer.rows))]
    width = max((len(line) for state in states for line in state.plain.split("\n")), default=0)
    if sum(column.need + 2 for column in columns) + width > console.width:
        _print_cards(console, columns, states)
    else:
        _print_table(console, columns, states, width)
    _print_totals(console, answer)
    differences = differences_of(answer)
    if differences:
        console.print()
    for difference in differences:
        console.print(Text(f"{MARK} {difference}", style="yellow"))
    if answer.note:
        console.print(Text(f"\n{answer.note}", style="dim"))
    if answer.citations:
        print_sources(console, answer.citations)


def _print_totals(console: Console, answer: Answer) -> None:
    """What the rows come to, where they are sums, and what stays open."""
    for number, total in enumerate(total_lines(answer)):
        line = Text("" if number else "\n").append(total.of, style="bold")
        line.append(f"  {total.words}", style="bold green")
        console.print(line.append(f"  ({total.made_of})", style="dim"))
    for told in open_lines(answer):
        console.print(Text(told, style="yellow"))


def _columns(answer: Answer, prefixes: Prefixes) -> list[_Column]:
    return [
        _Column(shown.heading, [shown.cell(row, prefixes).text for row in answer.rows])
        for shown in shown_columns(answer)
    ]


def _without_constants(columns: list[_Column]) -> tuple[list[_Column], list[_Column]]:
    """Columns that differ from row to row, and those that say the same in every row."""
    constant = [c for c in columns if len(c.cells) > 2 and len(set(c.cells)) == 1]
    return [c for c in columns if c not in constant], constant


def _print_table(
    console: Console, columns: Sequence[_Column], states: Sequence[Text], width: int
) -> None:
    table = Table(header_style="bold", box=None, pad_edge=False)
    for column in columns:
        justify: Literal["left", "right"] = "right" if column.numeric else "left"
        table.add_column(column.title, justify=justify, no_wrap=column.whole, overflow="fold")
    if width:
        table.add_column("state", min_width=width, no_wrap=True)
    for number, state in enumerate(states):
        cells = [Text(column.cells[number]) for column in columns]
        table.add_row(*cells, *([state] if width else []))
    console.print(table)


def _print_cards(console: Console, columns: Sequence[_Column], states: Sequence[Text]) -> None:
    """One row under the other, for answers with more columns than the terminal has room for."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for number, state in enumerate(states):
        if number:
            table.add_row()
        for position, column in enumerate(columns):
            if column.cells[number]:
                style = "" if position else "bold"
                table.add_row(column.title, Text(column.cells[number], style=style))
        if state:
            table.add_row("state", state)
    console.print(table)


def _state(answer: Answer, number: int) -> Text:
    """The state of a row in two lines: what to mind, and on how many articles it rests."""
    if answer.states is None:
        return Text()
    *marks, counted = (mark for mark in answer.states[number].marks() if mark != MARK)
    warning = f" {MARK}" if answer.states[number].differs else ""
    lines = [" · ".join(marks) + warning] if marks or warning else []
    lines.append(counted + references(answer, number) + receipt_text(answer, number))
    return Text("\n".join(line.strip() for line in lines), style="cyan")


def references(answer: Answer, number: int) -> str:
    """The numbers of the articles that a row rests on: ` [1–3, 5]`."""
    if answer.cited is None or not answer.citations:
        return ""
    return references_to(answer.citations, answer.cited[number])


def references_to(citations: Sequence[Citation], cited: Sequence[int]) -> str:
    """The numbers of the articles of some citations, which are given by position."""
    numbers = article_numbers(citations)
    used = sorted({numbers[citations[position].article.iri] for position in cited})
    runs: list[list[int]] = []
    for one in used:
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    shown = (str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return f" [{', '.join(shown)}]" if used else ""


def print_sources(console: Console, citations: Sequence[Citation]) -> None:
    """The articles, numbered, and under each what its passages say."""
    console.print(Text("\nSources", style="bold"))
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for iri, number in article_numbers(citations).items():
        own = [citation for citation in citations if citation.article.iri == iri]
        article = own[0].article
        grid.add_row(f"[{number}]", Text(f"{article_text(article)}: {article.title}"))
        if article.address:
            grid.add_row("", Text(article.address, style="blue", overflow="fold"))
        for citation in own:
            grid.add_row("", _passage(citation))
    console.print(grid)


def _passage(citation: Citation) -> Text:
    """The words of a passage in quotation marks, else what it says in our words."""
    words, whose = said(citation)
    if whose == "words":
        text = Text(f"“{words}”")
    else:
        brief = " (from a brief)" if citation.restated else ""
        brief = " (from a translation)" if citation.translated else brief
        text = Text(f"{whose}{brief}: ", style="dim").append(words, style="not dim")
    if citation.certainty != "stated":
        text.append(f" ({citation.certainty})", style="yellow")
    return text


def article_numbers(citations: Sequence[Citation]) -> dict[str, int]:
    """Articles in the order of the citations, numbered from 1."""
    articles = dict.fromkeys(citation.article.iri for citation in citations)
    return {iri: number for number, iri in enumerate(articles, 1)}
