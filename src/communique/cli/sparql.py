"""`communique sparql`."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from pyoxigraph import RdfFormat, serialize

from communique.cli import Context
from communique.cli.opening import no_build_option, open_graph
from communique.cli.output import opened, output_option
from communique.cli.table import print_answer
from communique.errors import UsageError
from communique.exports import write_answer
from communique.model import Answer
from communique.store import Solutions

_FORMATS = ("table", "csv", "tsv", "json", "md", "xlsx")


@click.command("sparql")
@click.argument("query", required=False)
@click.option(
    "-f",
    "--file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Read it there.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="table",
    show_default=True,
    help="Form of solutions; triples are written as Turtle.",
)
@no_build_option
@output_option
@click.pass_obj
def command(
    context: Context,
    *,
    query: str | None,
    file: Path | None,
    form: str,
    no_build: bool,
    output: Path | None,
) -> None:
    r"""Run a SPARQL query; the project's prefixes need no PREFIX lines.

    QUERY is the text, or - for the standard input. A plain query sees every asserted and
    inferred triple once; GRAPH ?passage { … } asks which passage says it.

    \b
    Example: communique sparql "SELECT ?m WHERE { ?m a cmq:Minister } ORDER BY ?m"
    """
    text = _text(query, file)
    graph = open_graph(context, no_build=no_build)
    result = graph.sparql(text)
    if isinstance(result, bool):
        click.echo("yes" if result else "no")
        return
    if not isinstance(result, Solutions):
        with opened(output) as stream:
            serialize(result, stream, RdfFormat.TURTLE, prefixes=dict(graph.project.prefixes))
        return
    answer = Answer(
        "sparql", text, {}, result.variables, result.rows, searched="No solution.",
        version=graph.version,
    )  # fmt: skip
    if form == "table" and output is None:
        print_answer(answer, graph.project.prefixes)
        return
    with opened(output) as stream:
        write_answer(answer, form, stream, graph.project.prefixes)


def _text(query: str | None, file: Path | None) -> str:
    if (query is None) == (file is None):
        raise UsageError("give the query as text or with --file", remedy="See --help.")
    if file is not None:
        return file.read_text(encoding="utf-8")
    return sys.stdin.read() if query == "-" else str(query)
