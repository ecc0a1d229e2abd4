"""Copies of documents: passages found again in them, kept, and cut anew."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from communique.errors import DocumentError, StoreError
from communique.fingerprint import Fingerprint, find, fingerprint, words
from communique.model import LONGEST_PASSAGE, Document, Passage
from communique.project import Project
from communique.reading.record import Reading
from communique.stored_text import sha256_of
from communique.texts import kept


class Finding(StrEnum):
    """What became of a passage in a copy."""

    FOUND = "found"
    CHANGED = "changed"
    """The passages around it are there, its own words are others."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Located:
    """A passage of a document and its span in a copy; no span where it was not found."""

    passage: Passage
    finding: Finding
    span: tuple[int, int] | None
    """Code points in the copy; of a changed passage, the words that stand in its place."""


def locate(passages: Mapping[Passage, Fingerprint], text: str) -> list[Located]:
    """Each passage of a document in a copy of it, in the document's order."""
    spans = find(passages.values(), text)
    ordered = sorted(passages)
    chosen = _in_order(ordered, passages, spans)
    located = []
    for passage in ordered:
        span = chosen.get(passage)
        if span is not None:
            located.append(Located(passage, Finding.FOUND, span))
            continue
        between = _between(passage, chosen, text)
        finding = Finding.MISSING if between is None else Finding.CHANGED
        located.append(Located(passage, finding, between))
    return located


def _in_order(
    ordered: Sequence[Passage],
    passages: Mapping[Passage, Fingerprint],
    spans: Mapping[Fingerprint, list[tuple[int, int]]],
) -> dict[Passage, tuple[int, int]]:
    """One span a passage; of several, the one nearest to where its neighbours lead to expect it."""
    chosen: dict[Passage, tuple[int, int]] = {}
    for passage in ordered:
        found = spans.get(passages[passage], [])
        if len(found) == 1:
            chosen[passage] = found[0]
    for passage in ordered:
        found = spans.get(passages[passage], [])
        if len(found) > 1:
            expected = passage.start + _shift(passage, chosen)
            chosen[passage] = min(found, key=lambda span: abs(span[0] - expected))
    return chosen


def _shift(passage: Passage, chosen: Mapping[Passage, tuple[int, int]]) -> int:
    if not chosen:
        return 0
    nearest = min(chosen, key=lambda other: abs(other.start - passage.start))
    return chosen[nearest][0] - nearest.start


def _between(
    passage: Passage, chosen: Mapping[Passage, tuple[int, int]], text: str
) -> tuple[int, int] | None:
    """The words in a copy where a passage should stand, or None where its surroundings lack.

    A passage counts as changed when a neighbour that overlaps or precedes it within one
    passage's length is in the copy: then its place is known, and other words stand there.
    """
    near = [p for p in chosen if _distance(p, passage) <= LONGEST_PASSAGE]
    if not near:
        return None
    shift = _shift(passage, {p: chosen[p] for p in near})
    start, end = passage.start + shift, passage.end + shift
    inside = [word for word in words(text) if word.end > start and word.start < end]
    return (inside[0].start, inside[-1].end) if inside else None


def _distance(one: Passage, other: Passage) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def attach(
    project: Project, document: Document, passages: Mapping[Passage, Fingerprint], reading: Reading
) -> list[Located]:
    """Keep a copy of a document's text, in a folder that git ignores, and where its passages stand.

    Of a page the body is kept where it has as many passages as all that the page shows.
    Raises DocumentError where no passage at all is found, for then it is another text, and where
    the copy already kept has more of them; StoreError where the disk refuses.
    """
    text, located = _fullest(passages, reading)
    if not _found(located):
        raise DocumentError(
            f"no passage of {document.slug} is in this text ({len(located)} were sought)",
            place=reading.place,
            remedy="Attach a copy of the article itself; nothing was kept.",
        )
    spans = {
        f"{one.passage.start},{one.passage.end}": one.span
        for one in located
        if one.finding is Finding.FOUND and one.span is not None
    }
    sought = {f"{one.passage.start},{one.passage.end}" for one in located}
    before = len(sought & kept(project, document.slug).keys())
    if len(spans) < before:
        raise DocumentError(
            f"this text has {len(spans)} passages of {document.slug}, the copy kept has {before}",
            place=reading.place,
            remedy=f"Remove attached/{document.slug}.txt first to have this one instead; "
            "nothing was changed.",
        )
    for path, content in copy_of(project, document.slug, text, spans).items():
        _keep(path, content)
    return located


def copy_of(
    project: Project, slug: str, text: str, spans: Mapping[str, tuple[int, int]]
) -> dict[Path, str]:
    """The files that keep a copy of a document's text, and where its passages stand in it.

    `spans` are code points of the text by the offsets of each passage, `0,12`.
    """
    record = {"sha256": sha256_of(text), "passages": spans}
    return {
        project.attached / f"{slug}.txt": text,
        project.attached / f"{slug}.json": json.dumps(record, indent=1) + "\n",
    }


def _fullest(
    passages: Mapping[Passage, Fingerprint], reading: Reading
) -> tuple[str, list[Located]]:
    """Of a page the body or all that it shows, whichever has more passages, and these in it."""
    located = [(text, locate(passages, text)) for text in dict.fromkeys(reading.texts)]
    return max(located, key=lambda one: _found(one[1]))


def _found(located: Sequence[Located]) -> int:
    return sum(one.finding is Finding.FOUND for one in located)


def _keep(path: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises StoreError where the disk refuses.
    """
    draft = path.with_name(f".{path.name}.draft")
    try:
        path.parent.mkdir(exist_ok=True)
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise StoreError(
            f"the copy cannot be kept ({error.strerror})",
            place=str(path),
            remedy="Make room or give the right to write there, then attach it again.",
        ) from error


def skeleton(document: str, text: str, quoted: str) -> str:
    """TriG for a new passage: its name, fingerprint, and places for what it says.

    Raises DocumentError where the quoted words are not in the text, or in it several times, or
    are longer than a passage may be.
    """
    wanted = fingerprint(quoted)
    spans = find([wanted], text).get(wanted, []) if wanted.count else []
    if len(spans) != 1:
        raise DocumentError(
            "these words are not in the text"
            if not spans
            else f"these words stand in the text {len(spans)} times, at "
            + ", ".join(str(start) for start, _ in spans),
            place=document,
            remedy="Quote the words as the text has them, and enough of them to be there once.",
        )
    start, end = spans[0]
    if end - start > LONGEST_PASSAGE:
        raise DocumentError(
            f"the passage would have {end - start} characters, more than {LONGEST_PASSAGE}",
            place=document,
            remedy="Cut it to one clause.",
        )
    name = f"<#char={start},{end}>"
    return (
        f"{name} {{\n    # what the passage says, one triple a line\n}}\n\n{name}\n"
        f'    cmq:certainty certainty:stated ;\n    cmq:fingerprint "{wanted}" ;\n'
        f'    cmq:gloss ""@en ;\n.\n'
    )
