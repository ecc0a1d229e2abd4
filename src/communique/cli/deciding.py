"""Who decides, where a command records a decision."""

from __future__ import annotations

import subprocess

from communique.errors import UsageError
from communique.project import Project


def person(project: Project, by: str | None) -> str:
    """Who decides: the name that was given, else git's.

    Raises UsageError where there is neither.
    """
    name = " ".join((by or _git_name(project)).split())
    if not name:
        raise UsageError("nobody is named who decides", remedy="Say who: --by NAME.")
    return name


def _git_name(project: Project) -> str:
    call = ["git", "-C", str(project.root), "config", "user.name"]
    try:
        return subprocess.run(call, capture_output=True, encoding="utf-8", check=False).stdout
    except FileNotFoundError:
        return ""
