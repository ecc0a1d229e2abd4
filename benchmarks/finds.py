"""What readers find in a text, whoever they are, and one of them measured in a process of its own.

    python -m benchmarks.finds benchmarks.spacy_readers phrases input.json

The input holds the texts and the lists of phrases. The module has READERS: by name, what makes a
reader of the input. Time is CPU time; start-up is all of it until the reader is made.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple


class Found(NamedTuple):
    """A mention, by characters of the text, half-open."""

    start: int
    end: int
    label: str
    """What it names; of a date, its value."""


class Input(NamedTuple):
    """What is read, and by which words."""

    root: str
    """The folder of the project."""
    published: str
    texts: list[str]
    books: list[list[Any]]
    """Lists of phrases: a name, whether upper and lower case count, and the phrases."""


Reader = Callable[[str], list[Found]]
Readers = Mapping[str, Callable[[Input], Reader]]


def measured(module: str, name: str, given: Input) -> dict[str, float]:
    """CPU seconds until a reader is ready, and for the texts; finds; and peak memory in MiB."""
    reader = import_module(module).READERS[name](given)
    ready = time.process_time()
    found = sum(len(reader(text)) for text in given.texts)
    seconds = time.process_time() - ready
    return {"ready": ready, "seconds": seconds, "found": found, "memory": _peak()}


def _peak() -> float:
    """The most memory this program had, in MiB; getrusage counts the one that started it, too."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    chosen, reader_name, path = sys.argv[1:]
    print(json.dumps(measured(chosen, reader_name, Input(*json.loads(Path(path).read_text())))))
