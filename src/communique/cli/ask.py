"""`communique ask`."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from communique.cli import Context, examples
from communique.cli.bibliography import bibliography_option, refuse_both, write_cited
from communique.cli.citing import Cite, CitingCommand, cite_option
from communique.cli.opening import as_of_option, no_build_option, open_graph
from communique.cli.output import format_for, format_option, output_option, presenter
from communique.errors import ParameterError, UsageError
from communique.knowledge import KnowledgeGraph


@click.command(
    "ask",
    cls=CitingCommand,
    epilog=examples(
        "communique ask companies country=Denmark",
        "communique ask signatories --cite",
        "communique ask agreements from=2024 to=2025 -o agreements.xlsx",
        "communique ask signatories --bibliography csl-json -o sources.json",
    ),
)
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1, metavar="[PARAMETER=VALUE]...")
@format_option("Form of the answer; an -o FILE with one of these endings needs no --format.")
@click.option("--plain", is_flag=True, help="Leave out states and, without --cite, sources.")
@cite_option
@bibliography_option
@click.option(
    "--preferred",
    is_flag=True,
    help="Leave out rows that rest on a value to which another is preferred.",
)
@as_of_option
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
    cite: Cite | None,
    bibliography: str | None,
    preferred: bool,
    as_of: str | None,
    no_build: bool,
    output: Path | None,
) -> None:
    """Ask a stored question; with no NAME, list the questions.

    A parameter is given as name=value, several times for several values. Countries, people,
    organisations and the rest can be given by any of their names, as CURIEs or as IRIs.
    """
    refuse_both(bibliography, form)
    graph = open_graph(context, no_build=no_build, as_of=as_of)
    if name is None:
        if output is not None or bibliography:
            raise UsageError("a question is missing", remedy="`communique ask` lists them.")
        import_module("communique.cli.table").print_questions(graph.questions)
        return
    if bibliography:
        _refuse_plain(plain)
        answer = graph.answer(name, _values(graph, name, parameters))
        write_cited(context, graph, answer, bibliography, output)
        return
    present = presenter(format_for(form, output), output)
    values = _values(graph, name, parameters)
    answer = graph.answer(name, values, plain=plain, cite=cite or "", preferred=preferred)
    present(answer, graph.project.prefixes)


def _refuse_plain(plain: bool) -> None:
    if plain:
        raise UsageError(
            "a bibliography lists the sources that --plain leaves out",
            place="--bibliography",
            remedy="Leave out one of them.",
        )


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
