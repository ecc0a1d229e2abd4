"""What a worker process runs: it limits itself, then answers jobs until nobody asks any more."""

from __future__ import annotations

import errno
import json
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

from communique.errors import CommuniqueError
from communique.reading.frames import read_frame, write_frame

_HOMES = {
    "page": ("communique.reading.page", "read_page"),
    "pdf": ("communique.reading.pdf", "read_pdf"),
}
"""Jobs, each with the module and function that does it, loaded when it is asked for."""


def answer(request: bytes, data: bytes) -> dict[str, Any]:
    """What a job gives, or what went wrong: a fact and a remedy, or the library that lacks."""
    asked = json.loads(request)
    module, function = _HOMES[asked["job"]]
    try:
        result: dict[str, Any] = getattr(import_module(module), function)(data, **asked["hints"])
        return result
    except ModuleNotFoundError as error:
        return {"missing": error.name or module}
    except CommuniqueError as error:
        return {"fact": error.fact, "remedy": error.remedy}
    except Exception as error:  # a parser may raise anything on a stranger's bytes
        if _is_for_memory(error):
            return {"fact": "this takes more memory to parse than an article may"}
        return {"fact": f"this cannot be parsed ({type(error).__name__}: {error})"}


def _is_for_memory(error: Exception) -> bool:
    """Whether memory lacks: to Python, or to the system that opens a file or library for it."""
    return isinstance(error, MemoryError) or os.strerror(errno.ENOMEM) in str(error)


def limit(memory: int) -> None:
    """Give this process a bound of memory, and no file to write; nothing where that is unknown."""
    try:
        resource = import_module("resource")
    except ModuleNotFoundError:  # no such thing on Windows
        return
    for name, bound in (("RLIMIT_AS", memory), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        with suppress(ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (bound, bound))


def serve(memory: int) -> None:
    """Answer jobs from the standard input until it ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no result
    limit(memory)
    while request := read_frame(sys.stdin.buffer):
        write_frame(out, json.dumps(answer(request, read_frame(sys.stdin.buffer))).encode())


if __name__ == "__main__":
    serve(int(sys.argv[1]))
