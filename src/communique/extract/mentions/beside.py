"""What stands beside or inside a company's name and tells of it: a country, another name."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Any

from communique.extract.mention import Mention, Sort
from communique.extract.mentions.aliases import other_name
from communique.extract.mentions.chart import Chart
from communique.extract.patterns import UPPER

NATIONAL = (Sort.COUNTRY, Sort.DEMONYM)
"""What tells whose a company is."""
_QUOTED = re.compile(
    rf"(?<!\w)\"([{UPPER}][\w-]*(?: (?:(?:of|for|in|and|the) )*[{UPPER}][\w-]*){{0,5}})\" \Z"
)
_LONGEST = 70
"""Characters of a name in quotation marks."""
_SITE = re.compile(r"\b(?:in|at|near|to|from|city of|port of|town of|region of|province of) \Z")
_OF = re.compile(r" (?:of|at)(?: the| an?)? \Z")
_OF_LAND = re.compile(r" (?:of|from) (?:the )?")


def land_behind(chart: Chart, end: int) -> str:
    """The country of `a technology group of the UAE`."""
    of = _OF_LAND.match(chart.text, end)
    land = chart.starting(of.end()) if of else None
    return str(land.details["country"]) if land and land.sort is Sort.COUNTRY else ""


def behind_land(chart: Chart, end: int) -> int:
    """Where a name begins after `company of India, `; 0 where none can."""
    of = _OF_LAND.match(chart.text, end)
    land = chart.starting(of.end()) if of else None
    comma = land is not None and chart.text.startswith(", ", land.end)
    return land.end + 2 if land and comma and land.sort is Sort.COUNTRY else 0


def add_quoted(chart: Chart, noun: int, kind: str, more: dict[str, Any]) -> bool:
    """Whether a name in quotation marks stands before a noun, and is added.

    As in: the "Tech Network of Norway" association.
    """
    found = _QUOTED.search(chart.text, max(0, noun - _LONGEST), noun)
    if not found:
        return False
    details = details_of(chart, *found.span(1), kind) | more
    chart.add(Sort.ORGANIZATION, *found.span(1), details, over=(*NATIONAL, Sort.ORGANIZATION))
    return True


def is_site(chart: Chart, end: int, cities: Container[str]) -> bool:
    """Whether what ends at an offset is a place by its name or by the words before it."""
    index = chart.part.word_at(end) - 1
    if index < 0:
        return True
    start = chart.words[index].start
    before = chart.text[max(0, start - 20) : start]
    return chart.words[index].text in cities or _SITE.search(before) is not None


def is_led(chart: Chart, begin: int) -> bool:
    """Whether the title of who leads a company stands before words that describe it."""
    of = _OF.search(chart.text, max(0, begin - 8), begin)
    post = chart.ending(of.start()) if of else None
    return post is not None and post.sort is Sort.POST


def without_person(chart: Chart, start: int, end: int, common: Container[str]) -> int:
    """Where a company's name ends, before the two words of who leads it: `Terma Mark Rutte`."""
    words = chart.words[chart.part.word_at(start) : chart.part.word_at(end)]
    named = len(words) > 2 and not any(word.lower in common for word in words[-2:])
    return words[-3].end if named and not chart.text.startswith(", ", end) else end


def told(chart: Chart, name: Mention, more: dict[str, Any]) -> Mention:
    """A name that is known, with what the words beside it tell, where they fit its kind."""
    if name.details.get("kind") not in ("Company", "Organization"):
        return name
    return chart.replace(name, {**more, **name.details})


def details_of(chart: Chart, start: int, end: int, kind: str) -> dict[str, Any]:
    """The details of a name of a kind: its own words, the country in them, another name."""
    inside = {one.details["country"] for one in chart.within(start, end) if one.sort in NATIONAL}
    country = {"country": inside.pop()} if len(inside) == 1 else {}
    other = other_name(chart.text, end) if kind == "Company" else {}
    there = chart.starting(other["alias"][1]) if other else None
    if there and there.sort is not Sort.ORGANIZATION:
        other = {}
    return {"kind": kind, "core": chart.text[start:end], **country, **other}
