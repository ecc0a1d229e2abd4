"""Where sentences of a text begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from communique.extract.patterns import UPPER
from communique.extract.typography import (
    ABBREVIATIONS,
    BULLET,
    DATELINE,
    FINAL_ABBREVIATIONS,
    OPENER,
)

_BLOCK = re.compile(r"[^\n]+")
_END = re.compile(rf"[.!?…]+[\"')\]]*(?=\s+[\"'(\[–-]*[{UPPER}\d]|\s*\Z)")
_INITIAL = re.compile(rf"(?:\A|[\s(\"'.-])[{UPPER}]\Z")
_LONGEST = 2_000
"""Characters of a sentence; a longer one is cut."""
_SHORT = 200
"""Characters of a heading at most."""
_SHORTEST = 60
"""Characters of a paragraph that begins with where it comes from."""
_STOPS = ".!?…:;\"'"


class Sentence(NamedTuple):
    """A sentence, or a line that is none; in code points of the view, half-open."""

    start: int
    end: int
    block: int
    """Number of its paragraph."""
    heading: bool = False
    """Whether it is a line without a full stop, such as a title."""
    aside: bool = False
    """Whether it is no sentence of the article: a caption, a menu, a link."""


def sentences(text: str, aside: Iterable[tuple[int, int]] = ()) -> Iterator[Sentence]:
    """The sentences of a text, in order; those in a span that is set aside are marked.

    What tells at the beginning of a paragraph where and from whom it comes is set aside, and the
    mark of an item of a list belongs to no sentence. None is longer than 2,000 characters; a longer
    one is cut at a semicolon, a comma or a blank.
    """
    spans = sorted(aside)
    starts = [start for start, _ in spans]
    for number, block in enumerate(_BLOCK.finditer(text)):
        begin = _begin(text, *block.span())
        told = _told(text, begin, block.end())
        if told > begin:
            yield Sentence(*next(_stripped(text, begin, told)), number, aside=True)
        found = [piece for one in _cut(text, told, block.end()) for piece in _bounded(text, *one)]
        heading = len(found) == 1 and _is_heading(block[0].strip())
        for start, end in found:
            last = bisect_left(starts, end) - 1
            apart = last >= 0 and start < spans[last][1]
            yield Sentence(start, end, number, heading, apart)


def _begin(text: str, start: int, end: int) -> int:
    """Where a paragraph's words begin, behind the mark of an item of a list."""
    bullet = BULLET.match(text, start, end)
    return bullet.end() if bullet and bullet.end() < end else start


def _told(text: str, start: int, end: int) -> int:
    """Where a paragraph goes on that first tells where and from whom it comes; else its start."""
    if end - start < _SHORTEST or _is_heading(text[start:end].strip()):
        return start
    dateline = DATELINE.match(text, start, end)
    return dateline.end() if dateline and dateline.end() < end else start


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and _goes_on(text, begin, match):
            continue
        yield from _stripped(text, begin, match.end())
        begin = match.end()
    yield from _stripped(text, begin, end)


def _goes_on(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether a full stop is that of an abbreviation or an initial."""
    if match[0][0] != ".":
        return False
    before = text[max(begin, match.start() - 20) : match.start()]
    if _INITIAL.search(before):
        return not OPENER.match(text, match.end()) or len(before) < 3
    word = before.split()[-1].lower().lstrip("(\"'") if before.split() else ""
    if word not in ABBREVIATIONS:
        return False
    return not (word in FINAL_ABBREVIATIONS and OPENER.match(text, match.end()))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        window = text[start : start + _LONGEST]
        cuts = (window.rfind(mark) for mark in (";", ",", " "))
        cut = next((at for at in cuts if at > _LONGEST // 2), _LONGEST - 1) + 1
        yield from _stripped(text, start, start + cut)
        start += cut
    yield from _stripped(text, start, end)


def _is_heading(line: str) -> bool:
    return len(line) <= _SHORT and line[-1:] not in _STOPS
