"""Documents whose texts an article resembles: it may be another text of one of them."""

from __future__ import annotations

from functools import cache

from communique.fingerprint import words
from communique.project import Project
from communique.receipts.sources.shared_wording import Shingles, is_shared
from communique.texts import body_of


class Resembling:
    """The texts of a project's documents that are at hand, as their wording is compared."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._at_hand = sorted(path.stem for path in project.attached.glob("*.txt"))
        self._shingles = cache(self._read)

    def of(self, text: str) -> tuple[str, ...]:
        """The names of the documents that share their wording with a text."""
        own = _shingles(text)
        others = ((slug, self._shingles(slug)) for slug in self._at_hand)
        return tuple(slug for slug, other in others if is_shared(own, other))

    def _read(self, slug: str) -> Shingles:
        return _shingles(body_of(self._project, slug))


def _shingles(text: str) -> Shingles:
    return Shingles.of([word.text for word in words(text)])
