"""Companies and other organisations whose names tell nothing, by the words beside them."""

from __future__ import annotations

import re
from typing import Any

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Mention, Sort
from communique.extract.mentions.aliases import Aliases
from communique.extract.mentions.beside import (
    NATIONAL,
    add_quoted,
    behind_land,
    details_of,
    is_led,
    is_site,
    land_behind,
    told,
    without_person,
)
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.nominals import plurals
from communique.extract.patterns import UPPER, spelled
from communique.extract.phrasebook import Hit, Phrasebook

_LIST = re.compile(r", and (?:the )?|, (?:the )?| and (?:the )?| & |, as well as ")
_OF = re.compile(r" (?:of|at|for|in) (?:the )?")
_CLOSED = re.compile(
    r"[,.;:)\n–]|\Z"
    r"| (?:of|in|at|for|from|with|by|on|that|which|who|whose|and|based|owned|headquartered)\b"
)
"""What stands behind the noun that describes a name before it."""
_APPOSED = re.compile(r", (?:\"(?=\w))?")
_ENDED = (",", ".", " (", '"', ";")
_ONE_OF = re.compile(r", one of \Z")
_ARTICLES = frozenset({"a", "an", "the", "another"})
_QUOTED = re.compile(rf"\"([{UPPER}][\w-]+(?: [{UPPER}][\w-]+){{0,4}})\"")
"""A name in quotation marks, whatever its words."""
_WORDS = 6
"""Words of a name at most."""
_WITH = " with "
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
        self._suffixes = Phrasebook(dict.fromkeys(lists["suffixes"], True), exact=True)
        self._offices = Phrasebook(
            dict.fromkeys(spelled(lists["offices"], lexicon.spellings), True)
        )
        self._never = frozenset(lexicon.lists["names"]["common"])
        self.shared: dict[str, str] = lexicon.lists["companies"]["shared"]
        self._shared = Phrasebook(self.shared, exact=True)
        self._aliases = Aliases(lexicon)
        self._particles = frozenset(lexicon.lists["names"]["particles"])
        self._cities = lexicon.cities
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
        for paper in chart.of(Sort.AGREEMENT):
            self._shared_name(chart, paper)
        for post in chart.of(Sort.POST):
            self._headed(chart, post)
        for office in self._offices.find(chart.part):
            of = _OF.match(chart.text, office.end)
            if of and chart.starting(of.end()) is None:
                self._before_name(chart, of.end(), "Organization")
        self._aliases.find(chart)

    def _shared_name(self, chart: Chart, paper: Mention) -> None:
        """A name that is also another's, right after a paper `with`."""
        at = paper.end + len(_WITH)
        if chart.text.startswith(_WITH, paper.end):
            hit = self._shared.at(chart.part, chart.part.word_at(at))
            if hit and hit.start == at and not self._goes_on(chart, hit.last):
                details = details_of(chart, hit.start, hit.end, "Company")
                if hit.meaning in chart.part.spelled:
                    details["alias_of"] = hit.meaning
                chart.add(Sort.ORGANIZATION, hit.start, hit.end, details)

    def _goes_on(self, chart: Chart, index: int) -> bool:
        """Whether a name goes on behind a word."""
        if index + 1 >= len(chart.words) or chart.part.gap(index) not in (" ", "-"):
            return False
        after = chart.words[index + 1]
        return after.capital or after.text in self._particles

    def _legal(self, chart: Chart, suffix: Hit[bool]) -> None:
        """A name that ends with a legal form."""
        first = suffix.first
        while first > 0 and chart.part.gap(first - 1) in (" ", ", ", "-", " & "):
            if suffix.first - first >= _WORDS or not self._is_part(chart, first - 1):
                break
            first -= 1
        named = chart.at(chart.words[first - 1].start) if first == suffix.first and first else None
        if named and named.sort is Sort.ORGANIZATION:
            own = details_of(chart, named.start, suffix.end, "Company")
            details = {**own, **named.details, "kind": "Company", "core": named.text}
            chart.add(Sort.ORGANIZATION, named.start, suffix.end, details, over=(named.sort,))
        elif first < suffix.first:
            start = chart.words[first].start
            details = details_of(chart, start, suffix.end, "Company")
            chart.add(Sort.ORGANIZATION, start, suffix.end, details, over=NATIONAL)

    def _introduced(self, chart: Chart, noun: Hit[str]) -> None:
        """Names after `the Danish companies`, and a name before `, a Danish company`."""
        inside = chart.at(noun.start)
        if inside and inside.sort is Sort.ORGANIZATION:
            return
        begin, country = self._described_from(chart, noun)
        country = country or land_behind(chart, noun.end)
        more: dict[str, Any] = {"said_by": (begin, noun.end)}
        if country:
            more["country"] = country
        if add_quoted(chart, begin, noun.meaning, more) or self._apposed(chart, begin, noun, more):
            return
        several = noun.meaning == "Company" and chart.text[noun.end - 1] == "s"
        led = is_led(chart, begin)
        named = self._named(chart, begin, noun)
        at: int | None = named if named > noun.end else None
        while at is not None:
            name = self.following(chart, at, noun.meaning, more, led=led)
            bracket = _BRACKET.match(chart.text, name.end) if name else None
            end = bracket.end() if bracket else name.end if name else 0
            joint = _LIST.match(chart.text, end) if name else None
            at = joint.end() if joint and several else None

    def _described_from(self, chart: Chart, noun: Hit[str]) -> tuple[int, str]:
        """Where the words before a noun begin that describe it, and the country they name."""
        index = chart.part.word_at(noun.start)
        while index > 0:
            owner = chart.owner(chart.words[index].start)
            if owner and owner.sort in NATIONAL:
                if chart.text[owner.start - 1 : owner.start] == "-":
                    break  # of two countries: `the Norwegian-Finnish company`
                return owner.start, str(owner.details["country"])
            word = chart.words[index - 1].lower
            if chart.part.gap(index - 1) not in (" ", "-") or word not in self._described:
                break
            index -= 1
        return noun.start, ""

    def _named(self, chart: Chart, begin: int, noun: Hit[str]) -> int:
        """Where the name after a noun begins, also one between commas: `its maker, Terma, ...`."""
        text = chart.text
        if text.startswith(": ", noun.end):
            return noun.end + 2
        behind = behind_land(chart, noun.end)
        if behind:
            return behind if self._is_enclosed(chart, behind, _ENDED) else noun.end
        if text.startswith(" ", noun.end):
            return noun.end + 1
        index = chart.part.word_at(begin)
        comma = _APPOSED.match(text, noun.end)
        if not comma or not index or chart.words[index - 1].lower not in _ARTICLES | {"its"}:
            return noun.end
        start = comma.end()
        return start if self._is_enclosed(chart, start, (",", '"')) else noun.end

    def _is_enclosed(self, chart: Chart, start: int, marks: tuple[str, ...]) -> bool:
        """Whether a name begins at an offset behind which one of some marks stands."""
        there = chart.starting(start)
        end = there.end if there else self._end(chart, start)
        return end > 0 and chart.text.startswith(marks, end)

    def _end(self, chart: Chart, start: int) -> int:
        """Where the name ends that begins at an offset; 0 where none does."""
        first = chart.part.word_at(start)
        if first >= len(chart.words) or chart.words[first].start != start:
            return 0
        last = first
        while last < len(chart.words) and last - first < _WORDS and self._is_part(chart, last):
            last += 1
            if last < len(chart.words) and chart.part.gap(last - 1) not in (" ", "-"):
                break
        return chart.words[last - 1].end if last > first else 0

    def following(
        self, chart: Chart, at: int, kind: str, more: dict[str, Any], *, led: bool = False
    ) -> Mention | None:
        """The name that begins at an offset, added to the chart; `led` by who may stand behind."""
        start = at + (chart.text[at : at + 1] == '"')
        there = chart.starting(start)
        if there and there.sort is Sort.ORGANIZATION:
            return told(chart, there, more)
        if there and not (there.sort in NATIONAL and start > at):
            return None
        quoted = _QUOTED.match(chart.text, at)
        end = quoted.end(1) if quoted else self._end(chart, start)
        if not end:
            return None
        if led and not quoted:
            end = without_person(chart, start, end, self._fields)
        details = details_of(chart, start, end, kind) | more
        return chart.add(Sort.ORGANIZATION, start, end, details, over=NATIONAL if quoted else ())

    def _apposed(self, chart: Chart, begin: int, noun: Hit[str], more: dict[str, Any]) -> bool:
        """Whether a name stands before `, a Danish company`, and is added."""
        if not _CLOSED.match(chart.text, noun.end):
            return False
        index = chart.part.word_at(begin)
        while index > 0 and chart.words[index - 1].lower not in _ARTICLES:
            word = chart.words[index - 1].lower
            known = word in self._described or word == "and"
            if chart.part.gap(index - 1) not in (" ", "-") or not known:
                break
            index -= 1
        start = chart.words[index].start
        article = index > 0 and chart.words[index - 1].lower in _ARTICLES
        start = chart.words[index - 1].start if article else start
        one_of = _ONE_OF.search(chart.text, max(0, start - 10), start)
        comma = one_of.start() if one_of else start - 2
        if not chart.text.startswith(", ", max(0, comma)) or not (article or begin < noun.start):
            return False
        name = chart.ending(comma)
        alone = name is None and not chart.text[:comma].endswith(")")
        if alone and is_site(chart, comma, self._cities):
            return False
        return self.preceding(chart, comma, noun.meaning, more)

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
            chart.add(Sort.ORGANIZATION, start, end, details_of(chart, start, end, kind))

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
        words = chart.words[first : index + 1]
        if chart.text.endswith(" & ", 0, start) and all(w.lower in self._fields for w in words):
            return False  # `Terma Defense & Security`
        before = chart.ending(start - 1)
        if before and before.sort is Sort.ORGANIZATION and chart.text[start - 1] == " ":
            return False
        details = details_of(chart, start, end, kind) | more
        return chart.add(Sort.ORGANIZATION, start, end, details) is not None
