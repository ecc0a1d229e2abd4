"""Articles read: bytes in, a `Reading` out."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from communique.errors import SyntaxInputError, UsageError
from communique.reading.access import Access
from communique.reading.dating import DATE_LINE, published
from communique.reading.encoding import decode
from communique.reading.header import day_told
from communique.reading.language import language_of, shares
from communique.reading.letters import deceiving
from communique.reading.media import media_type_of
from communique.reading.record import (
    MediaType,
    Metadata,
    Notice,
    NoticeKind,
    Origin,
    Reading,
    Told,
)
from communique.reading.source import Source, from_file, is_address
from communique.reading.worker import Worker
from communique.stored_text import sha256_of, stored

_SURROGATES = re.compile("[\ud800-\udfff]")
LONGEST = 10_000_000
"""Characters of the longest text that is read."""
_LONGEST_TITLE = 200
_CREDIT = re.compile(
    r"[\[(]?(?:photo|image|picture|video|source)s?(?: credits?)?\s*(?:[:/|(–-]|by\b)|©",
    re.IGNORECASE,
)
"""What a line begins with that tells whence a picture is, and no title."""
_NO_BODY = "the article could not be told from what stands around it; the page's whole text is read"


class _Content(NamedTuple):
    """What a parser gives of a source."""

    text: str
    whole: str
    page: Metadata = Metadata()
    encoding: str = ""
    notices: tuple[Notice, ...] = ()


def read(
    source: Path | str,
    given: Metadata = Metadata(),  # noqa: B008  # a frozen record
    *,
    worker: Worker | None = None,
    access: Access | None = None,
) -> Reading:
    """An article from a file or from an http(s) address: plain text, Markdown, HTML or PDF.

    What is `given` goes before what the text and the page say. Pages and PDF files are parsed in a
    worker process, which is started for the occasion where none is handed in; `access` is for
    networks other than the public one.
    Raises UsageError where the address may not be fetched or a library is not installed,
    SyntaxInputError where there is no text to be had, StoreError where the network fails.
    """
    fetched = isinstance(source, str) and is_address(source)
    received = _fetched(str(source), access) if fetched else from_file(Path(source))
    return read_source(received, given, worker=worker)


def read_source(
    source: Source,
    given: Metadata = Metadata(),  # noqa: B008  # a frozen record
    *,
    worker: Worker | None = None,
) -> Reading:
    """An article from the bytes of a source, with the errors of `read`."""
    if not source.data.strip():
        raise SyntaxInputError(
            "this is empty", place=source.place, remedy="Give the article's text."
        )
    media_type, notices = media_type_of(source)
    if media_type is MediaType.PLAIN:
        content = _plain(source)
    elif worker is not None:
        content = _parsed(source, media_type, worker)
    else:
        with Worker() as own:
            content = _parsed(source, media_type, own)
    return _assembled(source, media_type, content, given, notices)


def _fetched(address: str, access: Access | None) -> Source:
    try:
        addresses = import_module("communique.reading.addresses")
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{error.name} is not installed, which fetches pages",
            place=address,
            remedy="pip install 'communique[reading]', or save the page and give the file.",
        ) from error
    source: Source = addresses.fetch(address, access)
    return source


def _plain(source: Source) -> _Content:
    decoded = decode(source)
    text = stored(decoded.text)
    page = Metadata(language=source.language)
    return _Content(text, text, page, decoded.encoding, decoded.notices)


def _parsed(source: Source, media_type: MediaType, worker: Worker) -> _Content:
    return _pdf(source, worker) if media_type is MediaType.PDF else _page(source, worker)


def _page(source: Source, worker: Worker) -> _Content:
    decoded = decode(source)
    data = decoded.text.encode("utf-8", "replace")
    notices = list(decoded.notices)
    try:
        found = worker.run("page", data, source.place)
    except UsageError as error:  # trafilatura is not installed
        found = worker.run("page", data, source.place, body="")
        notices.append(Notice(NoticeKind.BODY, f"{error.fact}: {_NO_BODY}. {error.remedy}"))
    else:
        if not found["body"]:
            notices.append(Notice(NoticeKind.BODY, _NO_BODY))
    whole = stored(found["whole"])
    body = f"{stored(found['body']).strip()}\n" if found["body"] else whole
    if found["seen"] and not found["published"]:
        fact = f"{found['seen']} stands on the page, which does not call it its day of publication"
        notices.append(Notice(NoticeKind.DATE, fact))
    language = found["language"] or source.language
    page = Metadata(found["title"], found["publisher"], found["published"], language)
    return _Content(body, whole, page, decoded.encoding, tuple(notices))


def _pdf(source: Source, worker: Worker) -> _Content:
    found = worker.run("pdf", source.data, source.place)
    text = stored(found["text"])
    notices = []
    if found["empty"]:
        pages = ", ".join(map(str, found["empty"]))
        notices.append(Notice(NoticeKind.LOST, f"no text on these pages: {pages}"))
    lost = len(_SURROGATES.findall(text))
    if lost:
        text = _SURROGATES.sub("\ufffd", text)
        notices.append(Notice(NoticeKind.LOST, f"{lost} characters of this file are none"))
    page = Metadata(title=found["title"], language=found["language"] or source.language)
    return _Content(text, text, page, "", tuple(notices))


def _assembled(
    source: Source,
    media_type: MediaType,
    content: _Content,
    given: Metadata,
    notices: list[Notice],
) -> Reading:
    text, page = content.text, content.page
    if len(text) > LONGEST or len(content.whole) > LONGEST:
        raise SyntaxInputError(
            f"this has more than {LONGEST:,} characters, and is no article",
            place=source.place,
            remedy="Cut the article out, and give that.",
        )
    if not any(map(str.isalpha, text)):
        raise SyntaxInputError(
            "there are no words in this", place=source.place, remedy="Give the article's text."
        )
    seen = day_told(text) if media_type is MediaType.PLAIN else ""
    day, doubts = published(given.published, text, page.published or seen)
    language, strange = _language(given.language, text, page.language)
    return Reading(
        place=source.place,
        media_type=media_type,
        encoding=content.encoding,
        text=text,
        sha256=sha256_of(text),
        whole=content.whole,
        title=_told(given.title, page.title) or _first_line(text, media_type),
        publisher=_told(given.publisher, page.publisher),
        published=day,
        language=language,
        notices=(*notices, *content.notices, *doubts, *strange, *deceiving(text)),
    )


def _told(given: str, page: str) -> Told | None:
    if given:
        return Told(given, Origin.GIVEN)
    return Told(page, Origin.PAGE) if page else None


def _first_line(text: str, media_type: MediaType) -> Told | None:
    """The first line of a plain text where a title would stand: short, and no whole sentence."""
    line, _, rest = text.lstrip().removeprefix("# ").partition("\n")
    line = " ".join(line.split())
    if media_type is not MediaType.PLAIN or not rest.strip() or DATE_LINE.match(text):
        return None
    is_title = 0 < len(line) <= _LONGEST_TITLE and line[-1] not in ".:;,"
    is_title = is_title and not _CREDIT.match(line)
    return Told(line, Origin.FIRST_LINE) if is_title else None


def _language(given: str, text: str, page: str) -> tuple[Told | None, list[Notice]]:
    """The language of a text, and a notice where it is not English, or not the one that is said."""
    seen = language_of(text)
    said = Told(_primary(given), Origin.GIVEN) if given else Told(_primary(page), Origin.PAGE)
    told = said if given or not seen else Told(seen, Origin.WORDS)
    notices = []
    if seen and said.value and said.value != seen:
        fact = f"called {said.value} ({said.origin}), but its words are {seen}"
        notices.append(Notice(NoticeKind.LANGUAGE, fact))
    if seen != "en" and shares(text):
        fact = f"its words are {seen or 'in no language that is known here'}, not en (English)"
        notices.append(Notice(NoticeKind.LANGUAGE, fact))
    return (told if told.value else None), notices


def _primary(language: str) -> str:
    return re.split(r"[-_,;]", language.strip().lower())[0]
