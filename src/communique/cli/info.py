"""`communique info`."""

from __future__ import annotations

from importlib.metadata import version

import click

from communique import builds
from communique.cli import Context, examples
from communique.project import Project


@click.command("info", epilog=examples("communique info"))
@click.option("--prefixes", is_flag=True, help="Print the table of prefixes as SPARQL.")
@click.pass_obj
def command(context: Context, *, prefixes: bool) -> None:
    """Say what this project and its build are."""
    project = Project.find(context.project)
    if prefixes:
        for prefix, namespace in project.prefixes.items():
            click.echo(f"PREFIX {prefix}: <{namespace}>")
        return
    found = builds.current(project)
    lines = {"communique": version("communique"), "project": str(project.root)}
    if found is None:
        lines["build"] = "none yet: communique build"
    else:
        facts = found.manifest
        stale = builds.changed(project, found)
        lines |= {
            "build": str(project.relative(found.folder)),
            "data": found.digest[:12],
            "state": f"stale, {len(stale)} files changed" if stale else "up to date",
            "asserted": f"{facts['asserted']:,} triples",
            "inferred": f"{facts['inferred']:,} triples in {facts['rounds']} rounds",
            "results": ", ".join(f"{n} {name}" for name, n in facts["results"].items()),
        }
    lines |= {
        "documents": str(len(project.statements)),
        "questions": str(len(project.questions)),
        "checks": str(len(project.checks)),
    }
    for name, value in lines.items():
        click.echo(f"{name:<11} {value}")
