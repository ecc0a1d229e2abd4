"""`communique review`."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from pyoxigraph import Triple

from communique import builds
from communique.cli import Context, examples
from communique.cli.deciding import person
from communique.cli.opening import no_build_option, open_graph
from communique.dataset import read_matter
from communique.errors import NonconformingError, UnknownNameError, UsageError
from communique.exports.display import visible
from communique.knowledge.arguments import find_document
from communique.project import Project
from communique.reviews.logbook import Logbook, now
from communique.reviews.queue import Queue
from communique.reviews.session import Session

_KEYS = """\b
r  right            the passage says it
w  wrong            the passage does not say it; it is not loaded any more
b  wrong here but   and then, in a line, what would be right
?  can't tell       it stays unchecked, and is not asked for again
n  note             a line that goes with the next decision
u  undo             s  skip            q  quit

"""


@click.command(
    "review",
    epilog=_KEYS
    + examples(
        "communique review",
        "communique review --export review.xlsx",
        "communique review --report",
    ),
)
@click.argument("documents", nargs=-1)
@click.option("--by", metavar="NAME", help="Who decides. [default: git's user.name]")
@click.option("--all", "decided", is_flag=True, help="Also what has been decided on.")
@click.option(
    "--export",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the queue as a sheet to be filled in.",
)
@click.option(
    "--import",
    "source",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Take over the decisions of a sheet that was filled in.",
)
@click.option("--report", is_flag=True, help="How often rules were found right.")
@click.option(
    "--undo", is_flag=True, help="Take back the last decision, or those whose KEYS are given."
)
@no_build_option
@click.pass_obj
def command(
    context: Context,
    *,
    documents: tuple[str, ...],
    by: str | None,
    decided: bool,
    target: Path | None,
    source: Path | None,
    report: bool,
    undo: bool,
    no_build: bool,
) -> None:
    """Decide, statement by statement, whether passages say what rules have read in them.

    The queue goes by what a mistake would do: money, signatures, first mentions, differences
    between sources, things that look alike, low support. Each decision is kept at once in
    data/reviews/<document>.tsv; no rule ever overrides it. One key decides, also from a pipe.
    """
    project = Project.find(context.project)
    if sum((target is not None, source is not None, report, undo)) > 1:
        raise UsageError("--export, --import, --report and --undo do not go together")
    if undo:
        _undo(context, project, documents)
        return
    differing = () if report or source else _differing(context, no_build=no_build)
    queue = Queue(project, read_matter(project), differing)
    if report:
        import_module("communique.cli.precision").print_report(queue)
        return
    if source is not None:
        who = person(project, by)
        import_module("communique.cli.review_sheet").take_over(context, queue, source, who)
        return
    only = {find_document(queue.documents, project.prefixes, name).value for name in documents}
    items = queue.items(only, decided=decided)
    if target is not None:
        import_module("communique.cli.review_sheet").write(context, queue, items, target)
        return
    session = Session(project, items, person(project, by), now)
    import_module("communique.cli.reviewing").go_through(session)


def _differing(context: Context, *, no_build: bool) -> Sequence[Triple]:
    """The statements on which sources differ; none where no graph can be built.

    Decisions alone make no build stale here, so that nobody waits for one between two sittings.
    """
    project = Project.find(context.project)
    built = builds.current(project)
    stale = builds.changed(project, built) if built is not None else []
    seen = built is not None and all(name.startswith("data/reviews/") for name in stale)
    try:
        graph: Any = open_graph(context, no_build=no_build or seen)
    except NonconformingError as error:
        context.say(f"differences between sources are not known: {error}")
        return ()
    return [side.statement for one in graph.discrepancies() for side in one.sides]


def _undo(context: Context, project: Project, keys: Sequence[str]) -> None:
    """Take decisions back: the last one, or those of keys.

    Raises UnknownNameError where there is no such decision; nothing is taken back then.
    """
    logbook = Logbook(project)
    standing = list(logbook.all())
    chosen = [one for one in standing if one[1].key in keys]
    if not keys and standing:
        chosen = [max(standing, key=lambda one: (one[1].when, one))]
    missing = set(keys) - {review.key for _, review in chosen}
    if missing or not chosen:
        name = ", ".join(sorted(missing)) or "any"
        raise UnknownNameError(
            f"there is no decision to take back ({name})",
            remedy="The keys are the first column of data/reviews/<document>.tsv.",
        )
    for document, review in chosen:
        logbook.withdraw(document, review.key)
        told = f"{document}: {review.decision} ({review.by}): {review.says}"
        context.say(f"taken back, {visible(told)}")
