"""Passages as answers cite them: the article first, then the words, else our words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.model import Citation
from communique.project import Project
from communique.receipts.sources.records import Sources
from communique.texts import words_of


class Citing:
    """Cites passages of one project, in one order."""

    def __init__(self, project: Project, sources: Sources) -> None:
        self._project = project
        self._sources = sources

    def numbered(self, rows: Iterable[Iterable[str]]) -> tuple[list[Citation], dict[str, int]]:
        """The passages of all rows as citations, and where each stands among them."""
        ordered = self.ordered({p for row in rows for p in row})
        return self.citations(ordered), {p: number for number, p in enumerate(ordered)}

    def ordered(self, passages: Iterable[str]) -> list[str]:
        """Passages in the order in which they are cited: by date of the article, then by place."""
        return sorted(passages, key=self.order)

    def order(self, iri: str) -> tuple[bool, str, str, int, int]:
        """Sorts passages by date and article, undated ones last, then by their place in it."""
        article = self._sources.document(self._sources.passage(iri).article)
        passage = self._sources.place(iri)
        span = (passage.start, passage.end) if passage else (0, 0)
        return not article.published, article.published, article.iri, *span

    def citations(self, passages: Sequence[str]) -> list[Citation]:
        """Passages as they are cited, in the order given."""
        parsed = {iri: self._sources.place(iri) for iri in passages}
        words = words_of(self._project, [one for one in parsed.values() if one is not None])
        return [
            self._citation(iri, words.get(passage) if passage else None)
            for iri, passage in parsed.items()
        ]

    def _citation(self, iri: str, words: str | None) -> Citation:
        record = self._sources.passage(iri)
        return Citation(
            article=self._sources.document(record.article),
            passage=iri,
            gloss=record.gloss,
            certainty=record.certainty,
            checked=record.checked,
            words=words,
            restated=record.article != record.document,
            translated=record.translated,
        )
