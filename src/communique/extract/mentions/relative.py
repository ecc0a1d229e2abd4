"""Days that are told from the day of publication: `on Tuesday`, `last month`, `two weeks ago`."""

from __future__ import annotations

from datetime import date, timedelta

_WEEK = 7
_SATURDAY = 5
_SHIFTS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


def weekday(published: date, day: int, which: str, future: bool) -> str:
    """A weekday (Monday is 0): the last one up to the publication, or the next one in a plan.

    >>> weekday(date(1957, 3, 27), 0, "", False)
    '1957-03-25'
    """
    back = (published.weekday() - day) % _WEEK
    if which in ("next", "the following") or (future and which != "last"):
        return (published + timedelta(_WEEK - back if back or which else 0)).isoformat()
    if which in ("last", "previous") and not back:
        back = _WEEK
    return (published - timedelta(back)).isoformat()


def unit(published: date, name: str, which: str) -> str:
    """`last month` as a month, `this year` as a year, `this weekend` as its Saturday.

    A week has no partial date; it gives nothing.

    >>> unit(date(1957, 3, 27), "month", "last"), unit(date(1957, 3, 27), "year", "this")
    ('1957-02', '1957')
    """
    shift = _SHIFTS.get(which.lower().split()[-1], 0)
    if name == "year":
        return str(published.year + shift)
    if name == "month":
        return month_of(published, shift)
    if name == "weekend":
        return (published + timedelta(_weekend(published, shift))).isoformat()
    return ""


def ago(published: date, count: int, name: str) -> str:
    """`three days ago` as a day, `two months ago` as a month, `a year ago` as a year.

    >>> ago(date(1957, 3, 27), 3, "day"), ago(date(1957, 3, 27), 4, "month")
    ('1957-03-24', '1956-11')
    """
    if name == "day":
        return (published - timedelta(count)).isoformat()
    if name == "week":
        return month_of(published - timedelta(count * _WEEK), 0)
    return month_of(published, -count) if name == "month" else str(published.year - count)


def month_of(day: date, shift: int) -> str:
    """The month that lies some months after that of a day."""
    index = day.year * 12 + day.month - 1 + shift
    return f"{index // 12:04}-{index % 12 + 1:02}"


def _weekend(published: date, shift: int) -> int:
    """Days from the publication to the Saturday of a weekend: the last one, until Thursday."""
    day = published.weekday()
    if shift > 0:
        return _SATURDAY - day if day < _SATURDAY else _SATURDAY - day + _WEEK
    if day >= _SATURDAY and not shift:
        return _SATURDAY - day
    return _SATURDAY - day - _WEEK
