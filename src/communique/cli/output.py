"""Where data go: the standard output, or the file that -o names."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click
from rich.console import Console

from communique.errors import UsageError
from communique.exports.file import whole_file


def output_option(command: Any) -> Any:
    """The option -o, as every command that prints data has it."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write to this file instead of the standard output.",
    )(command)


@contextmanager
def opened(path: Path | None) -> Iterator[BinaryIO]:
    """A binary stream for data; a file appears whole or not at all.

    Raises StoreError where the file cannot be written.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with whole_file(path) as stream:
        yield stream


def terminal(*, stderr: bool = False) -> Console:
    """The terminal; text is shown as it is, whatever brackets it has."""
    return Console(stderr=stderr, markup=False, highlight=False)


def format_for(form: str, output: Path | None, formats: Collection[str]) -> str:
    """The format that was chosen; with none and a file, that of the file's ending.

    Raises UsageError where the file's ending is none, or the format wants a file.
    """
    if form == "table" and output is not None:
        form = output.suffix[1:].lower()
        if form not in formats:
            endings = ", ".join(f".{one}" for one in formats if one != "table")
            raise UsageError(
                "no form of answers has this ending",
                place=str(output),
                remedy=f"Name a file ending in {endings}, or say --format.",
            )
    if form == "xlsx" and output is None:
        raise UsageError("a spreadsheet needs a file", remedy="Name it: -o answer.xlsx.")
    return form
