"""`communique show`."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli import Context, examples
from communique.cli.bibliography import bibliography_option, refuse_both, write_cited
from communique.cli.opening import as_of_option, no_build_option, open_graph
from communique.cli.output import FORMATS, format_for, opened, output_option, presenter
from communique.exports import DOSSIER_FORMATS, write_dossier

SHOW_FORMATS = tuple(dict.fromkeys((*FORMATS, *DOSSIER_FORMATS)))
"""Forms of an answer, and those of a dossier; md is a dossier here."""


@click.command(
    "show",
    epilog=examples(
        'communique show "Rustem Umerov"',
        'communique show "Hague Letter of Intent" -o letter.docx',
    ),
)
@click.argument("entity")
@click.option(
    "--format",
    "form",
    type=click.Choice(SHOW_FORMATS),
    default="table",
    show_default=True,
    help="Form of the output; md, html and docx are a page to hand on, with its sources.",
)
@bibliography_option
@as_of_option
@no_build_option
@output_option
@click.pass_obj
def command(
    context: Context,
    *,
    entity: str,
    form: str,
    bibliography: str | None,
    as_of: str | None,
    no_build: bool,
    output: Path | None,
) -> None:
    """Show everything the graph holds about ENTITY: a name, a CURIE or an IRI."""
    refuse_both(bibliography, form)
    graph = open_graph(context, no_build=no_build, as_of=as_of)
    if bibliography:
        write_cited(context, graph, graph.about(graph.find(entity)), bibliography, output)
        return
    form = format_for(form, output, SHOW_FORMATS)
    prefixes = graph.project.prefixes
    if form in DOSSIER_FORMATS:
        dossier = graph.dossier(graph.find(entity))
        with opened(output) as stream:
            write_dossier(dossier, form, stream, prefixes)
        return
    presenter(form, output)(graph.about(graph.find(entity)), prefixes)
