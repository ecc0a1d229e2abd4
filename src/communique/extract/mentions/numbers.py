"""Numbers in digits and words, their multipliers, and the words that bound them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from communique.extract.lexicon import Lexicon
from communique.extract.mentions.chart import Chart
from communique.extract.patterns import alternation
from communique.extract.words import Word

_DIGITS = re.compile(r"\d{1,3}(?: \d{3})+(?![\d.,]*\d)|\d+(?:[.,]\d+)*(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?")
_COMMA = re.compile(r"\d+,\d{1,2}")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_LONGEST = 30
"""Digits of a number that is read."""
_WINDOW = 30
"""Characters before a number in which words bound it."""


class Number(NamedTuple):
    """A number as a text gives it."""

    start: int
    end: int
    """With its multiplier."""
    value: Decimal | None
    """In full; None where it is too long to be one."""
    multiplier: Decimal
    """1 where no word multiplies it."""
    words: bool = False
    """Whether it is written in words."""


class Numbers:
    """Reads numbers."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists["numbers"]
        self._cardinals = {word: Decimal(value) for word, value in lists["cardinals"].items()}
        self._fractions = {word: Decimal(str(value)) for word, value in lists["fractions"].items()}
        self._first = frozenset(word.split()[0] for word in (*self._cardinals, *self._fractions))
        self._multipliers = {
            word: Decimal(int(value))
            for value, words in lexicon.lists["money"]["multipliers"].items()
            for word in words
        }
        words = "|".join(sorted(map(re.escape, self._multipliers), key=len, reverse=True))
        self._multiplier = re.compile(rf"[ -]?({words})(?!\w)(?:-(?=\w))?")
        self._worded = re.compile(alternation({**self._cardinals, **self._fractions}))
        self._bounds = dict(lexicon.concepts("bound"))
        for concept, more in lists["bounds"].items():
            self._bounds |= dict.fromkeys(more, concept)
        bounds = alternation(self._bounds)
        self._before = re.compile(rf"(?![Uu]nder (?:a|the) ?\Z)({bounds}|[~≈])(?: a| the)? ?\Z")
        money = lexicon.lists["money"]
        signs = [sign for row in money["currencies"].values() for sign in row.get("signs", ())]
        letters = [
            sign for sign in (*signs, *money["local"], *lexicon.currencies) if sign.isalpha()
        ]
        self._sign = re.compile("|".join(sorted(letters, key=len, reverse=True)))
        self._after = re.compile(r",? (or (?:more|less|so))\b|(\+)")

    def find(self, chart: Chart) -> Iterator[Number]:
        """The numbers of an article, in order."""
        done = 0
        words = [chart.words[at] for at in (*chart.part.figures, *chart.part.indexes(self._first))]
        words += filter(None, (self._unsigned(chart.words[at]) for at in chart.part.mixed))
        for word in sorted(words):
            if word.start < done:
                continue
            number = self._read(chart.text, word)
            if number:
                done = number.end
                yield number

    def _unsigned(self, word: Word) -> Word | None:
        """The digits of a word behind the letters of a currency: those of `RM10`."""
        sign = self._sign.match(word.text)
        if not sign or not word.text[sign.end() : sign.end() + 1].isdecimal():
            return None
        return word._replace(start=word.start + sign.end(), text=word.text[sign.end() :])

    def bound(self, text: str, start: int, end: int) -> tuple[int, str]:
        """Where the words that bound a span begin, and the concept of the scheme `bound`."""
        begin = max(0, start - _WINDOW)
        match = self._before.search(text, begin, start)
        if match:
            return match.start(), self._bounds[match[1].lower()]
        after = self._after.match(text, end)
        return start, self._bounds[(after[1] or "or more").lower()] if after else "exact"

    def _read(self, text: str, word: Word) -> Number | None:
        if word.text[0].isdecimal():
            digits = _DIGITS.match(text, word.start)
            if not digits or (digits.end() < word.end and text[digits.end()].isdecimal()):
                return None
            number = self._multiplied(text, word.start, digits.end(), decimal(digits[0]))
            joined = text[number.end : number.end + 1].isalpha()
            return None if joined else number
        match = self._worded.match(text, word.start)
        if not match:
            return None
        form = match[0].lower()
        value = self._cardinals.get(form, self._fractions.get(form))
        number = self._multiplied(text, word.start, match.end(), value)
        if form in self._fractions and number.multiplier == 1:
            return None
        return number._replace(words=True)

    def _multiplied(self, text: str, start: int, end: int, value: Decimal | None) -> Number:
        match = self._multiplier.match(text, end)
        if not match:
            return Number(start, end, value, Decimal(1))
        factor = self._multipliers[match[1]]
        again = self._multiplier.match(text, match.end(1))
        if again and factor < self._multipliers[again[1]]:
            factor, match = factor * self._multipliers[again[1]], again
        return Number(start, match.end(1), times(value, factor), factor)


def times(value: Decimal | None, factor: Decimal) -> Decimal | None:
    """A product without zeros after the point and without an exponent."""
    if value is None:
        return None
    product = value * factor
    return product.quantize(Decimal(1)) if product == product.to_integral() else product.normalize()


def decimal(digits: str) -> Decimal | None:
    """A number in digits, whose commas separate thousands or stand for the point.

    >>> decimal("64,000"), decimal("2.5"), decimal("4,2"), decimal("12,34,567")
    (Decimal('64000'), Decimal('2.5'), Decimal('4.2'), Decimal('1234567'))
    """
    if len(digits) > _LONGEST:
        return None
    digits = digits.replace(" ", "")
    if _COMMA.fullmatch(digits):
        digits = digits.replace(",", ".")
    elif _POINTS.fullmatch(digits):
        digits = digits.replace(".", "")
    elif not _GROUPED.fullmatch(digits):
        return None
    try:
        return Decimal(digits.replace(",", ""))
    except InvalidOperation:
        return None
