"""Mappings to other knowledge bases, kept as SSSOM tables (https://mapping-commons.github.io/sssom/)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import yaml
from pyoxigraph import NamedNode, Quad

from communique.errors import SyntaxInputError
from communique.model import Place, Statement
from communique.vocabulary import LINKS_GRAPH, SCHEMA, SKOS, Prefixes

_NEEDED = ("subject_id", "predicate_id", "object_id", "mapping_justification")


def read_links(path: Path) -> list[Statement]:
    """Quads of an SSSOM table with embedded metadata; an exact match is a `schema:sameAs` too.

    Rows with the modifier `Not` are judgements that two things differ and give no quad.
    Raises SyntaxInputError (line) where the table is malformed.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise SyntaxInputError(
            f"byte {error.start} is not UTF-8", place=str(path), remedy="Save the file as UTF-8."
        ) from error
    head = [line for line in lines if line.startswith("#")]
    prefixes = _curie_map(path, head)
    return list(_quads(path, lines[len(head) :], len(head), prefixes))


def _curie_map(path: Path, head: list[str]) -> Prefixes:
    try:
        metadata = yaml.safe_load("\n".join(line[1:] for line in head))
    except yaml.YAMLError as error:
        raise SyntaxInputError(f"the metadata are not YAML ({error})", place=str(path)) from error
    table = metadata.get("curie_map") if isinstance(metadata, dict) else None
    if not isinstance(table, dict):
        raise SyntaxInputError(
            "the metadata have no curie_map",
            place=str(path),
            remedy="Begin the file with `#curie_map:` and a line `#  prefix: namespace` for each.",
        )
    return Prefixes({str(key): str(value) for key, value in table.items()})


def _quads(path: Path, rows: list[str], above: int, prefixes: Prefixes) -> Iterator[Statement]:
    table = csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = [name for name in _NEEDED if name not in (table.fieldnames or ())]
    if missing:
        raise SyntaxInputError(f"the table lacks {', '.join(missing)}", place=str(path))
    for number, row in enumerate(table, above + 2):
        place = Place(path, number)
        if row.get("predicate_modifier"):
            continue
        subject, predicate, value = (_node(row[name], prefixes, place) for name in _NEEDED[:3])
        yield Statement(Quad(subject, predicate, value, LINKS_GRAPH), place)
        if predicate == SKOS.exactMatch:
            yield Statement(Quad(subject, SCHEMA.sameAs, value, LINKS_GRAPH), place)


def _node(curie: str | None, prefixes: Prefixes, place: Place) -> NamedNode:
    iri = prefixes.expand(curie or "")
    try:
        return NamedNode(iri or "")
    except ValueError as error:
        raise SyntaxInputError(
            f"{curie!r} has no prefix of the curie_map", place=str(place)
        ) from error
