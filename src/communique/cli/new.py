"""`communique new`."""

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
    "new",
    epilog=examples(
        "communique new --since 2025-07-04",
        "communique new --since HEAD~1 -o new.atom",
    ),
)
@click.option(
    "--since",
    required=True,
    metavar="DATE|COMMIT",
    help="A day (2024-06-30; a month or a year is its last day), or a commit as `git rev-parse` "
    "takes it; what can be a day is one.",
)
@changes_format_option
@no_build_option
@output_option
@click.pass_obj
def command(
    context: Context, *, since: str, form: str, no_build: bool, output: Path | None
) -> None:
    """List what is new: articles, facts, later stages, differences, further sources.

    Since a day: what articles published after it say, beside what had been reported by then; what
    bears no date is left out. Since a commit: what the project's files say, beside what they said
    then.
    """
    chosen = form_of(form, output)
    project = Project.find(context.project)
    found = diff(since, path=project.root, rebuild=not no_build, news=True, say=context.say)
    present(found, chosen, output, project.prefixes)
