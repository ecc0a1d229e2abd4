"""Where data go: the standard output, or the file that -o names."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

import click

from communique.errors import UsageError
from communique.exports import write_answer
from communique.exports.file import whole_file
from communique.model import Answer
from communique.vocabulary import Prefixes

FORMATS = ("table", "csv", "tsv", "json", "md", "xlsx")
"""Forms of an answer."""
_NO_TEXT = {"docx": "a Word document", "xlsx": "a spreadsheet"}
"""Forms that no terminal shows."""


def format_option(told: str) -> Callable[[Any], Any]:
    """The option --format of a command that answers in rows; `told` is its help."""
    option: Callable[[Any], Any] = click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help=told,
    )
    return option


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


def format_for(form: str, output: Path | None, forms: Sequence[str] = FORMATS) -> str:
    """The form that was chosen; for a table and a file, that of the file's ending.

    Raises UsageError where the file's ending is none, or the form wants a file.
    """
    if form == "table" and output is not None:
        form = output.suffix[1:].lower()
        files = [one for one in forms if one != "table"]
        if form not in files:
            endings = ", ".join(f".{one}" for one in files)
            raise UsageError(
                "no form of answers has this ending, and a table is for the terminal",
                place=str(output),
                remedy=f"Name a file ending in {endings}, or say one of these with --format.",
            )
    if form in _NO_TEXT and output is None:
        raise UsageError(f"{_NO_TEXT[form]} needs a file", remedy=f"Name it: -o answer.{form}.")
    return form


def presenter(form: str, output: Path | None) -> Callable[[Answer, Prefixes], None]:
    """What prints an answer as a table, or writes it in another form."""
    if form == "table":
        printed: Callable[[Answer, Prefixes], None]
        printed = import_module("communique.cli.table").print_answer
        return printed

    def written(answer: Answer, prefixes: Prefixes) -> None:
        with opened(output) as stream:
            write_answer(answer, form, stream, prefixes)

    return written
