"""One document taken out of a project: what it says, its record, and what only it spoke of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from communique.adding import journal
from communique.adding.naming import documents_in
from communique.adding.shelf import Shelf
from communique.adding.usage import used_without
from communique.dataset import read_matter
from communique.decisions import Ledger
from communique.draft import lock
from communique.errors import UnknownNameError
from communique.model import Document, text_of
from communique.project import Project
from communique.vocabulary import CMQ, DOCUMENT

_TEXT = frozenset({CMQ.sha256, CMQ.length})
"""What is recorded of a text that was read."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out, and what stayed."""

    documents: tuple[str, ...]
    """Names of the documents: the one that was named, and translations of it."""
    files: tuple[Path, ...]
    """Files that went or changed."""
    entries: tuple[str, ...]
    """Things and concepts that nothing speaks of any more, by IRI."""
    reviews: tuple[Path, ...]
    """What people have decided on its statements, and which was kept."""
    kept_record: bool
    """Whether its record stayed, since a brief restates it."""


def remove(
    project: Project, name: str, waiting: Callable[[], None], *, purge: bool = False
) -> Removed:
    """Take a document out of a project, with its translations; with `purge`, its reviews too.

    Entries of the registry, currencies and concepts go that nothing else speaks of, unless somebody
    has written more of them than a label and spellings. Decisions of persons on identity stay.
    Raises UnknownNameError where there is no such document, StoreError where the disk refuses.
    """
    with lock(project, "adding.lock", waiting):
        journal.recover(project)
        matter = read_matter(project)
        documents = documents_in(matter.common)
        gone = _named(name, documents)
        names = {one.iri for one in gone}
        restated = any(one.restates in names and one.iri not in names for one in documents)
        shelf = Shelf(project)
        said = _without_statements(shelf, project, gone)
        said += _without_records(shelf, names, restated=restated)
        taken = shelf.without_use(said, used_without(matter, names))
        _without_decisions(shelf, project, gone)
        reviews = [path for one in gone if (path := project.review(one.slug)).is_file()]
        for path in reviews if purge else ():
            shelf.text(path, None)
        changes = shelf.changes()
        with lock(project):
            journal.write(project, changes)
    return Removed(
        documents=tuple(one.slug for one in gone),
        files=tuple(changes),
        entries=tuple(sorted({text_of(quad.subject) for quad in taken})),
        reviews=() if purge else tuple(reviews),
        kept_record=restated,
    )


def _without_statements(shelf: Shelf, project: Project, gone: list[Document]) -> list[Quad]:
    """Take out what documents say, the texts of briefs and attached copies; what they said."""
    said: list[Quad] = []
    for one in gone:
        path = shelf.statements(one.slug)
        said += shelf.quads(path, one.iri)
        shelf.replace(path, (), one.iri)
        copy = project.attached / one.slug
        texts = (project.brief(one.slug), copy.with_name(f"{one.slug}.txt"))
        for text in (*texts, copy.with_name(f"{one.slug}.json")):
            if text.is_file():
                shelf.text(text, None)
    return said


def _without_decisions(shelf: Shelf, project: Project, gone: list[Document]) -> None:
    """Take out what rules decided on the names of documents."""
    before = after = Ledger.read(project)
    for one in gone:
        after = after.without_document(one.slug)
    if after.decisions != before.decisions:
        shelf.text(project.decisions, after.text(project.prefixes))


def _named(name: str, documents: tuple[Document, ...]) -> list[Document]:
    """The document of a name, slug or IRI, and its translations."""
    iri = name if name.startswith(str(DOCUMENT)) else DOCUMENT[name.removeprefix("document:")].value
    found = [one for one in documents if iri in (one.iri, one.restates and _original(one))]
    if not any(one.iri == iri for one in found):
        raise UnknownNameError(
            f"there is no document {name!r}",
            remedy="`communique documents` lists them, with their names.",
        )
    return found


def _original(document: Document) -> str:
    """What a translation translates; nothing for a brief, which is a document of its own."""
    return document.restates if document.iri == f"{document.restates}-in-english" else ""


def _without_records(shelf: Shelf, names: set[str], *, restated: bool) -> list[Quad]:
    """Take records out, but for those of restated articles, which lose their text only."""
    quads = shelf.quads(shelf.documents)
    own = [q for q in quads if isinstance(q.subject, NamedNode) and q.subject.value in names]
    gone = [quad for quad in own if not restated or quad.predicate in _TEXT]
    shelf.replace(shelf.documents, [quad for quad in quads if quad not in set(gone)])
    return gone
