"""`communique sparql`."""

from __future__ import annotations

import json
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import click
from pyoxigraph import RdfFormat, Triple, serialize

from communique.cli import Context
from communique.cli.bibliography import bibliography_option, refuse_both, write_cited
from communique.cli.citing import Cite, CitingCommand, cite_option
from communique.cli.opening import as_of_option, no_build_option, open_graph
from communique.cli.output import format_for, format_option, opened, output_option, presenter
from communique.errors import UsageError
from communique.knowledge import KnowledgeGraph
from communique.model import Answer
from communique.queries.clause import as_written
from communique.store import Solutions
from communique.texts import plain_text


@click.command(
    "sparql",
    cls=CitingCommand,
    epilog='\b\nExample: communique sparql "SELECT ?m WHERE { ?m a cmq:Minister } ORDER BY ?m"',
)
@click.argument("query", required=False)
@click.option(
    "-f",
    "--file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Read it there.",
)
@format_option("Form of solutions; triples are written as Turtle.")
@cite_option
@bibliography_option
@as_of_option
@no_build_option
@output_option
@click.pass_obj
def command(
    context: Context,
    *,
    query: str | None,
    file: Path | None,
    form: str,
    cite: Cite | None,
    bibliography: str | None,
    as_of: str | None,
    no_build: bool,
    output: Path | None,
) -> None:
    """Run a SPARQL query; the project's prefixes need no PREFIX lines.

    QUERY is the text, or - for the standard input. A plain query sees every asserted and
    inferred triple once; GRAPH ?passage { … } asks which passage says it, and --bibliography
    lists the articles of the passages and documents that the solutions name.
    """
    refuse_both(bibliography, form)
    text = _text(query, file)
    if bibliography:
        graph = open_graph(context, no_build=no_build, as_of=as_of)
        solutions = _solutions(_interruptible(graph, text))
        write_cited(context, graph, _answer(graph, text, solutions), bibliography, output)
        return
    form = format_for(form, output)
    graph = open_graph(context, no_build=no_build, as_of=as_of)
    present = presenter(form, output)
    if cite:
        present(_as_written(graph.cited(text, cite)), graph.project.prefixes)
        return
    result = _interruptible(graph, text)
    if isinstance(result, Solutions):
        present(_answer(graph, text, result), graph.project.prefixes)
        return
    with opened(output) as stream:
        _write(result, form, stream, dict(graph.project.prefixes))


def _answer(graph: KnowledgeGraph, text: str, solutions: Solutions) -> Answer:
    answer = Answer(
        "sparql", text, {}, solutions.variables, solutions.rows, searched="No solution."
    )
    return _as_written(graph.stamped(answer))


def _as_written(answer: Answer) -> Answer:
    """An answer with its columns in the order of the query, also where that is `SELECT *`."""
    columns = as_written(answer.question, answer.columns)
    places = [answer.columns.index(name) for name in columns]
    rows = [tuple(row[place] for place in places) for row in answer.rows]
    return replace(answer, columns=tuple(columns), rows=rows)


def _solutions(result: Solutions | bool | list[Triple]) -> Solutions:
    """The solutions of a SELECT query; UsageError where it was none."""
    if isinstance(result, Solutions):
        return result
    raise UsageError(
        "only the solutions of a SELECT query name articles",
        place="--bibliography",
        remedy="Select documents or passages: GRAPH ?passage { … }.",
    )


def _write(
    result: bool | list[Triple], form: str, stream: BinaryIO, prefixes: dict[str, str]
) -> None:
    """Write a truth, or triples as Turtle."""
    if isinstance(result, bool):
        said = {"head": {}, "boolean": result}
        line = json.dumps(said) if form == "json" else ("yes" if result else "no")
        stream.write(line.encode() + b"\n")
    elif form == "table":
        serialize(result, stream, RdfFormat.TURTLE, prefixes=prefixes)
    else:
        raise UsageError(
            f"triples are not written as {form}", remedy="Leave --format out for Turtle."
        )


def _interruptible(graph: KnowledgeGraph, text: str) -> Solutions | bool | list[Triple]:
    """The result of a query; Ctrl-C ends the process, since the engine does not hear it."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        return graph.sparql(text)
    finally:
        signal.signal(signal.SIGINT, before)


def _text(query: str | None, file: Path | None) -> str:
    if (query is None) == (file is None):
        raise UsageError("give the query as text or with --file", remedy="See --help.")
    if file is not None:
        return plain_text(file)
    return sys.stdin.read() if query == "-" else str(query)
