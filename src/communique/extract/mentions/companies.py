"""Companies and other organisations whose names tell nothing, by the words beside them."""

from __future__ import annotations

import re
from typing import Any

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Mention, Sort
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.nominals import plurals
from communique.extract.patterns import spelled
from communique.extract.phrasebook import Hit, Phrasebook

_LIST = re.compile(r", and (?:the )?|, (?:the )?| and (?:the )?| & |, as well as ")
_OF = re.compile(r" (?:of|at|for|in) (?:the )?")
_ARTICLES = frozenset({"a", "an", "the"})
_NATIONAL = (Sort.COUNTRY, Sort.DEMONYM)
_WORDS = 6
"""Words of a name at most."""
_BRACKET = re.compile(r" \([^()\n]{1,60}\)")


class Companies:
    """Finds names that a word such as `company`, a legal form or a post makes organisations."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists["organizations"]
        introducers: dict[str, str] = {}
        for kind, nouns in lists["introducers"].items():
            for noun in spelled(nouns, lexicon.spellings):
                introducers |= dict.fromkeys((noun, *plurals(noun)), kind)
        self._introducers = Phrasebook(introducers)
        self._legal_forms = frozenset(lists["suffixes"])
        self._suffixes = Phrasebook(dict.fromkeys(lists["suffixes"], True), exact=True)
        self._offices = Phrasebook(
            dict.fromkeys(spelled(lists["offices"], lexicon.spellings), True)
        )
        self._never = frozenset(lexicon.lists["names"]["common"])
        described = [*lists["described"], *lexicon.lists["fields"]["field-words"]]
        self._described = frozenset(spelled(described, lexicon.spellings))
        self._corporate = frozenset(lists["corporate"])
        self._commanding = frozenset(lists["heading"])
        fields = lexicon.lists["fields"]["field-words"]
        self._fields = frozenset(spelled(fields, lexicon.spellings))

    def find(self, chart: Chart) -> None:
        """Add organisations to a chart."""
        for suffix in self._suffixes.find(chart.part):
            self._legal(chart, suffix)
        for noun in self._introducers.find(chart.part):
            self._introduced(chart, noun)
        for post in chart.of(Sort.POST):
            self._headed(chart, post)
        for office in self._offices.find(chart.part):
            of = _OF.match(chart.text, office.end)
            if of and chart.starting(of.end()) is None:
                self._before_name(chart, of.end(), "Organization")
        self.repeat(chart)

    def _legal(self, chart: Chart, suffix: Hit[bool]) -> None:
        """A name that ends with a legal form."""
        first = suffix.first
        while first > 0 and chart.part.gap(first - 1) in (" ", ", ", "-", " & "):
            if suffix.first - first >= _WORDS or not self._is_part(chart, first - 1):
                break
            first -= 1
        if first < suffix.first:
            start = chart.words[first].start
            details = _details(chart, start, suffix.end, "Company")
            chart.add(Sort.ORGANIZATION, start, suffix.end, details, over=_NATIONAL)

    def _introduced(self, chart: Chart, noun: Hit[str]) -> None:
        """Names after `the Danish companies`, and a name before `, a Danish company`."""
        owner = chart.owner(noun.start)
        begin = owner.start if owner and owner.sort in _NATIONAL else noun.start
        more: dict[str, Any] = {"said_by": (begin, noun.end)}
        if begin < noun.start and owner:
            more["country"] = owner.details["country"]
        at: int | None = noun.end + 1 if chart.text[noun.end : noun.end + 1] in (" ", ":") else None
        if at and chart.text[noun.end] == ":":
            at += 1
        if self._apposed(chart, begin, noun.meaning, more):
            return
        while at is not None:
            name = self.following(chart, at, noun.meaning, more)
            bracket = _BRACKET.match(chart.text, name.end) if name else None
            end = bracket.end() if bracket else name.end if name else 0
            joint = _LIST.match(chart.text, end) if name else None
            at = joint.end() if joint and noun.meaning == "Company" else None

    def following(self, chart: Chart, at: int, kind: str, more: dict[str, Any]) -> Mention | None:
        """The name that begins at an offset, added to the chart."""
        start = at + (chart.text[at : at + 1] == '"')
        there = chart.starting(start)
        if there:
            return there if there.sort is Sort.ORGANIZATION else None
        first = chart.part.word_at(start)
        if first >= len(chart.words) or chart.words[first].start != start:
            return None
        last = first
        while last < len(chart.words) and last - first < _WORDS and self._is_part(chart, last):
            last += 1
            if last < len(chart.words) and chart.part.gap(last - 1) not in (" ", "-"):
                break
        if last == first:
            return None
        end = chart.words[last - 1].end
        return chart.add(Sort.ORGANIZATION, start, end, _details(chart, start, end, kind) | more)

    def _apposed(self, chart: Chart, begin: int, kind: str, more: dict[str, Any]) -> bool:
        """Whether a name stands before `, a Danish company`, and is added."""
        index = chart.part.word_at(begin)
        while index > 0 and chart.words[index - 1].lower not in _ARTICLES:
            word = chart.words[index - 1].lower
            if chart.part.gap(index - 1) not in (" ", "-") or word not in self._described:
                return False
            index -= 1
        if index < 2 or chart.part.gap(index - 2) != ", ":
            return False
        return self.preceding(chart, chart.words[index - 2].end, kind, more)

    def repeat(self, chart: Chart) -> None:
        """Add further mentions of organisations by their names, shorter names and aliases."""
        names: dict[str, dict[str, Any]] = {}
        found = chart.of(Sort.ORGANIZATION)
        for one in found:
            kept = {key: one.details[key] for key in ("kind", "country") if key in one.details}
            names.setdefault(one.text, {**kept, "core": one.details["core"]})
            last = one.text.rpartition(" ")
            if last[2] in self._legal_forms and last[0]:
                names.setdefault(last[0], {**kept, "core": last[0], "alias_of": one.text})
            alias = one.details.get("alias")
            if alias:
                names.setdefault(alias[0], {**kept, "core": alias[0], "alias_of": one.text})
        places = {one.details["alias"][1] for one in found if "alias" in one.details}
        for hit in Phrasebook(names, exact=True).find(chart.part):
            if hit.start not in places:
                chart.add(Sort.ORGANIZATION, hit.start, hit.end, hit.meaning)

    def _is_part(self, chart: Chart, index: int) -> bool:
        word = chart.words[index]
        if word.text in self._never or chart.at(word.start) is not None:
            return False
        return word.capital or (word.text[0].isdigit() and index > 0 and len(word.text) < 4)

    def _headed(self, chart: Chart, post: Mention) -> None:
        """`CEO of X`, `X's CEO`, `Commander of X`."""
        title = post.details["heads"].split(" of ")[0]
        corporate = title in self._corporate
        if not corporate and title not in self._commanding:
            return
        kind = "Company" if corporate else "Organization"
        of = _OF.match(chart.text, post.end)
        if of and chart.starting(of.end()) is None:
            self._before_name(chart, of.end(), kind)
        elif not of and corporate:
            gap = "'s " if chart.text.endswith("'s ", 0, post.start) else " "
            self.preceding(chart, post.start - len(gap), kind, {})

    def _before_name(self, chart: Chart, start: int, kind: str) -> None:
        """Add the name that begins at an offset, without that of a person who follows it."""
        first = chart.part.word_at(start)
        last = first
        while last < len(chart.words) and last - first < 2 * _WORDS and self._is_part(chart, last):
            last += 1
            if last < len(chart.words) and chart.part.gap(last - 1) not in (" ", "-"):
                break
        known = [at for at in range(first, last) if chart.words[at].lower in self._fields]
        if last - first > 2:
            last = (known[-1] + 1) if known and last - known[-1] - 1 in (2, 3) else last - 2
        if last > first and chart.words[first].start == start:
            end = chart.words[last - 1].end
            chart.add(Sort.ORGANIZATION, start, end, _details(chart, start, end, kind))

    def preceding(self, chart: Chart, end: int, kind: str, more: dict[str, Any]) -> bool:
        """Whether a name ends at an offset, and is added."""
        there = chart.ending(end)
        if there and there.sort is Sort.ORGANIZATION:
            chart.replace(there, {**more, **there.details})
            return True
        index = chart.part.word_at(end) - 1
        first = index + 1
        while first > 0 and index - first < _WORDS and self._is_part(chart, first - 1):
            first -= 1
            if first and chart.part.gap(first - 1) not in (" ", "-"):
                break
        if first > index or chart.words[index].end != end:
            return False
        start = chart.words[first].start
        details = _details(chart, start, end, kind) | more
        return chart.add(Sort.ORGANIZATION, start, end, details) is not None


def _details(chart: Chart, start: int, end: int, kind: str) -> dict[str, Any]:
    inside = {one.details["country"] for one in chart.within(start, end) if one.sort in _NATIONAL}
    country = {"country": inside.pop()} if len(inside) == 1 else {}
    return {"kind": kind, "core": chart.text[start:end], **country}
