"""Texts at hand: those of briefs, and copies of articles that a user has attached."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from communique.errors import SyntaxInputError
from communique.model import Passage
from communique.project import Project
from communique.stored_text import sha256_of, stored


def plain_text(path: Path) -> str:
    """The text of a file: line feeds only, no byte order mark.

    Raises SyntaxInputError where the file cannot be read or is not UTF-8.
    """
    try:
        return stored(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise SyntaxInputError(
            f"the file cannot be read ({error.strerror})", place=str(path)
        ) from error
    except UnicodeDecodeError as error:
        raise SyntaxInputError(
            f"byte {error.start} is not UTF-8", place=str(path), remedy="Save the file as UTF-8."
        ) from error


def words_of(project: Project, passages: Iterable[Passage]) -> dict[Passage, str]:
    """The words of those passages whose text is at hand: briefs, and attached copies."""
    at_hand = {path.stem for folder in _folders(project) for path in folder.glob("*.txt")}
    texts: dict[str, dict[str, str] | str] = {}
    found = {}
    for passage in passages:
        slug = passage.document.rsplit("/", 1)[-1]
        if slug not in at_hand:
            continue
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
    text, spans = _copy(project, slug)
    return {name: " ".join(text[start:end].split()) for name, (start, end) in spans.items()}


def body_of(project: Project, slug: str) -> str:
    """The text of a document that is at hand; empty where none is.

    Of an attached copy, from the first of its passages to the last: what stands around them on a
    page is the publisher's, and the same on all of its pages.
    """
    brief = project.brief(slug)
    if brief.is_file():
        return plain_text(brief)
    text, spans = _copy(project, slug)
    starts, ends = zip(*spans.values(), strict=True) if spans else ((0,), (0,))
    return text[min(starts) : max(ends)]


def stamps(project: Project) -> dict[str, tuple[int, int]]:
    """The documents whose texts are at hand, by slug, each with its text's time and size."""
    found = {}
    for folder in _folders(project):
        for path in folder.glob("*.txt"):
            status = path.stat()
            found[path.stem] = (status.st_mtime_ns, status.st_size)
    return found


def _folders(project: Project) -> tuple[Path, Path]:
    """Where texts are: copies of articles, and briefs."""
    return project.attached, project.root / "data" / "briefs"


def _copy(project: Project, slug: str) -> tuple[str, dict[str, list[int]]]:
    """A document's attached copy and where its passages stand in it; both empty without one."""
    copy = project.attached / f"{slug}.txt"
    try:
        text = plain_text(copy)
        record = json.loads((project.attached / f"{slug}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, SyntaxInputError):
        return "", {}
    if not isinstance(record, dict):
        return "", {}
    spans = record.get("passages")
    same = record.get("sha256") == sha256_of(text)
    if not same or not isinstance(spans, dict):
        return "", {}
    if not all(_is_span(span, len(text)) for span in spans.values()):
        return "", {}
    return text, spans


def _is_span(span: object, length: int) -> bool:
    """Whether a record's value is two offsets of a text, in their order."""
    if not isinstance(span, list) or [type(offset) for offset in span] != [int, int]:
        return False
    return bool(0 <= span[0] < span[1] <= length)


def _text(project: Project, slug: str) -> dict[str, str] | str:
    brief = project.brief(slug)
    return plain_text(brief) if brief.is_file() else kept(project, slug)
