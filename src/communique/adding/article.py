"""Articles to be added: read, and, where they are new, what they say extracted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from communique.claims import Extraction
from communique.errors import CommuniqueError, SyntaxInputError
from communique.project import Project
from communique.reading.reader import read
from communique.reading.record import Metadata, Reading

Extract = Callable[[Reading], Extraction]
"""Finds what an article says."""
ExtractorOf = Callable[[Project], Extract]
"""Makes it for a project; a function of a module, so that other processes can call it."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it is given: where it is, and what the user knows of it."""

    source: Path | str
    """A file or an address."""
    given: Metadata
    address: str = ""
    source_kind: str = ""
    """Name of a concept of the scheme `source-kind`; empty = that of the publisher's others."""
    translation: Path | None = None
    """A file with its translation into English."""
    document: str = ""
    """Name of the document that it is, where that is known beforehand."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What an article came to; either `error`, or `reading` and what else there is."""

    article: Article
    reading: Reading | None = None
    original: Reading | None = None
    """What `reading` translates."""
    extraction: Extraction | None = None
    """None where the text was known already."""
    error: CommuniqueError | None = None


def extracted(
    articles: Iterable[Article],
    project: Project,
    extractor_of: ExtractorOf,
    known: Collection[str],
    jobs: int = 1,
) -> Iterator[Extracted]:
    """What articles say, in their order, extracted by several processes where asked for.

    `known` are hashes of texts that are not extracted again. What is wrong with an article is told
    in its place, and the others go on.
    """
    if jobs <= 1:
        extract = extractor_of(project)
        yield from (_extracted(article, extract, known) for article in articles)
        return
    begin = partial(_begin, project, extractor_of, frozenset(known))
    with ProcessPoolExecutor(jobs, initializer=begin) as pool:
        yield from pool.map(_in_process, articles)


class _Process:
    """What one of several processes works with."""

    extract: Extract
    known: Collection[str]


def _begin(project: Project, extractor_of: ExtractorOf, known: Collection[str]) -> None:
    _Process.extract = staticmethod(extractor_of(project))
    _Process.known = known


def _in_process(article: Article) -> Extracted:
    return _extracted(article, _Process.extract, _Process.known)


def _extracted(article: Article, extract: Extract, known: Collection[str]) -> Extracted:
    try:
        reading, original = read(article.source, article.given), None
        if article.translation is not None:
            reading, original = _translated(article, reading), reading
        if reading.sha256 in known:
            return Extracted(article, reading, original)
        _refuse_foreign(reading)
        return Extracted(article, reading, original, extract(reading))
    except CommuniqueError as error:
        return Extracted(article, error=error)


def _translated(article: Article, original: Reading) -> Reading:
    """The reading of a translation, on the day on which the original was published."""
    assert article.translation is not None
    day = original.published.value if original.published else ""
    return read(article.translation, Metadata(published=day))


def _refuse_foreign(reading: Reading) -> None:
    """Raises SyntaxInputError where a text is not in English."""
    if reading.is_english:
        return
    language = reading.language.value if reading.language else ""
    raise SyntaxInputError(
        f"its language is {language}, and only English is read here"
        if language
        else "its words are too few to tell the language",
        place=reading.place,
        remedy="Give a translation with it: --translation FILE."
        if language
        else "Say it, where it is English: --language en.",
    )
