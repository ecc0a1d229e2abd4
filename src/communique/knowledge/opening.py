"""The build that answers: the last one, or a new one where files have changed since."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from communique import builds
from communique.errors import NonconformingError, StoreError
from communique.model import Place
from communique.project import Project

Say = Callable[[str], None]


def silent(_line: str) -> None:
    """Say nothing."""


def build_of(project: Project, *, rebuild: bool, say: Say) -> builds.Build:
    """The build of a project; what is stale is rebuilt first, unless `rebuild` is False.

    Raises StoreError where nothing was built, NonconformingError where a new build is refused.
    """
    found = builds.current(project)
    if rebuild and (found is None or builds.changed(project, found)):
        found = _rebuilt(project, found, say)
    if found is None:
        raise StoreError(
            "nothing has been built yet",
            place=str(project.build_folder),
            remedy="Run `communique build`.",
        )
    refused = found.manifest.get("refused", [])
    if refused:
        names = ", ".join(iri.rsplit("/", 1)[-1] for iri in refused)
        say(f"refused when this was built, and not in its answers: {names}")
    return found


def _rebuilt(project: Project, previous: builds.Build | None, say: Say) -> builds.Build:
    """A new build; where the files do not conform, an error that leaves the previous one."""
    made = import_module("communique.pipeline").rebuild(project, say)
    built = made if isinstance(made, builds.Build) else made.build
    if built is None:
        first = made.report.results[0]
        raise NonconformingError(
            f"the data do not conform to the shapes ({first.message})",
            place=_shown(first.place, project),
            remedy="`communique validate` lists what to correct"
            + ("; --no-build asks the previous build." if previous else "."),
        )
    assert isinstance(built, builds.Build)
    return built


def _shown(place: Place | None, project: Project) -> str:
    if place is None:
        return str(project.root)
    return str(place._replace(path=project.relative(place.path)))
