"""References as RIS, which Zotero, EndNote, Mendeley and JabRef read.

A line is a tag of two characters, two spaces, a hyphen, a space and a value, and ends in CR LF; a
value has no line break, so that none can begin a tag. Tags: https://en.wikipedia.org/wiki/RIS_(file_format)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from communique.exports.bibliography import Reference


def write_ris(references: Sequence[Reference], output: BinaryIO) -> None:
    """Write references as RIS in UTF-8: NEWS of a periodical, ELEC of a page, else GEN."""
    for reference in references:
        for tag, value in _lines(reference):
            if value or tag == "ER":
                output.write(f"{tag}  - {value}\r\n".encode())
        output.write(b"\r\n")


def _lines(reference: Reference) -> Iterator[tuple[str, str]]:
    date = _date(reference.date)
    yield "TY", _type(reference)
    yield "ID", reference.key
    yield "TI", reference.title
    yield ("T2" if reference.periodical else "PB"), reference.publisher
    yield "DA", date
    yield "Y1", date
    yield "UR", reference.address
    yield "LA", reference.language
    yield "N1", reference.note
    yield "ER", ""


def _type(reference: Reference) -> str:
    if reference.periodical:
        return "NEWS"
    return "ELEC" if reference.address else "GEN"


def _date(parts: Sequence[str]) -> str:
    """A date as RIS writes it: year, month, day and a fourth part, with slashes between them."""
    return "/".join([*parts, "", "", ""][:4]) if parts else ""
