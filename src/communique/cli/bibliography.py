"""The option --bibliography: the cited articles instead of the answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from communique.cli import Context
from communique.cli.output import opened
from communique.errors import UsageError
from communique.exports import BIBLIOGRAPHY_FORMATS, write_bibliography
from communique.knowledge import KnowledgeGraph
from communique.model import Answer


def bibliography_option(command: Any) -> Any:
    """The option --bibliography, as every command that prints an answer has it."""
    return click.option(
        "--bibliography",
        type=click.Choice(BIBLIOGRAPHY_FORMATS),
        help="Write the cited articles in this form, and not the answer.",
    )(command)


def refuse_both(bibliography: str | None, form: str) -> None:
    """Raise UsageError where a form of the answer is asked for, and its bibliography instead."""
    if bibliography and form != "table":
        raise UsageError(
            "an answer and its bibliography are two files",
            place="--bibliography",
            remedy="Leave out --format, and run the command again for the answer.",
        )


def write_cited(
    context: Context, graph: KnowledgeGraph, answer: Answer, form: str, output: Path | None
) -> None:
    """Write the articles that an answer cites; that there are none is said."""
    documents = graph.bibliography(answer)
    if not documents:
        context.say("The answer rests on no article; the bibliography is empty.")
    with opened(output) as stream:
        write_bibliography(documents, form, stream)
