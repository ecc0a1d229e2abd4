"""Names of people as they are written: particles, initials, hyphens, suffixes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Mention, Sort
from communique.extract.mentions.chart import Chart
from communique.extract.patterns import spelled
from communique.extract.phrasebook import Hit, Phrasebook

_LONGEST = 7
"""Words of a name."""
_OVER = (Sort.PLACE, Sort.CAPITAL, Sort.COUNTRY)
_SUFFIX = re.compile(r",? (?:Jr\.?|Sr\.?|I{2,3}|IV)(?!\w)")
_SUFFIXED = re.compile(r",? (?:Jr\.?|Sr\.?|I{2,3}|IV)\Z")
_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})
_SURNAME_FIRST = re.compile(r"\w+ \w+-[^\W\d_A-Z]\w*")
"""A name as Koreans write it: `Ahn Gyu-back`."""
_WORD = re.compile(r"[\s-]+")
_SHORTEST = 4
"""Letters of a first name that stands for a person by itself."""


class Names:
    """Reads names of people, and adds them to charts."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists["names"]
        self._particles = frozenset(part for one in lists["particles"] for part in one.split())
        self._given = frozenset(lists["given"])
        companies = lexicon.lists["companies"]
        self._makers = frozenset(companies["shared"])
        self._products = frozenset(companies["products"])
        self._cities = lexicon.cities
        self._regions = frozenset(lexicon.lists["places"]["regions"])
        self._abbreviated = frozenset(lists["abbreviated"])
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
        if count == 1 and single in self._regions:
            return None
        end = chart.words[last].end
        suffix = _SUFFIX.match(chart.text, end)
        return self.add(chart, start, suffix.end() if suffix else end)

    def ending(self, chart: Chart, end: int) -> Mention | None:
        """The name of two words at least that ends at an offset, added to the chart."""
        there = chart.ending(end)
        if there:
            return there if there.sort is Sort.PERSON else None
        suffix = _SUFFIXED.search(chart.text, max(0, end - 6), end)
        last = suffix.start() if suffix else end
        behind = _SUFFIX.match(chart.text, end)
        end = behind.end() if behind else end
        index = chart.part.word_at(last) - 1
        if index < 0 or chart.words[index].end != last:
            return None
        for first in range(max(0, index - _LONGEST + 1), index):
            read, count = self._read(chart, first)
            if read == index and count > 1:
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
        first = chart.starting(start)
        over = (*_OVER, Sort.DEMONYM) if first and first.text in self._given else _OVER
        return chart.add(Sort.PERSON, start, end, details, over=over)

    def repeat(self, chart: Chart) -> None:
        """Add further mentions of people by whole names, by the last or the first parts of them."""
        names = dict.fromkeys(one.text for one in chart.of(Sort.PERSON) if " " in one.text)
        parts = dict.fromkeys(names, "")
        for name in names:
            for part in self._parts(name):
                parts.setdefault(part, name)
        for hit in Phrasebook(parts, exact=True).find(chart.part):
            if self._is_product(chart, hit):
                continue
            there = chart.at(hit.start)
            details = {"surname_of": hit.meaning} if hit.meaning else {}
            if there is None or there.sort is Sort.PLACE:
                chart.add(Sort.PERSON, hit.start, hit.end, details, over=(Sort.PLACE,))
            elif there.sort is Sort.PERSON and there.text == chart.text[hit.start : hit.end]:
                chart.replace(there, {**there.details, **details})
        self._first_names(chart, list(names))

    def _is_product(self, chart: Chart, hit: Hit[str]) -> bool:
        """Whether a name that is also a maker's stands before what it makes: `Bayraktar drones`."""
        if chart.text[hit.start : hit.end] not in self._makers or hit.last + 1 >= len(chart.words):
            return False
        after = chart.words[hit.last + 1]
        made = after.text in self._products or not after.text.isalpha()
        return made and chart.part.gap(hit.last) == " "

    def _parts(self, name: str) -> Iterator[str]:
        """What may stand for a whole name: its last words, or of three and more the first."""
        words = _SUFFIXED.sub("", name).split()
        if _SURNAME_FIRST.fullmatch(name):
            yield words[0]
        for count in range(1, len(words)):
            tail = " ".join(words[-count:])
            if len(tail) > 2 and (tail[0].isupper() or words[-count] in self._particles):
                yield tail
        if len(words) > 2 and words[-2][0].isupper() and not words[-2].endswith("."):
            yield " ".join(words[:-1])

    def _first_names(self, chart: Chart, names: Sequence[str]) -> None:
        """Add people by their first names alone, where the text never gives the last ones alone."""
        spelled = Counter(part for name in names for part in {*_SUFFIXED.sub("", name).split()})
        alone = {one.text for one in chart.of(Sort.PERSON)}
        for name in names:
            first, last = name.split()[0], _SUFFIXED.sub("", name).split()[-1]
            other = first in self._never or first in self._cities
            if (
                other
                or spelled[first] > 1
                or last in alone
                or len(first) < _SHORTEST
                or first not in chart.part.spelled
            ):
                continue
            for index in chart.part.spelled[first]:
                word = chart.words[index]
                there = chart.at(word.start)
                if there is None and self._is_alone(chart, index):
                    chart.add(Sort.PERSON, word.start, word.end, {"surname_of": name})
                elif there and there.sort is Sort.PERSON and there.text == first:
                    chart.replace(there, {**there.details, "surname_of": name})

    def _is_alone(self, chart: Chart, index: int) -> bool:
        """Whether no other word of a name stands beside a word."""
        words, part = chart.words, chart.part
        before = index > 0 and words[index - 1].capital and part.gap(index - 1) in (" ", "-")
        opens = before and words[index - 1].text in self._openers
        after = index + 1 < len(words) and words[index + 1].capital and part.gap(index) in " -"
        return (opens or not before) and not after

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
        word = chart.words[index].text
        if '"' in gap:
            return self._is_nickname(chart, index if gap == ' "' else index - 1)
        short = len(word) == 1 or word in self._abbreviated
        return gap in (" ", "-") or (short and gap in (". ", "."))

    def _is_nickname(self, chart: Chart, index: int) -> bool:
        """Whether the one word in quotation marks behind a word stands inside a name."""
        words, gap = chart.words, chart.part.gap
        if index < 0 or index + 2 >= len(words) or not words[index + 2].capital:
            return False
        return gap(index) == ' "' and gap(index + 1) == '" ' and words[index + 1].capital

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
        if there.text not in self._given:
            return False
        return self._is_given(chart, index, there) if not count else self._is_last(chart, index)

    def _is_last(self, chart: Chart, index: int) -> bool:
        """Whether a word for a country ends a name: `Jim Jordan`."""
        before, ends = chart.words[index - 1], index + 1 >= len(chart.words)
        more = not ends and chart.words[index + 1].capital and chart.part.gap(index) == " "
        return before.capital and chart.part.gap(index - 1) == " " and not more

    def _is_given(self, chart: Chart, index: int, there: Mention) -> bool:
        """Whether a word for a country or a people is a first name here, before a last one."""
        if index + 1 >= len(chart.words) or not chart.words[index + 1].capital:
            return False
        if there.sort is not Sort.DEMONYM:
            return True
        after = chart.words[index + 1]
        known = chart.at(after.start) is not None or after.text in self._never
        apart = index > 0 and chart.words[index - 1].lower in ("the", "a")
        return not known and not apart and not after.text.isupper()

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
