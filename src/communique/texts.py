"""Texts at hand: those of briefs, and copies of articles that a user has attached."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from communique.errors import SyntaxInputError
from communique.model import Passage
from communique.project import Project


def plain_text(path: Path) -> str:
    """The text of a file: line feeds only, no byte order mark.

    Raises SyntaxInputError where the file cannot be read or is not UTF-8.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SyntaxInputError(
            f"the file cannot be read ({error.strerror})", place=str(path)
        ) from error
    except UnicodeDecodeError as error:
        raise SyntaxInputError(
            f"byte {error.start} is not UTF-8", place=str(path), remedy="Save the file as UTF-8."
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def words_of(project: Project, passages: Iterable[Passage]) -> dict[Passage, str]:
    """The words of those passages whose text is at hand: briefs, and attached copies."""
    texts: dict[str, dict[str, str] | str] = {}
    found = {}
    for passage in passages:
        slug = passage.document.rsplit("/", 1)[-1]
        if slug not in texts:
            texts[slug] = _text(project, slug)
        text = texts[slug]
        if isinstance(text, str):
            found[passage] = text[passage.start : passage.end]
        elif f"{passage.start},{passage.end}" in text:
            found[passage] = text[f"{passage.start},{passage.end}"]
    return found


def kept(project: Project, slug: str) -> dict[str, str]:
    """The words of a document's attached copy, by the offsets of its passages.

    Empty where there is no copy, or its record is malformed or is that of another text: the two
    files are written one after the other, and a user may have changed either.
    """
    copy = project.attached / f"{slug}.txt"
    try:
        text = plain_text(copy)
        record = json.loads((project.attached / f"{slug}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, SyntaxInputError):
        return {}
    if not isinstance(record, dict):
        return {}
    spans = record.get("passages")
    same = record.get("sha256") == hashlib.sha256(text.encode()).hexdigest()
    if not same or not isinstance(spans, dict):
        return {}
    if not all(_is_span(span, len(text)) for span in spans.values()):
        return {}
    return {name: " ".join(text[start:end].split()) for name, (start, end) in spans.items()}


def _is_span(span: object, length: int) -> bool:
    """Whether a record's value is two offsets of a text, in their order."""
    if not isinstance(span, list) or [type(offset) for offset in span] != [int, int]:
        return False
    return bool(0 <= span[0] < span[1] <= length)


def _text(project: Project, slug: str) -> dict[str, str] | str:
    brief = project.brief(slug)
    return plain_text(brief) if brief.is_file() else kept(project, slug)
