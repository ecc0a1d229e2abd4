"""A build in the making: written aside, then made current by replacing one small file."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from communique.builds import CURRENT, FORMAT, Build, digest_of
from communique.errors import StoreError
from communique.project import Project

_KEPT = 2
"""Finished builds that stay in any case: the current one and the one before."""
_GRACE = 3600
"""Seconds for which other builds stay, so that one being read is not taken away."""


@contextmanager
def lock(
    project: Project, name: str = "lock", waiting: Callable[[], None] | None = None
) -> Iterator[None]:
    """Hold back other processes that would build the same project, until this one is done.

    Another name is another lock, for what may be done while somebody builds. `waiting` is called
    once where another process has to be waited for.

    Raises StoreError where the build folder cannot be written.
    """
    home = project.build_folder
    try:
        home.mkdir(parents=True, exist_ok=True)
        stream = (home / name).open("w")
    except OSError as error:
        raise _unwritable(home, error) from error
    with stream:
        fcntl = _file_locks()
        if fcntl is not None:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if waiting is not None:
                    waiting()
                fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _file_locks() -> Any:
    """The module for locks on files, or None on a system that has none."""
    try:
        return import_module("fcntl")
    except ImportError:
        return None


def _unwritable(home: Path, error: OSError) -> StoreError:
    return StoreError(
        f"the build cannot be written ({error.strerror})",
        place=str(home),
        remedy="Make the folder writable, or copy the project.",
    )


class Draft:
    """A build in the making; give it up with `discard`, or make it current with `publish`."""

    def __init__(self, project: Project) -> None:
        self._project = project
        home = project.build_folder
        try:
            home.mkdir(parents=True, exist_ok=True)
            self.folder = Path(mkdtemp(prefix=f"draft-{os.getpid()}-", dir=home))
        except OSError as error:
            raise _unwritable(home, error) from error

    def write(self, name: str, values: Any) -> None:
        """Keep JSON values as one of the build's files."""
        text = json.dumps(values, ensure_ascii=False)
        (self.folder / f"{name}.json").write_text(text, encoding="utf-8")

    def publish(self, inputs: dict[str, Any], facts: dict[str, Any]) -> Build:
        """Make the build current; older ones but the last are removed."""
        digest = digest_of(inputs)
        manifest = {"format": FORMAT, "digest": digest, "inputs": inputs, **facts}
        made = self.keep(f"{digest[:12]}-{self.folder.name.rsplit('-', 1)[-1]}", manifest)
        home = self._project.build_folder
        pointer = made.folder / CURRENT
        pointer.write_text(made.folder.name, encoding="utf-8")
        pointer.replace(home / CURRENT)
        sweep(home, made.folder, _KEPT)
        return made

    def keep(self, name: str, manifest: dict[str, Any]) -> Build:
        """The build, finished and under a name below the build folder; nothing points to it."""
        self.write("manifest", manifest)
        final = self._project.build_folder / name
        final.parent.mkdir(exist_ok=True)
        if final.exists():  # it is there and could not be read
            _remove(final)
        self.folder.rename(final)
        return Build(final, manifest)

    def discard(self) -> None:
        """Remove what was written."""
        shutil.rmtree(self.folder, ignore_errors=True)


def sweep(home: Path, newest: Path, kept: int, mark: str = "manifest.json") -> None:
    """Remove finished builds of a folder beyond some, oldest first, and drafts nobody works on.

    A folder is finished that has the file `mark`. One that was in use within the last hour stays,
    since somebody may be reading it.
    """
    finished = [p for p in home.iterdir() if (p / mark).is_file() and p != newest]
    finished.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for folder in finished[kept - 1 :]:
        if time.time() - folder.stat().st_mtime > _GRACE:
            _remove(folder)
    for draft in home.glob("draft-*"):
        process = draft.name.split("-")[1]
        if not (process.isdecimal() and _runs(int(process))):
            shutil.rmtree(draft, ignore_errors=True)


def _remove(folder: Path) -> None:
    """Remove a build; one that is half removed bears no build's name."""
    doomed = folder.with_name(f"draft-{os.getpid()}-{folder.name}")
    folder.rename(doomed)
    shutil.rmtree(doomed, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
