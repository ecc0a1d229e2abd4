"""`communique diff`."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli import Context, examples
from communique.cli.changes import changes_format_option, form_of, present
from communique.cli.opening import no_build_option
from communique.cli.output import output_option
from communique.knowledge import diff
from communique.project import Project


@click.command(
    "diff",
    epilog=examples(
        "communique diff 2024-03-25 2024-06-14",
        "communique diff HEAD~1",
        "communique diff v0.1.0 v0.2.0 -o changes.md",
    ),
)
@click.argument("before")
@click.argument("after", required=False)
@changes_format_option
@no_build_option
@output_option
@click.pass_obj
def command(
    context: Context,
    *,
    before: str,
    after: str | None,
    form: str,
    no_build: bool,
    output: Path | None,
) -> None:
    """List what changed from BEFORE to AFTER, or to the files as they are now.

    Facts gained and lost, things at a later stage, new differences, further sources; each with
    its passages. BEFORE and AFTER are days (2024-06-30; a month or a year is its last day),
    folders of projects, or commits as `git rev-parse` takes them; what can be a day is one. Where
    one is a day, what bears no date is left out of both.
    """
    chosen = form_of(form, output)
    project = Project.find(context.project)
    found = diff(before, after, path=project.root, rebuild=not no_build, say=context.say)
    present(found, chosen, output, project.prefixes)
