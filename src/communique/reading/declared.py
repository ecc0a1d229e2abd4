"""What a page declares of itself: its language, title and day of publication.

In meta elements, JSON-LD (https://schema.org/datePublished) and time elements. A day that merely
stands somewhere on a page is no declaration: it may be that of the visit, of another story, of the
footer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, NamedTuple

_PUBLISHED = frozenset(
    {
        "article:published_time",
        "citation_publication_date",
        "cxenseparse:recs:publishtime",
        "date",
        "datepublished",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.issued",
        "og:article:published_time",
        "og:published_time",
        "parsely-pub-date",
        "pubdate",
        "publish-date",
        "publish_date",
        "publication_date",
        "sailthru.date",
    }
)
"""Names under which meta elements give the day, in lower case."""
_DAY = re.compile(r"\s*(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?![\d-])")
_LINKED = "application/ld+json"


class Declared(NamedTuple):
    """What a page declares, empty where it declares nothing."""

    title: str = ""
    language: str = ""
    published: str = ""


class _Declarations(HTMLParser):
    """Collects declarations, the days in the order of their weight."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.language = ""
        self.title: list[str] = []
        self.linked: list[str] = []
        self.meta: list[str] = []
        self.times: list[str] = []
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = self.language or given.get("lang", "")
        elif tag == "title" and not self.title:
            self._open = "title"
        elif tag == "script" and given.get("type", "").strip().lower() == _LINKED:
            self._open = _LINKED
            self.linked.append("")
        elif tag == "time":
            self.times.append(given.get("datetime", ""))
        names = {given.get(name, "").lower() for name in ("property", "name", "itemprop")}
        if names & _PUBLISHED:
            self.meta.append(given.get("content") or given.get("datetime", ""))

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "title":
            self.title.append(data)
        elif self._open == _LINKED:
            self.linked[-1] += data


def declared(page: str) -> Declared:
    """What a page declares of itself; of several time elements the day only where they agree."""
    parser = _Declarations()
    parser.feed(page)
    parser.close()
    days = _days([day for text in parser.linked for day in _linked(text)]) + _days(parser.meta)
    times = set(_days(parser.times))
    days += times if len(times) == 1 else []
    title = " ".join("".join(parser.title).split())
    return Declared(title, parser.language, days[0] if days else "")


def _days(values: list[str]) -> list[str]:
    """The days of ISO 8601 dates and times, as they were where they were written."""
    return [match[1] for value in values if (match := _DAY.match(value))]


def _linked(text: str) -> Iterator[str]:
    """Values of `datePublished` in a piece of JSON-LD, wherever in it; of articles first."""
    try:
        nodes = list(_nodes(json.loads(text)))
    except (ValueError, RecursionError):
        return
    nodes.sort(key=lambda node: "Article" not in str(node.get("@type")))
    for node in nodes:
        if isinstance(node.get("datePublished"), str):
            yield node["datePublished"]


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item)
