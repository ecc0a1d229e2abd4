"""Changes on the terminal: each sort under its heading, by thing; then the sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.change import Changes
from communique.cli.output import format_for, opened
from communique.cli.table import print_sources, references_to
from communique.cli.terminal import terminal
from communique.exports import CHANGES_FORMATS, write_changes
from communique.exports.changes import (
    Group,
    article_line,
    compared,
    heading,
    no_change,
    sections,
    unlisted,
)
from communique.vocabulary import Prefixes

FORMATS = ("table", *CHANGES_FORMATS)
"""Forms of changes."""


def changes_format_option(command: Any) -> Any:
    """The option --format, as the commands that list changes have it."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="Form of the list; atom is a feed with an entry for each article. An -o FILE with "
        "one of these endings needs no --format.",
    )(command)


def form_of(form: str, output: Path | None) -> str:
    """The form that was chosen; UsageError where the file's ending is none."""
    return format_for(form, output, FORMATS)


def present(changes: Changes, form: str, output: Path | None, prefixes: Prefixes) -> None:
    """Print changes as wide as the terminal is, or write them in another form."""
    if form == "table":
        _print(terminal(), changes, prefixes)
        return
    with opened(output) as stream:
        write_changes(changes, form, stream, prefixes)


def _print(console: Console, changes: Changes, prefixes: Prefixes) -> None:
    console.print(Text(heading(changes), style="bold"))
    for line in compared(changes):
        console.print(Text(line, style="dim"))
    if changes.is_empty:
        console.print(f"\n{no_change(changes)}")
    for title, articles in (("New articles", changes.added), ("Articles gone", changes.removed)):
        if articles:
            console.print(Text(f"\n{title} ({len(articles)})", style="bold"))
            for article in articles:
                console.print(Text(f"  {article_line(article)}"))
    for section in sections(changes, prefixes):
        console.print(Text(f"\n{section.title} ({section.number})", style="bold"))
        for group in section.groups:
            console.print(Text(f"  {group.heading}", style="cyan"))
            _print_group(console, changes, group)
    if changes.unlisted:
        console.print(Text(f"\n{unlisted(changes)}", style="dim"))
    if changes.citations:
        print_sources(console, changes.citations)


def _print_group(console: Console, changes: Changes, group: Group) -> None:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, min_width=3)
    grid.add_column(overflow="fold")
    for item in group.items:
        text = Text(item.text)
        text.append(f"  {item.warnings}" if item.warnings else "", style="yellow")
        text.append(references_to(changes.citations, item.cited), style="cyan")
        grid.add_row("  –", text)
    console.print(grid)
