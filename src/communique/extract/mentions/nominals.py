"""Nouns of kinds, singular and plural, with what stands before them and the names they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Sort
from communique.extract.mentions.chart import Chart
from communique.extract.patterns import spelled
from communique.extract.phrasebook import Hit, Phrasebook

_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "such", "its", "their", "his", "her", "our", "both"}
)
_INDEFINITE = frozenset({"a", "an", "another", "any", "some", "each", "every", "no"})
_DETERMINERS = _DEFINITE | _INDEFINITE
_ADJECTIVE = re.compile(
    r"\w+(?:al|ic|ive|ous|ful|ary|able|ible|less|ish)|\w+(?:-\w+)+|big|huge|vast|major|final"
)
_WORTH = re.compile(
    r"(?<!\w)(?P<sum>(?:(?:[A-Z]{1,3})?[$€£¥₹]|[A-Z][A-Za-z]{1,2}\.? )\d[\d.,]*"
    r"(?:[ -]?(?:m|bn|mn|million|billion|trillion|crore|lakh))?"
    r"|\d[\d.,]*[ -](?:million|billion|trillion|crore)"
    r"[ -](?:(?:US )?dollar|euro|pound|kron[aeor]{1,2}|won|yen|rupee|zloty|lira|hryvnia|[A-Z]{3}))"
    r"(?: \([^()]{3,40}\))? \Z"
)
"""A sum right before a noun."""
_LONGEST_SUM = 64
_FARTHEST = 9
"""Words before a noun's own modifiers among which its determiner is looked for."""
_SMALL = frozenset({"of", "and", "on", "for", "the", "in", "to"})
_NUMBERED = re.compile(r"\d{1,3}(?:st|nd|rd|th|-year|-point|-day)")
_STOPS = ".,;:!?"
_TITLE = 14
"""Words of a title at most."""
_LONGEST = 7
"""Words before a noun that are looked at."""


class Noun(NamedTuple):
    """What a label of a scheme means."""

    label: str
    concept: str
    """With its scheme: `agreement-kind:treaty`."""
    plural: bool


class Phrase(NamedTuple):
    """A noun with the words before it that belong to it."""

    first: int
    """Index of the first word, the determiner left out."""
    noun: Noun
    start: int
    end: int
    determiner: str
    """In small letters, or nothing."""


def nouns(lexicon: Lexicon, scheme: str, more: Mapping[str, Sequence[str]]) -> Phrasebook[Noun]:
    """The labels of a scheme as texts write them, and more words for its concepts."""
    found: dict[str, Noun] = {}
    words = {word: concept for concept, own in more.items() for word in own}
    for label, concept in {**words, **lexicon.concepts(scheme)}.items():
        for form in spelled([label.lower()], lexicon.spellings):
            found[form] = Noun(form, f"{scheme}:{concept}", plural=form in _PLURAL_LABELS)
            for several in plurals(form):
                found.setdefault(several, Noun(form, f"{scheme}:{concept}", plural=True))
    return Phrasebook(found)


_PLURAL_LABELS = frozenset({"talks", "negotiations"})
"""Labels that are plurals themselves."""


class Modifiers:
    """Reads the words before a noun that belong to it."""

    def __init__(self, lexicon: Lexicon, words: Iterable[str]) -> None:
        fields = lexicon.lists["fields"]["field-words"]
        phrases = spelled([*words, *fields], lexicon.spellings)
        self._words = frozenset(part for one in phrases for part in one.split())

    def phrase(self, chart: Chart, hit: Hit[Noun]) -> Phrase:
        """A noun with its modifiers and determiner."""
        part, first = chart.part, hit.first
        while first > 0 and hit.first - first < _LONGEST:
            gap = part.gap(first - 1)
            if gap not in (" ", "-", ", ") or not self._modifies(chart, first - 1, gap):
                if not (gap == " " and self._joins(chart, first - 1)):
                    break
                first -= 1
            first -= 1
        return Phrase(
            first, hit.meaning, chart.words[first].start, hit.end, self._determiner(chart, first)
        )

    def _determiner(self, chart: Chart, first: int) -> str:
        """The determiner of a phrase, also beyond words that describe it: `a last-gasp deal`.

        What stands behind a sum has one even where headlines leave it out: `sign $2bn deal`.
        """
        part, start = chart.part, chart.words[first].start
        worth = _WORTH.search(chart.text, max(0, start - _LONGEST_SUM), start)
        index = (part.word_at(worth.start("sum")) if worth else first) - 1
        while index >= 0 and first - index <= _FARTHEST and part.gap(index) == " ":
            word = chart.words[index]
            if word.lower in _DETERMINERS:
                return word.lower
            if not _ADJECTIVE.fullmatch(word.lower) or chart.at(word.start) is not None:
                break
            index -= 1
        return "a" if worth else ""

    def _modifies(self, chart: Chart, index: int, gap: str) -> bool:
        word = chart.words[index]
        if chart.at(word.start) is not None or (gap == ", " and word.capital):
            return False
        if word.lower in self._words or _NUMBERED.fullmatch(word.lower):
            return True
        return all(part in self._words for part in word.lower.split("-"))

    def _joins(self, chart: Chart, index: int) -> bool:
        """Whether `and` joins two modifiers."""
        if index == 0 or chart.words[index].lower != "and" or chart.part.gap(index - 1) != " ":
            return False
        return self._modifies(chart, index - 1, " ")


def definiteness(phrase: Phrase) -> dict[str, Any]:
    """Whether a determiner points to something known; nothing where there is none."""
    return {"definite": phrase.determiner in _DEFINITE} if phrase.determiner else {}


def determined(chart: Chart, start: int) -> dict[str, Any]:
    """The same for a name, by the word before it."""
    index = chart.part.word_at(start)
    before = chart.words[index - 1].lower if index and chart.part.gap(index - 1) == " " else ""
    known = before in _DEFINITE or before in _INDEFINITE
    return {"definite": before in _DEFINITE} if known else {}


def specific(book: Phrasebook[Noun], chart: Chart, phrase: Phrase, last: int) -> Noun:
    """The most specific label that ends where a noun does: `cooperation agreement`."""
    for index in range(phrase.first, last):
        hit = book.at(chart.part, index)
        if hit and hit.end == phrase.end:
            return hit.meaning
    return phrase.noun


def is_name(words: str) -> bool:
    """Whether some words are written as names are, each with a capital."""
    parts = [word for word in re.split(r"[\s-]+", words) if word and word not in _SMALL]
    return bool(parts) and not any(part[0].islower() for part in parts)


def quoted(chart: Chart, start: int, end: int) -> tuple[int, int] | None:
    """The short quotation around a span, if it is one that names something."""
    for one in chart.article.quotations_around(start, end)[:1]:
        words = chart.text[one.start : one.end]
        ended = words[-1] in _STOPS or len(words.split()) > _TITLE or not words[0].isupper()
        return None if ended or not is_name(chart.text[start:end]) else (one.start, one.end)
    return None


def plurals(noun: str) -> list[str]:
    """The plurals of a noun: `letters of intent`, `memoranda`.

    >>> plurals("letter of intent"), plurals("memorandum"), plurals("treaty")
    (['letters of intent'], ['memorandums', 'memoranda'], ['treaties'])
    """
    head, joint, rest = noun.partition(" of ") if " of " in noun else noun.partition(" on ")
    tail = joint + rest
    if head.endswith("s") and not head.endswith("ss"):
        return []
    if head.endswith("um") and head != "forum":
        return [f"{head}s{tail}", f"{head[:-2]}a{tail}"]
    if head.endswith("y") and head[-2] not in "aeou":
        return [f"{head[:-1]}ies{tail}"]
    return [f"{head}{'es' if head.endswith(('ch', 'sh', 'x', 'ss')) else 's'}{tail}"]


OVER = (Sort.COUNTRY, Sort.DEMONYM, Sort.CAPITAL, Sort.PLACE, Sort.ORGANIZATION, Sort.POST)
"""What names may have inside them."""
