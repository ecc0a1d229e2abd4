"""Organisations that nothing names as such but what they do: they sign, or are signed with."""

from __future__ import annotations

import re

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Mention, Sort
from communique.extract.mentions.aliases import Aliases
from communique.extract.mentions.beside import NATIONAL
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.companies import Companies
from communique.extract.patterns import UPPER
from communique.extract.phrasebook import Phrasebook

_SIDE = re.compile(
    r"(?: \([^()\n]{1,20}\))?(?: (?:on|in|for|of|about|to|under)(?: [a-z][\w-]*){1,8}?)?"
    r"(?: (?:was|were|has been|have been|is|are))?(?: (?:also|today|recently))?"
    r"(?: (?:signed|concluded|inked|sealed|reached))?"
    r"(?: (?:worth|valued at) [^.,;\n]{1,24}?)? (?P<joint>with|between) (?:the )?"
)
"""What stands between a paper and the first party to it."""
_AUXILIARY = re.compile(
    r"(?: (?:has|have|had|will|also|jointly|today|recently|formally|officially|successfully))+\Z"
)
_TOLD = re.compile(r" (?:said|announced|confirmed)(?: (?:on )?[A-Z]\w+day| today)?(?: that)? it\Z")
"""What may stand there instead: `Xylotech said on Friday that it has signed`."""
_APPOSED = re.compile(r", (?:an?|the|its|one of)(?: [\w'&/()-]+){1,14},\Z")
"""What may stand between a name and the verb: `Delair, a maker of drones, has signed`."""
_AND = re.compile(rf" and (?:the )?(?=[\"{UPPER}])")
_WHOSE = {
    Sort.COUNTRY: re.compile(f"['\u2019]s (?=[{UPPER}])"),
    Sort.DEMONYM: re.compile(f" (?=[{UPPER}])"),
}
"""What stands between a country and the name of what is its: `Norway's Xylotech`."""
_JOINT = re.compile(
    rf"(?:\A|[.\n“\"]\s*|, |['’]s |\b[Tt](?:hat|he) )"
    rf"(?P<name>[{UPPER}][\w&-]*(?: [{UPPER}][\w&-]*){{0,3}}) and (?:the )?\Z"
)
"""The name before that of another: `Xylotech and Norway's Terma signed`."""
_KIND = "Organization"
_PERSONAL = (Sort.POST, Sort.PERSON)
_LONGEST = 120
"""Characters of what is said of a name between commas."""
_AGAIN = 2
"""How often a text has a name at least that stands at the beginning of a sentence."""


class Parties:
    """Finds names before a verb of signing and after a paper `with`, once people are known."""

    def __init__(self, lexicon: Lexicon) -> None:
        verbs = lexicon.lists["organizations"]["signing"]
        self._signing = Phrasebook(dict.fromkeys(verbs, True))
        self._companies = Companies(lexicon)
        self._aliases = Aliases(lexicon)
        self._nobody = frozenset(lexicon.lists["organizations"]["nobody"])
        self._first = frozenset(lexicon.lists["names"]["first"])
        self._cities = lexicon.cities

    def find(self, chart: Chart) -> None:
        """Add organisations to a chart, marked as guessed."""
        known = len(chart.of(Sort.ORGANIZATION))
        for verb in self._signing.find(chart.part):
            sentence = chart.article.sentence_at(verb.start)
            end = self._subject_end(chart, verb.start) if sentence else 0
            if sentence and end > sentence.start and chart.at(end - 1) is None:
                self._before(chart, end, heading=sentence.heading)
            if sentence and end > sentence.start and not sentence.heading:
                self._beside(chart, end)
        for paper in chart.of(Sort.AGREEMENT):
            side = _SIDE.match(chart.text, paper.end)
            first = self._party(chart, _owned(chart, side.end())) if side else None
            both = _AND.match(chart.text, first.end) if first else None
            if side and both and side["joint"] == "between":
                self._party(chart, _owned(chart, both.end()))
        if len(chart.of(Sort.ORGANIZATION)) > known:
            self._aliases.find(chart)

    def _subject_end(self, chart: Chart, verb: int) -> int:
        """Where what stands before a verb ends, without what is said of it; 0 for nothing."""
        if chart.text[verb - 1 : verb] != " ":
            return 0
        end = verb - 1
        told = _AUXILIARY.search(chart.text, max(0, end - 32), end)
        end = told.start() if told else end
        said = _TOLD.search(chart.text, max(0, end - 48), end)
        end = said.start() if said else end
        apposed = _APPOSED.search(chart.text, max(0, end - _LONGEST), end)
        if apposed and not any(one.sort in _PERSONAL for one in chart.within(*apposed.span())):
            return apposed.start()
        return end

    def _party(self, chart: Chart, at: int) -> Mention | None:
        """What is named at an offset; a name of nothing else is added."""
        there = chart.starting(at)
        index = chart.part.word_at(at)
        word = chart.words[index].text if index < len(chart.words) else ""
        if there or word in self._cities or word in self._nobody or word in self._companies.shared:
            return there
        return self._companies.following(chart, at, _KIND, {"guessed": True})

    def _before(self, chart: Chart, end: int, *, heading: bool) -> None:
        """Add the name that ends at an offset; in a heading, only where small letters follow."""
        after = chart.part.word_at(end + 1) + 1
        if heading and (after >= len(chart.words) or chart.words[after].capital):
            return
        if not (self._is_anybody(chart, end) or self._is_person(chart, end)):
            self._companies.preceding(chart, end, _KIND, {"guessed": True})

    def _beside(self, chart: Chart, end: int) -> None:
        """Add the name that stands before `and` and the organisation that ends at an offset."""
        last = chart.ending(end)
        if last is None or last.sort is not Sort.ORGANIZATION:
            return
        owner = chart.owner(last.start)
        start = owner.start if owner and owner.sort in NATIONAL else last.start
        joint = _JOINT.search(chart.text, max(0, start - _LONGEST), start)
        if joint and chart.ending(joint.end("name")) is None:
            self._before(chart, joint.end("name"), heading=False)

    def _is_person(self, chart: Chart, end: int) -> bool:
        """Whether a given name stands before a word, or before the one before it."""
        last = chart.part.word_at(end) - 1
        before = range(max(0, last - 2), last)
        return any(
            chart.words[at].text in self._first
            and {chart.part.gap(one) for one in range(at, last)} == {" "}
            and chart.words[last].capital
            for at in before
        )

    def _is_anybody(self, chart: Chart, end: int) -> bool:
        """Whether a word is a plain plural with a sentence's capital: `Guests`, `Fishermen`."""
        word = chart.words[chart.part.word_at(end) - 1]
        sentence = chart.article.sentence_at(word.start)
        opens = sentence is not None and not chart.text[sentence.start : word.start].strip('"“( ')
        if not opens or not word.text.endswith(("s", "men", "people")) or word.text.isupper():
            return word.text in self._nobody
        return chart.text.count(word.text) < _AGAIN


def _owned(chart: Chart, at: int) -> int:
    """Where a name begins behind the country whose it is, at an offset: `Norway's Xylotech`."""
    land = chart.starting(at)
    whose = _WHOSE[land.sort].match(chart.text, land.end) if land and land.sort in _WHOSE else None
    return whose.end() if whose else at
