"""Dates by dateparser: searched for in texts, and read from words that are known to be a date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from dateparser.date import DateDataParser
from dateparser.search import search_dates

from benchmarks.days import OPEN
from benchmarks.finds import Found, Input, Reader

_DAYS = {"day", "time", "part_of_day"}
"""Periods that are told to the day."""
DIRECTIONS = ("current_period", "past", "future")
"""Which day is preferred of those that `on Friday` can mean: first what does best on the list."""


def found(text: str, published: str, strategy: str = "split", **more: Any) -> list[Found]:
    """What `search_dates` finds in a text."""
    own = settings(published, **more)
    rows = search_dates(text, languages=["en"], settings=own, strategy=strategy, add_period=True)
    return list(_placed(text, rows or ()))


def parsed(words: str, published: str, prefer: str) -> str:
    """The value that words have which are known to be a date."""
    own = settings(published, PREFER_DATES_FROM=prefer)
    data = DateDataParser(languages=["en"], settings=own).get_date_data(words)
    return told(data.date_obj.date(), data.period) if data.date_obj else OPEN


def settings(published: str, **more: Any) -> dict[str, Any]:
    """The settings: the first direction, unless one is given; without a publication no year."""
    known = {"RELATIVE_BASE": datetime.fromisoformat(published)} if published else {}
    parts = {} if published else {"REQUIRE_PARTS": ["year"]}
    return {
        "PREFER_DATES_FROM": DIRECTIONS[0],
        "RETURN_TIME_AS_PERIOD": True,
        **known,
        **parts,
        **more,
    }


def told(day: date, period: str | None) -> str:
    """A day as precise as its period."""
    if period == "week":
        monday = day - timedelta(day.weekday())
        return f"{monday}/{monday + timedelta(6)}"
    if period == "quarter":
        first = (day.month - 1) // 3 * 3 + 1
        return f"{day.year}-{first:02}/{day.year}-{first + 2:02}"
    iso = day.isoformat()
    return iso if period in _DAYS else iso[:7] if period == "month" else iso[:4]


def _placed(text: str, rows: Iterable[tuple[Any, ...]]) -> Iterator[Found]:
    """The finds where they stand: the library tells their words only."""
    done = 0
    for words, day, period in rows:
        start = text.find(words, done)
        if start >= 0:
            done = start + len(words)
            yield Found(start, done, told(day.date(), period))


def _split(given: Input) -> Reader:
    return lambda text: found(text, given.published)


def _ngram(given: Input) -> Reader:
    return lambda text: found(text, given.published, "ngram")


READERS = {"split": _split, "ngram": _ngram}
