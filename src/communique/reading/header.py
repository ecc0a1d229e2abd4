"""The line of a plain text's header that tells when the article was published."""

from __future__ import annotations

import re
from datetime import date

from communique.reading.masks import header_dates

_TOLD = re.compile(r"\b(?:published|posted)\b|(?<![\d:])\d{1,2}:\d\d(?!\d)", re.IGNORECASE)
"""What says that a day is that of publication: the word, or the time of day beside it."""
_CHANGED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_FORMS = tuple(
    re.compile(rf"(?<![\d.]){form}", re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_DAY} {_MONTH},? {_YEAR}",
    )
)


def day_told(text: str) -> str:
    r"""The day of publication by the header of a text; empty where none is called so.

    >>> day_told("A treaty on nets\nPublished Apr 30, 1957 02:12 pm\nNorway signed it.")
    '1957-04-30'
    >>> day_told("A treaty on nets\nMonday, April 29, 1957\nNorway signed it.")
    ''
    """
    for line in header_dates(text):
        if _TOLD.search(line[0]) and not _CHANGED.search(line[0]):
            days = {day for form in _FORMS for one in form.finditer(line[0]) if (day := _day(one))}
            if len(days) == 1:
                return days.pop()
    return ""


def _day(told: re.Match[str]) -> str:
    name = told["month"].lower()
    month = int(name) if name.isdecimal() else _MONTHS.index(name) + 1
    try:
        return date(int(told["year"]), month, int(told["day"])).isoformat()
    except ValueError:
        return ""
