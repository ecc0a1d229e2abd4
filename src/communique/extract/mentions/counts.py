"""Counts: a number with a noun of what is counted, `63 Ukrainian companies`."""

from __future__ import annotations

import re
from typing import Any

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Sort
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.nominals import determined, plurals
from communique.extract.mentions.numbers import Number
from communique.extract.patterns import spelled
from communique.extract.phrasebook import Phrasebook

_FURTHEST = 6
"""Words between a number and its noun."""
_NEXT = 4
"""Words behind a number among which a piece is looked for."""
_CLOSE = frozenset({" ", "-"})
_LEADING = frozenset({"of", "for", "on", "in", "to", "with", "and", "or", "the", "a", "an"})
"""Words that lead from what is counted to something else."""
_NATIONAL = (Sort.COUNTRY, Sort.DEMONYM)
_SHARED = re.compile(r" and (?=\d+ [A-Z])")
_PASSED = re.compile(r",? (?:and )?|-")


class Counts:
    """Reads what a number counts."""

    def __init__(self, lexicon: Lexicon) -> None:
        nouns: dict[str, str] = {}
        for noun, concept in lexicon.concepts("counted").items():
            nouns[noun.lower().removesuffix(" signed")] = f"counted:{concept}"
        for concept, more in lexicon.lists["numbers"]["counted"].items():
            for noun in more:
                for form in (noun.lower(), *plurals(noun.lower())):
                    nouns.setdefault(form, f"counted:{concept}")
        self._book = Phrasebook(nouns)
        pieces = [piece.lower() for piece in lexicon.lists["numbers"]["pieces"]]
        self._pieces = frozenset(word for piece in pieces for word in (piece, *plurals(piece)))
        passed = lexicon.lists["numbers"]["passed"]
        fields = lexicon.lists["fields"]["field-words"]
        paired = spelled(lexicon.lists["numbers"]["paired"], lexicon.spellings)
        self._paired = re.compile(rf" (?:and|or|&) (?:{'|'.join(map(re.escape, paired))})\b")
        phrases = spelled([*passed, *fields], lexicon.spellings)
        self._passed = frozenset(word for phrase in phrases for word in re.split("[ -]", phrase))

    def details(self, chart: Chart, number: Number) -> tuple[int, dict[str, Any]] | None:
        """Where a count ends, and its details; None where nothing known is counted."""
        part, index = chart.part, chart.part.word_at(number.end)
        country = ""
        for at in range(index, min(index + _FURTHEST, len(chart.words))):
            if at and not _PASSED.fullmatch(part.gap(at - 1)) and part.gap(at - 1) != " of the ":
                return None
            hit = self._book.at(part, at)
            if hit:
                found: dict[str, Any] = {
                    "counted": hit.meaning,
                    "what": chart.text[chart.words[index].start : hit.end],
                }
                found |= determined(chart, number.start)
                pair = self._paired.match(chart.text, hit.end)
                end = pair.end() if pair else hit.end
                return end, found | ({"country": country} if country else {})
            there = chart.at(chart.words[at].start)
            if there and there.sort in _NATIONAL:
                country = there.details["country"]
                shared = self._shared(chart, at) if there.sort is Sort.DEMONYM else ""
                if shared:
                    return there.end, {"counted": shared, "what": shared, "country": country}
            elif there or not self._passes(chart.words[at].lower):
                return None
        return None

    def _shared(self, chart: Chart, at: int) -> str:
        """What is counted where a noun comes with the next number: `33 Belgian and 8 Irish firms`.

        Empty where none does.
        """
        match = _SHARED.match(chart.text, chart.words[at].end)
        if not match:
            return ""
        first = chart.part.word_at(match.end())
        for index in range(first, min(first + _NEXT, len(chart.words))):
            hit = self._book.at(chart.part, index)
            if hit:
                return hit.meaning
        return ""

    def is_of_pieces(self, chart: Chart, number: Number) -> bool:
        """Whether a number counts what is delivered in pieces: `six new frigates`."""
        index = chart.part.word_at(number.end)
        for at in range(index, min(index + _NEXT, len(chart.words))):
            word = chart.words[at].lower
            if chart.part.gap(at - 1) not in _CLOSE or word in _LEADING:
                return False
            if word in self._pieces:
                return True
        return False

    def _passes(self, word: str) -> bool:
        return all(part in self._passed for part in word.split("-"))
