"""`communique discrepancies`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

import click

from communique.cli import Context, examples
from communique.cli.opening import as_of_option, no_build_option, open_graph
from communique.cli.output import format_for, format_option, output_option, presenter
from communique.discrepancy import Discrepancy, DiscrepancyKind
from communique.knowledge import Answer

_CLASSES = """\b
values      they give different values
background  a source says other than a background file
planned     one plans what another reports as done
time        it has changed: a new office, a later stage
currency    one sum in two currencies, compared at a published rate
scope       one counts a part, another the whole
identity    one name for two things
precision   one says the same, only less exactly (listed with --all)

"""


@click.command(
    "discrepancies",
    epilog=_CLASSES
    + examples(
        'communique discrepancies "Hague Letter of Intent"',
        "communique discrepancies --class values -o differences.xlsx",
    ),
)
@click.argument("entity", required=False)
@click.option(
    "--class",
    "kind",
    type=click.Choice([kind.value for kind in DiscrepancyKind]),
    help="Only one way of differing.",
)
@click.option(
    "--all", "everything", is_flag=True, help="List those too that differ in precision only."
)
@format_option("Form of the list; an -o FILE with one of these endings needs no --format.")
@as_of_option
@no_build_option
@output_option
@click.pass_obj
def command(
    context: Context,
    *,
    entity: str | None,
    kind: str | None,
    everything: bool,
    form: str,
    as_of: str | None,
    no_build: bool,
    output: Path | None,
) -> None:
    """List where sources differ, of ENTITY or of everything; both sides with their passages.

    No side is ever deleted. Which one is preferred is said by a written rule, and by
    verdicts in data/verdicts/.
    """
    chosen = format_for(form, output)
    graph = open_graph(context, no_build=no_build, as_of=as_of)
    found = graph.discrepancies(entity, kind)
    listed = [one for one in found if everything or kind or not _is_precision(one)]
    asked = {name: value for name, value in (("entity", entity), ("class", kind)) if value}
    answer = graph.discrepancies_answer(listed, asked)
    if chosen == "table":
        _printer()(listed, answer)
    else:
        presenter(chosen, output)(answer, graph.project.prefixes)
    if len(listed) < len(found):
        context.say(f"{len(found) - len(listed)} more differ in precision only: --all lists them.")


def _is_precision(one: Discrepancy) -> bool:
    return one.kind is DiscrepancyKind.PRECISION


def _printer() -> Callable[[Sequence[Discrepancy], Answer], None]:
    printed: Callable[[Sequence[Discrepancy], Answer], None]
    printed = import_module("communique.cli.sides").print_discrepancies
    return printed
