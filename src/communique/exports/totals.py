"""The totals under an answer in lines that every format for people shows in the same words."""

from __future__ import annotations

from typing import NamedTuple

from communique.exports.display import counted, one_line
from communique.model import Answer
from communique.money import Total

TITLE = "Total"
OPEN = "Open"


class TotalLine(NamedTuple):
    """A total as it is shown: of what, how much, and what it is made of."""

    of: str
    """`Total`, or for a sub-total the origin of its funds."""
    words: str
    made_of: str
    """How many lines make up the least and the most."""


def total_lines(answer: Answer) -> list[TotalLine]:
    """The totals of an answer; none where its lines are no sums."""
    return [] if answer.totals is None else [_line(one) for one in answer.totals.totals]


def open_lines(answer: Answer) -> list[str]:
    """What no source states and so widens a range, and what else is to be known of the totals."""
    if answer.totals is None:
        return []
    told = [one_line(f"{OPEN}: {relation}.") for relation in answer.totals.open]
    return [*told, *map(one_line, answer.totals.notes)]


def _line(total: Total) -> TotalLine:
    lines = counted(len(total.counted), "line")
    few = f"; least: {len(total.lowest)} of them"
    few += ", told apart" * (len(total.lowest) > 1)
    made_of = lines + few * (bool(total.lowest) and set(total.lowest) != set(total.counted))
    if not total.counted:
        made_of = "within what is counted"
    return TotalLine(one_line(total.origin or TITLE), one_line(total.words), made_of)
