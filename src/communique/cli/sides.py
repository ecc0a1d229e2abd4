"""Discrepancies on the terminal: each with its sides, and the line to print; then the sources."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.cli.table import print_sources, references
from communique.cli.terminal import terminal
from communique.discrepancy import Discrepancy
from communique.exports.display import parameters_text, visible
from communique.exports.wording import empty_text
from communique.model import Answer


def print_discrepancies(found: Sequence[Discrepancy], answer: Answer) -> None:
    """Print discrepancies as wide as the terminal is; `answer` has a row for each side."""
    console = terminal()
    title = Text(answer.question, style="bold")
    asked = parameters_text(answer)
    console.print(title.append(f"  {asked}" if asked else "", style="not bold cyan"))
    if not found:
        console.print(f"\n{empty_text(answer)}")
        return
    row = 0
    for number, one in enumerate(found, 1):
        console.print()
        heading = Text(f"{number}  {visible(one.label)}", style="bold")
        heading.append(f", {visible(one.property_label)}", style="not bold")
        console.print(heading.append(f"  {one.kind.label}", style="not bold yellow"))
        _print_sides(console, one, answer, row)
        row += len(one.sides)
    if answer.note:
        console.print(Text(f"\n{answer.note}", style="dim"))
    if answer.citations:
        print_sources(console, answer.citations)


def _print_sides(console: Console, one: Discrepancy, answer: Answer, first: int) -> None:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, min_width=2)
    grid.add_column(overflow="fold")
    for position, side in enumerate(one.sides):
        text = Text(f"{visible(side.shown)}")
        text.append(f"  {'; '.join(map(visible, side.sources))}", style="dim")
        text.append(references(answer, first + position), style="cyan")
        if side == one.preferred:
            text.append("  preferred", style="green")
        grid.add_row("–", text)
    if one.verdict is not None:
        grid.add_row("", Text(f"verdict: {visible(str(one.verdict))}", style="green"))
    grid.add_row("→", Text(visible(str(one)), style="italic"))
    console.print(grid)
