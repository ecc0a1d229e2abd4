"""What tests of reading share: sources from texts, and small PDF files written by hand."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from communique.reading.reader import read_source
from communique.reading.record import Metadata, Reading
from communique.reading.source import Source

ARTICLE = """\
Ruritania and Syldavia sign a pact on the river

The minister of Ruritania, Rudolf Rassendyll, and his colleague from Syldavia signed the River Pact
on Monday. It gives 40 million crowns to the ferries.

“We have waited for this,” the minister said after the meeting in the castle of Zenda.
"""


def source(data: str | bytes, name: str = "", **said: str) -> Source:
    """Bytes as a file of that name would hold them; text is UTF-8."""
    content = data.encode() if isinstance(data, str) else data
    return Source(name or "article", content, name=name, **said)


def reading_of(data: str | bytes, name: str = "", **given: str) -> Reading:
    """What is read from bytes."""
    return read_source(source(data, name), Metadata(**given))


def facts(reading: Reading, kind: str) -> list[str]:
    """The notices of one kind, as they are said."""
    return [str(notice) for notice in reading.notices if notice.kind == kind]


def pdf(
    *pages: Sequence[str], info: str = "", catalogue: str = "", trailer: str = "", more: str = ""
) -> bytes:
    """A PDF file with lines of text on its pages (ISO 32000-1, 7.5); Helvetica, ASCII only."""
    streams = [_lines(page) for page in pages]
    return pdf_of_streams(streams, info=info, catalogue=catalogue, trailer=trailer, more=more)


def _lines(lines: Sequence[str]) -> bytes:
    shown = "".join(f"({escaped(line)}) Tj T*\n" for line in lines)
    return f"BT /F1 11 Tf 14 TL 72 760 Td\n{shown}ET".encode() if lines else b""


def escaped(line: str) -> str:
    """A line as a PDF string has it."""
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def pdf_of_streams(
    streams: Sequence[bytes],
    *,
    info: str = "",
    catalogue: str = "",
    trailer: str = "",
    more: str = "",
    packed: int = 0,
) -> bytes:
    """A PDF file with a content stream a page, each packed so many times over."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(streams)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>".encode(),
    ]
    for number, stream in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (6 + 2 * number)
        )
        objects.append(_stream(stream, packed))
    return _file(objects, f"/Info 4 0 R {trailer}", more)


def _stream(content: bytes, packed: int) -> bytes:
    for _ in range(packed):
        content = zlib.compress(content, 9)
    filters = f"/Filter [{'/FlateDecode ' * packed}]" if packed else ""
    head = f"<< /Length {len(content)} {filters} >>".encode()
    return head + b"\nstream\n" + content + b"\nendstream"


def _file(objects: Sequence[bytes], trailer: str, more: str) -> bytes:
    file = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    file += more.encode()
    table = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    file += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer.encode())
    file += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(file)
