"""Initiatives: names in quotation marks or with capitals, beside a word such as `initiative`.

Means that are nobody's own budget, as the proceeds of frozen assets, count as initiatives.
"""

from __future__ import annotations

import re
from typing import Any

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Sort
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.nominals import OVER, plurals
from communique.extract.patterns import spelled
from communique.extract.phrasebook import Hit, Phrasebook

_QUOTED = re.compile(r"\"([^\"\n]{2,60})\"? ?\Z")
_AFTER = re.compile(r",?(?: (?:called|named|titled|dubbed))? \"([^\"\n]{2,60})\"")
_MEANS = frozenset({"assets", "proceeds", "profits", "income", "revenue", "revenues"})
"""Words of which means have one."""
_JOINING = frozenset({"and", "with", "for"})
_WORDS = 6
"""Words of a name at most."""


class Initiatives:
    """Finds names of initiatives."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists["initiatives"]
        nouns = spelled(lists["nouns"], lexicon.spellings)
        self._book = Phrasebook(
            {
                **dict.fromkeys(nouns, False),
                **{several: True for noun in nouns for several in plurals(noun)},
            }
        )
        self._never = frozenset(lexicon.lists["names"]["common"])
        self._named = frozenset(lists["named"])
        self._shy = frozenset(lists["shy"])
        self._means = lexicon.pattern("means", "means", {})

    def find(self, chart: Chart) -> None:
        """Add initiatives to a chart."""
        if chart.part.indexes(_MEANS):
            for match in self._means.finditer(chart.text, chart.part.start, chart.part.end):
                chart.add(Sort.INITIATIVE, *match.span(), {"means": True}, over=OVER)
        for hit in self._book.find(chart.part):
            span = self._quoted(chart, hit) or self._capitalized(chart, hit)
            if span:
                start, end, name = span
                details: dict[str, Any] = {"proper": (chart.text[slice(*name)], *name)}
                chart.add(Sort.INITIATIVE, start, end, details, over=OVER)

    def _quoted(self, chart: Chart, hit: Hit[bool]) -> tuple[int, int, tuple[int, int]] | None:
        before = _QUOTED.search(chart.text, max(0, hit.start - 64), hit.start)
        if before and chart.text[hit.start - 2 : hit.start - 1] == '"':
            return *before.span(1), before.span(1)
        after = _AFTER.match(chart.text, hit.end)
        return (*after.span(1), after.span(1)) if after else None

    def _capitalized(self, chart: Chart, hit: Hit[bool]) -> tuple[int, int, tuple[int, int]] | None:
        """`PURL initiative`, `Danish model`, `European Peace Facility`."""
        part, first = chart.part, hit.first
        while first > 0 and hit.first - first < _WORDS and part.gap(first - 1) in (" ", "-"):
            word = chart.words[first - 1]
            there = chart.at(word.start)
            if self._joins(chart, first - 1):
                first -= 2
                continue
            if not word.capital or word.text in self._never or (there and there.sort not in OVER):
                break
            first -= 1
        if first == hit.first:
            return None
        start = chart.words[first].start
        known = chart.starting(start)
        if chart.text[hit.start : hit.end] in self._shy and not (
            known and known.sort is Sort.DEMONYM
        ):
            return None
        noun = chart.text[hit.start : hit.end]
        alone = known is not None and known.end + 1 == hit.start
        if alone and known and (known.sort is not Sort.DEMONYM or noun.lower() not in self._named):
            return None
        name = (
            (start, hit.end)
            if noun[0].isupper() or known
            else (start, chart.words[hit.first - 1].end)
        )
        return start, hit.end, name

    def _joins(self, chart: Chart, index: int) -> bool:
        """Whether a small word joins two words of a name: `Build with Ukraine`."""
        if index < 2 or chart.words[index].text not in _JOINING:
            return False
        inside = chart.words[index].text == "and" or chart.part.gap(index - 2) == " "
        if chart.part.gap(index - 1) != " " or not inside:
            return False
        return chart.words[index - 1].capital and chart.words[index + 1].capital
