"""How long a person waits at the queue: from a key to the next statement on the screen.

A project of generated documents is made in which no passage has been checked; a script presses the
keys, right and wrong in turn, with an undo now and then, and every decision is on disk before the
next statement is shown.

    python -m benchmarks.review --documents 50
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.generator import write_project
from communique.cli.reviewing import go_through
from communique.dataset import read_matter
from communique.project import Project
from communique.reviews.logbook import now
from communique.reviews.queue import Queue
from communique.reviews.session import Session

_PER_DOCUMENT = 240
"""About how many triples of a generated project come from one document."""
_CHECKED = "cmq:checkedBy organization:communique ;"
_READ = 'cmq:rule "signing-active/1" ;'
_WAIT = 0.1
"""Seconds that nobody should wait."""


class Pressed:
    """Keys that press themselves, and how long each is waited on."""

    def __init__(self, keys: str, count: int) -> None:
        self._keys = cycle(keys)
        self._left = count
        self._pressed = 0.0
        self.waits: list[float] = []

    def key(self) -> str:
        """The next key, as soon as the screen is there."""
        if self._pressed:
            self.waits.append(time.perf_counter() - self._pressed)
        if not self._left:
            return "q"
        self._left -= 1
        self._pressed = time.perf_counter()
        return next(self._keys)

    def line(self, asked: str) -> str:
        """What would be right."""
        return f"{asked}: another sum"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=50)
    parser.add_argument("--keys", type=int, default=600)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        project = unchecked_project(Path(folder), options.documents)
        started = time.perf_counter()
        items = Queue(project, read_matter(project)).items()
        opened = time.perf_counter() - started
        keys = Pressed("rrwrb?rrur", options.keys)
        go_through(Session(project, items, "benchmark", now), keys)
        told = summary(len(project.statements), len(items), opened, keys.waits)
    print(told, file=sys.stderr)


def unchecked_project(folder: Path, documents: int) -> Project:
    """A generated project in which rules have read every passage and nobody has checked one."""
    write_project(folder, documents * _PER_DOCUMENT)
    project = Project(folder)
    for path in project.statements:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(_CHECKED, _READ), encoding="utf-8")
    return project


def summary(documents: int, items: int, opened: float, waits: list[float]) -> str:
    """The figures in a line."""
    ordered = sorted(waits)
    p95 = ordered[int(len(ordered) * 0.95)]
    late = sum(wait > _WAIT for wait in waits)
    return (
        f"{documents} documents, {items} statements; queue in {opened:.2f} s; {len(waits)} keys: "
        f"median {statistics.median(waits) * 1e3:.1f} ms, 95 of 100 within {p95 * 1e3:.1f} ms, "
        f"the longest {ordered[-1] * 1e3:.1f} ms, {late} over {_WAIT:g} s"
    )


if __name__ == "__main__":
    main()
