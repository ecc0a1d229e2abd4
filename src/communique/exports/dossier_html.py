"""Dossiers as one HTML page with nothing outside it, for screen, paper and screen readers.

Every text is escaped and set apart in its direction (`bdi`); only http and https become links. A
footnote is a link to its source and says so to who hears it (https://www.w3.org/TR/WCAG22/#link-purpose-in-context).
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import BinaryIO

from communique.exports.display import MARK, differences_of, one_line
from communique.exports.dossier import (
    DIFFER,
    SOURCES,
    Source,
    cite_dossier,
    footnotes,
    kinds_text,
    marks,
    pieces,
    sources,
)
from communique.exports.wording import LICENCE_TEXT, empty_text
from communique.model import Dossier, Fact, Section
from communique.vocabulary import Prefixes

_STYLE = """
:root { color-scheme: light dark; --quiet: #55606b; --line: #c9d0d6; }
:root { --link: #0b57a4; --warning: #9a3b00; }
@media (prefers-color-scheme: dark) {
  :root { --quiet: #a9b4be; --line: #47515a; --link: #8fc1f5; --warning: #ffb27a; }
}
* { box-sizing: border-box; }
body { font: 1rem/1.45 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; }
body { padding: 0 1rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.1rem; margin: 1.8rem 0 .5rem; }
a { color: var(--link); overflow-wrap: anywhere; }
.kind { color: var(--quiet); margin: .2rem 0 1.2rem; }
dl { margin: 0; }
dl > div { display: grid; grid-template-columns: minmax(8rem, 11rem) 1fr; }
dl > div { border-top: 1px solid var(--line); padding: .3rem 0; }
dt { font-weight: 600; padding-right: 1rem; grid-row: 1 / span 999; }
dd { grid-column: 2; margin: 0; padding: .05rem 0; }
strong { color: var(--warning); font-size: .9rem; }
small, summary, details, footer { color: var(--quiet); font-size: .85rem; }
ol, ul { margin: 0; padding-left: 1.6rem; }
li { margin-bottom: .45rem; }
li:target { outline: 2px solid var(--link); outline-offset: 3px; }
footer { border-top: 1px solid var(--line); margin-top: 1.8rem; padding-top: .6rem; }
@media (max-width: 34rem) {
  dl > div { display: block; }
}
@media print {
  html { font-size: 9.5pt; }
  body { margin: 0; max-width: none; padding: 0; }
  details:not([open]) { display: none; }
  dl > div { padding: .1rem 0; }
  dd, li { break-inside: avoid; }
}
"""


def write_html(dossier: Dossier, output: BinaryIO, prefixes: Prefixes) -> None:
    """Write a dossier as an HTML page in UTF-8."""
    output.write(("\n".join(_page(dossier, prefixes)) + "\n").encode())


def _page(dossier: Dossier, prefixes: Prefixes) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(one_line(dossier.label))} – Communiqué</title>"
    yield f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{_text(dossier.label)}</h1>"
    yield f'<p class="kind">{_text(kinds_text(dossier))}</p>'
    if dossier.sections:
        yield "<dl>"
        for section in dossier.sections:
            yield from _section(dossier, section, prefixes)
        yield "</dl>"
    else:
        yield f"<p>{_text(empty_text(dossier.answer))}</p>"
    differences = differences_of(dossier.answer)
    if differences:
        yield f"<h2>{MARK} {DIFFER}</h2>\n<ul>"
        yield from (f"<li>{_text(difference)}</li>" for difference in differences)
        yield "</ul>"
    listed = sources(dossier)
    if listed:
        yield f"<h2>{SOURCES}</h2>\n<ol>"
        yield from (_source(source) for source in listed)
        yield "</ol>"
    yield f"</main>\n<footer>{_text(cite_dossier(dossier))} Licence: {_text(LICENCE_TEXT)}."
    yield "</footer>\n</body>\n</html>"


def _section(dossier: Dossier, section: Section, prefixes: Prefixes) -> Iterator[str]:
    yield f"<div><dt>{_text(section.title)}</dt>"
    for fact in section.facts:
        yield f"<dd>{_fact(dossier, fact, prefixes)}</dd>"
    yield "</div>"


def _fact(dossier: Dossier, fact: Fact, prefixes: Prefixes) -> str:
    told = "".join(_linked(piece.text, piece.link) for piece in pieces(fact, prefixes))
    warnings, basis = marks(fact)
    state = f" <strong>{_text(warnings)}</strong>" if warnings else ""
    state += f" <small>{_text(basis)}</small>" if basis else ""
    return f"{told}{state}{''.join(_footnote(n) for n in footnotes(dossier, fact))}"


def _footnote(number: int) -> str:
    return f' <a href="#source-{number}" aria-label="source {number}">[{number}]</a>'


def _source(source: Source) -> str:
    archived = _linked("archived", source.archived) if source.archived else ""
    parts = (_text(source.title), _text(source.about), archived, _text(source.remarks))
    shown = " · ".join(part for part in parts if part)
    address = f"<br>{_linked(source.address, source.address)}" if source.address else ""
    return f'<li id="source-{source.number}">{shown}{address}\n{_passages(source)}</li>'


def _passages(source: Source) -> str:
    """What the source says, folded away until somebody asks."""
    number = len(source.passages)
    told = "".join(f"<li>{_text(text)}</li>" for text in source.passages)
    name = "1 passage" if number == 1 else f"{number} passages"
    return f"<details><summary>{name}</summary><ul>{told}</ul></details>"


def _text(text: str) -> str:
    """Escaped text, set apart in its direction; spaces at its ends stay outside."""
    core = text.strip(" ")
    if not core:
        return text
    before, _, after = text.partition(core)
    return f"{before}<bdi>{escape(one_line(core))}</bdi>{after}"


def _linked(text: str, link: str) -> str:
    if not link:
        return _text(text)
    return f'<a href="{escape(link)}" rel="noopener noreferrer">{_text(text)}</a>'
