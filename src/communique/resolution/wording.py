"""Names of organisations, posts, events and initiatives, taken apart to be compared."""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein
from rigour.names import remove_org_types

from communique.claims import Kind
from communique.resolution.letters import folded
from communique.resolution.lexicon import Lexicon
from communique.resolution.territories import without_countries

_CONJUNCTION = re.compile(r",|&| and | og | und ", re.IGNORECASE)
_SOLEMN = frozenset({Kind.MINISTRY, Kind.POST, Kind.ARMED_FORCES, Kind.GOVERNMENT})
_LETTERS_FOR_A_SLIP = 6
"""Letters that a word has at least in which one may be wrong."""


class Wording(NamedTuple):
    """A name, taken apart."""

    text: str
    """As it is written."""
    words: tuple[str, ...]
    """What tells it apart: no countries, no empty words, each as the lexicon reads it."""
    codes: frozenset[str] = frozenset()
    """Codes of the countries in it."""
    parts: frozenset[frozenset[str]] = frozenset()
    """The words between its conjunctions: of `Industry, Business and Financial Affairs` three."""

    @property
    def bag(self) -> frozenset[str]:
        """Its words in no order."""
        return frozenset(self.words)


def wording(name: str, lexicon: Lexicon, kind: Kind) -> Wording:
    """A name of a thing of a kind, taken apart; words of its sort go unless nothing is left."""
    bare, codes = without_countries(name)
    if kind is Kind.COMPANY:
        bare = remove_org_types(folded(bare)) or bare
    pieces = (without_countries(piece)[0] for piece in _CONJUNCTION.split(name))
    words = _words(bare, lexicon)
    left = [word for word in words if word not in lexicon.solemn] if kind in _SOLEMN else words
    sorts = lexicon.sorts.get(kind, frozenset())
    told = tuple(word for word in left if word not in sorts) or tuple(left) or tuple(words)
    parts = {frozenset(_words(piece, lexicon)) & frozenset(told) for piece in pieces}
    return Wording(name, told, codes, frozenset(parts - {frozenset()}))


def _words(text: str, lexicon: Lexicon) -> list[str]:
    """The words of a text as the lexicon reads them, without empty ones."""
    given = (one for word in folded(text).split() for one in lexicon.short.get(word, (word,)))
    read = (lexicon.same.get(word, word) for word in given)
    return [word for word in read if word not in lexicon.empty]


def likeness(one: Wording, other: Wording) -> tuple[float, str]:
    """How alike two names are, from 0 to 1, and in what; countries left aside."""
    told = f"{one.text} / {other.text}"
    if one.words and folded(one.text) == folded(other.text):
        return 1.0, f"the same name: {other.text}"
    if one.words and one.bag == other.bag:
        return 0.97, f"the same words: {told}"
    if _spelt_alike(one.words, other.words):
        return 0.92, f"spelt alike: {told}"
    score, how = _overlap(*sorted((one, other), key=lambda name: len(name.bag)))
    return score, f"{how}: {told}" if how else ""


def _overlap(short: Wording, long: Wording) -> tuple[float, str]:
    """How much of two names is the same."""
    shared = short.bag & long.bag
    if not shared:
        return 0.0, ""
    if short.parts and short.parts < long.parts:
        return 0.8, "a short form"
    overlap = len(shared) / len(short.bag | long.bag)
    if short.bag < long.bag and len(short.bag) > 1:
        return 0.2 + 0.65 * overlap, _INSIDE
    return 0.8 * overlap, "some of the same words"


_INSIDE = "one name in the other"


def is_inside(reason: str) -> bool:
    """Whether likeness found no more than that one name has the other in it."""
    return reason.startswith(_INSIDE)


def _spelt_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names have the same words but for one wrong letter in long ones."""
    if not one or len(one) != len(other):
        return False
    left = [word for word in one if word not in other]
    right = [word for word in other if word not in one]
    return len(left) == len(right) and all(
        min(len(a), len(b)) >= _LETTERS_FOR_A_SLIP and DamerauLevenshtein.distance(a, b) == 1
        for a, b in zip(sorted(left), sorted(right), strict=True)
    )
