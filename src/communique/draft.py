"""A build in the making: written aside, then made current by replacing one small file."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from communique.builds import CURRENT, FORMAT, Build, digest_of
from communique.errors import StoreError
from communique.project import Project

_KEPT = 2
"""Finished builds that stay, so that one being read is not taken away."""


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
        pointer = final / CURRENT
        pointer.write_text(final.name, encoding="utf-8")
        pointer.replace(home / CURRENT)
        _remove_old(home, final)
        return Build(final, manifest)

    def discard(self) -> None:
        """Remove what was written."""
        shutil.rmtree(self.folder, ignore_errors=True)


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
