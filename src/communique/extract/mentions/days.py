"""What a date that was found means: a day, a month or a year, or nothing that is certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from communique.extract.lexicon import Lexicon
from communique.extract.mentions.relative import (
    away,
    day_of_month,
    exists,
    month_by,
    shift_of,
    unit,
    weekday,
    year_of,
)

Details = dict[str, Any]


class Told(NamedTuple):
    """How a date is told."""

    name: str
    """Of the pattern."""
    match: re.Match[str]
    published: date | None
    future: bool
    """Whether it is told of what is still to come."""

    def word(self, group: str) -> str:
        """The words of a group in small letters, or nothing."""
        return (self.match.groupdict().get(group) or "").lower()

    def number(self, group: str) -> int:
        """The number of a group, of `1st` too; 0 where there is none."""
        digits = re.match(r"\d+", self.word(group))
        return int(digits[0]) if digits else 0


class Days:
    """Reads the details of dates by the pattern that found them."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists["dates"]
        self._lexicon = lexicon
        self._months: dict[str, int] = lists["months"]
        self._weekdays: dict[str, int] = lists["weekdays"]
        self._days: dict[str, int] = lists["days"]
        cardinals: dict[str, int] = lexicon.lists["numbers"]["cardinals"]
        self._cardinals = {**cardinals, "a": 1, "an": 1, "a couple of": 2}
        self._words = {
            "months": _capitals(self._months),
            "full-months": _capitals(lists["full"]),
            "weekdays": _capitals(self._weekdays),
            "days": list(self._days),
            "cardinals": list(cardinals),
        }
        self._lent = self.pattern("lent")
        self._readings: dict[str, Callable[[Told], Details | None]] = {
            **dict.fromkeys(("in-year", "next-year", "years"), _years),
            **dict.fromkeys(("in-month", "next-month", "which-month"), self._month),
            **{"slashed": _slashed, "ordinal": _ordinal, "units": _unit},
            **{"days": self._day, "weekdays": self._weekday},
            **{"ago": self._away, "ahead": self._away},
        }

    def pattern(self, name: str) -> re.Pattern[str]:
        """A pattern of dates by its name."""
        return self._lexicon.pattern("dates", name, self._words)

    def details(self, told: Told) -> Details | None:
        """The details of a date; None where the words are no date after all."""
        return self._readings.get(told.name, self._calendar)(told)

    def _calendar(self, told: Told) -> Details:
        """Of a date with a month, and a day or a year with it."""
        name = told.word("month")
        month = self._months.get(name) or int(name)
        day, last, year = told.number("day"), told.number("last"), told.number("year")
        resolved = not year
        if resolved:
            year = self._year(told, month, day)
        if not all(exists(year, month, one or 1) for one in (day, last)):
            return {"refused": f"{told.match[0]} is no date"}
        return _dated(year, month, day, last, resolved=resolved)

    def _year(self, told: Told, month: int, day: int) -> int:
        """The year of a day or a month without one; 0 where nothing tells it."""
        lent = self._lent.match(told.match.string, told.match.end())
        if lent:
            year = int(lent["year"])
            return year - (month > self._months[(lent["month"] or lent["first"]).lower()])
        if not told.published:
            return 0
        if told.word("which"):
            return told.published.year + shift_of(told.word("which"))
        return year_of(told.published, month, day, told.future)

    def _month(self, told: Told) -> Details:
        """Of a month without a year: `in May`, `last May`."""
        month = self._months[told.word("month")]
        if told.name == "which-month":
            which = told.word("which")
            return _resolved(month_by(told.published, month, which)) if told.published else {}
        return _dated(self._year(told, month, 0), month, resolved=True)

    def _day(self, told: Told) -> Details:
        if not told.published:
            return {}
        return _resolved((told.published + timedelta(self._days[told.word("days")])).isoformat())

    def _weekday(self, told: Told) -> Details:
        if not told.published:
            return {}
        day = self._weekdays[told.word("weekday")]
        return _resolved(weekday(told.published, day, told.word("which"), told.future))

    def _away(self, told: Told) -> Details | None:
        """Of `two weeks ago`, and in a plan of `in two weeks`; `earlier` is than another day."""
        if told.name == "ahead" and not told.future:
            return None
        if not told.published or told.word("other"):
            return {}
        words = told.word("count")
        count = int(self._cardinals.get(words, words))
        sign = 1 if told.name == "ahead" else -1
        return _resolved(away(told.published, sign * count, told.word("unit")))


def _capitals(words: Iterable[str]) -> list[str]:
    """Words as they are written in sentences and in headings."""
    return [form for word in words for form in (word.capitalize(), word.upper())]


def _dated(year: int, month: int, day: int = 0, last: int = 0, *, resolved: bool) -> Details:
    """The details of a date; a year that is 0 is left open, and such a date rests on nothing."""
    head = f"{year or '-'}-{month:02}"
    details: Details = {"value": f"{head}-{day:02}" if day else head}
    details |= {"resolved": True} if resolved and year else {}
    return details | ({"last": f"{head}-{last:02}"} if last else {})


def _resolved(value: str) -> Details:
    """The details of a day, or of the first and the last day: `2024-03-23/2024-03-24`."""
    if not value:
        return {}
    first, _, last = value.partition("/")
    return {"value": first, "resolved": True} | ({"last": last} if last else {})


def _years(told: Told) -> Details | None:
    year, last = told.word("year"), told.word("last")
    if not last:
        return {"value": year}
    return {"value": year, "last": last} if year < last else None


def _slashed(told: Told) -> Details:
    """Of `24/06/2025`, where only one order of day and month makes a day."""
    year, one, other = (told.number(group) for group in ("year", "one", "other"))
    days = {(month, day) for month, day in ((one, other), (other, one)) if exists(year, month, day)}
    if not days:
        return {"refused": f"{told.match[0]} is no date"}
    return _dated(year, *days.pop(), resolved=False) if len(days) == 1 else {}


def _ordinal(told: Told) -> Details:
    """Of `on the 12th`."""
    if not told.published:
        return {}
    return _resolved(
        day_of_month(told.published, told.number("day"), told.word("which"), told.future)
    )


def _unit(told: Told) -> Details:
    if not told.published:
        return {}
    which = told.word("again").strip() or told.word("which")
    return _resolved(unit(told.published, told.word("unit"), which, told.future))
