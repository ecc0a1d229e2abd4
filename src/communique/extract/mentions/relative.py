"""Days that are told from the day of publication: `on Tuesday`, `last month`, `two weeks ago`."""

from __future__ import annotations

from datetime import date, timedelta

_WEEK = 7
_SATURDAY = 5
_SHIFTS = {"last": -1, "this": 0, "current": 0, "the": 0, "next": 1, "before last": -2}
_LEAP = 2000
"""A year in which every day without a year exists."""


def shift_of(which: str) -> int:
    """How many weeks, months or years lie between those of the publication and the ones meant."""
    return _SHIFTS[which]


def exists(year: int, month: int, day: int) -> bool:
    """Whether there is such a day, in some year where the year is 0."""
    try:
        date(year or _LEAP, month, day)
    except ValueError:
        return False
    return True


def year_of(published: date, month: int, day: int, future: bool) -> int:
    """The year of a day without one: that of the last such day, or of the next one in a plan.

    Of a month where the day is 0. Of a day that no year has, the one that is nearest.

    >>> year_of(date(1957, 3, 27), 2, 29, False), year_of(date(1957, 3, 27), 3, 0, True)
    (1956, 1957)
    """
    here = (published.month, published.day if day else 0)
    year = published.year + (((month, day) < here) if future else -((month, day) > here))
    near = (year + (step if future else -step) for step in range(8))
    return next((one for one in near if exists(one, month, day or 1)), year)


def month_by(published: date, month: int, which: str) -> str:
    """`last March`, `this March`, `next March`: never the month of the publication but by `this`.

    >>> month_by(date(1957, 3, 27), 3, "last"), month_by(date(1957, 3, 27), 4, "next")
    ('1956-03', '1957-04')
    """
    before = month < published.month
    years = {"last": 0 if before else -1, "this": 0, "next": 1 if month <= published.month else 0}
    return f"{published.year + years[which]}-{month:02}"


def day_of_month(published: date, day: int, which: str, future: bool) -> str:
    """`the 12th`: the last one up to the publication, or the next one in a plan; or of a month.

    >>> day_of_month(date(1957, 3, 27), 30, "", False)
    '1957-01-30'
    """
    if which:
        months = [shift_of(which)]
    else:
        months = [0, 1, 2] if future else [0, -1, -2]
        passed = day < published.day if future else day > published.day
        months = months[1:] if passed else months
    found = (f"{month_of(published, shift)}-{day:02}" for shift in months)
    return next((one for one in found if exists(int(one[:4]), int(one[5:7]), day)), "")


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


def unit(published: date, name: str, which: str, future: bool) -> str:
    """`last month` as a month, `this year` as a year, `last weekend` as its two days.

    A week is no partial date: it is told by its month, or by its year where it lies in two months.
    `The past month` goes up to the publication and `the previous month` up to another day; these
    give nothing.

    >>> unit(date(1957, 3, 27), "month", "last", False)
    '1957-02'
    >>> unit(date(1957, 3, 27), "week", "next", True)
    '1957-04'
    """
    if which not in _SHIFTS:
        return ""
    shift = shift_of(which)
    if name == "weekend":
        saturday = published + timedelta(_weekend(published, shift, future))
        return f"{saturday}/{saturday + timedelta(1)}"
    if name == "week":
        return _week(published + timedelta(shift * _WEEK))
    return str(published.year + shift) if name == "year" else month_of(published, shift)


def away(published: date, count: int, name: str) -> str:
    """`three days ago` as a day, `two months ago` as a month, `a year ago` as a year.

    >>> away(date(1957, 3, 27), -3, "day"), away(date(1957, 3, 27), -4, "month")
    ('1957-03-24', '1956-11')
    """
    if name == "day":
        return (published + timedelta(count)).isoformat()
    if name == "week":
        return _week(published + timedelta(count * _WEEK))
    return month_of(published, count) if name == "month" else str(published.year + count)


def month_of(day: date, shift: int) -> str:
    """The month that lies some months after that of a day."""
    index = day.year * 12 + day.month - 1 + shift
    return f"{index // 12:04}-{index % 12 + 1:02}"


def _week(day: date) -> str:
    """The month of the week around a day; the year where it is in two months, or nothing."""
    monday = day - timedelta(day.weekday())
    first, last = monday.isoformat(), (monday + timedelta(_WEEK - 1)).isoformat()
    return next((first[:length] for length in (7, 4) if first[:length] == last[:length]), "")


def _weekend(published: date, shift: int, future: bool) -> int:
    """Days from the publication to the Saturday of a weekend.

    What is told of this weekend is told of the last one until Thursday, if it is no plan.
    """
    day = published.weekday()
    coming = _SATURDAY - day if day < _SATURDAY else _SATURDAY - day + _WEEK
    if shift > 0 or (future and not shift and day < _SATURDAY):
        return coming
    if day >= _SATURDAY and not shift:
        return _SATURDAY - day
    return _SATURDAY - day - _WEEK
