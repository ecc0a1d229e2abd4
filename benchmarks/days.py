"""What dates are read as, against a list written by hand.

The list is `tests/extract/mentions/days.yaml`. A value is judged by the days it stands for.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml

from benchmarks.finds import Found

OPEN = "?"
"""The value of a date that words leave open."""
_PUBLISHED = "2025-06-25"
VERDICTS = ("right", "coarser", "finer", "wrong", "open", "missed")


@dataclass(frozen=True)
class Case:
    """A sentence with its dates."""

    group: str
    text: str
    published: str
    dates: Mapping[str, str]
    reason: str
    """Why our grammar makes something else of it; empty where it does not."""

    def wanted(self) -> list[Found]:
        """The dates that a reader finds."""
        starts = {words: self.text.index(words) for words in self.dates}
        return [Found(starts[w], starts[w] + len(w), value) for w, value in self.dates.items()]


Dated = Callable[[str, str], list[Found]]
"""Finds dates in a text that was published on a day, which may be empty."""


def cases(path: Path) -> list[Case]:
    """The list."""
    groups = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return [
        Case(
            group["group"],
            case["text"],
            case.get("published", group.get("published", _PUBLISHED)),
            case["dates"],
            case.get("reason", ""),
        )
        for group in groups
        for case in group["cases"]
    ]


def extent(value: str) -> tuple[date, date] | None:
    """The first and the last day of a value; None where it is open or has no year.

    >>> extent("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if not re.match(r"\d{4}", value):
        return None
    first, _, last = value.partition("/")
    return _edge(first, last=False), _edge(last or first, last=True)


def _edge(value: str, *, last: bool) -> date:
    year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
    month = month or (12 if last else 1)
    return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))


def verdict(wanted: str, value: str) -> str:
    """What a value is worth: one of VERDICTS, but `missed`."""
    if value == wanted:
        return "right"
    if value == OPEN:
        return "open"
    right, told_ = extent(wanted), extent(value)
    if right is None or told_ is None:
        return "wrong"
    if told_[0] <= right[0] and right[1] <= told_[1]:
        return "coarser"
    return "finer" if right[0] <= told_[0] and told_[1] <= right[1] else "wrong"


class Line(NamedTuple):
    """What a reader made of one date of the list, or of other words."""

    case: Case
    words: str
    wanted: str
    value: str
    verdict: str


def judged(reader: Dated, listed: Iterable[Case]) -> list[Line]:
    """What a reader makes of a list: a line for each date, and one for each false find.

    Among several finds that share a character with a date the best counts, the others do not.
    """
    lines = []
    for case in listed:
        found = reader(case.text, case.published)
        for one in case.wanted():
            words = case.text[one.start : one.end]
            here = [f for f in found if f.start < one.end and one.start < f.end]
            best = min(
                ((verdict(one.label, f.label), f.label) for f in here),
                key=lambda pair: VERDICTS.index(pair[0]),
                default=("right" if one.label == OPEN else "missed", ""),
            )
            lines.append(Line(case, words, one.label, best[1], best[0]))
        wanted = case.wanted()
        lines += [
            Line(case, case.text[one.start : one.end], "", one.label, "false")
            for one in found
            if not any(one.start < w.end and w.start < one.end for w in wanted)
        ]
    return lines


def handed(parse: Callable[[str, str], str], listed: Iterable[Case]) -> list[Line]:
    """What is made of the words of each date, cut out by hand."""
    lines = []
    for case in listed:
        for words, wanted in case.dates.items():
            value = parse(words, case.published)
            lines.append(Line(case, words, wanted, value, verdict(wanted, value)))
    return lines


def best(several: Iterable[list[Line]]) -> list[Line]:
    """Of what was made of each date in several ways, the best."""
    rank = (*VERDICTS, "false").index
    return [min(own, key=lambda line: rank(line.verdict)) for own in zip(*several, strict=True)]


def counted(lines: Iterable[Line]) -> Counter[str]:
    """How many lines have each verdict."""
    return Counter(line.verdict for line in lines)
