"""Dates: in full, in part, and relative to the day of publication.

Why no library does this is measured in `benchmarks/mentions.md`.
"""

from __future__ import annotations

import re
from datetime import date

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Mention, Sort
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.days import Days, Told
from communique.extract.phrasebook import Phrasebook
from communique.extract.words import Word

_CLAUSE = re.compile(r"[,;:–]|\b(?:said|told|announced|reported|stated|wrote)\b")
"""What ends a clause, so that a plan told before it is none of what stands after it."""
_UP_TO = (" to ", " until ", " till ", " through ", "-", "–", " - ", " – ")
"""What stands between the first and the last day of a span."""
_JOINTS = (*_UP_TO, " and ", " or ", ", and ", ", ")
"""What stands between a date and one that goes on after it: `2023, 2024 and 2025`."""
_MID = "mid-"

Tried = tuple[tuple[str, int], ...]
"""Names of patterns, each with how many words before the one at hand it may begin."""
_MONTHS: Tried = (
    *(("day-month", 5), ("month-day", 3), ("month-year", 0), ("in-month", 0)),
    *(("which-month", 1), ("next-month", 0)),
)
_WEEKDAYS: Tried = (("day-month", 0), ("month-day", 0), ("weekdays", 2))
_DAYS: Tried = (("day-month", 0), ("month-day", 0), ("days", 0))
_UNITS: Tried = (("ago", 3), ("ahead", 4), ("units", 2))
_YEARS: Tried = (("iso", 0), ("years", 0), ("in-year", 0), ("next-year", 0))
_NUMBERS: Tried = (("slashed", 0), ("dotted", 0))
_JOINED: Tried = (("dotted", 0), ("dashed", 0), ("ordinal", 0))
_UNIT_NAMES = ("day", "days", "week", "weeks", "month", "months", "year", "years", "weekend")


class Dates:
    """Finds dates: at a word that dates have, tries patterns that begin so many words before."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists["dates"]
        self._days = Days(lexicon)
        self._future = Phrasebook(dict.fromkeys(lists["future"], True))
        self._triggers: dict[str, Tried] = {
            **dict.fromkeys((day.split()[0] for day in lists["days"]), _DAYS),
            **dict.fromkeys((month.strip(".") for month in lists["months"]), _MONTHS),
            **dict.fromkeys((day.strip(".") for day in lists["weekdays"]), _WEEKDAYS),
            **dict.fromkeys(_UNIT_NAMES, _UNITS),
        }
        tried = (*self._triggers.values(), _YEARS, _NUMBERS, _JOINED)
        names = {name for one in tried for name, _ in one}
        self._patterns = {name: self._days.pattern(name) for name in names}

    def find(self, chart: Chart) -> None:
        """Add dates to a chart."""
        published = _published(chart.article.published)
        plans = [hit.start for hit in self._future.find(chart.part)]
        part = chart.part
        middles = (at for word, ats in part.index.items() if word.startswith(_MID) for at in ats)
        for index in sorted([*part.figures, *part.indexes(self._triggers), *middles]):
            found = self._match(chart, index)
            if found:
                name, match = found
                first = _first(chart, match.start())
                planned = bool(first) or _is_planned(chart, match.start(), plans)
                details = self._days.details(Told(name, match, first or published, planned))
                if details is not None:
                    chart.add(Sort.DATE, *match.span(), details)

    def _match(self, chart: Chart, index: int) -> tuple[str, re.Match[str]] | None:
        """The first pattern that fits around a word, and how."""
        word = chart.words[index]
        middle = len(_MID) if word.lower.startswith(_MID) else 0
        for name, back in self._tried(word):
            for first in range(max(0, index - back), index + 1):
                start = chart.words[first].start + (middle if first == index else 0)
                match = self._patterns[name].match(chart.text, start)
                goes_on = not name.startswith("next-") or _goes_on(chart, start)
                if match and match.end() >= word.end and goes_on:
                    return name, match
        return None

    def _tried(self, word: Word) -> Tried:
        """The patterns that a word can belong to."""
        own = word.lower.removeprefix(_MID)
        if not own[:1].isdecimal():
            return self._triggers.get(own, ())
        if not own.isdecimal():
            return _JOINED
        return _YEARS if len(own) == 4 else _NUMBERS


def _goes_on(chart: Chart, start: int) -> bool:
    """Whether a date goes on at an offset: `from April to`, `in 2023 and`."""
    return _before(chart, start, _JOINTS) is not None


def _first(chart: Chart, start: int) -> date | None:
    """The first day of a span whose last one begins at an offset, where it is known."""
    before = _before(chart, start, _UP_TO)
    value = str(before.details.get("value", "")) if before else ""
    return _published(f"{value}-01" if len(value) == len("2024-03") else value)


def _before(chart: Chart, start: int, joints: tuple[str, ...]) -> Mention | None:
    """The date before an offset, with one of some joints between."""
    ends = (start - len(one) for one in joints if chart.text.endswith(one, 0, start))
    found = next((one for end in ends if (one := chart.ending(end))), None)
    return found if found and found.sort is Sort.DATE else None


def _is_planned(chart: Chart, at: int, plans: list[int]) -> bool:
    """Whether the clause before an offset tells what is still to come."""
    sentence = chart.article.sentence_at(at)
    before = [one for one in plans if one < at]
    if sentence is None or not before or before[-1] < sentence.start:
        return False
    return not _CLAUSE.search(chart.text, before[-1], at)


def _published(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None
