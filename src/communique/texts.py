"""Texts at hand: those of briefs, and copies of articles that a user has attached."""

from __future__ import annotations

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
    texts: dict[str, dict[str, str] | str | None] = {}
    found = {}
    for passage in passages:
        slug = passage.document.rsplit("/", 1)[-1]
        if slug not in texts:
            texts[slug] = _text(project, slug)
        text = texts[slug]
        if isinstance(text, str):
            found[passage] = text[passage.start : passage.end]
        elif text is not None and f"{passage.start},{passage.end}" in text:
            found[passage] = text[f"{passage.start},{passage.end}"]
    return found


def _text(project: Project, slug: str) -> dict[str, str] | str | None:
    brief = project.brief(slug)
    if brief.is_file():
        return plain_text(brief)
    record = project.attached / f"{slug}.json"
    copy = project.attached / f"{slug}.txt"
    if not (record.is_file() and copy.is_file()):
        return None
    spans = json.loads(record.read_text())["passages"]
    text = plain_text(copy)
    return {name: " ".join(text[start:end].split()) for name, (start, end) in spans.items()}
