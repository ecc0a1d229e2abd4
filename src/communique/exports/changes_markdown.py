"""Changes as Markdown: new articles, then each sort of change by thing, then numbered sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from communique.change import Changes
from communique.exports.answer_markdown import escaped, source_line
from communique.exports.changes import (
    Item,
    Section,
    article_line,
    cite_changes,
    compared,
    heading,
    no_change,
    sections,
    unlisted,
)
from communique.exports.display import link_of
from communique.exports.wording import LICENCE_TEXT
from communique.model import Document
from communique.vocabulary import Prefixes


def write_markdown(changes: Changes, output: BinaryIO, prefixes: Prefixes) -> None:
    """Write changes as Markdown in UTF-8."""
    for line in _lines(changes, prefixes):
        output.write(f"{line}\n".encode())


def _lines(changes: Changes, prefixes: Prefixes) -> Iterator[str]:
    yield f"# {escaped(heading(changes))}"
    yield ""
    yield from (f"- {escaped(line)}" for line in compared(changes))
    if changes.is_empty:
        yield from ("", no_change(changes))
    yield from _articles("New articles", changes.added)
    yield from _articles("Articles gone", changes.removed)
    for section in sections(changes, prefixes):
        yield from ("", f"## {section.title} ({section.number})", "")
        yield from _groups(section)
    if changes.unlisted:
        yield from ("", escaped(unlisted(changes)))
    if changes.citations:
        yield from ("", "## Sources", "")
        yield from (f"{n}. {source_line(one)}" for n, one in enumerate(changes.citations, 1))
    yield from ("", f"{escaped(cite_changes(changes))} Licence: {escaped(LICENCE_TEXT)}.")


def _articles(title: str, articles: tuple[Document, ...]) -> Iterator[str]:
    if articles:
        yield from ("", f"## {title} ({len(articles)})", "")
    for article in articles:
        address = link_of(article.address)
        line = escaped(article_line(article))
        yield f"- {line} · <{address}>" if address else f"- {line}"


def _groups(section: Section) -> Iterator[str]:
    for group in section.groups:
        yield f"- **{escaped(group.heading)}**"
        yield from (f"  - {_item(item)}" for item in group.items)


def _item(item: Item) -> str:
    warnings = f" **{escaped(item.warnings)}**" if item.warnings else ""
    basis = f" *({escaped(item.basis)})*" if item.basis else ""
    numbers = ", ".join(str(position + 1) for position in item.cited)
    return escaped(item.text) + warnings + basis + (f" \\[{numbers}\\]" if numbers else "")
