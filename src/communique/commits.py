"""Commits: the project's files as they were, taken out of git and kept as a cache.

https://git-scm.com/docs/git-archive; nothing in the repository or its work tree is changed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple
from zipfile import ZipFile

from communique.draft import lock, sweep
from communique.errors import ProjectError, StoreError, UnknownNameError, UsageError
from communique.project import Project

_FOLDER = "commits"
_KEPT = 4
"""Commits that stay, those that were used last."""
_PARTS = ("ontology", "data", "queries")


class Commit(NamedTuple):
    """A commit of the repository in which a project lies, and the project as it was then."""

    identity: str
    """The full name of the commit, in hexadecimal."""
    project: Project


def checkout(project: Project, name: str) -> Commit:
    """The commit that a name means to `git rev-parse`, with the project as it was then.

    Raises UsageError where the project lies in no repository, UnknownNameError where nothing in
    it bears the name, ProjectError where the commit has no project at this place.
    """
    root = project.root
    if _git(root, "rev-parse", "--git-dir").returncode:
        raise UsageError(
            f"{name!r} is no day and no project, and this folder is in no git repository",
            place=str(root),
            remedy="Give a day (2024-06-30) or the folder of a project.",
        )
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    identity = found.stdout.decode().strip().rpartition("\n")[2]
    if found.returncode or not identity:
        raise UnknownNameError(
            f"{name!r} is no day, no project and no commit",
            place=str(root),
            remedy="Give a day (2024-06-30), the folder of a project, or what `git rev-parse` "
            "takes: a branch, a tag, a commit, HEAD~3.",
        )
    folder = project.build_folder / _FOLDER / identity
    if not folder.is_dir():
        with lock(project):
            if not folder.is_dir():
                _take_out(root, identity, folder)
                sweep(folder.parent, folder, _KEPT, mark="ontology/communique.ttl")
    with suppress(OSError):  # a disk that is for reading only keeps no time of use
        os.utime(folder)
    return Commit(identity, Project.find(folder))


def is_reference(project: Project, name: str) -> bool:
    """Whether a branch or a tag of the repository in which a project lies bears a name."""
    try:
        return _git(project.root, "show-ref", "--quiet", "--", name).returncode == 0
    except UsageError:  # without git nobody can mean a branch
        return False


def _take_out(root: Path, identity: str, folder: Path) -> None:
    """Write the project's files of a commit to a folder, whole or not at all."""
    found = _git(root, "archive", "--format=zip", identity, "--", *_PARTS)
    draft: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(prefix=f"draft-{os.getpid()}-", dir=folder.parent))
        if found.returncode == 0:
            with ZipFile(BytesIO(found.stdout)) as archive:
                archive.extractall(draft)
        if not (draft / "ontology" / "communique.ttl").is_file():
            raise ProjectError(
                f"commit {identity[:12]} has no project here",
                place=str(root),
                remedy="Name a later commit, one that has ontology/, data/ and queries/.",
            )
        draft.rename(folder)
    except OSError as error:
        raise StoreError(
            f"the files of the commit cannot be written ({error.strerror})", place=str(folder)
        ) from error
    finally:
        if draft is not None and draft.exists():
            shutil.rmtree(draft, ignore_errors=True)


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """What git gives; UsageError where there is no git."""
    try:
        return subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise UsageError(
            "git is not installed, and only it can look commits up",
            remedy="Install git, or give a day (2024-06-30) or the folder of a project.",
        ) from error
