"""Numbers and what they are of: sums of money, shares, counts of things."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Mention, Sort
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.counts import Counts
from communique.extract.mentions.currencies import Currencies
from communique.extract.mentions.numbers import Number, Numbers, times

_MOST = Decimal(10) ** 18
"""A sum above this is a slip or a jest."""
_PERCENT = re.compile(
    r"(?: ?%|-?(?: |-)?per ?cent(?:age points?)?)(?!\w)"
    r"(?P<gdp> of (?:its |their |the |national |gross )*(?:GDP|domestic product))?"
)
_CONVERTED = re.compile(
    r",? ?\([^()\d]{0,40}|, or [^()\d]{0,20}| or (?:about|some|around|roughly|nearly) [^()\d]{0,6}"
    r"|,? (?:which is|equivalent to|equal to|that is) [^()\d]{0,20}| / "
)
_RANGE = re.compile(r" ?(?:–|-|to) ?|-| and ")
_FURTHEST = 50
"""Characters between a sum and its conversion."""
_OVER = (Sort.DEMONYM, Sort.COUNTRY)
_COUNTED = (Sort.DEMONYM, Sort.COUNTRY, Sort.AGREEMENT, Sort.EVENT, Sort.POST)


class Figures:
    """Finds sums, shares, counts and other numbers."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._numbers = Numbers(lexicon)
        self._currencies = Currencies(lexicon)
        self._counts = Counts(lexicon)

    def find(self, chart: Chart) -> None:
        """Add sums of money, shares, counts and numbers to a chart."""
        numbers = [one for one in self._numbers.find(chart) if chart.at(one.start) is None]
        done = -1
        for number, following in zip_longest(numbers, numbers[1:]):
            if number.start <= done:
                continue
            if following and self._range(chart, number, following):
                done = following.start
            elif not (
                self._sum(chart, number) or _is_glued(chart, number) or self._share(chart, number)
            ):
                self._count(chart, number)
        _convert(chart)

    def _range(self, chart: Chart, low: Number, high: Number) -> bool:
        """Add two sums of which one is the least and the other the most."""
        gap = chart.text[low.end : high.start]
        left = self._currencies.of(chart, low)
        right = self._currencies.of(chart, high)
        gap = gap.removesuffix(chart.text[right.start : high.start]) if right else gap
        currency = right or left
        begin = left.start if left else low.start
        between = chart.text[max(0, begin - 8) : begin].lower().endswith(("between ", "from "))
        if not currency or not _RANGE.fullmatch(gap) or (" and " in gap and not between):
            return False
        if low.multiplier == 1 and high.multiplier != 1:
            low = low._replace(value=times(low.value, high.multiplier))
        spans = (left or low, right or high)
        for number, span, bound in zip((low, high), spans, ("at-least", "at-most"), strict=True):
            details = {**_value(number), "currency": currency.code, "bound": bound}
            chart.add(Sort.MONEY, span.start, span.end, details, over=_OVER)
        return True

    def _sum(self, chart: Chart, number: Number) -> bool:
        currency = self._currencies.of(chart, number)
        if not currency:
            return False
        start, bound = self._numbers.bound(chart.text, currency.start, currency.end)
        details = {**_value(number), "currency": currency.code, "bound": bound}
        return chart.add(Sort.MONEY, start, currency.end, details, over=_OVER) is not None

    def _share(self, chart: Chart, number: Number) -> bool:
        match = _PERCENT.match(chart.text, number.end)
        if not match:
            return False
        start, bound = self._numbers.bound(chart.text, number.start, match.end())
        details = {**_value(number), "bound": bound}
        if match["gdp"]:
            details["currency"] = "%GDP"
        sort = Sort.MONEY if match["gdp"] else Sort.PERCENT
        return chart.add(sort, start, match.end(), details) is not None

    def _count(self, chart: Chart, number: Number) -> None:
        counted = self._counts.details(chart, number)
        start, bound = self._numbers.bound(chart.text, number.start, number.end)
        details = {**_value(number), "bound": bound}
        if counted:
            details |= counted[1] | _inner(chart, number.end, counted[0])
            chart.add(Sort.COUNT, start, counted[0], details, over=_COUNTED)
        elif not number.words or number.multiplier > 1 or self._counts.is_of_pieces(chart, number):
            chart.add(Sort.NUMBER, start, number.end, details)


def _is_glued(chart: Chart, number: Number) -> bool:
    """Whether a letter stands right before a number: `P5`."""
    return number.start > 0 and chart.text[number.start - 1].isalpha()


def _inner(chart: Chart, start: int, end: int) -> dict[str, Any]:
    """The concept of the paper or event that is counted."""
    inside = chart.within(start, end)
    return next(({"concept": m.details["concept"]} for m in inside if "concept" in m.details), {})


def _value(number: Number) -> dict[str, Any]:
    """The value of a number; why it has none, where that is so."""
    if number.value is None or number.value > _MOST:
        return {"refused": "too large or too long"}
    return {"number": number.value}


def _convert(chart: Chart) -> None:
    """Mark sums that say the sum before in another currency."""
    before: Mention | None = None
    for one in chart.of(Sort.MONEY):
        if before and one.start - before.end < _FURTHEST:
            gap = chart.text[before.end : one.start]
            if _CONVERTED.fullmatch(gap) and one.details["currency"] != before.details["currency"]:
                chart.replace(one, {**one.details, "conversion_of": before.start})
                continue
        before = one
