"""Figures, sums and days, read out of the words at which a model points; it never says a number."""

from __future__ import annotations

from decimal import Decimal

from communique.claims import Day, Figure, Money, Span
from communique.extract.llm.source import Source, Stretch
from communique.extract.mention import Mention, Sort

_FIGURES = (Sort.COUNT, Sort.NUMBER, Sort.PERCENT)


class UnreadableError(Exception):
    """What a model points at cannot be taken for what it says it is; the claim is left out."""


def money_at(source: Source, words: Stretch) -> Money:
    """The one sum in some words. Raises UnreadableError where there is none, or another one too."""
    one = _only(source, words, "sum", Sort.MONEY)
    number, currency = one.details.get("number"), one.details.get("currency")
    if not isinstance(number, Decimal) or not isinstance(currency, str) or not currency:
        raise UnreadableError(f"{one.text!r} is no sum that can be read")
    return Money(number, currency, _span(source, one), _bound(one))


def figure_at(source: Source, words: Stretch) -> Figure:
    """The one number in some words. Raises UnreadableError where there is none, or another one."""
    one = _only(source, words, "number", *_FIGURES)
    number = one.details.get("number")
    if not isinstance(number, Decimal):
        raise UnreadableError(f"{one.text!r} is no number that can be read")
    return Figure(number, _span(source, one), _bound(one))


def day_at(source: Source, words: Stretch) -> Day:
    """The one date in some words. Raises UnreadableError where there is none, or another one."""
    one = _only(source, words, "date", Sort.DATE)
    value = one.details.get("value")
    if not isinstance(value, str) or not value:
        raise UnreadableError(f"{one.text!r} is no date that can be read")
    return Day(value, _span(source, one), bool(one.details.get("resolved")))


def _only(source: Source, words: Stretch, what: str, *sorts: Sort) -> Mention:
    found = source.at(words, *sorts)
    if len(found) != 1:
        said = source.text[slice(*words)]
        raise UnreadableError(f"{said!r} has {'no' if not found else 'more than one'} {what}")
    return found[0]


def _span(source: Source, one: Mention) -> Span:
    return source.span((one.start, one.end))


def _bound(one: Mention) -> str:
    return str(one.details.get("bound", "exact"))
