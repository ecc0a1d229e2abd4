"""Fingerprints: a passage is found again in any copy of its article, without its words.

A fingerprint is the number of a passage's words and the SHA-256 of the words joined by single
spaces. Words are maximal runs of letters, marks and numbers after NFKC and case folding, so
that line breaks, apostrophes, dashes and quotation marks do not matter.
Unicode normalisation: https://www.unicode.org/reports/tr15/.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_WRAPPED = re.compile(r"(?<=\w)[-\u2010\u2011]\s*\n\s*(?=\w)")
"""A word broken at the end of a line."""
_APOSTROPHES = frozenset("\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\ua78c")
"""Letters by their Unicode category that are set as apostrophes."""


class Word(NamedTuple):
    """A folded word and where it stands in the text, in code points, half-open."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The number of a passage's words and their hash."""

    count: int
    digest: str

    @classmethod
    def parse(cls, text: str) -> Fingerprint | None:
        """The fingerprint that a literal writes, or None where it writes none."""
        match = re.fullmatch(r"(\d+) ([0-9a-f]{64})", text)
        return cls(int(match[1]), match[2]) if match else None

    def __str__(self) -> str:
        return f"{self.count} {self.digest}"


def words(text: str) -> list[Word]:
    """Folded words of a text, in order.

    >>> [word.text for word in words("Ukraine\u2019s  DEFENCE-industry")]
    ['ukraine', 's', 'defence', 'industry']
    """
    found: list[Word] = []
    current: list[str] = []
    start = 0
    for offset, character in enumerate(text):
        category = unicodedata.category(character)
        if category == "Cf":
            continue
        if category[0] in "LMN" and character not in _APOSTROPHES:
            start = start if current else offset
            current.append(character)
            end = offset + 1
        elif current:
            found += _folded("".join(current), start, end)
            current = []
    if current:
        found += _folded("".join(current), start, end)
    return found


def _folded(run: str, start: int, end: int) -> list[Word]:
    folded = unicodedata.normalize("NFKC", run).casefold()
    parts = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in folded).split()
    return [Word(part, start, end) for part in parts]


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a passage's words."""
    return _fingerprint([word.text for word in words(text)])


def find(wanted: Iterable[Fingerprint], text: str) -> dict[Fingerprint, list[tuple[int, int]]]:
    """Where passages stand in a text: each fingerprint's spans, in code points, half-open.

    Words that a line break divides are tried joined as well.
    """
    missing = set(wanted)
    found: dict[Fingerprint, list[tuple[int, int]]] = {}
    for candidate in (words(text), _joined(text)):
        spans = _spans(missing, candidate)
        found |= spans
        missing -= set(spans)
    return found


def _spans(
    wanted: set[Fingerprint], sequence: Sequence[Word]
) -> dict[Fingerprint, list[tuple[int, int]]]:
    found: dict[Fingerprint, list[tuple[int, int]]] = {}
    texts = [word.text for word in sequence]
    for count in {print_.count for print_ in wanted if print_.count}:
        digests = {print_.digest for print_ in wanted if print_.count == count}
        for first in range(len(texts) - count + 1):
            print_ = _fingerprint(texts[first : first + count])
            if print_.digest in digests:
                span = (sequence[first].start, sequence[first + count - 1].end)
                found.setdefault(print_, []).append(span)
    return found


def _joined(text: str) -> list[Word]:
    """Words with those that a hyphen and a line break divide made one again."""
    breaks = {match.start(): match.end() for match in _WRAPPED.finditer(text)}
    if not breaks:
        return []
    result: list[Word] = []
    for word in words(text):
        previous = result[-1] if result else None
        if previous is not None and breaks.get(previous.end) == word.start:
            result[-1] = Word(previous.text + word.text, previous.start, word.end)
        else:
            result.append(word)
    return result


def _fingerprint(texts: Sequence[str]) -> Fingerprint:
    digest = hashlib.sha256(" ".join(texts).encode()).hexdigest()
    return Fingerprint(len(texts), digest)
