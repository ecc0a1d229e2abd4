"""`communique remove`."""

from __future__ import annotations

import click

from communique.adding.removal import remove
from communique.cli import Context, examples
from communique.project import Project


@click.command(
    "remove", epilog=examples("communique remove undated-communique-first-forum-militarnyi")
)
@click.argument("document")
@click.option("--purge", is_flag=True, help="What people have decided on its statements too.")
@click.pass_obj
def command(context: Context, *, document: str, purge: bool) -> None:
    """Take a document out of the project: what it says, its record, its translation.

    Entries of things and currencies that only it spoke of go with it, unless somebody has written
    more there than a label and spellings. Reviews of its statements stay, for when it comes back.
    """
    project = Project.find(context.project)

    def waiting() -> None:
        context.say("another process is adding or removing here; waiting for it")

    removed = remove(project, document, waiting, purge=purge)
    context.say(f"removed {', '.join(removed.documents)}")
    for iri in removed.entries:
        context.say(f"  and {project.prefixes.compress(iri)}, of which nothing else speaks")
    if removed.kept_record:
        context.say("  its record stays, since a brief restates it")
    for path in removed.reviews:
        context.say(f"  {project.relative(path)} stays; --purge takes it out too")
