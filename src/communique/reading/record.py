"""What reading an article gives: its stored text, what is known of it and from where, notices."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class MediaType(StrEnum):
    """What kind of text a source is.

    https://www.iana.org/assignments/media-types/media-types.xhtml
    """

    PLAIN = "text/plain"
    HTML = "text/html"
    PDF = "application/pdf"


class Origin(StrEnum):
    """Who says what is known of an article; the first of them wins."""

    GIVEN = "given"
    """The caller: an option, or the document's record."""
    DATE_LINE = "date line"
    """A line ` date YYYY-MM-DD` that the text begins with."""
    WORDS = "words"
    """The text's own words, from which its language is told."""
    PAGE = "page"
    """What a page, a PDF file or the server that sent it says of itself."""
    FIRST_LINE = "first line"
    """The first line of a plain text, where it looks like a title."""


class Told(NamedTuple):
    """A value, and who says it."""

    value: str
    origin: Origin


class Metadata(NamedTuple):
    """What is said of an article, each field empty where nothing is."""

    title: str = ""
    publisher: str = ""
    published: str = ""
    """A day, a month or a year in ISO form: 2024-03-25, 2024-03, 2024."""
    language: str = ""
    """Primary language subtag (https://www.rfc-editor.org/rfc/rfc5646#section-2.2.1)."""


class NoticeKind(StrEnum):
    """What a notice is about."""

    KIND = "kind"
    """Name or header say another kind of source than the content."""
    ENCODING = "encoding"
    """The encoding was guessed, or another one than was declared."""
    LOST = "lost"
    """Characters or pages of the source could not be had."""
    BODY = "body"
    """The article could not be told from what stands around it."""
    LANGUAGE = "language"
    """The text is not in English, or not in the language that is said."""
    DATE = "date"
    """A date that cannot be one of publication, or two that differ."""
    MIXED_SCRIPTS = "mixed scripts"
    """A word of letters from several scripts, or of such as look like Latin ones."""
    DIRECTION = "direction"
    """A character that turns the direction of the letters after it."""
    CONTROL = "control"
    """A control character that is no part of a text."""


class Notice(NamedTuple):
    """Something a reader should know of a text, with its span where it has one."""

    kind: NoticeKind
    fact: str
    span: tuple[int, int] | None = None
    """Code points of the stored text, half-open; None = the text as a whole."""

    def __str__(self) -> str:
        if self.span is None:
            return self.fact
        return f"{self.span[0]}–{self.span[1]}: {self.fact}"


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it was read: all that extraction starts from.

    Of every field that is None nothing trustworthy was said.
    """

    place: str
    """Path or address that it was read from; of an address the last one, after redirects."""
    media_type: MediaType
    encoding: str
    """Name of the character encoding; empty for PDF."""
    text: str
    """The stored text: of a page its body, without menus and captions where they can be told."""
    sha256: str
    """Hash of the stored text, hexadecimal."""
    whole: str
    """All text that a page shows, menus too; of other kinds the stored text."""
    title: Told | None
    publisher: Told | None
    published: Told | None
    """A day, a month or a year in ISO form."""
    language: Told | None
    """Primary language subtag; None where the words are too few to tell and nobody says it."""
    notices: tuple[Notice, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What can be the stored text of a document that was read before: body, and whole page."""
        return (self.text, self.whole)

    @property
    def is_english(self) -> bool:
        """Whether the text is known to be in English."""
        return self.language is not None and self.language.value == "en"
