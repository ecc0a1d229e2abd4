"""Articles added one after the other: what became of each, and all of it on the disk.

Articles are written in batches, each of them whole or not at all, so that a run which ends in
between goes on where it was: what is there already is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from communique.adding import journal
from communique.adding.adder import Adder
from communique.adding.addition import Addition
from communique.adding.article import Article, Extracted, ExtractorOf
from communique.adding.extracting import extracted
from communique.draft import lock
from communique.errors import CommuniqueError
from communique.project import Project

_BATCH = 20
"""Articles that are written together."""
_LOCK = "adding.lock"


class Fate(StrEnum):
    """What became of an article."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    """Gate 1 found a violation."""
    FAILED = "failed"
    """It could not be read, or may not be replaced."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article."""

    article: Article
    fate: Fate
    document: str = ""
    """Name of the document; empty where it has none."""
    addition: Addition | None = None
    resembled: tuple[str, ...] = ()
    """Documents of which a new one may be another text."""
    error: CommuniqueError | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are added."""

    on: date
    """Day of the decisions on identity."""
    jobs: int = 1
    dry: bool = False
    """Whether nothing is written."""
    again: bool = False
    """Whether texts are extracted anew that are here already."""


def add(
    project: Project,
    articles: Collection[Article],
    extractor_of: ExtractorOf,
    options: Options,
    waiting: Callable[[], None],
) -> Iterator[Outcome]:
    """Add articles to a project; what became of each, in their order.

    An outcome is told once it is on the disk. `waiting` is called where another process is adding
    and has to be waited for. Raises StoreError where the disk refuses.
    """
    with lock(project, _LOCK, waiting):
        journal.recover(project)
        adder = Adder(project, options.on)
        known = adder.known.without_texts() if options.again else adder.known
        batch: list[Outcome] = []
        for one in extracted(articles, project, extractor_of, known, options.jobs):
            batch.append(_outcome(one, adder, again=options.again))
            if len(batch) == _BATCH:
                yield from _written(project, adder, batch, options)
                batch = []
        yield from _written(project, adder, batch, options)


def _outcome(one: Extracted, adder: Adder, *, again: bool) -> Outcome:
    """What becomes of an article; it is on the adder's shelf then, and on no disk."""
    if one.error is not None:
        return Outcome(one.article, Fate.FAILED, error=one.error)
    if one.extraction is None or (not again and _is_twice(one, adder)):
        return Outcome(one.article, Fate.UNCHANGED, adder.name_of(one))
    try:
        addition = adder.addition(one)
    except CommuniqueError as error:
        return Outcome(one.article, Fate.FAILED, error=error)
    name = addition.document.slug
    if not addition.report.conforms:
        return Outcome(one.article, Fate.REFUSED, name, addition)
    if addition.is_here:
        return Outcome(one.article, Fate.UNCHANGED, name, addition)
    adder.accept(addition)
    fate = Fate.ADDED if addition.before is None else Fate.REPLACED
    doubted = fate is Fate.ADDED and not one.article.document
    resembled = adder.resembling.of(addition.reading.text) if doubted else ()
    return Outcome(one.article, fate, name, addition, resembled=resembled)


def _is_twice(one: Extracted, adder: Adder) -> bool:
    """Whether another article of this run was the same."""
    return one.reading is not None and adder.known.settles(one.article, one.reading, one.original)


def _written(
    project: Project, adder: Adder, batch: Iterable[Outcome], options: Options
) -> Iterator[Outcome]:
    changed = [one for one in batch if one.fate in (Fate.ADDED, Fate.REPLACED)]
    if changed and not options.dry:
        adder.shelf.text(project.decisions, adder.ledger.text(project.prefixes))
        with lock(project):
            journal.write(project, adder.shelf.changes())
        adder.shelf.written()
    yield from batch
