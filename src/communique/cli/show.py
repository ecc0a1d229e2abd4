"""`communique show`."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli import Context, examples
from communique.cli.bibliography import bibliography_option, refuse_both, write_cited
from communique.cli.opening import no_build_option, open_graph
from communique.cli.output import FORMATS, format_for, output_option, presenter


@click.command("show", epilog=examples('communique show "Rustem Umerov"'))
@click.argument("entity")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="Form of the output.",
)
@bibliography_option
@no_build_option
@output_option
@click.pass_obj
def command(
    context: Context,
    *,
    entity: str,
    form: str,
    bibliography: str | None,
    no_build: bool,
    output: Path | None,
) -> None:
    """Show everything the graph holds about ENTITY: a name, a CURIE or an IRI."""
    refuse_both(bibliography, form)
    graph = open_graph(context, no_build=no_build)
    if bibliography:
        write_cited(context, graph, graph.about(graph.find(entity)), bibliography, output)
        return
    present = presenter(format_for(form, output), output)
    present(graph.about(graph.find(entity)), graph.project.prefixes)
