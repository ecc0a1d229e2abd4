"""`communique build`."""

from __future__ import annotations

import sys

import click

from communique import pipeline
from communique.cli import Context, examples
from communique.cli.report import print_report
from communique.cli.terminal import terminal
from communique.exports.display import counted
from communique.project import Project


@click.command("build", epilog=examples("communique build --strict"))
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option(
    "--without-refused",
    is_flag=True,
    help="Publish the rest where gate 1 refuses documents.",
)
@click.option(
    "--reasoner",
    type=click.Choice(["rules", "owlrl"]),
    default="rules",
    show_default=True,
    help="rules: ours; owlrl: the reference, slow.",
)
@click.pass_obj
def command(context: Context, *, strict: bool, without_refused: bool, reasoner: str) -> None:
    """Build the graph from the project's files.

    Reads ontology/, data/ and queries/, validates them, infers what follows, and makes the
    result the graph that answers. Where something does not conform the previous build stays.
    """
    project = Project.find(context.project)
    console = terminal(stderr=True)
    with console.status("reading") as status:
        outcome = pipeline.build(
            project, status.update, without_refused=without_refused, reasoner=reasoner
        )
    print_report(outcome.report, project, console, least="violation" if not strict else "warning")
    if outcome.build is None:
        console.print("Nothing was published; the previous build, if any, still answers.")
        sys.exit(1)
    warnings = outcome.report.counts["warning"]
    console.print(
        f"{outcome.asserted:,} asserted and {outcome.inferred:,} inferred triples "
        f"in {project.relative(outcome.build.folder)}"
        + (
            f"; {counted(warnings, 'warning')}: communique validate"
            if warnings and not strict
            else ""
        )
    )
    if outcome.refused or not outcome.report.passes(strict=strict):
        sys.exit(1)
