"""Names of people as they are written: particles, initials, hyphens, suffixes."""

from __future__ import annotations

import re
import unicodedata

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Mention, Sort
from communique.extract.mentions.chart import Chart
from communique.extract.patterns import spelled
from communique.extract.phrasebook import Phrasebook

_LONGEST = 7
"""Words of a name."""
_OVER = (Sort.PLACE, Sort.CAPITAL, Sort.COUNTRY)
_SUFFIX = re.compile(r",? (?:Jr\.?|Sr\.?|I{2,3}|IV)(?!\w)")
_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})
_SURNAME_FIRST = re.compile(r"\w+ \w+-[^\W\d_A-Z]\w*")
"""A name as Koreans write it: `Ahn Gyu-back`."""
_WORD = re.compile(r"[\s-]+")


class Names:
    """Reads names of people, and adds them to charts."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists["names"]
        self._particles = frozenset(part for one in lists["particles"] for part in one.split())
        self._given = frozenset(lists["given"])
        kinds = lexicon.lists["organizations"]["heads"].values()
        generic = [word for words in kinds for phrase in words for word in phrase.split()]
        fields = lexicon.lists["fields"]["field-words"]
        never = {word.capitalize() for word in spelled([*generic, *fields], lexicon.spellings)}
        honorifics = (part.strip(".") for one in lists["honorifics"] for part in one.split())
        self._honorifics = frozenset((*honorifics, *lists["honorifics"]))
        self._openers = frozenset(lists["common"])
        self._never = frozenset(lists["common"]) | (never - set(lists["surnames"]))

    def starting(self, chart: Chart, start: int, least: int = 1) -> Mention | None:
        """The name that begins at an offset, of so many words at least, added to the chart."""
        there = chart.starting(start)
        if there and there.sort is Sort.PERSON:
            return there
        index = chart.part.word_at(start)
        if index >= len(chart.words) or chart.words[index].start != start:
            return None
        last, count = self._read(chart, index)
        single = chart.words[index].text
        if count < least or (count == 1 and (single.isupper() or len(single) < 2)):
            return None
        end = chart.words[last].end
        suffix = _SUFFIX.match(chart.text, end)
        return self.add(chart, start, suffix.end() if suffix else end)

    def ending(self, chart: Chart, end: int) -> Mention | None:
        """The name of two words at least that ends at an offset, added to the chart."""
        there = chart.ending(end)
        if there:
            return there if there.sort is Sort.PERSON else None
        index = chart.part.word_at(end) - 1
        if index < 0 or chart.words[index].end != end:
            return None
        for first in range(max(0, index - _LONGEST + 1), index):
            last, count = self._read(chart, first)
            if last == index and count > 1:
                unnamed = self._goes_before(chart, first)
                return None if unnamed else self.add(chart, chart.words[first].start, end)
        return None

    def surname(self, chart: Chart, index: int) -> Mention | None:
        """The person whose surname a word is, by a whole name elsewhere; both are added."""
        word = chart.words[index]
        if chart.at(word.start) is not None or not self._is_part(chart, index, 1):
            return None
        for at in chart.part.index[word.lower]:
            if at and chart.words[at].text == word.text and chart.part.gap(at - 1) == " ":
                before = chart.words[at - 1]
                if before.capital and self.ending(chart, chart.words[at].end):
                    return self.add(chart, word.start, word.end)
        return None

    def add(self, chart: Chart, start: int, end: int) -> Mention | None:
        """Add a name; one whose words mix scripts is marked as suspicious."""
        details = {"suspicious": True} if is_mixed(chart.text[start:end]) else {}
        return chart.add(Sort.PERSON, start, end, details, over=_OVER)

    def repeat(self, chart: Chart) -> None:
        """Add further mentions of people by whole names or by the last parts of them."""
        full: dict[str, str] = {}
        for person in (one for one in chart.of(Sort.PERSON) if " " in one.text):
            full[person.text] = ""
        for name in list(full):
            words = name.split()
            if _SURNAME_FIRST.fullmatch(name):
                full.setdefault(words[0], name)
            for count in range(1, len(words)):
                tail = " ".join(words[-count:])
                if len(tail) > 2 and (tail[0].isupper() or words[-count] in self._particles):
                    full.setdefault(tail, name)
        for hit in Phrasebook(full, exact=True).find(chart.part):
            there = chart.at(hit.start)
            details = {"surname_of": hit.meaning} if hit.meaning else {}
            if there is None or there.sort is Sort.PLACE:
                chart.add(Sort.PERSON, hit.start, hit.end, details, over=(Sort.PLACE,))
            elif there.sort is Sort.PERSON and there.text == chart.text[hit.start : hit.end]:
                chart.replace(there, {**there.details, **details})

    def _read(self, chart: Chart, index: int) -> tuple[int, int]:
        """The last word of a name that begins with a word, and how many capitals it has."""
        last, count, at = index, 0, index
        while at < len(chart.words) and at - index < _LONGEST:
            if at > index and not self._joined(chart, at - 1):
                break
            if self._is_particle(chart, at):
                at += 1
                continue
            if not self._is_part(chart, at, count):
                break
            last, count, at = at, count + 1, at + 1
        return last, count

    def _joined(self, chart: Chart, index: int) -> bool:
        """Whether a word and the one after it may belong to one name."""
        gap = chart.part.gap(index)
        initial = len(chart.words[index].text) == 1
        return gap in (" ", "-") or (initial and gap in (". ", "."))

    def _is_particle(self, chart: Chart, index: int) -> bool:
        follows = index + 1 < len(chart.words) and chart.part.gap(index) in (" ", "-")
        if not follows or chart.words[index].text not in self._particles:
            return False
        after = chart.words[index + 1]
        return after.capital or after.text in self._particles

    def _is_part(self, chart: Chart, index: int, count: int) -> bool:
        word = chart.words[index]
        if not word.capital or word.text[-1].isdigit() or word.text in _SUFFIXES:
            return False
        if word.text in (self._never if count else self._never | self._honorifics):
            return bool(count and len(word.text) == 1)
        there = chart.at(word.start)
        if there is None or there.sort is Sort.PLACE:
            return True
        after = chart.words[index + 1] if index + 1 < len(chart.words) else None
        return bool(there.text in self._given and not count and after and after.capital)

    def _goes_before(self, chart: Chart, index: int) -> bool:
        """Whether a name would go on before a word with words that are no part of one."""
        if index == 0 or chart.part.gap(index - 1) not in (" ", "-"):
            return False
        before = chart.words[index - 1]
        known = chart.at(before.start) is not None or before.text in self._honorifics
        return before.capital and before.text in self._never - self._openers and not known


def is_mixed(name: str) -> bool:
    r"""Whether a word of a name mixes scripts, as one with look-alike letters does.

    >>> is_mixed("Paul-Henri Spaak"), is_mixed("P\u0430ul Spaak")
    (False, True)
    """
    for word in _WORD.split(name):
        if word.isascii():
            continue
        scripts = {unicodedata.name(letter, "?").split()[0] for letter in word if letter.isalpha()}
        if len(scripts) > 1:
            return True
    return False
