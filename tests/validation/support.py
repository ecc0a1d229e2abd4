"""Helpers of the validation tests: files, and triples as passages say them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Triple

from communique import turtle
from communique.model import Passage, Place, Statement, triple_of
from communique.vocabulary import DOCUMENT

ROOT = Path(__file__).parents[2]
WORLD = Path(__file__).with_name("world.ttl")
SHAPES_FOLDER = ROOT / "ontology" / "shapes"
HOUSE_STYLE = "house-style.ttl"
LETTER = DOCUMENT["2025-06-24-port-post-letter"]
PASSAGE = Passage(LETTER.value, 0, 10).iri


def triples_of(paths: Iterable[Path]) -> list[Triple]:
    """Triples of Turtle files."""
    return [triple_of(statement.quad) for path in paths for statement in turtle.read(path)]


def said(triple: Triple, line: int = 1, graph: NamedNode = PASSAGE) -> Statement:
    """A triple as a passage of a file says it."""
    quad = Quad(triple.subject, triple.predicate, triple.object, graph)
    return Statement(quad, Place(Path("letter.trig"), line))
