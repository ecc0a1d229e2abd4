"""A text normalised for matching, with an exact map back to the stored text.

Rules look for words, not for typography: the view has one apostrophe, one hyphen and one dash, no
soft hyphens, no line breaks inside sentences, and leaves out what is no sentence of the article.
The stored text stays as it is; every span of the view is a span of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from communique.reading.characters import characters
from communique.reading.masks import masks
from communique.reading.spacing import spacing


class Edit(NamedTuple):
    """A span of the stored text, and what stands for it in the view; nothing where it is masked.

    An empty span is a place where the view has something more.
    """

    start: int
    end: int
    text: str


class View:
    """A normalised text; offsets of the view and of the stored text lead to one another."""

    def __init__(self, stored: str, edits: Iterable[Edit]) -> None:
        """Apply edits, which do not overlap, to a stored text."""
        self._edits = sorted(edits)
        self._starts: list[int] = []
        """For each edit, where it begins in the view."""
        parts: list[str] = []
        length = done = 0
        for edit in self._edits:
            parts += (stored[done : edit.start], edit.text)
            length += edit.start - done
            self._starts.append(length)
            length += len(edit.text)
            done = edit.end
        parts.append(stored[done:])
        self.text = "".join(parts)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the stored text that a span of the view stands for.

        What stands for several characters stands for all of them; an empty span of the view is an
        empty one of the stored text. Offsets are code points, half-open. Raises ValueError where
        they are no span of the view.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"{start}–{end} is no span of a view of {len(self.text)} characters")
        first = self._stored(start)[0]
        return (first, self._stored(end - 1)[1]) if end > start else (first, first)

    def _stored(self, offset: int) -> tuple[int, int]:
        """The span of the stored text for which the character at an offset of the view stands."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset, offset + 1
        edit = self._edits[index]
        beyond = offset - self._starts[index] - len(edit.text)
        if beyond < 0:
            return edit.start, edit.end
        return edit.end + beyond, edit.end + beyond + 1


def view_of(stored: str, title: str = "") -> View:
    r"""The view of a stored text; with the article's title, lines that repeat it are masked.

    >>> view = view_of("Ruritania’s minis-\nter signed.")
    >>> view.text
    "Ruritania's minister signed."
    >>> view.span(view.text.index("minister"), view.text.index(" signed"))
    (12, 22)
    """
    edits: list[Edit] = []
    for layer in (masks(stored, title), spacing(stored), characters(stored)):
        edits += _beside(edits, (Edit(*one) for one in layer))
        edits.sort()
    return View(stored, edits)


def _beside(kept: list[Edit], edits: Iterable[Edit]) -> list[Edit]:
    """Those edits that touch none of the edits kept, nor one another."""
    starts = [edit.start for edit in kept]
    found: list[Edit] = []
    done = 0
    for edit in sorted(edits):
        index = bisect_left(starts, edit.end)
        before = kept[index - 1].end if index else 0
        same = index < len(kept) and kept[index].start == edit.start
        if edit.start >= max(done, before) and not same:
            found.append(edit)
            done = edit.end
    return found
