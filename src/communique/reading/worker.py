"""A process that parses untrusted pages and PDF files, with limits on time and memory.

The parsers are large and the input is a stranger's: a process that holds a store never runs them.
A result is JSON, so that a worker that was taken over can hand out nothing but text.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from threading import Timer
from types import TracebackType
from typing import Any, NamedTuple

from communique.errors import SyntaxInputError, UsageError
from communique.reading.frames import read_frame, write_frame

JOBS = "communique.reading.jobs"
"""The module that the process runs."""
_REMEDY = "Save the article's text as plain text, and give that."


class Limits(NamedTuple):
    """What one source may cost."""

    seconds: float = 30
    memory: int = 1536 * 2**20
    """Bytes of address space; not enforced where the system cannot."""


class Worker:
    """A process for jobs, started with the first and used until it is closed or killed.

    Use it in a `with` statement where several sources are read, one after the other; each costs
    its start otherwise.
    """

    def __init__(self, limits: Limits = Limits()) -> None:  # noqa: B008  # a frozen record
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def run(self, job: str, data: bytes, place: str, **hints: str) -> dict[str, Any]:
        """The result of a job on a source's bytes.

        Raises SyntaxInputError where they cannot be parsed or cost more than the limits allow,
        UsageError where a library is not installed.
        """
        request = json.dumps({"job": job, "hints": hints}).encode()
        result = self._exchange(request, data, place)
        if "missing" in result:
            raise UsageError(
                f"{result['missing']} is not installed",
                place=place,
                remedy="pip install 'communique[reading]'",
            )
        if "fact" in result:
            raise SyntaxInputError(
                result["fact"], place=place, remedy=result.get("remedy") or _REMEDY
            )
        return result

    def _exchange(self, request: bytes, data: bytes, place: str) -> dict[str, Any]:
        if self._process is not None and self._process.poll() is not None:
            self.close()
        process = self._process = self._process or _start(self._limits.memory)
        assert process.stdin and process.stdout  # they are pipes
        timer = Timer(self._limits.seconds, process.kill)
        timer.start()
        try:
            write_frame(process.stdin, request)
            write_frame(process.stdin, data)
            answer = read_frame(process.stdout)
        except OSError:
            answer = b""
        finally:
            late = timer.finished.is_set()
            timer.cancel()
        try:
            result: dict[str, Any] = json.loads(answer)
        except ValueError:
            self.close()
            slow = f"this takes longer than {self._limits.seconds:g} seconds to parse"
            fact = slow if late else "the parser died of this"
            raise SyntaxInputError(fact, place=place, remedy=_REMEDY) from None
        return result


def _start(memory: int) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(
        [sys.executable, "-B", "-P", "-m", JOBS, str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
    )
