"""Keys that are pressed on a terminal or come through a pipe, one by one."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Protocol, TextIO

import click

_ESCAPE = "\x1b"
_INTRODUCERS = frozenset("[O")
"""What follows an escape in the sequence of an arrow or a function key (ECMA-48)."""


class Keys(Protocol):
    """Where keys come from."""

    def key(self) -> str:
        """The next key; empty at the end."""

    def line(self, asked: str) -> str:
        """A line of text; empty where there is none."""


class PipedKeys:
    """Keys from a stream; blanks and line ends between them mean nothing."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def key(self) -> str:
        """The next character that is no blank."""
        while (found := self._stream.read(1)).isspace():
            pass
        return found

    def line(self, asked: str) -> str:
        """The rest of the line."""
        return self._stream.readline().strip()


class TypedKeys:
    """Keys as somebody presses them; those pressed ahead are kept."""

    def __init__(self, terminal: int, modes: Any) -> None:
        """Read from a terminal's descriptor; `modes` is `termios`."""
        self._terminal = terminal
        self._modes = modes
        self._lines = modes.tcgetattr(terminal)
        self._singly = modes.tcgetattr(terminal)
        self._singly[3] &= ~(modes.ICANON | modes.ECHO)

    def singly(self) -> None:
        """Hand on each key at once, unseen."""
        self._modes.tcsetattr(self._terminal, self._modes.TCSADRAIN, self._singly)

    def by_lines(self) -> None:
        """Hand on whole lines, as terminals do."""
        self._modes.tcsetattr(self._terminal, self._modes.TCSADRAIN, self._lines)

    def key(self) -> str:
        """The key pressed; of one that sends several characters, the first."""
        found = self._character()
        if found == _ESCAPE and self._has_more() and self._character() in _INTRODUCERS:
            while self._has_more() and not "@" <= self._character() <= "~":
                pass
        return found

    def _character(self) -> str:
        return os.read(self._terminal, 1).decode("latin-1")

    def _has_more(self) -> bool:
        return bool(select.select([self._terminal], [], [], 0)[0])

    def line(self, asked: str) -> str:
        """A line that is typed."""
        self.by_lines()
        try:
            return str(click.prompt(asked, default="", show_default=False)).strip()
        finally:
            self.singly()


class GotKeys:
    """Keys on a system whose terminals have no modes."""

    def key(self) -> str:
        """The key pressed; the end of input quits."""
        try:
            return click.getchar()
        except EOFError:
            return ""

    def line(self, asked: str) -> str:
        """A line that is typed."""
        return str(click.prompt(asked, default="", show_default=False)).strip()


@contextmanager
def keys_of(stream: TextIO) -> Iterator[Keys]:
    """The keys of the standard input; a terminal is left as it was."""
    if not stream.isatty():
        yield PipedKeys(stream)
        return
    try:
        modes = import_module("termios")
    except ImportError:
        yield GotKeys()
        return
    keys = TypedKeys(stream.fileno(), modes)
    keys.singly()
    try:
        yield keys
    finally:
        keys.by_lines()
