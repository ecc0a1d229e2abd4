"""What kind a source is: by its content, with its name and its server's word as hints."""

from __future__ import annotations

import re
from pathlib import PurePath

from communique.errors import SyntaxInputError
from communique.reading.record import MediaType, Notice, NoticeKind
from communique.reading.source import Source

_ENDINGS = {
    ".htm": MediaType.HTML,
    ".html": MediaType.HTML,
    ".xhtml": MediaType.HTML,
    ".pdf": MediaType.PDF,
    ".md": MediaType.PLAIN,
    ".txt": MediaType.PLAIN,
}
_SERVED = {
    "text/html": MediaType.HTML,
    "application/xhtml+xml": MediaType.HTML,
    "application/pdf": MediaType.PDF,
    "text/plain": MediaType.PLAIN,
    "text/markdown": MediaType.PLAIN,
}
_OTHERS = {
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "a Rich Text document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"%!PS": "a PostScript document",
}
"""How files begin that hold no text we can read."""
_NAMES = {MediaType.PLAIN: "plain text", MediaType.HTML: "HTML", MediaType.PDF: "PDF"}

_BLANK = 1000
"""Blanks that may stand between them."""
_PDF_MARK = 1024
"""Bytes among which a PDF file's mark stands."""
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PREAMBLE = ((b"<?xml", b"?>"), (b"<!--", b"-->"))
"""What may stand before a page, and how it ends."""
_TAG = re.compile(rb"</?[a-z][^<>]*>|<!", re.IGNORECASE)


def media_type_of(source: Source) -> tuple[MediaType, list[Notice]]:
    """What a source is, and a notice where its name or its server say something else.

    Raises SyntaxInputError where it is a file of a known kind that holds no text for us.
    """
    said = _SERVED.get(source.media_type) or _ENDINGS.get(PurePath(source.name).suffix.lower())
    found = _by_content(source, said)
    if said is None or said is found:
        return found, []
    fact = f"called {_NAMES[said]}, read as {_NAMES[found]}, which it is by its content"
    return found, [Notice(NoticeKind.KIND, fact)]


def _by_content(source: Source, said: MediaType | None) -> MediaType:
    data = source.data.removeprefix(b"\xef\xbb\xbf")
    for mark, name in _OTHERS.items():
        if data.startswith(mark):
            raise SyntaxInputError(
                f"this is {name}",
                place=source.place,
                remedy="Give the article as plain text, HTML or PDF.",
            )
    if b"%PDF-" in data[:_PDF_MARK]:
        return MediaType.PDF
    plain = data.replace(b"\0", b"")  # UTF-16 has its tags in every second byte
    if _PAGE.match(_beginning(plain)) or (said is MediaType.HTML and _TAG.search(plain)):
        return MediaType.HTML
    return MediaType.PLAIN


def _beginning(data: bytes) -> bytes:
    """The beginning of a page's own markup, after blanks, comments and an XML declaration."""
    place = 0
    while True:
        place += len(data[place : place + _BLANK]) - len(data[place : place + _BLANK].lstrip())
        ends = [data.find(end, place) for begin, end in _PREAMBLE if data.startswith(begin, place)]
        if not ends or ends[0] < 0:
            return data[place : place + _BLANK]
        place = ends[0] + len(b"-->" if data.startswith(b"<!--", place) else b"?>")
