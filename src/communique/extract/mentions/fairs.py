"""Fairs and gatherings that come again under one name: `Eurosatory 2024`, `12th DefExpo`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Sort
from communique.extract.mentions.chart import Chart
from communique.extract.phrasebook import Phrasebook

YEAR = re.compile(r" (?:19|20)\d\d(?![\d%]|[.,]\d)")
"""The year behind a name."""
_DATED = re.compile(r"(.+?)[-'](?:(?:19|20)\d\d|\d\d)")
_ORDINAL = re.compile(
    r"(?:\d{1,3}(?:st|nd|rd|th)|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth) \Z"
)
_LONGEST_ORDINAL = 8
_OVER = (Sort.COUNTRY, Sort.DEMONYM, Sort.CAPITAL, Sort.PLACE, Sort.ORGANIZATION, Sort.POST)


class Fair(NamedTuple):
    """A name of a fair, with the ordinal before it and the year behind it."""

    start: int
    end: int
    concept: str
    """With its scheme: `event-kind:exhibition`."""
    series: str
    """The name without ordinal and year."""


class Fairs:
    """Finds names of fairs."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists["events"]
        self._yearly = {
            name: f"event-kind:{concept}"
            for concept, names in lists["yearly"].items()
            for name in names
        }
        self._names = self._yearly | {
            name: f"event-kind:{concept}"
            for concept, names in lists["recurrent"].items()
            for name in names
        }
        self._book = Phrasebook(self._names, exact=True)

    def find(self, chart: Chart) -> Iterator[Fair]:
        """The fairs that a text names, in no order; nothing is added to the chart."""
        for hit in self._book.find(chart.part):
            year = YEAR.match(chart.text, hit.end)
            dated = year and chart.at(year.start() + 1) is None
            if dated or hit.meaning is not self._yearly.get(chart.text[hit.start : hit.end]):
                end = year.end() if year and dated else hit.end
                name = chart.text[hit.start : hit.end]
                if _is_free(chart, hit.start, end):
                    yield Fair(_left(chart, hit.start), end, hit.meaning, name)
        for index in chart.part.mixed:
            word = chart.words[index]
            parts = _DATED.fullmatch(word.text)
            series = parts[1] if parts else ""
            if series in self._names and _is_free(chart, word.start, word.end):
                yield Fair(_left(chart, word.start), word.end, self._names[series], series)


def _left(chart: Chart, start: int) -> int:
    """Where the ordinal before an offset begins; the offset where there is none."""
    ordinal = _ORDINAL.search(chart.text, max(0, start - _LONGEST_ORDINAL), start)
    return ordinal.start() if ordinal else start


def _is_free(chart: Chart, start: int, end: int) -> bool:
    """Whether nothing stands in a span that is more than a part of a name."""
    return all(one.sort in _OVER for one in chart.within(start, end))
