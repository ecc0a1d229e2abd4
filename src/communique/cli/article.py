"""An article that a command is given: a file, or an address that it is fetched from."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from communique.cli.terminal import terminal
from communique.exports.display import visible
from communique.reading.record import Metadata, Reading
from communique.reading.source import is_address

NOTHING = Metadata()
"""Where nothing is known of an article beforehand."""


class Article(click.Path):
    """A parameter that is the path of a file, or an address."""

    name = "article"

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """An address as it is, else a path; a file that is not there is wrong usage."""
        if isinstance(value, str) and is_address(value):
            return value
        return super().convert(value, param, ctx)


def read_article(article: Path | str, given: Metadata = NOTHING) -> Reading:
    """An article as `communique.reading.reader.read` gives it; its notices are printed.

    They go to the standard error; the errors are those of `read`.
    """
    reading: Reading = import_module("communique.reading.reader").read(article, given)
    console = terminal(stderr=True)
    for notice in reading.notices:
        console.print(visible(f"{notice.kind}: {notice}"), style="yellow", markup=False)
    return reading
