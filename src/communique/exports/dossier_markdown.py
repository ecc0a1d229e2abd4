"""Dossiers as Markdown: a heading, a list of facts with footnote numbers, the numbered sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from communique.exports.answer_markdown import escaped
from communique.exports.display import MARK, differences_of
from communique.exports.dossier import (
    DIFFER,
    SOURCES,
    Piece,
    Source,
    cite_dossier,
    footnotes,
    kinds_text,
    marks,
    pieces,
    sources,
)
from communique.exports.wording import LICENCE_TEXT, empty_text
from communique.model import Dossier, Fact
from communique.vocabulary import Prefixes


def write_markdown(dossier: Dossier, output: BinaryIO, prefixes: Prefixes) -> None:
    """Write a dossier as Markdown in UTF-8."""
    for line in _lines(dossier, prefixes):
        output.write(f"{line}\n".encode())


def _lines(dossier: Dossier, prefixes: Prefixes) -> Iterator[str]:
    yield f"# {escaped(dossier.label)}"
    if dossier.kinds:
        yield from ("", f"*{escaped(kinds_text(dossier))}*")
    yield ""
    if not dossier.sections:
        yield escaped(empty_text(dossier.answer))
    for section in dossier.sections:
        told = [_fact(dossier, fact, prefixes) for fact in section.facts]
        title = f"**{escaped(section.title)}**"
        if len(told) == 1:
            yield f"- {title}: {told[0]}"
        else:
            yield f"- {title}"
            yield from (f"  - {line}" for line in told)
    differences = differences_of(dossier.answer)
    if differences:
        yield from ("", f"{MARK} {DIFFER}:", "")
        yield from (f"- {escaped(difference)}" for difference in differences)
    listed = sources(dossier)
    if listed:
        yield from ("", f"## {SOURCES}", "")
        yield from (_source(source) for source in listed)
    yield from ("", f"{escaped(cite_dossier(dossier))} Licence: {escaped(LICENCE_TEXT)}.")


def _fact(dossier: Dossier, fact: Fact, prefixes: Prefixes) -> str:
    text = "".join(_piece(piece) for piece in pieces(fact, prefixes))
    warnings, basis = marks(fact)
    numbers = ", ".join(map(str, footnotes(dossier, fact)))
    shown = f" **{escaped(warnings)}**" if warnings else ""
    shown += f" *({escaped(basis)})*" if basis else ""
    return text + shown + (f" \\[{numbers}\\]" if numbers else "")


def _piece(piece: Piece) -> str:
    """A run of a line, the spaces around it kept."""
    core = piece.text.strip(" ")
    if not core:
        return piece.text
    before, _, after = piece.text.partition(core)
    marked = f"[{escaped(core)}](<{piece.link}>)" if piece.link else escaped(core)
    return before + marked + after


def _source(source: Source) -> str:
    title = escaped(source.title)
    parts = (
        f"[{title}](<{source.address}>)" if source.address else title,
        escaped(source.about),
        f"<{source.address}>" if source.address else "",
        f"[archived](<{source.archived}>)" if source.archived else "",
        escaped(source.remarks),
    )
    return f"{source.number}. " + " · ".join(part for part in parts if part)
