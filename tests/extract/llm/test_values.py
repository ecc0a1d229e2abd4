"""Figures, sums and days come from the article's mentions, never from what a model says."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from communique.claims import Argument, Day, Figure, Money, Span
from communique.extract.llm.source import Source, Stretch
from communique.extract.llm.values import UnreadableError, day_at, figure_at, money_at
from communique.extract.mention import Mention, Sort
from communique.reading.view import View

TEXT = (
    "On 25 March about 60 firms gave 2 million francs (40,000 dollars) or 3 per cent, x sums, soon"
)


def mention(sort: Sort, words: str, **details: Any) -> Mention:
    start = TEXT.index(words)
    return Mention(sort, start, start + len(words), words, details)


SOURCE = Source(
    View(TEXT, ()),
    (
        mention(Sort.DATE, "25 March", value="1957-03-25", resolved=True),
        mention(Sort.COUNT, "about 60 firms", number=Decimal(60), bound="about"),
        mention(Sort.MONEY, "2 million francs", number=Decimal(2_000_000), currency="BEF"),
        mention(Sort.MONEY, "40,000 dollars", number=Decimal(40_000), currency="USD"),
        mention(Sort.PERCENT, "3 per cent", number=Decimal(3), bound="exact"),
        mention(Sort.MONEY, "x sums", currency="USD", refused="x sums is no sum"),
        mention(Sort.DATE, "soon"),
    ),
)


def at(words: str) -> Stretch:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("read", "words", "value"),
    [
        (day_at, "25 March", Day("1957-03-25", Span(3, 11), resolved=True)),
        (day_at, "On 25", Day("1957-03-25", Span(3, 11), resolved=True)),
        (figure_at, "60", Figure(Decimal(60), Span(12, 26), "about")),
        (figure_at, "3 per cent", Figure(Decimal(3), Span(*at("3 per cent")))),
        (money_at, "2 million", Money(Decimal(2_000_000), "BEF", Span(*at("2 million francs")))),
    ],
)
def test_a_value_is_that_of_the_mention_at_the_words(
    read: Callable[[Source, Stretch], Argument], words: str, value: Argument
) -> None:
    assert read(SOURCE, at(words)) == value


@pytest.mark.parametrize(
    ("read", "words", "fault"),
    [
        (money_at, "60 firms", "has no sum"),
        (money_at, "2 million francs (40,000 dollars)", "more than one sum"),
        (money_at, "x sums", "no sum that can be read"),
        (figure_at, "2 million francs", "has no number"),
        (figure_at, "60 firms gave 2 million francs (40,000 dollars) or 3", "more than one number"),
        (day_at, "soon", "no date that can be read"),
        (day_at, "firms", "has no date"),
    ],
)
def test_words_that_have_no_value_or_several(
    read: Callable[[Source, Stretch], Argument], words: str, fault: str
) -> None:
    with pytest.raises(UnreadableError, match=fault):
        read(SOURCE, at(words))
