"""Windows of a long article: paragraphs as many as a question holds, each window with overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.extract.llm.source import Stretch

SIZE = 6_000
"""Characters of a window at most."""
OVERLAP = 1_000
"""Characters of the window before with which a window begins, at most and in whole paragraphs."""
_PARAGRAPH = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?][\"')\]]*\s+")


def windows(text: str, size: int = SIZE, overlap: int = OVERLAP) -> list[Stretch]:
    r"""Stretches of a text that together hold all its words, none longer than `size`.

    >>> windows("One paragraph.\n\nAnother one.", size=20, overlap=5)
    [(0, 14), (16, 28)]
    """
    found: list[Stretch] = []
    held: list[Stretch] = []
    for piece in _pieces(text, size):
        if held and piece[1] - held[0][0] > size:
            found.append((held[0][0], held[-1][1]))
            held = _kept(held, piece, size, overlap)
        held.append(piece)
    return [*found, (held[0][0], held[-1][1])] if held else found


def _kept(held: list[Stretch], piece: Stretch, size: int, overlap: int) -> list[Stretch]:
    """The last paragraphs of a window, as far as the next one may begin with them."""
    room = min(overlap, size - (piece[1] - piece[0]))
    return [one for one in held if held[-1][1] - one[0] <= room and piece[1] - one[0] <= size]


def _pieces(text: str, size: int) -> Iterator[Stretch]:
    """Paragraphs; one that is too long is cut at the end of a sentence, else at a blank."""
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span() if match[0].strip() else (0, 0)
        while end - start > size:
            cut = _cut(text, start, start + size)
            yield start, cut
            start = cut
        if start < end:
            yield start, end


def _cut(text: str, start: int, end: int) -> int:
    """Where a stretch is best cut, at its end at the latest and not in its first half."""
    half = start + (end - start) // 2
    ends = [match.end() for match in _END.finditer(text, half, end)]
    return ends[-1] if ends else max(text.rfind(" ", half, end) + 1, 0) or end
