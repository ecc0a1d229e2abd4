"""Names of events that do not stand right beside the noun: `a meeting in the Ramstein format`."""

from __future__ import annotations

import re
from typing import NamedTuple

from communique.extract.mention import Sort
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.nominals import Phrase, is_name
from communique.extract.patterns import UPPER

_MARKS = '"“”«»„'
_FORMAT = re.compile(
    rf"(?: of (?:the )?[{UPPER}][\w' -]{{2,60}}?(?: \([^()]{{2,40}}\))?)?"
    rf" in (?:the )?[{_MARKS}]?([{UPPER}][\w-]*(?: [{UPPER}][\w-]*){{0,2}})[{_MARKS}]?"
    r"[ -][Ff]ormat\b"
)
"""How a meeting is called behind its noun; what it is a meeting of may stand between."""
_QUOTED = re.compile(rf"[{_MARKS}]([{UPPER}][^{_MARKS}]{{2,40}})[{_MARKS}] \Z")
_BRACKETED = re.compile(r" \([^()]{2,30}\) \Z")
_ACRONYM = re.compile(
    rf"(?<![\w-])([{UPPER}][{UPPER}\d-]{{2,}}(?: (?:19|20)\d\d)?), (?:the|an?)"
    r" (?:[\w'-]+ ){0,4}\Z"
)
_APPOSED = re.compile(r"[,.;]| (?:of|on|for|in|at|that|which|held|devoted|dedicated|where)\b")
"""What stands behind a noun that explains the name before it."""
_ORDINAL = re.compile(r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth)\b", re.IGNORECASE)
_FAR = 80
_STAGES = frozenset({"conference", "forum", "summit", "exhibition", "exercise"})


class Named(NamedTuple):
    """A noun with a name that stands apart from it."""

    start: int
    end: int
    name: str
    first: int
    """The span of the words that hold the name."""
    last: int


def named_apart(chart: Chart, phrase: Phrase) -> Named | None:
    """The name of an event that stands in marks, in brackets or behind a comma; None for none."""
    if phrase.noun.plural:
        return None
    tried = (_of_format, _in_marks, _behind_bracket, _explained)
    return next((found for one in tried if (found := one(chart, phrase))), None)


def _of_format(chart: Chart, phrase: Phrase) -> Named | None:
    """The 23rd meeting in the Ramstein format."""
    match = _FORMAT.match(chart.text, phrase.end)
    if not match:
        return None
    start, end = phrase.start, match.end()
    told = _ORDINAL.match(chart.text, start) or match.start(1) - phrase.end > len(' in the "')
    short = f"{match[1]} format {phrase.noun.label}"
    return Named(start, end, _bare(chart.text[start:end]) if told else short, start, end)


def _in_marks(chart: Chart, phrase: Phrase) -> Named | None:
    """The "Ramstein" meeting."""
    match = _QUOTED.search(chart.text, max(0, phrase.start - _FAR), phrase.start)
    if not match or not is_name(match[1]):
        return None
    name = f"{match[1]} {chart.text[phrase.start : phrase.end]}"
    return Named(match.start(1), phrase.end, name, match.start(1), phrase.end)


def _behind_bracket(chart: Chart, phrase: Phrase) -> Named | None:
    """The Contact Group (Ramstein) meeting."""
    match = _BRACKETED.search(chart.text, max(0, phrase.start - _FAR), phrase.start)
    body = chart.ending(match.start()) if match else None
    if body is None or body.sort is not Sort.ORGANIZATION:
        return None
    return Named(
        body.start, phrase.end, chart.text[body.start : phrase.end], body.start, phrase.end
    )


def _explained(chart: Chart, phrase: Phrase) -> Named | None:
    """NEDS, an exhibition on defence."""
    concept = phrase.noun.concept.split(":", 1)[-1]
    match = _ACRONYM.search(chart.text, max(0, phrase.start - _FAR), phrase.start)
    if not match or concept not in _STAGES or not _APPOSED.match(chart.text, phrase.end):
        return None
    if chart.within(*match.span()):
        return None
    return Named(match.start(), phrase.end, match[1], *match.span(1))


def _bare(text: str) -> str:
    return re.sub(rf"[{_MARKS}]", "", text)
