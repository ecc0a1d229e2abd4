"""The day on which an article was published, as it is said: taken only where it can be one."""

from __future__ import annotations

import re
from datetime import date, timedelta

from communique.dates import last_day, today
from communique.errors import ParameterError
from communique.reading.record import Notice, NoticeKind, Origin, Told

DATE_LINE = re.compile(r"\A\s*date (\d{4}-\d{2}-\d{2})(?=\s|\Z)[ \t]*")
"""What a text may begin with: its day of publication, and no sentence of it."""
_ZONE = timedelta(days=1)
"""It is tomorrow already somewhere."""


def published(given: str, text: str, page: str) -> tuple[Told | None, list[Notice]]:
    """The date of publication: as given, else that of the date line, else that of the page.

    A date that does not exist or has not come yet is not taken, and a notice says so; so it does
    where two are said that differ. Raises ParameterError where the date given is none.
    """
    if given and last_day(given) is None:
        raise ParameterError(
            f"{given!r} is no day, month or year",
            place="published",
            remedy="Write it as 2024-06-30, 2024-06 or 2024.",
        )
    line = DATE_LINE.match(text)
    notices: list[Notice] = []
    told: list[Told] = [Told(given, Origin.GIVEN)] if given else []
    for value, origin, span in (
        (line[1] if line else "", Origin.DATE_LINE, line.span(1) if line else None),
        (page, Origin.PAGE, None),
    ):
        if value:
            doubt = _doubt(value)
            if doubt:
                notices.append(Notice(NoticeKind.DATE, f"the {origin} {doubt}", span))
            else:
                told.append(Told(value, origin))
    notices += _differing(told)
    return (told[0] if told else None), notices


def _doubt(value: str) -> str:
    day = last_day(value)
    if day is None:
        return f"is dated {value}, which is no date"
    first = date.fromisoformat((value + "-01-01")[:10])
    if first > today() + _ZONE:
        return f"is dated {value}, which has not come yet"
    return ""


def _differing(told: list[Told]) -> list[Notice]:
    return [
        Notice(
            NoticeKind.DATE,
            f"dated {told[0].value} ({told[0].origin}), but {other.value} ({other.origin})",
        )
        for other in told[1:]
        if not other.value.startswith(told[0].value) and not told[0].value.startswith(other.value)
    ]
