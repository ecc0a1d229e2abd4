"""References: what the lists of references of other programs hold of an article.

Nothing is added to what the record of an article says: one without a date has none, nobody is
named as its author, and no day is given on which somebody read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from communique.exports.display import link_of, one_line
from communique.model import Document

_PERIODICALS = frozenset({"agency", "outlet"})
"""Kinds of source whose documents appear in a periodical; others are pages of somebody's own."""
_PUBLISHED = "as published"
_EDITORS = "The editors of Communiqué"
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_FOREIGN = re.compile(r"[^A-Za-z0-9-]+")


class Reference(NamedTuple):
    """An article as a list of references has it; every text in one line, empty where unknown."""

    key: str
    """Names the reference; letters, digits and hyphens, the same in every list."""
    title: str
    publisher: str
    """The outlet, agency, body or company that published it."""
    periodical: bool
    """Whether the publisher is a newspaper, news site or agency."""
    date: tuple[str, ...]
    """Year, month and day, as far as they are known."""
    address: str
    language: str
    note: str
    """The editors' remarks, its state unless it stands as published, its archived copy."""


def references(documents: Iterable[Document]) -> list[Reference]:
    """The references of documents, in their order, each with a key of its own."""
    taken: dict[str, int] = {}
    found = []
    for document in documents:
        stem = _FOREIGN.sub("-", document.slug).strip("-") or "document"
        taken[stem] = taken.get(stem, 0) + 1
        found.append(_reference(document, stem if taken[stem] == 1 else f"{stem}-{taken[stem]}"))
    return found


def _reference(document: Document, key: str) -> Reference:
    date = _DATE.match(document.published)
    archived = link_of(document.archived_address)
    state = one_line(document.state)
    notes = (
        f"{_EDITORS}: {one_line(document.note)}" if document.note else "",
        f"{state.capitalize()} by the publisher." if state not in {"", _PUBLISHED} else "",
        f"Archived at {archived}" if archived else "",
    )
    return Reference(
        key=key,
        title=one_line(document.title),
        publisher=one_line(document.publisher),
        periodical=document.source_kind in _PERIODICALS,
        date=tuple(part for part in date.groups() if part) if date else (),
        address=link_of(document.address),
        language=one_line(document.language),
        note=" ".join(filter(None, notes)),
    )
