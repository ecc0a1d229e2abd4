"""Organisations whose own words say what they are, and those that everyone knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Sort
from communique.extract.mentions.aliases import other_name
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.fields import Fields
from communique.extract.mentions.known import rows
from communique.extract.part import Part
from communique.extract.patterns import UPPER, spelled
from communique.extract.phrasebook import Hit, Phrasebook

_OVER = (Sort.COUNTRY, Sort.DEMONYM, Sort.CAPITAL, Sort.PLACE)
_OWNERS = (Sort.COUNTRY, Sort.DEMONYM, Sort.CAPITAL)
_OF = re.compile(r" (?:of|in|for)(?: the)? ")
_RIGHT = re.compile(r" (?:of|for|on|to)(?: the)? ")
_GOES_ON = re.compile(r"'| (?=[^\W\d_a-z])(?!On |In |At )")
_NAME = rf"[{UPPER}][\w'-]*"
_LONG = re.compile(
    rf"(?: (?:of|for|on|in|and|the|to)| {_NAME}){{1,12}}? \((?P<initials>[{UPPER}]{{3,10}})\)"
)
"""What goes on with a name up to its initials in brackets."""
_ONE_OF_THEM = re.compile(r"(?:\A|[^\w.])[Aa]n? \Z")
"""What before a company's name tells that a thing is meant which it has made: `a Patria Pasi`."""
_INITIALS = re.compile(r" \([A-Z][A-Za-z]{1,7}\)")
"""What tells that general words are a company's name: `Polish Armaments Group (PGZ)`."""
_ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th)")
_MINISTERIAL = ("ministry", "ministries", "department", "departments")
_PUBLIC = frozenset({"Agency", "PublicFund", "Ministry"})
"""Kinds whose names in small letters tell by a field and a country what they are."""
_OF_STATES = frozenset({"Ministry", "Government", "ArmedForces"})
"""Kinds of bodies that a country's name may stand before: `the Uzbekistan government`."""
_LONGEST = 12
"""Words of a name before its head."""


class Found(NamedTuple):
    """A span that names an organisation."""

    start: int
    end: int
    kind: str
    core: tuple[int, int]
    """The span without the country."""
    country: str = ""
    one: str = ""
    """The first of the names of one organisation."""


class Organizations:
    """Finds organisations by the kind their names tell, and well-known ones."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists["organizations"]
        kinds = {
            head: kind
            for kind, heads in lists["heads"].items()
            for head in spelled(heads, lexicon.spellings)
        }
        self._heads = Phrasebook({**kinds, **dict.fromkeys(_MINISTERIAL, "Ministry")})
        self._generic = frozenset(word for head in kinds for word in head.split())
        companies = lexicon.lists["companies"]
        known = {**lists["known"], "Company": companies["known"]}
        self._known = Phrasebook(dict(rows(known)), exact=True)
        self._branch = re.compile(rf" (?:{'|'.join(companies['branches'])})(?!\w)")
        self._products = frozenset({*companies["products"], "aerial"})
        self._described: dict[str, frozenset[str]] = {
            word: frozenset(nouns) for word, nouns in lists["described-by"].items()
        }
        self._departments = {
            name: country for country, names in lists["departments"].items() for name in names
        }
        self._national: dict[str, str] = lists["national"]
        self._common = frozenset(spelled(lists["common"], lexicon.spellings))
        self._bare = frozenset(spelled(lists["bare"], lexicon.spellings))
        self._never = frozenset(lexicon.lists["names"]["common"])
        self._nobody = frozenset(lists["never"])
        self._joined = frozenset(lists["joined"])
        self._fields = Fields(lexicon, ("minister", "ministers", "secretary", "secretaries"))
        self._joined |= self._fields.words

    def find(self, chart: Chart) -> None:
        """Add organisations to a chart, with the names that brackets give them."""
        known = list(self._well_known(chart))
        found = [*known, *self._headed(chart, {one.end: one.start for one in known})]
        for one in sorted(found, key=lambda one: one.start - one.end):
            details: dict[str, Any] = {"kind": one.kind, "core": chart.text[slice(*one.core)]}
            country = one.country or _country(chart, one) or self._whose(chart, one)
            whose = "home" if one.kind == "MediaOutlet" and one.country else "country"
            details |= {whose: country} if country else {}
            details |= {"one": one.one} if one.one else {}
            details |= other_name(chart.text, one.end)
            chart.add(Sort.ORGANIZATION, one.start, one.end, details, over=_OVER)

    def _well_known(self, chart: Chart) -> Iterator[Found]:
        for hit in self._known.find(chart.part):
            kind, country, one = hit.meaning
            if kind == "Company" and _ONE_OF_THEM.search(
                chart.text, max(0, hit.start - 5), hit.start
            ):
                continue
            branch = self._branch.match(chart.text, hit.end) if kind == "Company" else None
            end = branch.end() if branch else hit.end
            yield Found(hit.start, end, kind, (hit.start, end), country, one)

    def _whose(self, chart: Chart, one: Found) -> str:
        """The country of a department by its name, where the text speaks of that country."""
        country = self._departments.get(chart.text[one.start : one.end].lower(), "")
        lands = chart.of(*_OWNERS) if country else []
        return country if any(land.details["country"] == country for land in lands) else ""

    def _headed(self, chart: Chart, known: Mapping[int, int]) -> Iterator[Found]:
        """Names by their heads, those of well-known ones left out."""
        for hit in self._heads.find(chart.part):
            if known.get(hit.end, hit.start) < hit.start:
                continue
            if self._is_adjective(chart, hit) or _is_land(chart, hit):
                continue
            one = self._ministry(chart, hit) if hit.meaning == "Ministry" else None
            one = one or self._capitalized(chart, hit) or self._owned(chart, hit)
            if one and chart.text[slice(*one.core)] not in self._nobody:
                yield one

    def _is_adjective(self, chart: Chart, hit: Hit[str]) -> bool:
        """Whether a noun behind a word makes it an adjective, or a part of a title."""
        after = hit.last + 1
        if after >= len(chart.words) or chart.part.gap(hit.last) != " ":
            return False
        word, noun = chart.words[hit.last].lower, chart.words[after].lower
        if word == "military" and chart.words[after].capital:
            return True
        if word == "cabinet":
            return noun in ("secretary", "secretaries")
        return noun in self._described.get(word, ())

    def _ministry(self, chart: Chart, hit: Hit[str]) -> Found | None:
        """`Ministry of Defence of Denmark`, `Danish defence ministry`."""
        head = chart.words[hit.last].lower
        if head not in _MINISTERIAL and chart.words[hit.first].lower != "department":
            return None
        field = self._fields.after(chart.part, hit.last)
        first = self._fields.before(chart.part, hit.first)
        before = first < hit.first and head.startswith("ministr")
        whole = hit.last > hit.first and "department" in (head, chart.words[hit.first].lower)
        if whole and chart.words[hit.first].capital:
            start, end = hit.start, hit.end
        elif field and (chart.words[field[0]].capital or not before):
            start, end = hit.start, chart.words[field[1]].end
        elif before:
            start, end = chart.words[first].start, hit.end
        else:
            return None
        return _owned(chart, start, end, "Ministry")

    def _owned(self, chart: Chart, hit: Hit[str]) -> Found | None:
        """A government or an army that says whose it is, in small letters too."""
        words = chart.text[hit.start : hit.end].lower()
        before = self._fields.before(chart.part, hit.first)
        if words in self._common or (before < hit.first and hit.meaning in _PUBLIC):
            first = before if hit.meaning in _PUBLIC else hit.first
            found = _owned(chart, chart.words[first].start, hit.end, hit.meaning)
            if found.core != (found.start, found.end):
                return found
        capital = chart.words[hit.first].capital and chart.text.endswith(
            ("the ", "The "), 0, hit.start
        )
        if words == "government" and chart.text.endswith(("the ", "The "), 0, hit.start):
            return Found(hit.start, hit.end, hit.meaning, (hit.start, hit.end))
        if words in self._bare and (capital or "office" in words):
            return Found(hit.start, hit.end, hit.meaning, (hit.start, hit.end))
        return None

    def _capitalized(self, chart: Chart, hit: Hit[str]) -> Found | None:
        """A name of capitalised words around one that tells the kind."""
        if not chart.words[hit.first].capital or not chart.words[hit.last].capital:
            return None
        first = self._left(chart, hit.first)
        end = self._right(chart, hit.last)
        one = _owned(chart, chart.words[first].start, end, hit.meaning, proper=True)
        bare = chart.text[slice(*one.core)]
        if first == hit.first and end == hit.end and (one.start, one.end) == one.core:
            return None
        owned = any(there.sort in _OWNERS for there in chart.within(one.start, one.end))
        initials = owned and _INITIALS.match(chart.text, end) is not None
        if hit.meaning == "Company" and self._is_generic(bare) and not initials:
            return None
        if any(there.sort in _OWNERS for there in chart.within(one.start, one.end)):
            one = one._replace(kind=self._national.get(chart.words[hit.last].lower, one.kind))
        return one

    def _is_generic(self, name: str) -> bool:
        """Whether all words of a name are those of fields and kinds: `Strategic Industries`."""
        parts = re.findall(r"\w+", name.lower())
        known = self._fields.words | self._generic | self._products
        return all(part in known for part in parts)

    def _left(self, chart: Chart, index: int) -> int:
        """Index of the first word of a name, going left from its head."""
        first, words, part = index, chart.words, chart.part
        while first > 0 and index - first < _LONGEST and part.gap(first - 1) in (" ", "-", " & "):
            word = words[first - 1]
            there = chart.at(word.start)
            if there and there.sort not in _OVER:
                break
            named = word.capital or _ORDINAL.fullmatch(word.text)
            if named and word.text not in self._never:
                first -= 1
            elif self._joins(part, first - 1):
                first -= 2
            else:
                break
        return first

    def _joins(self, part: Part, at: int) -> bool:
        """Whether `and`, `of` or `for` stands inside a name."""
        if at == 0 or part.gap(at - 1) != " " or not part.words[at - 1].capital:
            return False
        before, word, after = part.words[at - 1 : at + 2]
        if word.text == "and":
            return before.lower in self._joined and after.lower in self._joined
        return word.text in ("of", "for") and before.lower in _MINISTERIAL

    def _right(self, chart: Chart, index: int) -> int:
        """Where a name ends, going right from its head: `of Commerce and Industry`."""
        part, end = chart.part, chart.words[index].end
        long = _LONG.match(chart.text, end)
        first = self._left(chart, index)
        if long and _are_initials(chart.text[chart.words[first].start : long.end()]):
            return long.start("initials") - 2
        of = _RIGHT.match(chart.text, end)
        first = part.word_at(of.end()) if of else len(chart.words)
        people = chart.starting(of.end()) if of else None
        if people and people.sort is Sort.DEMONYM:
            first += 1  # `Confederation of Danish Industry`
        if first >= len(chart.words) or not chart.words[first].capital:
            return end
        if people and part.gap(first - 1) != " ":
            return end
        field = self._fields.at(part, first)
        return chart.words[field[1]].end if field else end


def _are_initials(name: str) -> bool:
    """Whether what stands in brackets behind a name are letters its words begin with, in order.

    >>> _are_initials("Organisation for Economic Co-operation and Development (OECD)")
    True
    >>> _are_initials("Academy of Sciences of Ukraine (MAB)")
    False
    """
    words, _, initials = name.removesuffix(")").rpartition(" (")
    letters = [part[0] for part in re.split(r"[\s-]+", words) if part[0].isalpha()]
    if not letters or letters[0].upper() != initials[0]:
        return False
    rest = iter(letter.upper() for letter in letters)
    return all(initial in rest for initial in initials)


def _is_land(chart: Chart, hit: Hit[str]) -> bool:
    """Whether a head is the last word of a country's name: `Russian Federation`."""
    there = chart.ending(hit.end)
    return there is not None and there.sort is Sort.COUNTRY and there.start < hit.start


def _owned(chart: Chart, start: int, end: int, kind: str, *, proper: bool = False) -> Found:
    """A name with the country before or after it."""
    core = (start, end)
    first = chart.starting(start)
    if first and first.sort is Sort.DEMONYM and chart.text[first.end : first.end + 1] == " ":
        core = (first.end + 1, end)
    owner = chart.owner(start)
    if owner and owner.sort in _OWNERS and chart.text[start - 1 : start] == " ":
        possessive = "'" in chart.text[owner.end : start]
        named = owner.sort is Sort.COUNTRY and kind in _OF_STATES
        named = named and chart.text.endswith((" the", "\nthe", "The"), 0, owner.start - 1)
        short = owner.text.isupper() or "." in owner.text
        if possessive or owner.sort is Sort.DEMONYM or short or named:
            start = owner.start
    of = _OF.match(chart.text, end)
    after = chart.starting(of.end()) if of else None
    if of and after and after.sort is Sort.COUNTRY and (of[0].startswith(" of") or proper):
        end = end if _GOES_ON.match(chart.text, after.end) and kind not in _OF_STATES else after.end
    return Found(start, end, kind, core)


def _country(chart: Chart, one: Found) -> str:
    """The code of the country that an organisation's own words name, where it is one."""
    inside = [m.details["country"] for m in chart.within(one.start, one.end) if m.sort in _OWNERS]
    return str(inside[0]) if len(set(inside)) == 1 else ""
