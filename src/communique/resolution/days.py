"""Partial dates beside one another: can they be one day, and how far apart are they."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pyoxigraph import Literal

from communique import dates
from communique.vocabulary import XSD

_FORMS = {10: XSD.date, 7: XSD.gYearMonth, 4: XSD.gYear}
"""Kinds of partial dates by their length; what begins with `--` has no year."""


def _literal(day: str) -> Literal:
    if day.startswith("--"):
        return Literal(day, datatype=XSD.gMonthDay)
    return Literal(day, datatype=_FORMS.get(len(day), XSD.date))


def compatible(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether some date of one side can be one of the other.

    >>> compatible(["2024-09"], ["--09-29"]), compatible(["2024-09-29"], ["--09-29"])
    (True, True)
    """
    others = list(other)
    return any(_compatible(a, b) for a in one for b in others)


def _compatible(one: str, other: str) -> bool:
    if dates.compatible(_literal(one), _literal(other)):
        return True
    for whole, part in ((one, other), (other, one)):
        if part.startswith("--") and not whole.startswith("--"):
            return len(whole) <= len("2024") or whole[4:7] == part[1:4]
    return False


def days_after(events: Iterable[str], reports: Iterable[str]) -> int | None:
    """Days from what happened to a report of it, the pair that is nearest; None where unknown.

    A day without a year is taken in the year that puts it next to the report.

    >>> days_after(["--12-30"], ["2024-01-02"])
    3
    """
    told = list(reports)
    gaps = [gap for event in events for report in told if (gap := _gap(event, report)) is not None]
    return min(gaps, key=abs, default=None)


def _gap(event: str, report: str) -> int | None:
    told = dates.interval(_literal(report))
    if told is None:
        return None
    years = (told[0].year + shift for shift in (-1, 0, 1))
    values = (f"{year}{event[1:]}" for year in years) if event.startswith("--") else (event,)
    spans = [span for value in values if (span := dates.interval(_literal(value))) is not None]
    return min((_between(span, told) for span in spans), key=abs, default=None)


def _between(event: tuple[date, date], report: tuple[date, date]) -> int:
    """Days from one span of days to another, 0 where they overlap."""
    if event[1] < report[0]:
        return (report[0] - event[1]).days
    if report[1] < event[0]:
        return -(event[0] - report[1]).days
    return 0
