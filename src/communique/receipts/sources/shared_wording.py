"""Wording that articles share, found in the copies of them that are at hand.

Who copies a text, or works from one release, keeps stretches of it. So two texts have one origin
where runs of RUN words or more, compared as fingerprints compare them, stand in both at PLACES
places or more, or make up SHARE of the shorter one. One quotation in two articles is one place
and less than that share: it is no sign that one article is the other's.

Nothing of this is ever stored: it is computed from the copies of this user, when an answer needs
it, and holds for the texts as they are then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from communique.fingerprint import words
from communique.project import Project
from communique.texts import body_of, stamps

RUN = 12
"""Words in a row that two writers hardly ever choose alike."""
PLACES = 2
SHARE = 0.25


class _Text(NamedTuple):
    """A text at hand: whose it is, and what changes when it does."""

    slug: str
    stamp: tuple[int, int]


class Shingles(NamedTuple):
    """A text as all its runs of RUN words, in order."""

    size: int
    """Words in the text."""
    ordered: list[tuple[str, ...]]
    all: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, sequence: Sequence[str]) -> Shingles:
        """The runs of a sequence of folded words."""
        ordered = [tuple(sequence[n : n + RUN]) for n in range(len(sequence) - RUN + 1)]
        return cls(len(sequence), ordered, frozenset(ordered))


class SharedWording:
    """Tells which articles share their wording; remembers the answer while the texts stay."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._at_hand: dict[str, tuple[int, int]] = {}
        self._compared = cache(self._compare)
        self._shingles = cache(self._read)

    def look(self) -> None:
        """See which texts are at hand now; once before the rows of an answer, not for each."""
        self._at_hand = stamps(self._project)

    def pairs(self, articles: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The pairs of articles, given by IRI, that share their wording.

        An article of which no text was at hand at the last `look` shares nothing.
        """
        slugs = {article.rsplit("/", 1)[-1]: article for article in articles}
        known = sorted(slugs.keys() & self._at_hand.keys())
        texts = [_Text(slug, self._at_hand[slug]) for slug in known]
        for one, other in combinations(texts, 2):
            if self._compared(one, other):
                yield slugs[one.slug], slugs[other.slug]

    def _compare(self, one: _Text, other: _Text) -> bool:
        return is_shared(self._shingles(one), self._shingles(other))

    def _read(self, text: _Text) -> Shingles:
        return Shingles.of([word.text for word in words(body_of(self._project, text.slug))])


def is_shared(one: Shingles, other: Shingles) -> bool:
    """Whether two texts share runs enough to have one origin."""
    shorter, longer = sorted((one, other), key=lambda text: text.size)
    runs = shared_runs(shorter, longer)
    return len(runs) >= PLACES or sum(runs) >= SHARE * shorter.size > 0


def shared_runs(one: Shingles, other: Shingles) -> list[int]:
    """Lengths in words of the longest runs, of RUN or more, in one text that the other has too.

    >>> thrice = Shingles.of("a b c d e".split() * 3)
    >>> shared_runs(thrice, Shingles.of(["x"] + "a b c d e".split() * 3))
    [15]
    """
    found: list[int] = []
    length = 0
    for shingle in one.ordered:
        if shingle in other.all:
            length += 1
        elif length:
            found.append(length + RUN - 1)
            length = 0
    return [*found, length + RUN - 1] if length else found
