"""`communique fmt`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from communique import turtle
from communique.cli import Context, examples
from communique.cli.output import opened
from communique.project import Project


@click.command("fmt", epilog=examples("communique fmt --check"))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where a file would change.")
@click.pass_obj
def command(context: Context, *, files: Sequence[Path], check: bool) -> None:
    """Bring the project's Turtle and TriG files into canonical form.

    Without FILES, all of them. Comments inside a file are not kept; those at its head are.
    """
    project = Project.find(context.project)
    changed = 0
    for path in files or project.texts:
        text = turtle.canonical(path, project.prefixes)
        if text.encode() == path.read_bytes():
            continue
        changed += 1
        click.echo(f"{project.relative(path)}{' would change' if check else ''}", err=True)
        if not check:
            with opened(path) as stream:
                stream.write(text.encode())
    if check and changed:
        sys.exit(1)
