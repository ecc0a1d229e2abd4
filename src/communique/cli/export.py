"""`communique export`."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli import Context, examples
from communique.cli.opening import no_build_option, open_graph
from communique.cli.output import opened, output_option
from communique.exports import write_graph


@click.command(
    "export",
    epilog=examples("communique export --format trig --graph asserted -o communique.trig"),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml", "csv"]),
    default="turtle",
    show_default=True,
    help="Syntax; trig, nquads, jsonld and csv keep the passages as named graphs.",
)
@click.option(
    "--graph",
    "part",
    type=click.Choice(["knowledge", "asserted", "inferred", "all"]),
    default="knowledge",
    show_default=True,
    help="knowledge: every triple once; asserted: with the graphs that say it; "
    "inferred: what follows; all: everything.",
)
@no_build_option
@output_option
@click.pass_obj
def command(context: Context, *, form: str, part: str, no_build: bool, output: Path | None) -> None:
    """Write the graph as Turtle, JSON-LD and other formats."""
    graph = open_graph(context, no_build=no_build)
    with opened(output) as stream:
        write_graph(graph.store, form, part, stream, graph.project.prefixes, graph.project.context)
