"""Papers that are signed, by nouns of their kinds."""

from __future__ import annotations

import re
from typing import Any

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Sort
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.nominals import (
    OVER,
    Modifiers,
    Noun,
    Phrase,
    definiteness,
    is_name,
    nouns,
    quoted,
    specific,
)
from communique.extract.patterns import UPPER
from communique.extract.phrasebook import Hit, Phrasebook

_ALIAS = re.compile(r" \(([A-Z][A-Za-z]{1,6})\)")
_NEWLY = re.compile(r"\(\Z|\b(?:an?|another|new) \Z", re.IGNORECASE)
"""What stands before a short name where it is given, or where it means another paper."""
_PLANS = re.compile(r"\s+(?:to|for a|on|with|ahead)\b")
_WITHIN = re.compile(r"\b(?:within|in|under|into) (?:the )?\Z", re.IGNORECASE)
_REACHED = re.compile(r"\b(?:in|by|no) \Z", re.IGNORECASE)
_NAME_WORD = rf"[{UPPER}][\w'-]*"
_TITLE = re.compile(
    rf" (?:on|for|of|concerning|regarding|about)(?: the)?(?: field of)? {_NAME_WORD}"
    rf"(?:(?:,? and | & |, | of(?: the)? | for(?: the)? | in(?: the)? |[ -]){_NAME_WORD})*"
)
_PARTIES = frozenset({Sort.COUNTRY, Sort.DEMONYM, Sort.CAPITAL})
"""What before a paper names a party to it and not the paper."""


class Agreements:
    """Finds nouns of papers."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists["agreements"]
        self._book = nouns(lexicon, "agreement-kind", lists["nouns"])
        self._modifiers = Modifiers(lexicon, lists["modifiers"])
        self._plain = frozenset(lists["plain"])
        self._weak = frozenset(lists["weak"])
        self._verbal = frozenset(lists["verbal"])
        self._never = frozenset(lexicon.lists["names"]["common"])
        self._cardinals: dict[str, int] = lexicon.lists["numbers"]["cardinals"]

    def find(self, chart: Chart) -> None:
        """Add nouns of papers to a chart."""
        done = 0
        for hit in self._book.find(chart.part):
            if hit.start < done:
                continue
            phrase = self._modifiers.phrase(chart, hit)
            phrase = phrase._replace(noun=specific(self._book, chart, phrase, hit.last))
            if not self._is_another_thing(chart, phrase, hit):
                self._add(chart, phrase, hit)
                alias = _ALIAS.match(chart.text, hit.end)
                done = alias.end() if alias else hit.end
        self._repeat(chart)

    def _repeat(self, chart: Chart) -> None:
        """Add further mentions by the short names that the text gives: `the DCA`."""
        names: dict[str, dict[str, Any]] = {}
        for one in chart.of(Sort.AGREEMENT):
            alias = one.details.get("alias")
            if alias and not one.details.get("plural"):
                known = {"concept": one.details["concept"], "definite": True, "alias_of": one.text}
                names.setdefault(alias[0], known)
        for hit in Phrasebook(names, exact=True).find(chart.part) if names else ():
            if not _NEWLY.search(chart.text, max(0, hit.start - 9), hit.start):
                chart.add(Sort.AGREEMENT, hit.start, hit.end, hit.meaning)

    def _add(self, chart: Chart, phrase: Phrase, hit: Hit[Noun]) -> None:
        start, end = phrase.start, phrase.end
        details: dict[str, Any] = {"concept": phrase.noun.concept, **definiteness(phrase)}
        details |= {"plural": True} if phrase.noun.plural else {}
        count = self._count(chart, phrase)
        details |= {"count": count} if count else {}
        alias = _ALIAS.match(chart.text, end)
        if alias and alias[1] not in self._book:
            details["alias"] = (alias[1], *alias.span(1))
        start = self._left(chart, phrase)
        title = self._title(chart, start, end)
        if title:
            details["proper"] = (chart.text[slice(*title)], *title)
        marks = quoted(chart, start, end)
        if marks:
            start, end = marks
            details["proper"] = (chart.text[start:end], start, end)
        chart.add(Sort.AGREEMENT, start, end, details, over=OVER)

    def _left(self, chart: Chart, phrase: Phrase) -> int:
        """Where a name begins that a place or another name makes: `Aachen Treaty`."""
        sentence = chart.article.sentence_at(phrase.start)
        index = phrase.first
        if not chart.words[index].capital or sentence is None or sentence.heading:
            return phrase.start
        while index > 0 and chart.part.gap(index - 1) == " ":
            word = chart.words[index - 1]
            there = chart.at(word.start)
            if not word.capital or word.text in self._never or (there and there.sort not in OVER):
                break
            if there and there.sort in _PARTIES:
                break
            index -= 1
        return chart.words[index].start

    def _count(self, chart: Chart, phrase: Phrase) -> int:
        """The number before a noun: `three documents`."""
        for index in (phrase.first, phrase.first - 1):
            word = chart.words[index].lower if index >= 0 else ""
            if word in self._cardinals:
                return self._cardinals[word]
            if word.isdecimal() and len(word) < 4:
                return int(word)
        return 0

    def _title(self, chart: Chart, start: int, end: int) -> tuple[int, int] | None:
        """The span of a name that capitals make of a noun and what follows it."""
        if not is_name(chart.text[start:end]):
            return None
        title = _TITLE.match(chart.text, end)
        if title:
            return start, title.end()
        return (start, end) if " " in chart.text[start:end] else None

    def _is_another_thing(self, chart: Chart, phrase: Phrase, hit: Hit[Noun]) -> bool:
        """Whether a word that has other meanings has one of them here."""
        before = chart.text[max(0, phrase.start - 12) : phrase.start]
        if phrase.first == hit.first and not phrase.determiner and _REACHED.search(before):
            return True
        if phrase.noun.label not in self._weak:
            return False
        if phrase.noun.label in self._plain and phrase.first == hit.first:
            return True
        if phrase.noun.label == "plan" and _PLANS.match(chart.text, hit.end):
            return not phrase.determiner
        if phrase.noun.label == "framework" and _WITHIN.search(before):
            return True
        capital = chart.words[hit.first].capital
        alone = phrase.first == hit.first and not phrase.determiner
        several = phrase.noun.plural and phrase.noun.label not in self._verbal
        return alone and not (capital or several)
