"""Wording that articles share, found in the copies of them that are at hand.

Who copies a text, or works from one release, keeps stretches of it. So two texts have one origin
where runs of RUN words or more, compared as fingerprints compare them, stand in both at PLACES
places or more, or make up SHARE of the shorter one. One quotation in two articles is one place
and less than that share: it is no sign that one article is the other's.

Nothing of this is ever stored: it is computed from the copies of this user, when an answer needs
it, and holds for the texts as they are then.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from communique.fingerprint import words
from communique.project import Project
from communique.texts import body_of, stamp_of

RUN = 12
"""Words in a row that two writers hardly ever choose alike."""
PLACES = 2
SHARE = 0.25

_Stamped = tuple[str, object]
"""A document's slug, and what changes when its text does."""


class SharedWording:
    """Tells which articles share their wording; remembers the answer while the texts stay."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._compared = cache(self._compare)
        self._words = cache(self._read)

    def is_shared(self, one: str, other: str) -> bool:
        """Whether two articles, given by IRI, share their wording; not where a text is missing."""
        stamped = sorted((self._stamped(one), self._stamped(other)), key=lambda pair: pair[0])
        return all(stamp is not None for _, stamp in stamped) and self._compared(*stamped)

    def _stamped(self, article: str) -> _Stamped:
        slug = article.rsplit("/", 1)[-1]
        return slug, stamp_of(self._project, slug)

    def _compare(self, one: _Stamped, other: _Stamped) -> bool:
        return is_shared(self._words(one), self._words(other))

    def _read(self, article: _Stamped) -> tuple[str, ...]:
        return tuple(word.text for word in words(body_of(self._project, article[0])))


def is_shared(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two sequences of folded words share runs enough to have one origin."""
    shorter, longer = sorted((one, other), key=len)
    runs = shared_runs(shorter, longer)
    return len(runs) >= PLACES or sum(runs) >= SHARE * len(shorter) > 0


def shared_runs(one: Sequence[str], other: Sequence[str]) -> list[int]:
    """Lengths of the longest runs of RUN words or more in one sequence that the other has too.

    >>> shared_runs("a b c".split() * 5, "x".split() + "a b c".split() * 5)
    [15]
    """
    known = {tuple(other[start : start + RUN]) for start in range(len(other) - RUN + 1)}
    found: list[int] = []
    length = 0
    for start in range(len(one) - RUN + 1):
        if tuple(one[start : start + RUN]) in known:
            length += 1
        elif length:
            found.append(length + RUN - 1)
            length = 0
    return [*found, length + RUN - 1] if length else found
