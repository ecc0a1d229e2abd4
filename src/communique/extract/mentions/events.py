"""Events, by nouns of their kinds and by names that go with these."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Mention, Sort
from communique.extract.mentions.apart import formats, named_apart
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.fairs import YEAR, Fair, Fairs
from communique.extract.mentions.nominals import (
    OVER,
    Modifiers,
    Noun,
    Phrase,
    definiteness,
    determined,
    nouns,
    quoted,
    specific,
)
from communique.extract.patterns import UPPER
from communique.extract.phrasebook import Hit

_NAME_WORD = rf"(?:[{UPPER}][\w'+-]*|(?<=\w )\d{{4}}(?!\w))"
_NAMED = re.compile(
    rf"(?:,? (?:called|named|titled|entitled|dubbed))? \"?"
    rf"({_NAME_WORD}(?::? {_NAME_WORD}){{0,5}})\"?"
)
_ALIAS = re.compile(rf" \(([{UPPER}][\w+': -]{{1,30}})\)")
_TITLE = re.compile(
    rf"(?<![\w-])(?:[{UPPER}\d][\w'+-]*(?::? |-(?=[{UPPER}])| and (?=[{UPPER}])))+"
    rf"[{UPPER}][\w+-]*\Z"
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_ORDINAL_OF = re.compile(
    r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|inaugural|annual|regular)\b",
    re.IGNORECASE,
)
"""What begins the name of one of the meetings of a body."""
_NUMBERED = re.compile(rf"[{UPPER}]{{2,}}\d+")
"""The short name of one of several events, which a colon may part from what it is called."""
_OF = re.compile(r" of (?:the )?")
_JOINTS = (" and ", " & ")
"""What stands between two nouns of one name."""
_JOINED = re.compile(rf" (?:and|&) [{UPPER}]")
_PAID = re.compile(r"\b(?:'s?|s'|on|during|after|before|following|first|day|paid?) \Z")
"""What stands before `visit` where it is a noun."""
_GOES = re.compile(r" to (?:the )?[A-Z]")
_HELD = re.compile(
    r"\b(?:h[eo]ld(?:ing|s)?|had|ha[sv](?:ing|e)|after|during|following|in|for|of|[Ii]n|[Aa]fter"
    r"|[Dd]uring|[Ff]ollowing|[Ff]ormat|round of) \Z"
)
"""What stands before `talks` where it is a noun."""
_WITH = re.compile(r",? (?:\w+ )?(?:with|between) ")
_FEW = 16
_MEETING = frozenset({"Coalition", "InternationalOrganization"})
"""Organisations whose meetings are known by their names."""
_SESSION, _MEETING_KIND = "event-kind:session", "event-kind:meeting"
"""What a body holds is a meeting, whatever it is called."""
_STANDS = (Sort.PERSON, Sort.DATE, Sort.MONEY)


Name = tuple[str, int, int]
"""A name with its span."""


class Events:
    """Finds nouns and names of events."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists["events"]
        self._book = nouns(lexicon, "event-kind", lists["nouns"])
        self._modifiers = Modifiers(lexicon, [*lists["modifiers"], *lists["names"]])
        self._weak = frozenset(lists["weak"])
        self._never = frozenset(lexicon.lists["names"]["common"])
        self._fairs = Fairs(lexicon)

    def find(self, chart: Chart) -> None:
        """Add events to a chart."""
        fairs = {fair.start: fair for fair in self._fairs.find(chart)}
        ends = {fair.end: fair for fair in fairs.values()}
        inside = {at for fair in fairs.values() for at in range(fair.start, fair.end)}
        named: dict[str, Name] = {}
        for hit in self._book.find(chart.part):
            if hit.start in inside:
                continue
            phrase = self._modifiers.phrase(chart, hit)
            phrase = phrase._replace(noun=specific(self._book, chart, phrase, hit.last))
            if phrase.start in inside or hit.start - 1 in inside:
                continue
            fair = _before(chart, phrase, ends)
            if fair:
                end = self._dated(chart, hit, phrase.end)
                self._fair(chart, fairs.pop(fair.start), end, named)
            elif apart := named_apart(chart, phrase):
                proper = (apart.name, apart.first, apart.last)
                details = {"concept": phrase.noun.concept, **definiteness(phrase), "proper": proper}
                chart.add(Sort.EVENT, apart.start, apart.end, details, over=OVER)
            else:
                self._add(chart, phrase, self._joined(chart, hit))
        for one in formats(chart):
            details = {"concept": "event-kind:meeting", "definite": True}
            proper = (one.name, one.first, one.last)
            chart.add(Sort.EVENT, one.start, one.end, {**details, "proper": proper}, over=OVER)
        for event in chart.of(Sort.EVENT):
            short = fairs.pop(event.details["alias"][1], None) if "alias" in event.details else None
            if short:
                named.setdefault(short.series, _name(event))
        for fair in sorted(fairs.values(), key=_is_short):
            self._fair(chart, fair, fair.end, named)

    def _fair(self, chart: Chart, fair: Fair, end: int, named: dict[str, Name]) -> None:
        """Add a fair, up to the end of the noun behind it; by a short name, under the whole one."""
        last = end if _JOINED.match(chart.text, fair.end) else fair.end
        name = chart.text[fair.start : last], fair.start, last
        whole = name if name[0] != fair.series else named.get(fair.series, name)
        named.setdefault(fair.series, whole)
        details: dict[str, Any] = {"concept": fair.concept, **determined(chart, fair.start)}
        alias = _ALIAS.match(chart.text, end)
        details |= {"alias": (alias[1], *alias.span(1))} if alias else {}
        chart.add(Sort.EVENT, fair.start, end, {**details, "proper": whole}, over=OVER)

    def _joined(self, chart: Chart, hit: Hit[Noun]) -> Hit[Noun]:
        """A noun with one more that belongs to the same name: `Exhibition and Conference`."""
        last = hit.last + 2
        if last >= len(chart.words) or not chart.words[hit.last].capital or hit.meaning.plural:
            return hit
        if (
            chart.text[hit.end : chart.words[last].start] not in _JOINTS
            or not chart.words[last].capital
        ):
            return hit
        more = self._book.at(chart.part, last)
        together = more is not None and not more.meaning.plural and hit.first > 0
        if more is None or not together or not chart.words[hit.first - 1].capital:
            return hit
        return Hit(hit.first, more.last, hit.start, more.end, hit.meaning)

    def _add(self, chart: Chart, phrase: Phrase, hit: Hit[Noun]) -> None:
        start, end = phrase.start, hit.end
        details: dict[str, Any] = {"concept": phrase.noun.concept, **definiteness(phrase)}
        details |= {"plural": True} if phrase.noun.plural else {}
        begin = phrase.start if self._describes(chart, phrase, hit) else self._left(chart, phrase)
        marks = quoted(chart, start, end)
        if marks:
            start, end = marks
        elif begin < start or (chart.text[start].isupper() and " " in chart.text[start:end]):
            start = begin
        named = self._named(chart, phrase, hit) if start == phrase.start else None
        if named:
            end = named.end()
        end = self._dated(chart, hit, end) if start < hit.start and not named else end
        name = named.span(1) if named else (start, end)
        if start < phrase.start:
            details |= determined(chart, start)
        if not named and not marks:
            name = self._title(chart, start, end) or name
        if named or marks or start < phrase.start or name[1] - name[0] != end - start:
            details["proper"] = (chart.text[slice(*name)], *name)
        elif (
            phrase.noun.label in self._weak
            and phrase.first == hit.first
            and not phrase.determiner
            and not _is_held(chart, phrase)
        ):
            return
        of = _OF.match(chart.text, end)
        whose = chart.starting(of.end()) if of else None
        if whose and whose.sort is Sort.ORGANIZATION:
            details["of"] = (whose.start, whose.end)
            told = whose.details.get("kind") in _MEETING or _ORDINAL_OF.match(chart.text, start)
            if told and not phrase.noun.plural:
                details.setdefault("proper", (chart.text[start : whose.end], start, whose.end))
                if phrase.noun.concept == _SESSION:
                    details["concept"] = _MEETING_KIND
        alias = _ALIAS.match(chart.text, end)
        details |= {"alias": (alias[1], *alias.span(1))} if alias else {}
        chart.add(Sort.EVENT, start, end, details, over=OVER)

    def _describes(self, chart: Chart, phrase: Phrase, hit: Hit[Noun]) -> bool:
        """Whether a noun written small tells what those do who are named before it.

        So in `Minister Kowalski visit to Oslo`, but not in `Vilnius summit`.
        """
        return phrase.noun.label in self._weak and chart.text[hit.start].islower()

    def _dated(self, chart: Chart, hit: Hit[Noun], end: int) -> int:
        """Where a name ends with the year behind it: `Vilnius Summit 2023`."""
        year = YEAR.match(chart.text, end) if chart.text[hit.start].isupper() else None
        return year.end() if year and chart.at(year.end() - 1) is None else end

    def _title(self, chart: Chart, start: int, end: int) -> tuple[int, int] | None:
        """The words with capitals at the end of a span, where they are two or more."""
        match = _TITLE.search(chart.text, start, end)
        return match.span() if match else None

    def _left(self, chart: Chart, phrase: Phrase) -> int:
        """Where a name begins that words with capitals before the noun make."""
        index, part = phrase.first, chart.part
        while index > 0 and part.gap(index - 1) in (" ", "-", "' ", ": "):
            before = chart.words[index - 1]
            if part.gap(index - 1) == ": " and not _NUMBERED.fullmatch(before.text):
                break
            there = chart.at(before.start)
            if there and there.sort in _STANDS:
                break
            if there and there.sort is Sort.ORGANIZATION:
                index = part.word_at(there.start)
                continue
            if before.text in self._never or not (
                before.capital or _ORDINAL.fullmatch(before.text)
            ):
                break
            index -= 1
        return chart.words[index].start

    def _named(self, chart: Chart, phrase: Phrase, hit: Hit[Noun]) -> re.Match[str] | None:
        """The name that stands right after the noun: `conference DFNC1: Danish Edition`."""
        named = None if phrase.noun.plural else _NAMED.match(chart.text, hit.end)
        if not named or named[1].split()[0] in self._never or chart.starting(named.start(1)):
            return None
        return None if named[1].isdecimal() else named


def _before(chart: Chart, phrase: Phrase, ends: Mapping[int, Fair]) -> Fair | None:
    """The fair whose name a noun goes on: `MSPO exhibition`, `Indo Defence Expo & Forum`."""
    joints = (" ", *_JOINTS) if chart.text[phrase.start].isupper() else (" ",)
    found = (ends.get(phrase.start - len(one)) for one in joints if _stands(chart, phrase, one))
    return next((fair for fair in found if fair), None)


def _stands(chart: Chart, phrase: Phrase, joint: str) -> bool:
    return chart.text.endswith(joint, 0, phrase.start)


def _is_held(chart: Chart, phrase: Phrase) -> bool:
    """Whether the words around tell that a word is a noun: `held talks with`, `X's visit to`."""
    before = chart.text[max(0, phrase.start - _FEW) : phrase.start]
    if phrase.noun.concept == "event-kind:visit" and not phrase.noun.plural:
        there = chart.ending(phrase.start - 1)
        owned = bool(there and there.sort is Sort.PERSON) or bool(_PAID.search(before))
        return owned and bool(_GOES.match(chart.text, phrase.end))
    if phrase.noun.concept == "event-kind:meeting":
        return bool(_HELD.search(before)) and bool(_WITH.match(chart.text, phrase.end))
    return False


def _is_short(fair: Fair) -> bool:
    """Whether a fair is named without its year."""
    return fair.end - fair.start == len(fair.series)


def _name(event: Mention) -> Name:
    """The name of an event; the whole of it where it has no other."""
    proper: Name = event.details.get("proper", (event.text, event.start, event.end))
    return proper
