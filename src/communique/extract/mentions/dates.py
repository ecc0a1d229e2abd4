"""Dates: in full, in part, and relative to the day of publication."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Sort
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.relative import ago, unit, weekday
from communique.extract.phrasebook import Phrasebook

_CALENDAR = frozenset({"iso", "dotted", "day-month", "month-day", "month-year"})
_CLAUSE = re.compile(r"[,;:–]|\b(?:said|told|announced|reported|stated|wrote)\b")
"""What ends a clause, so that a plan told before it is none of what stands after it."""
_LEAP = 2000
"""A year in which every day without a year exists."""


_MONTHS = (("day-month", 4), ("month-day", 1), ("month-year", 0), ("in-month", 0))
_WEEKDAYS = (("day-month", 0), ("month-day", 0), ("weekdays", 2))
_UNITS = (("ago", 3), ("units", 2))
_DIGITS = (("iso", 0), ("dotted", 0), ("in-year", 0))
_UNIT_NAMES = ("day", "days", "week", "weeks", "month", "months", "year", "years", "weekend")


class Dates:
    """Finds dates: at a word that dates have, tries patterns that begin so many words before."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists["dates"]
        self._months: dict[str, int] = lists["months"]
        self._weekdays: dict[str, int] = lists["weekdays"]
        self._days: dict[str, int] = lists["days"]
        cardinals: dict[str, int] = lexicon.lists["numbers"]["cardinals"]
        self._cardinals = {**cardinals, "a": 1, "an": 1, "a couple of": 2}
        self._future = Phrasebook(dict.fromkeys(lists["future"], True))
        words = {
            "months": [month.capitalize() for month in self._months],
            "full-months": [one.capitalize() for one in self._months if one in lists["full"]],
            "weekdays": [day.capitalize() for day in self._weekdays],
            "days": self._days,
            "cardinals": cardinals,
        }
        self._triggers: dict[str, tuple[tuple[str, int], ...]] = {
            **dict.fromkeys((day.split()[0] for day in self._days), (("days", 0),)),
            **dict.fromkeys((month.strip(".") for month in self._months), _MONTHS),
            **dict.fromkeys((day.strip(".") for day in self._weekdays), _WEEKDAYS),
            **dict.fromkeys(_UNIT_NAMES, _UNITS),
        }
        names = {name for tried in (*self._triggers.values(), _DIGITS) for name, _ in tried}
        self._patterns = {name: lexicon.pattern("dates", name, words) for name in names}

    def find(self, chart: Chart) -> None:
        """Add dates to a chart."""
        published = _published(chart.article.published)
        plans = [hit.start for hit in self._future.find(chart.part)]
        part = chart.part
        for index in sorted([*part.figures, *part.indexes(self._triggers)]):
            tried = self._triggers.get(chart.words[index].lower, _DIGITS)
            found = self._match(chart, index, tried)
            if found:
                name, match = found
                future = _is_planned(chart, match.start(), plans)
                details = self._details(name, match, published, future)
                chart.add(Sort.DATE, *match.span(), details)

    def _match(
        self, chart: Chart, index: int, tried: tuple[tuple[str, int], ...]
    ) -> tuple[str, re.Match[str]] | None:
        """The first pattern that fits around a word, and how."""
        for name, back in tried:
            for first in range(max(0, index - back), index + 1):
                match = self._patterns[name].match(chart.text, chart.words[first].start)
                if match and match.end() >= chart.words[index].end:
                    return name, match
        return None

    def _details(
        self, name: str, match: re.Match[str], published: date | None, future: bool
    ) -> dict[str, Any]:
        groups = {key: value or "" for key, value in match.groupdict().items()}
        if name in _CALENDAR:
            return self._calendar(match[0], groups, published, future)
        if name == "in-year":
            return {"value": groups["year"]}
        if name == "in-month" and published is None:
            return {"value": f"--{self._months[groups['month'].lower()]:02}"}
        value = self._relative(name, groups, published, future) if published else ""
        return {"value": value, "resolved": True} if value else {}

    def _calendar(
        self, text: str, groups: dict[str, str], published: date | None, future: bool
    ) -> dict[str, Any]:
        """The details of a date that gives a month, and a day or a year with it."""
        month = self._months.get(groups["month"].lower()) or int(groups["month"])
        day, last = _ordinal(groups.get("day")), _ordinal(groups.get("last"))
        year = int(groups.get("year") or 0)
        if not all(_exists(year or _LEAP, month, one or 1) for one in (day, last)):
            return {"refused": f"{text} is no date"}
        tail = f"-{month:02}" + (f"-{day:02}" if day else "")
        resolved: dict[str, Any] = {}
        if not year and published:
            year = _year(published, month, day, future)
            year, resolved = (year, {"resolved": True}) if _exists(year, month, day) else (0, {})
        head = str(year) if year else "-"
        more = {"last": f"{head}-{month:02}-{last:02}"} if last else {}
        return {"value": f"{head}{tail}", **resolved, **more}

    def _relative(self, name: str, groups: dict[str, str], published: date, future: bool) -> str:
        """The value of a date that is told from the day of publication; empty for a week."""
        which = groups.get("which", "").lower()
        if name == "days":
            return (published + timedelta(self._days[groups["days"].lower()])).isoformat()
        if name == "ago":
            count = groups["count"].lower()
            return ago(published, int(self._cardinals.get(count, count)), groups["unit"])
        if name == "units":
            return unit(published, groups["unit"], which)
        if name == "weekdays":
            return weekday(published, self._weekdays[groups["weekday"].lower()], which, future)
        month = self._months[groups["month"].lower()]
        if which:
            return f"{unit(published, 'year', which.split()[0])}-{month:02}"
        return f"{_year(published, month, 1, future)}-{month:02}"


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


def _ordinal(words: str | None) -> int:
    """The number of `1st` or `1`; 0 where nothing is given."""
    digits = re.match(r"\d+", words or "")
    return int(digits[0]) if digits else 0


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _year(published: date, month: int, day: int, future: bool) -> int:
    """The year of a day without one: that of the last such day, or of the next one in a plan."""
    if future:
        return published.year + ((month, day) < (published.month, published.day))
    return published.year - ((month, day) > (published.month, published.day))
