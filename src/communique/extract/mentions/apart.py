"""Names of events that do not stand right beside the noun: `a meeting in the Ramstein format`."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_IN_FORMAT = re.compile(
    rf"(?<=\b[Ii]n )(?:the )?[{_MARKS}]?([{UPPER}]\w*[a-z](?:[ -][{UPPER}]\w*){{0,2}})[{_MARKS}]?"
    r"[ -][Ff]ormat\b"
)
"""A format in which somebody meets, without a noun for the meeting."""
_FORMAT_OF = re.compile(r"(?<=\b[Ii]n )(?:the |a )?format of (?:the )?")
_QUOTED = re.compile(rf"[{_MARKS}]([{UPPER}][^{_MARKS}]{{2,40}})[{_MARKS}] \Z")
_BRACKETED = re.compile(r" \([^()]{2,30}\) \Z")
_ACRONYM = re.compile(
    rf"(?<![\w-])([{UPPER}][{UPPER}\d-]{{2,}}(?: (?:19|20)\d\d)?), (?:the|an?)"
    r" (?:[\w'-]+ ){0,4}\Z"
)
_APPOSED = re.compile(r"[,.;]| (?:of|on|for|in|at|that|which|held|devoted|dedicated|where)\b")
"""What stands behind a noun that explains the name before it."""
_ORDINAL = re.compile(r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth)\b", re.IGNORECASE)
_COUNCIL = re.compile(r"\b(?:Council|Commission|Committee|Group|Dialogue)\Z")
"""The last word of a body that is known by its meetings."""
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


def formats(chart: Chart) -> Iterator[Named]:
    """Meetings told by their format only: `in the Ramstein format`, `in the format of X`.

    Of bodies those that are known by their meetings.
    """
    if "ormat" not in chart.text:
        return
    for match in _IN_FORMAT.finditer(chart.text, chart.part.start, chart.part.end):
        start, end = match.start(1), match.end()
        if not any(one.sort in (Sort.EVENT, Sort.DEMONYM) for one in chart.within(start, end)):
            yield Named(start, end, _bare(chart.text[start:end]), start, end)
    for match in _FORMAT_OF.finditer(chart.text, chart.part.start, chart.part.end):
        body = chart.starting(match.end())
        if body and body.sort is Sort.ORGANIZATION and _COUNCIL.search(body.text):
            yield Named(match.start(), body.end, body.text, body.start, body.end)


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
