"""Which patterns may match in a sentence: an index by the keys that they need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from communique.extract.relations.keys import Keys, keys_of
from communique.extract.relations.patterns import Pattern

_NONE = ""


class Entry(NamedTuple):
    """A pattern: the number of its row, its own in the row, and the sets of keys that it needs."""

    row: int
    place: int
    needs: int
    """A bit for each set."""


class Index:
    """Rows of patterns, each pattern under the keys of the rarest set that it needs."""

    def __init__(self, rows: Iterable[Sequence[Pattern]]) -> None:
        self._entries: dict[str, list[Entry]] = {_NONE: []}
        self._bits: dict[str, int] = {_NONE: 0}
        """For each key the sets that it is in."""
        numbers: dict[Keys, int] = {}
        for row, patterns in enumerate(rows):
            for place, pattern in enumerate(patterns):
                needed = keys_of(pattern)
                bits = (1 << numbers.setdefault(keys, len(numbers)) for keys in needed)
                entry = Entry(row, place, reduce(or_, bits, 0))
                for key in needed[0] if needed else (_NONE,):
                    self._entries.setdefault(key, []).append(entry)
        for keys, number in numbers.items():
            for key in keys:
                self._bits[key] = self._bits.get(key, 0) | 1 << number

    def likely(self, keys: Keys) -> list[Entry]:
        """The patterns for which a sentence has a key of each set that they need, in order."""
        there = [_NONE, *(key for key in keys if key in self._bits)]
        met = reduce(or_, map(self._bits.__getitem__, there))
        tried = {entry for key in there for entry in self._entries.get(key, ())}
        return sorted(entry for entry in tried if entry.needs & met == entry.needs)
