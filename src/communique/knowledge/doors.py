"""The functions that Python users begin with: open a graph, compare two editions."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path

from communique.change import Changes
from communique.knowledge.graph import KnowledgeGraph
from communique.knowledge.opening import Say, silent
from communique.project import Project


def open_graph(
    path: str | Path | None = None, *, rebuild: bool = True, as_of: str | date | None = None
) -> KnowledgeGraph:
    """The graph of a project folder, as `KnowledgeGraph.open` gives it."""
    return KnowledgeGraph.open(path, rebuild=rebuild, as_of=as_of)


def diff(
    before: str | date,
    after: str | date | None = None,
    *,
    path: str | Path | None = None,
    rebuild: bool = True,
    news: bool = False,
    say: Say = silent,
) -> Changes:
    """What changed from one edition to another; without `after`, to the files as they are now.

    An edition is a day (2024-06-30; a month or a year is its last day), the folder of a project,
    or a commit of the repository in which the project of `path` lies, as `git rev-parse` takes
    it; what can be a day is one. Where one of the two is a day, what bears no date is left out of
    both. With `news`, only what is new.
    Raises UsageError, UnknownNameError or ProjectError where an edition is none, InputError or
    NonconformingError where its files cannot be built.
    """
    found: Changes = import_module("communique.knowledge.editions").diff(
        KnowledgeGraph.open,
        before,
        after,
        project=Project.find(Path(path) if path is not None else None),
        rebuild=rebuild,
        news=news,
        say=say,
    )
    return found
