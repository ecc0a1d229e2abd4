"""Bytes decoded: by byte order mark, as UTF-8, as declared, at last by a guess that is said.

Characters are never replaced. Labels as https://encoding.spec.whatwg.org/#names-and-labels.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from importlib import import_module
from typing import Any, NamedTuple

from communique.errors import SyntaxInputError
from communique.reading.record import Notice, NoticeKind
from communique.reading.source import Source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""<(?:meta|\?xml)[^>]+?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_HEAD = 4096
"""Bytes among which a page declares its encoding."""
_LATIN = frozenset({"ascii", "iso8859-1"})
"""Encodings in whose place the web reads windows-1252."""
_WIDE = 0.05
"""Share of zero bytes from which a text is taken for UTF-16."""
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_SAMPLE = 100_000


class Decoded(NamedTuple):
    """A text, the encoding it was in, and what is to be said of that."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(source: Source) -> Decoded:
    """The text of a source's bytes.

    Raises SyntaxInputError where they are no text, or none in an encoding that can be told.
    """
    for mark, encoding in _MARKS:
        if source.data.startswith(mark):
            return _strict(source, source.data[len(mark) :], encoding)
    if b"\0" in source.data:
        return _wide(source)
    declared = _declared(source)
    for encoding in dict.fromkeys(("utf-8", declared)):
        if encoding:
            try:
                text = source.data.decode(encoding)
            except UnicodeDecodeError:
                continue
            return Decoded(text, encoding, _contradiction(text, encoding, declared))
    return _guessed(source, declared)


def _declared(source: Source) -> str:
    """The encoding that the server or the page names, empty where none does or it is unknown."""
    found = _META.search(source.data[:_HEAD])
    for label in (source.charset, found[1].decode("ascii", "ignore") if found else ""):
        try:
            name = codecs.lookup(label).name if label else ""
        except LookupError:
            continue
        if name and not name.startswith("utf-16"):  # what declares that in ASCII bytes is not it
            return "cp1252" if name in _LATIN else name
    return ""


def _contradiction(text: str, encoding: str, declared: str) -> tuple[Notice, ...]:
    if not declared or declared == encoding or text.isascii():
        return ()
    fact = f"declared as {declared}, read as {encoding}, which its bytes are"
    return (Notice(NoticeKind.ENCODING, fact),)


def _strict(source: Source, data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise SyntaxInputError(
            f"byte {error.start + len(source.data) - len(data)} is not {encoding.upper()}, "
            "which its first bytes announce",
            place=source.place,
            remedy="Save the file as UTF-8.",
        ) from error


def _wide(source: Source) -> Decoded:
    """The text of bytes with zeros among them: UTF-16 without a mark, or no text."""
    data = source.data[:_SAMPLE]
    for encoding, first in (("utf-16-be", 0), ("utf-16-le", 1)):
        if data[first::2].count(0) > _WIDE * len(data) / 2 and not data[1 - first :: 2].count(0):
            with suppress(UnicodeDecodeError):
                text = source.data.decode(encoding)
                if not _IDEOGRAPH.search(text):  # what pairs of ASCII letters look like
                    fact = f"no encoding is declared; {encoding} is guessed"
                    return Decoded(text, encoding, (Notice(NoticeKind.ENCODING, fact),))
    raise SyntaxInputError(
        f"this is no text: byte {source.data.index(0)} is zero",
        place=source.place,
        remedy="Give the article as plain text, HTML or PDF.",
    )


def _guessed(source: Source, declared: str) -> Decoded:
    matches = list(_detector(source).from_bytes(source.data[:_SAMPLE]))
    matches.sort(key=lambda one: (one.chaos, -one.coherence, "cp1252" not in _names(one)))
    for match in matches:
        encoding = "cp1252" if "cp1252" in _names(match) else match.encoding
        try:
            text = source.data.decode(encoding)
        except UnicodeDecodeError:
            continue
        said = f"neither UTF-8 nor {declared}, as declared" if declared else "not UTF-8"
        fact = f"{said}; {encoding} is guessed: look at the letters beyond a to z"
        return Decoded(text, encoding, (Notice(NoticeKind.ENCODING, fact),))
    raise SyntaxInputError(
        f"this is no text in an encoding that can be told; byte {_first_fault(source)} "
        "is not UTF-8",
        place=source.place,
        remedy="Save the file as UTF-8.",
    )


def _names(match: Any) -> list[str]:
    names: list[str] = match.could_be_from_charset
    return names


def _detector(source: Source) -> Any:
    try:
        return import_module("charset_normalizer")
    except ModuleNotFoundError as error:
        raise SyntaxInputError(
            f"byte {_first_fault(source)} is not UTF-8",
            place=source.place,
            remedy="Save the file as UTF-8, or have its encoding guessed: "
            "pip install 'communique[reading]'.",
        ) from error


def _first_fault(source: Source) -> int:
    try:
        source.data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    raise AssertionError("decoded before")
