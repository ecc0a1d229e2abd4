"""The graph that a command works on."""

from __future__ import annotations

from typing import Any

import click

from communique.cli import Context
from communique.knowledge import KnowledgeGraph


def no_build_option(command: Any) -> Any:
    """The option --no-build, as every command that reads the graph has it."""
    return click.option(
        "--no-build", is_flag=True, help="Use the last build even where files have changed since."
    )(command)


def as_of_option(command: Any) -> Any:
    """The option --as-of, as every command has it whose answers have sources."""
    return click.option(
        "--as-of",
        metavar="DATE",
        help="The graph as documents had reported by this day, 2024-06-30; a month or a year is "
        "its last day. What bears no date is left out.",
    )(command)


def open_graph(
    context: Context, *, no_build: bool = False, as_of: str | None = None
) -> KnowledgeGraph:
    """The graph, rebuilt where it is stale; what is done is said on the standard error."""
    return KnowledgeGraph.open(context.project, rebuild=not no_build, as_of=as_of, say=context.say)
