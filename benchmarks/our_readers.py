"""Our readers of mentions, as the benchmark calls them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.finds import Found, Input, Reader
from communique.extract.article import Article
from communique.extract.lexicon import Lexicon
from communique.extract.mention import Mention, Sort
from communique.extract.mentions import Finder
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.countries import Countries
from communique.extract.mentions.dates import Dates
from communique.extract.mentions.figures import Figures
from communique.extract.mentions.posts import Posts
from communique.extract.part import Part
from communique.extract.phrasebook import Phrasebook
from communique.project import Project

SORTS = (Sort.POST, Sort.MONEY, Sort.COUNT)
"""What patterns of tokens are written for."""


def lexicon(given: Input) -> Lexicon:
    """The word lists of the project."""
    return Lexicon.read(Project(Path(given.root)))


def books(words: Lexicon) -> list[list[Any]]:
    """All lists of phrases by which mentions are found; no list twice."""
    found: dict[tuple[str, ...], list[Any]] = {}
    for name, book in _books(vars(Finder(words))["_sorts"], "", set()):
        phrases = sorted(book._meanings)
        if phrases:
            found.setdefault(tuple(phrases), [name, book._exact, phrases])
    return list(found.values())


def _books(thing: Any, name: str, seen: set[int]) -> Iterator[tuple[str, Phrasebook[Any]]]:
    if isinstance(thing, Phrasebook):
        yield name, thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from _books(one, type(one).__name__.lower(), seen)
    elif type(thing).__module__.startswith(Finder.__module__) and id(thing) not in seen:
        seen.add(id(thing))
        for key, value in vars(thing).items():
            yield from _books(value, f"{name}{key}", seen)


def phrases(given: Input) -> Reader:
    """Our words, looked up in phrase books."""
    own = [
        (name, Phrasebook(dict.fromkeys(listed, True), exact=exact))
        for name, exact, listed in given.books
    ]

    def read(text: str) -> list[Found]:
        part = Part(text, 0, len(text))
        return [Found(hit.start, hit.end, n) for n, book in own for hit in book.find(part)]

    return read


def patterns(given: Input) -> Reader:
    """Our grammars of posts, sums and counts, and of countries, which they need."""
    words = lexicon(given)
    return _charted(given, (Countries(words), Posts(words), Figures(words)), _of_sorts)


def dates(given: Input) -> Reader:
    """Our grammar of dates."""
    return dated(lexicon(given), given.published)


def dated(words: Lexicon, published: str) -> Reader:
    """The same, with a lexicon that is read, for a day of publication."""
    given = Input("", published, [], [])
    return _charted(given, (Dates(words),), lambda chart: map(_day, chart.mentions))


def whole(given: Input) -> Reader:
    """All mentions as articles are read, of which posts, sums and counts are kept."""
    finder = Finder(lexicon(given))

    def read(text: str) -> list[Found]:
        mentions = finder.find(Article.of(text, "", given.published))
        return [_sorted(one) for one in mentions if one.sort in SORTS]

    return read


def _charted(given: Input, sorts: Any, told: Callable[[Chart], Any]) -> Reader:
    def read(text: str) -> list[Found]:
        article = Article.of(text, "", given.published)
        found: list[Found] = []
        for part in article.parts:
            chart = Chart(article, part)
            for sort in sorts:
                sort.find(chart)
            found += told(chart)
        return found

    return read


def _of_sorts(chart: Chart) -> list[Found]:
    return [_sorted(one) for one in chart.of(*SORTS)]


def _sorted(one: Mention) -> Found:
    return Found(one.start, one.end, str(one.sort))


def _day(one: Mention) -> Found:
    value, last = one.details.get("value", "?"), one.details.get("last")
    return Found(one.start, one.end, f"{value}/{last}" if last else value)


READERS = {"phrases": phrases, "patterns": patterns, "dates": dates, "whole": whole}
