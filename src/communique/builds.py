"""Builds of a project: finished ones are never changed, and one of them is current.

A build is made in a folder of its own and becomes current by replacing one small file, so that
an interrupted build leaves the previous one answering.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from communique.errors import StoreError
from communique.project import Project

_CURRENT = "current"
_KEPT = 2
"""Finished builds that stay, so that one being read is not taken away."""
FORMAT = 1
"""Changes when a build of an older version can no longer be read."""


@dataclass(frozen=True, slots=True)
class Build:
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


class Draft:
    """A build in the making; give it up with `discard`, or make it current with `publish`."""

    def __init__(self, project: Project) -> None:
        self._project = project
        home = project.build_folder
        try:
            home.mkdir(parents=True, exist_ok=True)
            self.folder = Path(mkdtemp(prefix=f"draft-{os.getpid()}-", dir=home))
        except OSError as error:
            raise StoreError(
                f"the build cannot be written ({error.strerror})",
                place=str(home),
                remedy="Make the folder writable, or copy the project.",
            ) from error

    def write(self, name: str, values: Any) -> None:
        """Keep JSON values as one of the build's files."""
        text = json.dumps(values, ensure_ascii=False)
        (self.folder / f"{name}.json").write_text(text, encoding="utf-8")

    def publish(self, inputs: dict[str, Any], facts: dict[str, Any]) -> Build:
        """Make the build current; older ones but the last are removed."""
        digest = digest_of(inputs)
        manifest = {"format": FORMAT, "digest": digest, "inputs": inputs, **facts}
        self.write("manifest", manifest)
        home = self._project.build_folder
        final = home / f"{digest[:12]}-{self.folder.name.rsplit('-', 1)[-1]}"
        self.folder.rename(final)
        pointer = final / _CURRENT
        pointer.write_text(final.name, encoding="utf-8")
        pointer.replace(home / _CURRENT)
        _remove_old(home, final)
        return Build(final, manifest)

    def discard(self) -> None:
        """Remove what was written."""
        shutil.rmtree(self.folder, ignore_errors=True)


def current(project: Project) -> Build | None:
    """The build that answers now, or None where there is none that this version can read."""
    home = project.build_folder
    try:
        folder = home / (home / _CURRENT).read_text(encoding="utf-8")
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return Build(folder, manifest) if manifest.get("format") == FORMAT else None


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


def _remove_old(home: Path, newest: Path) -> None:
    finished = [p for p in home.iterdir() if (p / "manifest.json").is_file() and p != newest]
    finished.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for folder in finished[_KEPT - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
    for draft in home.glob("draft-*"):
        if not _runs(int(draft.name.split("-")[1])):
            shutil.rmtree(draft, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
