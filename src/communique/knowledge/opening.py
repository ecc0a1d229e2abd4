"""The build that answers: the last one, or a new one where files have changed since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module

from communique import builds
from communique.clock import AsOf, Reported
from communique.dates import last_day
from communique.errors import NonconformingError, ParameterError, StoreError
from communique.model import Place
from communique.project import Project

Say = Callable[[str], None]


def silent(_line: str) -> None:
    """Say nothing."""


def build_of(
    project: Project, *, rebuild: bool, as_of: str | date | None = None, say: Say
) -> tuple[builds.Build, AsOf | None]:
    """The build of a project, or that of a day and what it leaves out, which is said.

    What is stale is rebuilt first, unless `rebuild` is False. Of a month or a year the day is the
    last. Raises StoreError where nothing was built, NonconformingError where a new build is
    refused, ParameterError where the text is no date.
    """
    day = _day(as_of) if as_of is not None else None
    build = _current(project, rebuild=rebuild, say=say)
    if day is None:
        return build, None
    by = Reported.from_json(build.read("reported")).by(day)
    say(str(by))
    made = builds.snapshot(project, build, by)
    return made or import_module("communique.snapshots").make_snapshot(project, build, by), by


def _current(project: Project, *, rebuild: bool, say: Say) -> builds.Build:
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


def _day(day: str | date) -> date:
    found = last_day(day.strip()) if isinstance(day, str) else date(day.year, day.month, day.day)
    if found is None:
        raise ParameterError(
            f"{day!r} is no day, month or year",
            place="as-of",
            remedy="Write it as 2024-06-30, 2024-06 or 2024; a month or a year is its last day.",
        )
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
