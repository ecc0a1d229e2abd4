"""Phrases looked up in a text word by word: as fast with ten thousand of them as with ten.

Why not spaCy's matchers is measured in `benchmarks/mentions.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from communique.extract.part import Part
from communique.extract.words import words

Meaning = TypeVar("Meaning")


class Hit(NamedTuple, Generic[Meaning]):
    """A phrase found: its words and characters, half-open, and what it means."""

    first: int
    """Index of its first word."""
    last: int
    """Index of its last word."""
    start: int
    end: int
    meaning: Meaning


class Phrasebook(Generic[Meaning]):
    """Phrases with their meanings; the longest that fits counts."""

    def __init__(self, phrases: Mapping[str, Meaning], *, exact: bool = False) -> None:
        """Take phrases, which stand for themselves only, or for capitals and small letters too."""
        self._exact = exact
        self._meanings = {self._form(phrase): meaning for phrase, meaning in phrases.items()}
        self._lengths: dict[str, dict[int, set[str]]] = {}
        """By first words: how many words phrases have, most first, and the last words of those."""
        forms = ([self._form(w.text) for w in words(one, 0, len(one))] for one in self._meanings)
        for parts in sorted(forms, key=len, reverse=True):
            lengths = self._lengths.setdefault(parts[0] if parts else "", {})
            lengths.setdefault(len(parts), set()).add(parts[-1] if parts else "")

    def __contains__(self, phrase: str) -> bool:
        return self._form(phrase) in self._meanings

    def find(self, part: Part) -> Iterator[Hit[Meaning]]:
        """The phrases in a part, in order; they do not overlap."""
        done = 0
        for index in part.indexes(self._lengths, exact=self._exact):
            hit = self.at(part, index) if index >= done else None
            if hit:
                done = hit.last + 1
                yield hit

    def at(self, part: Part, index: int) -> Hit[Meaning] | None:
        """The longest phrase that begins with a word of an part."""
        if not 0 <= index < len(part.words):
            return None
        first = part.words[index]
        lengths = self._lengths.get(first.text if self._exact else first.lower, {})
        for length, endings in lengths.items():
            last = index + length - 1
            if last >= len(part.words):
                continue
            ending = part.words[last]
            if (ending.text if self._exact else ending.lower) not in endings:
                continue
            end = ending.end
            for stop in (end + 1, end) if part.text[end : end + 1] == "." else (end,):
                meaning = self._meanings.get(self._form(part.text[first.start : stop]))
                if meaning is not None:
                    return Hit(index, last, first.start, stop, meaning)
        return None

    def _form(self, phrase: str) -> str:
        return phrase if self._exact else phrase.lower()
