"""Small things that the tests of reviews are made of."""

from __future__ import annotations

import shutil
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, parse

from communique.dataset import read_matter
from communique.fingerprint import fingerprint
from communique.model import Passage, triple_of
from communique.project import Project
from communique.reviews.item import Item
from communique.reviews.queue import Queue
from communique.reviews.units import Notes

ROOT = Path(__file__).resolve().parents[2]
PREFIXES = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in Project(ROOT).prefixes.items())
PASSAGE = Passage("https://w3id.org/communique/document/a", 0, 9)
CHECKED = "cmq:checkedBy organization:communique ;"
READ = 'cmq:rule "signing-active/1" ;'
HAGUE = "2025-06-24-communique-hague-letter-unn"


def triples(turtle: str) -> list[Triple]:
    """The triples of a text in the project's prefixes."""
    quads: list[Quad] = list(parse(PREFIXES + turtle, format=RdfFormat.TURTLE))
    return [triple_of(quad) for quad in quads]


def notes(words: str = "some words", **more: object) -> Notes:
    """The notes of a passage with these words."""
    return Notes(PASSAGE, fingerprint(words), rules=("signing-active/1",), **more)  # type: ignore[arg-type]  # as each test gives them


def unchecked(project: Path, slug: str = HAGUE) -> Path:
    """The same project, in which a rule has read a document and nobody has looked at it."""
    path = project / "data" / "statements" / f"{slug}.trig"
    text = path.read_text("utf-8")
    assert CHECKED in text
    path.write_text(text.replace(CHECKED, READ), "utf-8")
    return project


def waiting(project: Path) -> list[Item]:
    """What waits for a decision."""
    return Queue(Project(project), read_matter(Project(project))).items()


def item(project: Path, says: str) -> Item:
    """The one waiting statement that begins like this."""
    (found,) = [one for one in waiting(project) if one.says.startswith(says)]
    return found


def copied(source: Path, target: Path) -> Path:
    """A copy of a project's folders."""
    for name in ("ontology", "data", "queries"):
        shutil.copytree(source / name, target / name)
    return target
