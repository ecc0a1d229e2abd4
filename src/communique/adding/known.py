"""What is known of an article before it is extracted: what options say, and its record."""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.adding.article import Article
from communique.adding.naming import UNTITLED, Records, described
from communique.model import Document
from communique.reading.record import Origin, Reading, Told


@dataclass(frozen=True, slots=True)
class Known:
    """The records of a project, and the texts whose statements are there."""

    records: Records
    hashes: frozenset[str]
    """Of the texts that are not extracted again, unless something else is said of them."""

    def without_texts(self) -> Known:
        """The same where every text is extracted again."""
        return Known(self.records, frozenset())

    def completed(self, article: Article, reading: Reading) -> Reading:
        """A reading with what the record of its document says.

        What is given goes first, then the record of this very text, then what the text and the page
        say, then the record of another text. A title that was once given stays.
        """
        by_name = bool(article.document)
        record = self.records.found(described(article, reading), by_name=by_name)
        if record is None:
            return reading
        given, same = article.given, record.sha256 == reading.sha256
        return replace(
            reading,
            title=_first(
                given.title,
                "" if record.note == UNTITLED else record.title,
                reading.title,
                same=True,
            ),
            publisher=_first(given.publisher, record.publisher, reading.publisher, same=same),
            published=_first(given.published, record.published, reading.published, same=same),
            language=_first(given.language, record.language, reading.language, same=same),
        )

    def settles(self, article: Article, reading: Reading, original: Reading | None) -> bool:
        """Whether a text is here, with a record that says all that is given of it."""
        record = self.records.of_text((original or reading).sha256)
        if record is None or reading.sha256 not in self.hashes:
            return False
        return all(not said or said == recorded for said, recorded in _given(article, record))


def _first(given: str, recorded: str, told: Told | None, *, same: bool) -> Told | None:
    """What goes first of what is said of one thing; `same` where the record is of this text."""
    if given or not recorded or (told and not same):
        return told
    return Told(recorded, Origin.GIVEN)


def _given(article: Article, record: Document) -> tuple[tuple[str, str], ...]:
    """Each thing that can be given, as it is given and as it is recorded."""
    given = article.given
    return (
        (given.title, record.title),
        (given.publisher, record.publisher),
        (given.published, record.published),
        (given.language, record.language),
        (article.address, record.address),
        (article.source_kind, record.source_kind),
    )
