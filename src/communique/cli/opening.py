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


def open_graph(context: Context, *, no_build: bool = False) -> KnowledgeGraph:
    """The graph, rebuilt where it is stale; what is done is said on the standard error."""
    return KnowledgeGraph.open(context.project, rebuild=not no_build, say=context.say)
