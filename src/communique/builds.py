"""Builds of a project: finished ones are never changed, and one of them is current.

A build is made in a folder of its own and becomes current by replacing one small file, so that
an interrupted build leaves the previous one answering.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from communique.clock import AsOf
from communique.project import Project

CURRENT = "current"
"""The file that names the build which answers."""
SNAPSHOTS = "as-of"
"""The folder of the builds of past days, below the build folder."""
FORMAT = 4
"""Changes when a build of an older version can no longer be read."""


class Build(NamedTuple):
    """A finished build."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def store(self) -> Path:
        """The store's folder."""
        return self.folder / "store"

    @property
    def digest(self) -> str:
        """Hash of all that was read; names the version of the data."""
        return str(self.manifest["digest"])

    def read(self, name: str) -> Any:
        """The JSON values of one of the build's files."""
        return json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))


def current(project: Project) -> Build | None:
    """The build that answers now, or None where there is none that this version can read."""
    home = project.build_folder
    try:
        name = (home / CURRENT).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    return at(home / name)


def at(folder: Path) -> Build | None:
    """The build in a folder, or None where there is none that this version can read."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    known = isinstance(manifest, dict) and manifest.get("format") == FORMAT
    return Build(folder, manifest) if known and {"digest", "inputs"} <= set(manifest) else None


def snapshot(project: Project, build: Build, by: AsOf) -> Build | None:
    """The build of a day that was made from a build and kept, or None where there is none."""
    found = at(project.build_folder / snapshot_name(build, by))
    if found is not None:
        with suppress(OSError):  # a disk that is for reading only keeps no time of use
            os.utime(found.folder)
    return found


def snapshot_name(build: Build, by: AsOf) -> str:
    """Where the build of a day is kept, below the build folder: a hash of all that is in it."""
    parts = "\n".join((build.folder.name, *by.documents, *by.verdicts))
    return f"{SNAPSHOTS}/{build.digest[:12]}-{hashlib.sha256(parts.encode()).hexdigest()[:16]}"


def inputs_of(project: Project) -> dict[str, Any]:
    """For every file that a build reads: size, time of change, hash."""
    found = {}
    for path in project.inputs:
        status = path.stat()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        found[str(project.relative(path))] = [status.st_size, status.st_mtime_ns, digest]
    return found


def digest_of(inputs: dict[str, Any]) -> str:
    """One hash of the contents of all files."""
    names = sorted(inputs)
    return hashlib.sha256(
        "\n".join(f"{name} {inputs[name][2]}" for name in names).encode()
    ).hexdigest()


def changed(project: Project, build: Build) -> list[str]:
    """Files that are new, gone or other than when a build was made."""
    known = dict(build.manifest["inputs"])
    different = []
    for path in project.inputs:
        name = str(project.relative(path))
        record = known.pop(name, None)
        if record is None:
            different.append(name)
            continue
        status = path.stat()
        if [status.st_size, status.st_mtime_ns] == record[:2]:
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() != record[2]:
            different.append(name)
    return different + list(known)
