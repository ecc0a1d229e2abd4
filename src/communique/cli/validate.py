"""`communique validate`."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

import click
from rich.console import Console

from communique import pipeline
from communique.cli import Context, examples
from communique.cli.output import opened, output_option
from communique.cli.report import print_report
from communique.cli.terminal import terminal
from communique.exports.display import counted
from communique.project import Project
from communique.validation.report import ValidationReport


@click.command("validate", epilog=examples("communique validate --format json -o report.json"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "turtle"]),
    default="table",
    show_default=True,
    help="Form of the report.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option(
    "--severity",
    type=click.Choice(["violation", "warning", "info"]),
    default="warning",
    show_default=True,
    help="Least severity that the table shows.",
)
@output_option
@click.pass_obj
def command(
    context: Context, *, form: str, strict: bool, severity: str, output: Path | None
) -> None:
    """Check the project's files against the shapes and checks.

    Violations cannot be published (exit 1); warnings, differences between sources among them,
    are for someone to look at.
    """
    project = Project.find(context.project)
    errors = terminal(stderr=True)
    with errors.status("reading") as status:
        report = pipeline.validate(project, status.update)
    with opened(output) as stream:
        if form == "table":
            _print_table(report, project, stream, severity)
        else:
            text = report.to_json() if form == "json" else report.to_turtle()
            stream.write(text.rstrip("\n").encode() + b"\n")
    if not report.passes(strict=strict):
        sys.exit(1)


def _print_table(
    report: ValidationReport, project: Project, stream: BinaryIO, severity: str
) -> None:
    text = TextIOWrapper(stream, encoding="utf-8", write_through=True)
    console = Console(
        file=text if stream is not sys.stdout.buffer else None, markup=False, highlight=False
    )
    print_report(report, project, console, least=severity)
    counts = ", ".join(counted(number, name) for name, number in report.counts.items())
    console.print(f"{'conforms' if report.conforms else 'does not conform'}: {counts}")
    text.detach()
