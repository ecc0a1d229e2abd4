"""Fields of ministries and posts: `Defence`, `Trade, Industry and Energy`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.extract.lexicon import Lexicon
from communique.extract.part import Part
from communique.extract.patterns import spelled

_OF = re.compile(r" (?:of|for)(?: the)? | on (?=[A-Z])")
_NAMED = re.compile(r",? (?=[A-Z])")
_FOR = re.compile(r" for (?:the )?")
_AND = re.compile(r",? (?:and|&) ")
_BEFORE_FIELDS = ("secretary", "cs")
"""Titles that a field follows without `of`."""
_LONGEST = 12
"""Words of a field."""


class Fields:
    """Reads fields before and after a title or the word `ministry`."""

    def __init__(self, lexicon: Lexicon, heads: Iterable[str]) -> None:
        """Take the words that fields belong to, so that no field runs into the next title."""
        phrases = spelled(lexicon.lists["fields"]["field-words"], lexicon.spellings)
        self.words = frozenset(word for phrase in phrases for word in phrase.split())
        kinds = lexicon.lists["organizations"]["heads"].values()
        generic = {word for phrases in kinds for phrase in phrases for word in phrase.split()}
        generic -= self.words | {"of", "the", "and", "for"}
        self._heads = frozenset((*heads, *generic, "ministry", "ministries"))

    def before(self, part: Part, index: int) -> int:
        """Index of the first word of the field before a word; that word's where there is none."""
        words, first = part.words, index
        while first > 0 and index - first < _LONGEST and part.gap(first - 1) in (" ", "-"):
            word = words[first - 1]
            if self._is_field(part, first - 1, words[index].capital):
                first -= 1
            elif word.lower == "and" and 1 < first < index and part.gap(first - 2) == " ":
                belongs = first > 2 and words[first - 3].lower in ("of", "for")
                if belongs or not self._is_field(part, first - 2, words[first].capital):
                    break
                first -= 2
            else:
                break
        return first

    def after(self, part: Part, index: int) -> tuple[int, int] | None:
        """First and last word of the field after `of` or `for` that follows a word."""
        of = _OF.match(part.text, part.words[index].end)
        if not of and part.words[index].lower in _BEFORE_FIELDS:
            of = _NAMED.match(part.text, part.words[index].end)
        field = self.at(part, part.word_at(of.end())) if of else None
        more = _FOR.match(part.text, part.words[field[1]].end) if field else None
        longer = self.at(part, part.word_at(more.end())) if more else None
        return (field[0], longer[1]) if field and longer else field

    def at(self, part: Part, first: int) -> tuple[int, int] | None:
        """First and last word of the field that begins with a word: items of a list, or one."""
        if first >= len(part.words):
            return None
        capital = part.words[first].capital
        last = self._item(part, first, capital)
        if last is None:
            return None
        safe = last
        while last is not None and last + 1 < len(part.words):
            gap = part.gap(last)
            joint = _AND.match(part.text, part.words[last].end)
            if joint:
                following = self._item(part, part.word_at(joint.end()), capital)
                if following is None:
                    break
                last = safe = following
            elif gap == ", ":
                last = self._item(part, last + 1, capital)
            else:
                break
        return first, safe

    def _item(self, part: Part, first: int, capital: bool) -> int | None:
        """Index of the last word of an item; None where none begins or it belongs to a title."""
        last = first
        while last < len(part.words) and self._is_field(part, last, capital):
            last += 1
            joined = last < len(part.words) and part.gap(last - 1) in (" ", "-")
            if not joined or last - first == _LONGEST:
                break
        if last == first:
            return None
        runs_on = last < len(part.words) and part.gap(last - 1) in (" ", "-")
        if runs_on and part.words[last].lower in self._heads:
            return None
        return last - 1

    def _is_field(self, part: Part, index: int, capital: bool) -> bool:
        if not 0 <= index < len(part.words):
            return False
        word = part.words[index]
        parts = word.lower.split("-")
        return word.capital >= capital and (
            word.lower in self.words or all(part in self.words for part in parts)
        )
