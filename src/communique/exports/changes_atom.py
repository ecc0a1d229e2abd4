"""Changes as an Atom feed (RFC 4287, https://www.rfc-editor.org/rfc/rfc4287).

One entry an article, not one a fact: who follows a feed reads what a new article says at once, the
article has the date that an entry must bear, and its IRI is an identity that lasts. An entry tells
every change that the article's passages show. Identities are UUIDs of version 5 (RFC 9562, 5.5)
of our IRIs; a date without a time is the beginning of that day in UTC.
"""

from __future__ import annotations

from html import escape
from typing import BinaryIO
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from communique.change import Changes
from communique.exports.changes import (
    Item,
    Section,
    article_line,
    cite_changes,
    compared,
    heading,
    news_articles,
    no_change,
    only,
    sections,
)
from communique.exports.display import link_of, one_line
from communique.exports.wording import HOME, IN_OUR_WORDS, LICENCE_TEXT, remarks, said
from communique.model import Citation, Document
from communique.vocabulary import BASE, Prefixes

ATOM = "http://www.w3.org/2005/Atom"
_NO_DAY = "1970-01-01"
"""Stands for the day of access where none is known; an entry must bear a date."""


def write_atom(changes: Changes, output: BinaryIO, prefixes: Prefixes) -> None:
    """Write changes as an Atom feed in UTF-8, the latest article first."""
    ET.register_namespace("", ATOM)
    told = sections(changes, prefixes)
    entries = [_entry(changes, article, told) for article in news_articles(changes)]
    feed = ET.Element(_name("feed"), {"xml:lang": "en"})
    _text(feed, "id", _identity("feed/new" if changes.news else f"feed/{heading(changes)}"))
    _text(feed, "title", f"Communiqué: {heading(changes)}")
    _text(feed, "subtitle", "; ".join(compared(changes)))
    _text(feed, "updated", max((_updated(one) for one in entries), default=_instant(changes.asked)))
    author = ET.SubElement(feed, _name("author"))
    _text(author, "name", "The Communiqué contributors")
    _text(author, "uri", HOME)
    _text(feed, "generator", changes.after.version, uri=HOME)
    _text(feed, "rights", f"{cite_changes(changes)} Licence: {LICENCE_TEXT}.")
    feed.extend(entries)
    ET.indent(feed)
    ET.ElementTree(feed).write(output, encoding="utf-8", xml_declaration=True)
    output.write(b"\n")


def _entry(changes: Changes, article: Document, told: list[Section]) -> ET.Element:
    entry = ET.Element(_name("entry"))
    _text(entry, "id", _identity(article.iri.removeprefix(BASE)))
    _text(entry, "title", article_line(article))
    _text(entry, "updated", _instant(article.published or changes.asked))
    if article.published:
        _text(entry, "published", _instant(article.published))
    address = link_of(article.address)
    if address:
        ET.SubElement(entry, _name("link"), {"rel": "alternate", "href": address})
    _text(entry, "content", _content(changes, article, told), type="html")
    return entry


def _content(changes: Changes, article: Document, told: list[Section]) -> str:
    """What the passages of an article show, and what these say, as HTML."""

    def is_shown(item: Item) -> bool:
        return any(changes.citations[position].article == article for position in item.cited)

    lines: list[str] = []
    for section in told:
        own = only(section, is_shown)
        lines += _section(own) if own.groups else []
    passages = [_passage(one) for one in changes.citations if one.article == article]
    if passages:
        lines += ["<h3>Passages</h3>", "<ul>", *passages, "</ul>"]
    return "\n".join(lines) or f"<p>{no_change(changes)}</p>"


def _section(section: Section) -> list[str]:
    lines = [f"<h3>{escape(section.title)}</h3>", "<ul>"]
    for group in section.groups:
        items = (
            "<li>"
            + escape(item.text)
            + (f" <strong>{escape(item.warnings)}</strong>" if item.warnings else "")
            + (f" <small>({escape(item.basis)})</small>" if item.basis else "")
            + "</li>"
            for item in group.items
        )
        lines.append(f"<li>{escape(group.heading)}<ul>{''.join(items)}</ul></li>")
    return [*lines, "</ul>"]


def _passage(citation: Citation) -> str:
    text, whose = said(citation)
    shown = f"{IN_OUR_WORDS}: {text}" if whose == IN_OUR_WORDS else f"“{text}”"
    notes = "; ".join(remarks(citation))
    return f"<li>{escape(shown)}{f' ({escape(notes)})' if notes else ''}</li>"


def _text(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    """A child with text, in which no character is one that XML cannot hold."""
    lines = (one_line(line) for line in text.split("\n"))
    ET.SubElement(parent, _name(tag), attributes).text = "\n".join(lines)


def _name(tag: str) -> str:
    return f"{{{ATOM}}}{tag}"


def _updated(entry: ET.Element) -> str:
    return entry.findtext(_name("updated"), "")


def _identity(path: str) -> str:
    return uuid5(NAMESPACE_URL, BASE + path).urn


def _instant(day: str) -> str:
    """The beginning of a day as RFC 3339 writes it."""
    return f"{day or _NO_DAY}T00:00:00Z"
