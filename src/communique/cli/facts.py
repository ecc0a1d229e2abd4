"""`communique facts`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from communique.cli import Context, examples
from communique.cli.opening import no_build_option, open_graph
from communique.cli.output import opened, output_option
from communique.queries.views import Views, documents_of


@click.command(
    "facts", epilog=examples("communique facts --document undated-the-gaze-denmark-production")
)
@click.option("--document", help="Only this document: its name, title, CURIE or IRI.")
@no_build_option
@output_option
@click.pass_obj
def command(context: Context, *, document: str | None, no_build: bool, output: Path | None) -> None:
    """Print what documents state, in the vocabulary of the evaluation.

    JSON lines, one object a document: its id, the SHA-256 of its text, and facts with the
    passages that state them. The views under queries/views make them.
    """
    graph = open_graph(context, no_build=no_build)
    views = Views(graph.project.views)
    nodes = [graph.find_document(document)] if document else documents_of(graph.store)
    with opened(output) as stream:
        for node in nodes:
            line = json.dumps(views.facts(graph.store, node), ensure_ascii=False)
            stream.write(line.encode() + b"\n")
