"""`communique review` on a terminal: keys are taken one by one, also those pressed ahead."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.reviews.logbook import Review, read_reviews
from tests.conftest import COMMANDS
from tests.reviews.support import HAGUE, unchecked

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
PROMPT = "u s q"
_PATIENCE = 60
"""Seconds after which a test has failed."""


class Terminal:
    """A command on a pseudo-terminal."""

    def __init__(self, project: Path) -> None:
        self._own, other = pty.openpty()
        words = [str(COMMANDS / "communique"), "review", "--no-build", "--by", "Ada"]
        self.process = subprocess.Popen(
            words,
            cwd=project,
            stdin=other,
            stdout=other,
            stderr=other,
            env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "xterm"},
        )
        os.close(other)

    def press(self, keys: str) -> None:
        os.write(self._own, keys.encode())

    def until(self, mark: str) -> str:
        """What is shown until a mark is, or the command ends."""
        shown, end = "", time.monotonic() + _PATIENCE
        while mark not in shown and time.monotonic() < end:
            if not select.select([self._own], [], [], 0.2)[0]:
                if self.process.poll() is not None:
                    break
                continue
            try:
                shown += os.read(self._own, 65536).decode(errors="replace")
            except OSError:  # the other end is closed
                break
        return shown

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._own)


@pytest.fixture
def project(project: Path) -> Path:
    subprocess.run(
        [str(COMMANDS / "communique"), "build"], cwd=project, check=True, capture_output=True
    )
    return unchecked(project)


@pytest.fixture
def terminal(project: Path) -> Iterator[Terminal]:
    found = Terminal(project)
    yield found
    found.close()


def standing(project: Path) -> list[Review]:
    return list(read_reviews(project / "data" / "reviews" / f"{HAGUE}.tsv").values())


def test_keys_lines_and_keys_pressed_ahead(project: Path, terminal: Terminal) -> None:
    assert "1 of 23" in terminal.until(PROMPT)
    terminal.press("r")
    assert "2 of 23" in terminal.until(PROMPT)
    assert [one.decision for one in standing(project)] == ["right"]
    terminal.press("b")
    terminal.until("What would be right")
    terminal.press("another sum\r")
    assert "3 of 23" in terminal.until("3 of 23")
    terminal.press("ww\x1b[A?q")  # an arrow among keys pressed ahead means nothing
    shown = terminal.until("left in the queue")
    assert "kept" in shown
    decisions = sorted(f"{one.decision} {one.instead}".strip() for one in standing(project))
    assert decisions == [
        "can't tell",
        "right",
        "wrong",
        "wrong",
        "wrong here but another sum",
    ]


def test_an_interrupt_keeps_what_was_decided(project: Path, terminal: Terminal) -> None:
    terminal.until(PROMPT)
    terminal.press("r")
    terminal.until(PROMPT)
    terminal.process.send_signal(signal.SIGINT)
    assert "interrupted" in terminal.until("interrupted")
    assert terminal.process.wait(timeout=_PATIENCE) == 130
    assert [one.decision for one in standing(project)] == ["right"]
