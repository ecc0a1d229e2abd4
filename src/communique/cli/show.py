"""`communique show`."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli import Context
from communique.cli.opening import no_build_option, open_graph
from communique.cli.output import FORMATS, format_for, output_option, presenter


@click.command("show", epilog='\b\nExample: communique show "Rustem Umerov"')
@click.argument("entity")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="Form of the output.",
)
@no_build_option
@output_option
@click.pass_obj
def command(
    context: Context, *, entity: str, form: str, no_build: bool, output: Path | None
) -> None:
    """Show everything the graph holds about ENTITY: a name, a CURIE or an IRI."""
    graph = open_graph(context, no_build=no_build)
    present = presenter(format_for(form, output), output)
    present(graph.about(graph.find(entity)), graph.project.prefixes)
