"""Words of a text, with what tells names from other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # initials, and U.S.
    r"|[^\W_]+(?:(?:(?<!\d)-|-(?!\d)|'(?!s\b)|[.,](?=\d)(?<=\d.))[^\W_]+)*"
)


class Word(NamedTuple):
    """A word: letters and digits, with hyphens and apostrophes inside; `'s` is no part of it."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    """Whether it begins with a capital letter."""


def words(text: str, start: int, end: int) -> Iterator[Word]:
    """The words of a span of a text, in order.

    >>> text = "Denmark's B.N. Reddy-Lund met 2,500 U.S. officials."
    >>> [word.text for word in words(text, 0, len(text))]
    ['Denmark', 's', 'B.N.', 'Reddy-Lund', 'met', '2,500', 'U.S.', 'officials']
    """
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        yield Word(*match.span(), word, word.lower(), word[0].isupper())
