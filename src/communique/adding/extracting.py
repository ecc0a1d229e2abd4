"""Articles read, and, where they are new, what they say extracted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from communique.adding.article import Article, Extract, Extracted, ExtractorOf
from communique.adding.known import Known
from communique.errors import CommuniqueError, SyntaxInputError
from communique.project import Project
from communique.reading.reader import read
from communique.reading.record import Metadata, Reading


def extracted(
    articles: Iterable[Article],
    project: Project,
    extractor_of: ExtractorOf,
    known: Known,
    jobs: int = 1,
) -> Iterator[Extracted]:
    """What articles say, in their order, extracted by several processes where asked for.

    What is `known` of an article is taken over; where that is all, it is not extracted. What is
    wrong with an article is told in its place, and the others go on.
    """
    if jobs <= 1:
        extract = extractor_of(project)
        yield from (_extracted(article, extract, known) for article in articles)
        return
    begin = partial(_begin, project, extractor_of, known)
    with ProcessPoolExecutor(jobs, initializer=begin) as pool:
        yield from pool.map(_in_process, articles)


class _Process:
    """What one of several processes works with."""

    extract: Extract
    known: Known


def _begin(project: Project, extractor_of: ExtractorOf, known: Known) -> None:
    _Process.extract = staticmethod(extractor_of(project))
    _Process.known = known


def _in_process(article: Article) -> Extracted:
    return _extracted(article, _Process.extract, _Process.known)


def _extracted(article: Article, extract: Extract, known: Known) -> Extracted:
    try:
        reading = known.completed(article, read(article.source, article.given))
        original = None
        if article.translation is not None:
            reading, original = _translated(article, reading), reading
        if known.settles(article, reading, original):
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
