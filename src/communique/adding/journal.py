"""Several files changed at once: all of them, or none, whatever happens in between.

The new files are written aside with a list of where they belong; that the list is there is the
moment from which the change holds. Then each file is put in its place. A process that ends in
between leaves the list, and whoever writes next finishes what it says.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from communique.errors import StoreError, UsageError
from communique.project import Project

_FOLDER = "adding"
_LIST = "list.json"

Changes = Mapping[Path, str | None]
"""Files of the project with their new text, None for one that goes; in the order of writing."""


class _Step(NamedTuple):
    """One file of a change: where it belongs, and under which name it waits; none = it goes."""

    path: str
    waiting: str | None


def write(project: Project, changes: Changes) -> None:
    """Change files of a project, all or none.

    Raises StoreError where the disk refuses; then nothing has changed, or, where the disk fails
    after the change holds, the next call finishes it. Raises UsageError where it is the project
    that came with the package.
    """
    if not changes:
        return
    if project.is_installed:
        raise UsageError(
            "this is the project that came with the package, and the next version replaces it",
            place=str(project.root),
            remedy="Copy the folder, and name the copy: communique --project DIR.",
        )
    folder = project.build_folder / _FOLDER
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        steps = [_keep(project, folder, *item) for item in enumerate(changes.items())]
        draft = folder / f"{_LIST}.draft"
        _write(draft, json.dumps(steps).encode())
        draft.replace(folder / _LIST)
        _carry_out(project, folder, steps)
    except OSError as error:
        raise _refused(error, folder) from error


def recover(project: Project) -> bool:
    """Finish a change that was interrupted after it held; whether there was one.

    What was interrupted before is taken away.
    """
    folder = project.build_folder / _FOLDER
    try:
        if (folder / _LIST).is_file():
            steps = [_Step(*step) for step in json.loads((folder / _LIST).read_bytes())]
            _carry_out(project, folder, steps)
            return True
        shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise _refused(error, folder) from error
    return False


def _keep(project: Project, folder: Path, number: int, change: tuple[Path, str | None]) -> _Step:
    path, text = change
    place = path.relative_to(project.root).as_posix()
    if text is None:
        return _Step(place, None)
    _write(folder / f"{number}", text.encode())
    return _Step(place, f"{number}")


def _carry_out(project: Project, folder: Path, steps: Iterable[_Step]) -> None:
    """Put files in their places; may be done again where it was interrupted."""
    for place, waiting in steps:
        target = project.root / place
        if waiting is None:
            target.unlink(missing_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_name(f".{target.name}.draft")
            _write(draft, (folder / waiting).read_bytes())
            draft.replace(target)
    (folder / _LIST).unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _refused(error: OSError, folder: Path) -> StoreError:
    return StoreError(
        f"the files cannot be written ({error.strerror})",
        place=str(error.filename or folder),
        remedy="Make room, or make the project's folder writable; then do it again.",
    )
