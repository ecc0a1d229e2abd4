"""Turtle and TriG read strictly, each quad with its line."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from pathlib import Path
from typing import IO, cast

from pyoxigraph import NamedNode, RdfFormat, parse

from communique.errors import SyntaxInputError
from communique.model import Passage, Place, Statement

_FORMATS = {".ttl": RdfFormat.TURTLE, ".trig": RdfFormat.TRIG}


def read(path: Path, base: str | None = None) -> list[Statement]:
    """Quads of a Turtle or TriG file, each with its line.

    Raises SyntaxInputError (line and column) where the file is malformed or not UTF-8.
    """
    lines = _lines(path)
    feed = _Feed(lines)
    parser = parse(cast(IO[bytes], feed), format=_FORMATS[path.suffix], base_iri=base)
    try:
        return [Statement(quad, Place(path, feed.line)) for quad in parser]
    except SyntaxError as error:
        raise _syntax_error(path, error, feed.line) from error


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
    """A file that hands the parser one line a read, so that each quad's line is known."""

    def __init__(self, lines: list[bytes]) -> None:
        self._lines = iter(lines)
        self.line = 0

    def read(self, _size: int = -1) -> bytes:
        line = next(self._lines, b"")
        self.line += bool(line)
        return line


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
