"""Turtle and TriG read strictly, each quad with its line."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from pathlib import Path
from typing import IO, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from communique.errors import SyntaxInputError
from communique.model import Passage, Place, Statement
from communique.turtle.shape import triad_of

_FORMATS = {".ttl": RdfFormat.TURTLE, ".trig": RdfFormat.TRIG}


def read(path: Path, base: str | None = None) -> list[Statement]:
    """Quads of a Turtle or TriG file, each with its line.

    Raises SyntaxInputError (line and column) where the file is malformed, not UTF-8, or has a
    triple inside a triple or a graph without a name; and for a file of another kind.
    """
    form = _FORMATS.get(path.suffix)
    if form is None:
        raise SyntaxInputError(
            "the name ends neither in .ttl nor in .trig",
            place=str(path),
            remedy="Name a Turtle file .ttl and a TriG file .trig.",
        )
    feed = _Feed(_lines(path))
    parser = parse(cast(IO[bytes], feed), format=form, base_iri=base)
    try:
        return [_statement(quad, Place(path, feed.line)) for quad in parser]
    except SyntaxError as error:
        raise _syntax_error(path, error, feed.line) from error


def _statement(quad: Quad, place: Place) -> Statement:
    try:
        triad_of(quad)
    except SyntaxInputError as error:
        raise SyntaxInputError(error.fact, place=str(place), remedy=error.remedy) from error
    return Statement(quad, place)


def comment_of(path: Path, banners: Container[str] = ()) -> str:
    """The comment lines that open a file, up to a banner; empty where there are none."""
    head = []
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if not line.startswith("#") or line in banners:
            break
        head.append(line)
    return "\n".join(head)


def base_of(statements: Iterable[Statement]) -> str | None:
    """The one document whose passages a file's graphs are, or None."""
    documents = set()
    for quad, _ in statements:
        if isinstance(quad.graph_name, NamedNode):
            passage = Passage.parse(quad.graph_name.value)
            documents.add(passage.document if passage else None)
    return documents.pop() if len(documents) == 1 else None


class _Feed:
    """A file that hands the parser one line a read, so that each quad's line is known.

    A line longer than what is asked for comes in several reads: the parser aborts on more.
    """

    def __init__(self, lines: list[bytes]) -> None:
        self._lines = iter(lines)
        self._rest = memoryview(b"")
        self.line = 0

    def read(self, size: int = -1) -> bytes:
        if not self._rest:
            line = next(self._lines, b"")
            self.line += bool(line)
            self._rest = memoryview(line)
        end = size if size >= 0 else len(self._rest)
        part, self._rest = self._rest[:end], self._rest[end:]
        return bytes(part)


def _lines(path: Path) -> list[bytes]:
    try:
        data = path.read_bytes()
        data.decode("utf-8")
    except OSError as error:
        raise SyntaxInputError(
            f"the file cannot be read ({error.strerror})", place=str(path)
        ) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SyntaxInputError(
            f"byte {error.start} is not UTF-8",
            place=f"{path}:{line}",
            remedy="Save the file as UTF-8.",
        ) from error
    return data.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)


def _syntax_error(path: Path, error: SyntaxError, line: int) -> SyntaxInputError:
    number = error.lineno or line
    column = f":{error.offset}" if error.offset else ""
    text = re.sub(r"^Parser error (?:at|between) .*?: ", "", str(error.msg))
    return SyntaxInputError(
        text, place=f"{path}:{number}{column}", remedy="Correct the line; nothing of it was read."
    )
