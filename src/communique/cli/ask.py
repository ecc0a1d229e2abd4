"""`communique ask`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from communique.cli import Context, examples
from communique.cli.opening import no_build_option, open_graph
from communique.cli.output import format_for, opened, output_option
from communique.cli.table import print_answer, print_questions
from communique.errors import ParameterError, UsageError
from communique.exports import write_answer
from communique.knowledge import KnowledgeGraph

FORMATS = ("table", "csv", "tsv", "json", "md", "xlsx")


@click.command(
    "ask",
    epilog=examples(
        "communique ask companies country=Denmark",
        "communique ask agreements from=2024 to=2025 -o agreements.xlsx",
    ),
)
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1, metavar="[PARAMETER=VALUE]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="Form of the answer; an -o FILE with one of these endings needs no --format.",
)
@click.option("--plain", is_flag=True, help="Leave out the state of each row and the sources.")
@no_build_option
@output_option
@click.pass_obj
def command(
    context: Context,
    *,
    name: str | None,
    parameters: Sequence[str],
    form: str,
    plain: bool,
    no_build: bool,
    output: Path | None,
) -> None:
    """Ask a stored question; with no NAME, list the questions.

    A parameter is given as name=value, several times for several values. Countries, people,
    organisations and the rest can be given by any of their names, as CURIEs or as IRIs.
    """
    graph = open_graph(context, no_build=no_build)
    if name is None:
        if output is not None:
            raise UsageError("a question is missing", remedy="`communique ask` lists them.")
        print_questions(graph.questions)
        return
    form = format_for(form, output, FORMATS)
    answer = graph.answer(name, _values(graph, name, parameters), plain=plain)
    if form == "table":
        print_answer(answer, graph.project.prefixes)
        return
    with opened(output) as stream:
        write_answer(answer, form, stream, graph.project.prefixes)


def _values(
    graph: KnowledgeGraph, name: str, parameters: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    graph.question(name)
    values: dict[str, tuple[str, ...]] = {}
    for parameter in parameters:
        key, equals, value = parameter.partition("=")
        if not equals or not key:
            raise ParameterError(
                f"{parameter!r} is not name=value",
                place=name,
                remedy=f"For instance: communique ask {name} country=Denmark.",
            )
        if not value.strip():
            raise ParameterError(f"{key} has no value", place=name)
        values[key] = (*values.get(key, ()), value.strip())
    return values
