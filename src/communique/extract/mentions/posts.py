"""Posts: titles with prefixes and fields, without the country or organisation they belong to."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Sort
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.fields import Fields
from communique.extract.patterns import spelled
from communique.extract.phrasebook import Hit, Phrasebook

_DEPUTIES = {
    "head-of-state": "deputy-head",
    "head-of-government": "minister",
    "minister": "deputy-minister",
    "head": "deputy-head",
}
"""The rank of a deputy, by the rank of whom it stands for."""
_OWNERS = (Sort.COUNTRY, Sort.DEMONYM, Sort.ORGANIZATION, Sort.CAPITAL)
_LANDS = (Sort.COUNTRY, Sort.DEMONYM, Sort.CAPITAL)
_OF = re.compile(r" (?:of|for|at|to) (?:the )?(?=\w)")
_BEFORE_BODY = re.compile(r" (?:of|for) (?:the )?\Z")
_NAMED = re.compile(r",? [^\W\d_a-z]")
_CHANGING = frozenset({"acting", "former", "new"})
_FULL = {"foreign": "foreign affairs", "home": "home affairs", "finances": "finance"}
_OPENERS = '.!?":\n'


class Title(NamedTuple):
    """What a title means."""

    rank: str
    """Name of a concept of the scheme `rank`, or nothing."""
    singular: str
    plural: bool


class Parts(NamedTuple):
    """What belongs to a title."""

    first: int
    """Index of the first word, prefixes and fields included."""
    field: tuple[int, int] | None
    """First and last word of the field."""
    partial: bool
    """Whether it is the title of who leads a part of a company: `drone division president`."""


class Posts:
    """Finds titles of posts."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists["posts"]
        self._prefixes: dict[str, str] = {
            word: kind
            for kind, phrases in lists["prefixes"].items()
            for phrase in phrases
            for word in phrase.split()
        }
        titles: dict[str, Title] = {}
        for rank, names in lists["titles"].items():
            for name in spelled(map(str.lower, names), lexicon.spellings):
                titles[name] = Title(rank, name, plural=False)
                titles.setdefault(plural(name), Title(rank, name, plural=True))
        self._titles = titles
        self._book = Phrasebook(titles)
        self._ministerial = frozenset(spelled(lists["ministerial"], lexicon.spellings))
        self._parts_led = frozenset(lists["parts"])
        self._products = frozenset(lexicon.lists["companies"]["products"])
        self._weak = frozenset(lists["weak"])
        self._given = frozenset(lists["given"])
        self._fielded = frozenset(lists["fielded"])
        self._national = {
            field: country for country, fields in lists["national"].items() for field in fields
        }
        self._promoted: dict[str, str] = lists["promoted"]
        heads = (*lists["ministerial"], *map(plural, lists["ministerial"]))
        self._fields = Fields(lexicon, heads)

    def find(self, chart: Chart) -> None:
        """Add all posts to a chart."""
        for hit in self._book.find(chart.part):
            self._add(chart, self._cut(chart, hit))

    def _cut(self, chart: Chart, hit: Hit[Title]) -> Hit[Title]:
        """A title without a body in it whose words tell whose it is.

        `Chief` of the `Armed Forces of Finland`, where `Chief of the Armed Forces` is a title, too.
        """
        for body in chart.within(hit.start, hit.end):
            told = "country" in body.details and hit.start < body.start
            if body.sort is Sort.ORGANIZATION and told:
                before = _BEFORE_BODY.sub("", chart.text[hit.start : body.start])
                title, end = self._titles.get(before.lower()), hit.start + len(before)
                if title:
                    return Hit(hit.first, chart.part.word_at(end) - 1, hit.start, end, title)
        return hit

    def _add(self, chart: Chart, hit: Hit[Title]) -> None:
        parts = self._parts(chart, hit)
        title, words = hit.meaning, chart.words
        start = words[parts.first].start
        end = words[parts.field[1]].end if parts.field and parts.field[0] > hit.last else hit.end
        if title.singular in self._fielded and not (
            parts.field and chart.text[hit.start : hit.end].isupper()
        ):
            return
        if title.singular in self._given and chart.ending(start - 1):
            return
        kinds = self._kinds(chart, parts.first, hit.first)
        told = parts.partial or bool(parts.field) or "deputy" in kinds
        shown = told or self._is_shown(chart, start, end)
        if not shown and title.singular in self._weak:
            return
        named = (
            chart.text[words[parts.field[0]].start : words[parts.field[1]].end]
            if parts.field
            else ""
        )
        details: dict[str, Any] = {"heads": _normal(title.singular, named)}
        details |= {"plural": True} if title.plural else {}
        details |= (
            {"of": (words[parts.field[0]].start, words[parts.field[1]].end)} if parts.field else {}
        )
        details |= self._alone(chart, named)
        details |= {"deputy": True} if "deputy" in kinds else {}
        changing = [kind for kind in kinds if kind in _CHANGING]
        details |= {"prefix": changing[0]} if changing else {}
        rank = self._rank(chart, title, start, end)
        rank = self._promoted.get(title.singular, rank) if parts.field else rank
        rank = "head" if parts.partial else rank
        details["rank"] = _DEPUTIES.get(rank, rank) if "deputy" in kinds else rank
        bodies = chart.within(hit.start, hit.end)
        over = (Sort.COUNTRY,) if parts.partial else (Sort.ORGANIZATION,) if bodies else ()
        chart.add(Sort.POST, start, end, details, over=over)

    def _alone(self, chart: Chart, field: str) -> dict[str, str]:
        """The one country that has a minister for a field, where the text speaks of it."""
        country = self._national.get(field.lower(), "")
        spoken = country and any(one.details["country"] == country for one in chart.of(*_LANDS))
        return {"country": country} if spoken else {}

    def _parts(self, chart: Chart, hit: Hit[Title]) -> Parts:
        """Where a title's words begin, and the field it is for."""
        part, ministerial = chart.part, hit.meaning.singular in self._ministerial
        first = self._prefixed(chart, hit.first)
        field: tuple[int, int] | None = None
        if ministerial:
            before = self._fields.before(part, first)
            if before < first:
                field = (before, first - 1)
            first = self._prefixed(chart, before)
        after = self._fields.after(part, hit.last)
        if after and not self._is_elsewhere(chart, after, ministerial):
            field = after
        part_led = self._part_led(chart, first)
        return Parts(part_led, field, partial=part_led < first)

    def _part_led(self, chart: Chart, first: int) -> int:
        """Index of the first word of the part of a company that a title's holder leads."""
        if not first or chart.words[first - 1].lower not in self._parts_led:
            return first
        first = self._fields.before(chart.part, first - 1)
        first -= first > 0 and chart.words[first - 1].text in self._products
        land = chart.ending(chart.words[first].start - 1)
        whole = land is not None and land.sort is Sort.COUNTRY and " " not in land.text
        return first - 1 if whole else first

    def _prefixed(self, chart: Chart, index: int) -> int:
        """Index of the first prefix before a word; that word's where there is none."""
        words = chart.words
        while index > 0 and chart.part.gap(index - 1) in (" ", "-"):
            before = words[index - 1]
            opens = before.capital and not words[index].capital and before.start > 0
            if before.lower not in self._prefixes or (
                opens and not self._begins(chart, before.start)
            ):
                break
            index -= 1
        return index

    def _kinds(self, chart: Chart, first: int, last: int) -> list[str]:
        """The kinds of the prefixes among some words."""
        words = (word.lower for word in chart.words[first:last])
        return [self._prefixes[word] for word in words if word in self._prefixes]

    def _is_elsewhere(self, chart: Chart, field: tuple[int, int], ministerial: bool) -> bool:
        """Whether words after `of` name an organisation, or are no field of a post."""
        first, last = chart.words[field[0]], chart.words[field[1]]
        if any(one.sort in _OWNERS for one in chart.within(first.start, last.end)):
            return True
        return not (ministerial or first.capital)

    def _is_shown(self, chart: Chart, start: int, end: int) -> bool:
        """Whether something beside a weak title says that it is one."""
        if chart.text[start].isupper() and not self._begins(chart, start):
            return True
        owner = chart.owner(start)
        if owner and owner.sort in _OWNERS:
            return True
        of = _OF.match(chart.text, end)
        return bool(of and chart.starting(of.end())) or bool(_NAMED.match(chart.text, end))

    def _begins(self, chart: Chart, start: int) -> bool:
        """Whether an offset is at the beginning of a sentence or a quotation."""
        before = chart.text[max(0, start - 4) : start].rstrip(" ")
        return not before or before[-1] in _OPENERS

    def _rank(self, chart: Chart, title: Title, start: int, end: int) -> str:
        """The rank of a title; a president is the head of a state or of an organisation."""
        if title.rank != "head-of-state":
            return title.rank
        of = _OF.match(chart.text, end)
        around = (chart.starting(of.end()) if of else None, chart.owner(start))
        elsewhere = any(one and one.sort is Sort.ORGANIZATION for one in around)
        return "head" if elsewhere else title.rank


def plural(title: str) -> str:
    """A title of several: `secretaries of state`.

    >>> plural("minister"), plural("secretary of state"), plural("commander-in-chief")
    ('ministers', 'secretaries of state', 'commanders-in-chief')
    """
    head = re.match(r"(.*?)((?:[ -](?:of|in|without|general|to|and)\b.*)?)\Z", title)
    first, rest = (head[1], head[2]) if head else (title, "")
    if first.endswith("y") and not first.endswith(("ey", "ay", "oy")):
        return f"{first[:-1]}ies{rest}"
    return f"{first[:-3]}men{rest}" if first.endswith("man") else f"{first}s{rest}"


def _normal(title: str, field: str) -> str:
    """A title in one form: `minister of defence` for `Defence Minister`."""
    words = field.lower().replace("defense", "defence")
    words = _FULL.get(words, words)
    title = title.replace("defense", "defence")
    return f"{title} of {words}" if words else title
