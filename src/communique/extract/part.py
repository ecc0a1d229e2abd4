"""A part of an article, small enough to hold all its words: of most articles, the whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from communique.extract.words import Word, words

_LARGEST = 100_000
"""Characters of a part."""


@dataclass(frozen=True)
class Part:
    """A stretch of a text with its words; offsets are those of the text, half-open."""

    text: str
    """The whole text."""
    start: int
    end: int

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words of the part in order."""
        return tuple(words(self.text, self.start, self.end))

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """Where each word stands among the words, by the word in small letters."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            found.setdefault(word.lower, []).append(at)
        return found

    @cached_property
    def spelled(self) -> dict[str, list[int]]:
        """The same by the word as it is written."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            found.setdefault(word.text, []).append(at)
        return found

    def indexes(self, wanted: Collection[str], *, exact: bool = False) -> list[int]:
        """Where some words stand among the words, in order."""
        index = self.spelled if exact else self.index
        few, many = (wanted, index) if len(wanted) < len(index) else (index, wanted)
        return sorted(at for word in few if word in many for at in index[word])

    @cached_property
    def figures(self) -> list[int]:
        """Where words stand that begin with a digit, in order."""
        return [at for at, word in enumerate(self.words) if word.text[0].isdecimal()]

    @cached_property
    def mixed(self) -> list[int]:
        """Where words stand that begin with a letter and hold a digit or a mark, in order."""
        return [
            at
            for at, word in enumerate(self.words)
            if not (word.text.isalpha() or word.text[0].isdecimal())
        ]

    def gap(self, index: int) -> str:
        """What stands between a word and the one after it."""
        return self.text[self.words[index].end : self.words[index + 1].start]

    def word_at(self, offset: int) -> int:
        """Index of the first word that begins at an offset or after it."""
        return bisect_left(self._starts, offset)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]


def parts(text: str) -> Iterator[Part]:
    """The parts of a text, cut at ends of lines where there are any, else at blanks."""
    start = 0
    while len(text) - start > _LARGEST:
        end = start + _LARGEST
        cuts = (text.rfind(mark, start + _LARGEST // 2, end) + 1 for mark in ("\n", " "))
        end = next((cut for cut in cuts if cut), end)
        yield Part(text, start, end)
        start = end
    yield Part(text, start, len(text))
