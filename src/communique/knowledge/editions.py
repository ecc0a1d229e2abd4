"""Editions: the graph of a day, of a commit, of another folder, or of the files as they are now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol

from communique.change import Changes, Edition
from communique.clock import AsOf
from communique.commits import checkout, is_reference
from communique.dates import last_day
from communique.errors import CommuniqueError
from communique.knowledge.opening import Say, silent
from communique.project import Project
from communique.receipts.changes.comparison import compare
from communique.receipts.changes.side import Side
from communique.receipts.rows.answering import Answering
from communique.store import Store

NOW = "the files as they are now"


class _Where(NamedTuple):
    """Where the graph of an edition comes from."""

    name: str
    project: Project
    day: date | None = None
    is_commit: bool = False


class OpenGraph(Protocol):
    """What is compared: a graph that is open, of a build or of a day."""

    store: Store
    as_of: AsOf | None
    today: Callable[[], date]

    @property
    def version(self) -> str:
        """The version of the software, and of the data."""

    @property
    def answering(self) -> Answering:
        """What answers questions over the store."""


class Open(Protocol):
    """Opens the graph of a project folder, as `KnowledgeGraph.open` does."""

    def __call__(
        self, path: Path, *, rebuild: bool, as_of: str | date | None, say: Say
    ) -> OpenGraph:
        """The graph of a folder, or that of a day."""


def diff(
    open_graph: Open,
    before: str | date,
    after: str | date | None = None,
    *,
    project: Project,
    rebuild: bool = True,
    news: bool = False,
    say: Say = silent,
) -> Changes:
    """What changed from one edition to another; without `after`, to the files as they are now.

    An edition is a day (2024-06-30; a month or a year is its last day), the folder of a project,
    or a commit of the repository in which the project lies, as `git rev-parse` takes it; what can
    be a day is one. Where one of the two is a day, what bears no date is left out of both.
    With `news`, only what is new. Raises UsageError, UnknownNameError or ProjectError where an
    edition is none, InputError or NonconformingError where its files cannot be built.
    """
    sides = [_where(project, one, say) for one in (before, after)]
    dated = any(one.day for one in sides)
    one, other = (
        _opened(where, open_graph, dated=dated, rebuild=rebuild, say=say) for where in sides
    )
    names = [where.name for where in sides]
    return changes(one, other, names=(names[0], names[1]), news=news)


def changes(
    before: OpenGraph,
    after: OpenGraph,
    *,
    names: tuple[str, str] | None = None,
    news: bool = False,
) -> Changes:
    """What changed from one graph to another; `names` say in words what they are."""
    one, other = names or (before.version, after.version)
    found = compare(_side(before, one), _side(after, other), news=news)
    return replace(found, asked=after.today().isoformat())


def _side(graph: OpenGraph, name: str) -> Side:
    note = graph.as_of.told if graph.as_of else ""
    return Side(Edition(name, graph.version, note), graph.store, graph.answering)


def _where(project: Project, edition: str | date | None, say: Say) -> _Where:
    if edition is None:
        return _Where(NOW, project)
    text = edition if isinstance(edition, str) else edition.strftime("%Y-%m-%d")
    day = last_day(text.strip())
    if day is not None:
        if is_reference(project, text):
            say(f"{text} is taken as a day; a branch is refs/heads/{text}, a tag refs/tags/{text}.")
        return _Where(day.isoformat(), project, day)
    folder = Path(text)
    if text.strip() and (folder / "ontology" / "communique.ttl").is_file():
        return _Where(f"the project {folder}", Project.find(folder))
    found = checkout(project, text)
    short = found.identity[:12]
    name = f"commit {short}" + ("" if short.startswith(text) else f" ({text})")
    return _Where(name, found.project, is_commit=True)


def _opened(where: _Where, open_graph: Open, *, dated: bool, rebuild: bool, say: Say) -> OpenGraph:
    def told(line: str) -> None:
        if as_of is None or where.is_commit:
            say(f"{where.name}: {line}")

    as_of = where.day or (date.max if dated else None)
    if not where.is_commit:
        return open_graph(where.project.root, rebuild=rebuild, as_of=as_of, say=told)
    try:
        return open_graph(where.project.root, rebuild=True, as_of=as_of, say=told)
    except CommuniqueError as error:
        raise type(error)(
            f"{error.fact}; so {where.name} cannot be compared",
            place=error.place,
            remedy="Name a later commit, one that this version of the software can build.",
        ) from error
