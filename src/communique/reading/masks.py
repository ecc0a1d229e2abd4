"""What stands in a text and is no sentence of the article: masked in the view, kept in the text.

The line with the date, a title told again, a date alone on a line of the header, and lines that
link to other stories.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from communique.reading.dating import DATE_LINE

_HEADER = 8
"""Lines at the beginning among which a date alone on a line belongs to the page."""
_LONGEST = 80
"""Characters of such a line."""
_REPEATED = re.compile(r"\A\s*(?P<title>\S.{18,298}?\S)(?P<again>(?:\s+(?P=title))+)(?=\s|\Z)")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    rf"(?:\b(?:{_MONTHS})[a-z]*\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b|\b\d{{4}}-\d\d-\d\d\b)",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"(?:(?:{_MONTHS})[a-z]*+|(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?"
    r"|published|posted|updated|date|on|at|of|a\.?m\.?|p\.?m\.?|gmt|utc|cet|cest|eet|eest"
    r"|\d++(?:st|nd|rd|th)?|[\s,.:;/|()–-]++)*+",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:^|(?<=[.!?\"”]))[^\S\n]*(?:read also|also read|read more|see also|related"
    r"|more on (?:this|the) topic|you may also like)\s*[:\u2013\u2014>»-][^\n]*",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that links to another story."""
_LINE = re.compile(r"[^\n]+")


def masks(stored: str, title: str = "") -> Iterator[tuple[int, int, str]]:
    """Spans of a text that are no sentences of it, each with nothing in its place."""
    spans = [*_header(stored), *_repeated(stored, title)]
    spans += [match.span() for match in _ASIDE.finditer(stored)]
    done = 0
    for start, end in sorted(spans):
        if end > done:
            yield max(start, done), end, ""
            done = end


def _header(stored: str) -> Iterator[tuple[int, int]]:
    line = DATE_LINE.match(stored)
    if line:
        yield line.span()
    yield from (one.span() for one in header_dates(stored))


def header_dates(stored: str) -> Iterator[re.Match[str]]:
    """The lines at the beginning of a text that hold nothing but a date and its time."""
    for match in islice(_LINE.finditer(stored), _HEADER):
        if len(match[0]) <= _LONGEST and _DATE.search(match[0]) and _DATED.fullmatch(match[0]):
            yield match


def _repeated(stored: str, title: str) -> Iterator[tuple[int, int]]:
    """Where a title stands again: at the beginning, and on lines of its own."""
    line = DATE_LINE.match(stored)
    begin = line.end() if line else 0
    match = _REPEATED.match(stored[begin:])
    if match:
        yield begin + match.start("again"), begin + match.end("again")
    wanted = _folded(title)
    if not wanted:
        return
    lines = [one for one in _LINE.finditer(stored) if _folded(one[0]) == wanted]
    yield from (one.span() for one in lines[1:])


def _folded(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.casefold()))
