"""What every form of a dossier says in the same words: lines, footnotes, sources, citation."""

from __future__ import annotations

from typing import NamedTuple

from communique.exports.display import MARK, link_of, one_line, term_text
from communique.exports.wording import (
    IN_OUR_WORDS,
    article_text,
    cite_source,
    retelling,
    said,
)
from communique.model import Citation, Dossier, Fact, Part
from communique.vocabulary import BASE, Prefixes

SEPARATOR = " · "
DERIVED = "derived"
"""Said of what no source states and follows from what they do."""
SOURCES = "Sources"
DIFFER = "Sources differ"


class Piece(NamedTuple):
    """A run of a line; what it links to, empty for nothing."""

    text: str
    link: str = ""


class Source(NamedTuple):
    """An article of the numbered list at the end."""

    number: int
    title: str
    about: str
    """Outlet and date, as far as they are known."""
    address: str
    """Where it is linked to; empty where it has no address on the web."""
    archived: str
    remarks: str
    passages: tuple[str, ...]
    """What each passage that is cited says, in the article's words or in ours."""


def pieces(fact: Fact, prefixes: Prefixes) -> list[Piece]:
    """What a fact says, in runs; values of one role follow one another after commas."""
    runs: list[Piece] = []
    before = ""
    for part in fact.parts:
        role = one_line(part.role)
        if role and role == before:
            runs.append(Piece(", "))
        else:
            runs.append(Piece((SEPARATOR if runs else "") + (f"{role} " if role else "")))
        runs.append(Piece(_value(part, prefixes), _outside(part.names)))
        before = role
    return [run for run in runs if run.text]


class Marks(NamedTuple):
    """What a reader must know before believing a fact; both empty where it needs no source."""

    warnings: str
    """Hedged, unchecked, planned, ‡: what no form may hide."""
    basis: str
    """How many articles it rests on, and whether it follows from them or they state it."""


def marks(fact: Fact) -> Marks:
    """The marks of a fact."""
    state = fact.state
    counted = state.counted()
    warnings = [mark for mark in state.marks() if mark != counted]
    if not state.articles and not state.background:
        return Marks(MARK if state.differs else "", "")
    basis = [DERIVED, counted] if fact.derived else [counted]
    return Marks(one_line(SEPARATOR.join(warnings)), one_line(SEPARATOR.join(basis)))


def footnotes(dossier: Dossier, fact: Fact) -> list[int]:
    """The numbers of the articles that a fact rests on."""
    citations = dossier.answer.citations or []
    numbers = _numbers(dossier)
    return sorted({numbers[citations[position].article.iri] for position in fact.cited})


def sources(dossier: Dossier) -> list[Source]:
    """The articles, numbered in the order of the citations."""
    citations = dossier.answer.citations or []
    found = []
    for iri, number in _numbers(dossier).items():
        own = [citation for citation in citations if citation.article.iri == iri]
        article = own[0].article
        derived = {retelling(one) for one in own}
        remarks = [article.note, *(derived if len(derived) == 1 else ())]
        found.append(
            Source(
                number,
                one_line(article.title or article.iri),
                article_text(article),
                link_of(article.address),
                link_of(article.archived_address),
                one_line("; ".join(text.rstrip(".") for text in remarks if text)),
                tuple(map(_passage, own)),
            )
        )
    return found


def cite_dossier(dossier: Dossier) -> str:
    """How to cite a dossier."""
    answer = dossier.answer
    return one_line(
        f"The Communiqué contributors: “{answer.question}”. "
        f"{cite_source(answer.version, answer.asked)} {answer.note}"
    )


def kinds_text(dossier: Dossier) -> str:
    """What kind of thing it is."""
    return one_line(", ".join(dossier.kinds))


def _passage(citation: Citation) -> str:
    """What a passage says, and whose words these are."""
    text, whose = said(citation)
    shown = f"{IN_OUR_WORDS}: {text}" if whose == IN_OUR_WORDS else f"“{text}”"
    return shown if citation.certainty == "stated" else f"{shown} ({citation.certainty})"


def _numbers(dossier: Dossier) -> dict[str, int]:
    articles = dict.fromkeys(one.article.iri for one in dossier.answer.citations or ())
    return {iri: number for number, iri in enumerate(articles, 1)}


def _value(part: Part, prefixes: Prefixes) -> str:
    return one_line(" ".join(filter(None, (term_text(part.value, prefixes), part.unit))))


def _outside(iri: str) -> str:
    """The link to a thing that another body names; ours are names only."""
    return "" if iri.startswith(BASE) else link_of(iri)
