"""Marks in a group's text, so that a solution tells which parts of the group it came through.

Each branch of a UNION and each OPTIONAL gets a `BIND` of a variable of its own at its end: the
variable is bound in the solutions that matched the part, and in no others. Groups that a solution
does not rest on (MINUS, EXISTS) and SELECTs inside the group are left as they are; the texts of
the latter are found on the way.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MARK = "_part_"
"""What the variables of marks begin with; no query may use such a name."""

_TOKEN = re.compile(
    r"#[^\n]*"
    r"|\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''"
    r"|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
    r'|<[^<>"{}|^`\\\s]*>'
    r"|[?$]\w+|[\w.-]*:[\w.:%-]*|\w+|[{}()]"
)
_NOT_RESTED_ON = frozenset({"MINUS", "EXISTS"})


class Marked(NamedTuple):
    """A group with marks."""

    text: str
    selects: tuple[str, ...]
    """The texts of the SELECTs inside it, in their order; of nested ones the outer only."""


class _Group(NamedTuple):
    start: int
    """Position of its `{`."""
    before: str
    """The keyword before it."""
    skipped: bool
    """Whether it is, or is in, a part that gets no marks."""
    select: int = -1
    """Position of the SELECT that it begins with, or -1."""
    end: int = -1
    """Position of its `}`."""


def marked(group: str) -> Marked:
    """A group, from `{` to `}`, with a mark in each part that need not be matched."""
    parts: list[_Group] = []
    selects: list[str] = []
    closed: _Group | None = None
    around: list[_Group] = []
    previous = ""
    for match in _TOKEN.finditer(group):
        token, position = match[0], match.start()
        if token.startswith("#"):
            continue
        if closed is not None and token.upper() == "UNION" and closed.before != "UNION":
            parts.append(closed)  # the first branch shows itself by what follows it
        closed = None
        if token == "{":
            around.append(_opened(around, position, previous))
        elif token == "}":
            one = around.pop()._replace(end=position)
            if one.select >= 0 and not one.skipped:
                selects.append(group[one.select : position])
            closed = None if one.skipped else one
            parts += [one] if closed and one.before in {"UNION", "OPTIONAL"} else []
        elif token.upper() == "SELECT" and around and previous == "{":
            around[-1] = around[-1]._replace(select=position)
        previous = token.upper()
    return Marked(_with_marks(group, sorted(parts, key=lambda one: one.end)), tuple(selects))


def _opened(around: list[_Group], position: int, previous: str) -> _Group:
    skipped = previous in _NOT_RESTED_ON or any(one.skipped or one.select >= 0 for one in around)
    return _Group(position, previous, skipped)


def _with_marks(group: str, parts: list[_Group]) -> str:
    insertions = []
    for number, part in enumerate(parts):
        mark = f" BIND(true AS ?{MARK}{number}) "
        if part.select >= 0:  # nothing may stand beside a SELECT: it gets a group of its own
            insertions.append((part.start + 1, "{"))
            mark = "}" + mark
        insertions.append((part.end, mark))
    texts, start = [], 0
    for position, text in sorted(insertions):
        texts += [group[start:position], text]
        start = position
    return "".join([*texts, group[start:]])
