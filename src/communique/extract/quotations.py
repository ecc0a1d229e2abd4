"""What stands in quotation marks; the view has straight ones only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARK = re.compile(r'"')
LONGEST = 4_000
"""Characters of a quotation; a mark whose partner is further away has none."""


class Quotation(NamedTuple):
    """What stands between two quotation marks, without them."""

    start: int
    end: int
    depth: int
    """0, or more for one inside another."""


def quotations(text: str) -> Iterator[Quotation]:
    """The quotations of a text in order of their starts.

    A paragraph that opens with a mark goes on with the quotation of the one before, where that was
    left open. A mark opens after a blank and before a letter, and closes otherwise.
    """
    open_marks: list[int] = []
    found: list[Quotation] = []
    for match in _MARK.finditer(text):
        at = match.start()
        while open_marks and at - open_marks[0] > LONGEST:
            open_marks.pop(0)
        if _is_opening(text, at, bool(open_marks)):
            if open_marks and _begins_block(text, at):
                found.append(Quotation(open_marks[0], text.rindex("\n", 0, at), 0))
                open_marks = []
            open_marks.append(at + 1)
        elif open_marks:
            start = open_marks.pop()
            found.append(Quotation(start, at, len(open_marks)))
    yield from sorted(one for one in found if one.end > one.start)


def _is_opening(text: str, at: int, inside: bool) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if after.isspace():
        return False
    if before.isspace() or before in "([–-:;,/":
        return True
    return not inside and before in ".!?"


def _begins_block(text: str, at: int) -> bool:
    return text[max(0, at - 4) : at].rstrip(" ").endswith("\n")
