"""The sentences that every format for people says in the same words."""

from __future__ import annotations

from communique.exports.display import MARK, one_line, parameters_text
from communique.model import Answer, Citation, Document

HOME = "https://w3id.org/communique/"
LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_TEXT = f"{LICENCE} ({LICENCE_ADDRESS}); words of articles belong to their publishers"
MARK_MEANING = f"{MARK} Sources differ on a value in this row."
IN_OUR_WORDS = "in our words"
OURS_MEANING = "What a passage says, in the editors' words; never a quotation."
WORDS_MEANING = "The words of the article; only where a copy of it is attached."
RESTATED = "restated by the editors from this article"
TRANSLATED = "read in a translation of this article"
_UNNAMED = frozenset({"show", "sparql"})
"""Answers to what is no stored question; their question is all there is to cite."""


def cite_as(answer: Answer) -> str:
    """How to cite an answer: what was asked, of which version, on which day; in one line."""
    named = "" if answer.name in _UNNAMED else f"question “{answer.name}”"
    detail = "; ".join(filter(None, (named, parameters_text(answer))))
    asked = f"“{answer.question}” ({detail})" if detail else f"“{answer.question}”"
    return one_line(
        f"The Communiqué contributors: {asked}. {cite_source(answer.version, answer.asked)}"
    )


def cite_source(version: str, asked: str) -> str:
    """The end of every citation: the graph, its version, its address, the day of access.

    >>> cite_source("0.1.0", "2031-06-20")
    'Communiqué, version 0.1.0. https://w3id.org/communique/ (CC BY 4.0). Accessed 2031-06-20.'
    """
    number = version.removeprefix("communique ")
    numbered = f", version {number}" if number else ""
    accessed = f" Accessed {asked}." if asked else ""
    return f"Communiqué{numbered}. {HOME} ({LICENCE}).{accessed}"


def empty_text(answer: Answer) -> str:
    """What is said in place of rows."""
    return one_line(answer.searched) or "No rows."


def article_text(article: Document) -> str:
    """An article without its title: outlet and date, as far as they are known."""
    return one_line(", ".join((article.publisher or "outlet not known", date_text(article))))


def date_text(article: Document) -> str:
    """The date that an article bears."""
    return article.published or "undated"


def said(citation: Citation) -> tuple[str, str]:
    """What a passage says, and whose words these are.

    Words in a brief are the editors' own, so they are never given as the article's.
    """
    if citation.words is None or citation.restated:
        return one_line(citation.gloss), IN_OUR_WORDS
    return one_line(citation.words), "words"


def remarks(citation: Citation) -> list[str]:
    """What a reader must know of a passage before trusting it."""
    found = [] if citation.certainty == "stated" else [citation.certainty]
    derived = retelling(citation)
    return [*found, derived] if derived else found


def retelling(citation: Citation) -> str:
    """In which other text than the article a passage stands; empty where it is the article."""
    if citation.translated:
        return TRANSLATED
    return RESTATED if citation.restated else ""
