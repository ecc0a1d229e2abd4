"""Currencies beside numbers, by their codes, signs and names."""

from __future__ import annotations

import re
from typing import NamedTuple

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Sort
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.numbers import Number
from communique.extract.patterns import alternation

_NATIONAL = (Sort.COUNTRY, Sort.DEMONYM, Sort.CAPITAL, Sort.ORGANIZATION)
"""What tells a country: also a body of state, by its name."""

_LARGE = 1000
"""What a number is at least before which a single letter stands for a currency."""


class Currency(NamedTuple):
    """A currency beside a number."""

    code: str
    """ISO 4217; empty where several countries share its name, and none of them is named."""
    start: int
    """The span of the number with the currency."""
    end: int


class Currencies:
    """Reads the currency of a number."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists["money"]
        own: dict[str, dict[str, list[str]]] = lists["currencies"]
        self._codes = {code.lower(): code for code in lexicon.currencies}
        self._codes |= {
            word.lower(): code for code, words in lexicon.currencies.items() for word in words
        }
        self._shared: dict[str, dict[str, str]] = {**lists["shared"], **lists["local"]}
        self._local = frozenset(lists["local"])
        signs = [sign for row in own.values() for sign in row.get("signs", ())]
        names = [name for row in own.values() for name in row.get("names", ())]
        codes = "|".join(sorted(lexicon.currencies))
        before = _joined([*signs, *self._local])
        after = _joined([sign for sign in signs if not sign[-1].isalpha()])
        self._before = re.compile(rf"(?<![^\W\d])({before}|{codes}) ?\Z")
        named = alternation([*names, *lists["shared"]])
        self._after = re.compile(rf" ?({after})|(?: of)?[ -]({named}|(?:{codes})(?!\w))")

    def of(self, chart: Chart, number: Number) -> Currency | None:
        """The currency that stands before or after a number."""
        before = self._before.search(chart.text, max(0, number.start - 6), number.start)
        if before and (before[1] not in self._local or self._is_sum(chart, before[1], number)):
            code = self._codes.get(before[1].lower()) or self._national(chart, number, before[1])
            return Currency(code, before.start(), number.end)
        after = self._after.match(chart.text, number.end)
        if not after:
            return None
        word = (after[1] or after[2]).lower()
        code = self._codes.get(word) or self._national(chart, number, word)
        return Currency(code, number.start, after.end())

    def _is_sum(self, chart: Chart, sign: str, number: Number) -> bool:
        """Whether a sign of several meanings makes a sum of a number."""
        large = len(sign) > 1 or not sign.isalpha() or (number.value or 0) >= _LARGE
        return large and bool(self._national(chart, number, sign))

    def _national(self, chart: Chart, number: Number, word: str) -> str:
        """Which of the currencies of one name is meant, by the countries a text names before."""
        shared = self._shared[word]
        named = [one for one in chart.of(*_NATIONAL) if one.details.get("country") in shared]
        before = [one for one in named if one.start < number.start] or named
        return shared[before[-1].details["country"]] if before else shared.get("", "")


def _joined(signs: list[str]) -> str:
    return "|".join(map(re.escape, sorted(signs, key=len, reverse=True)))
