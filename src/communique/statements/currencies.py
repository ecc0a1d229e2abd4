"""Currencies that the project does not know yet, with their English names.

Codes are those of ISO 4217, names those of the CLDR (https://cldr.unicode.org/).
"""

from __future__ import annotations

import csv
from collections.abc import Container, Iterable, Iterator
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, Quad

from communique.vocabulary import CMQ, ID, RDF, RDFS, SKOS

_CURRENCY = f"{ID}currency/"


@cache
def _names() -> dict[str, tuple[str, str]]:
    """Singular and plural by code."""
    text = files(__package__).joinpath("currencies.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return {row["code"]: (row["name"], row["plural"]) for row in rows}


def is_currency(code: str) -> bool:
    """Whether a code is one of ISO 4217, in use or not."""
    return code in _names()


def unknown_currencies(quads: Iterable[Quad], known: Container[object]) -> Iterator[Quad]:
    """What is to be written of the currencies that statements use and the project lacks."""
    used = {
        quad.object.value
        for quad in quads
        if quad.predicate == CMQ.currency and isinstance(quad.object, NamedNode)
    }
    for iri in sorted(used):
        code, node = iri.removeprefix(_CURRENCY), NamedNode(iri)
        if node in known or not is_currency(code):
            continue
        name, plural = _names()[code]
        yield Quad(node, RDF.type, CMQ.Currency)
        yield Quad(node, RDFS.label, Literal(name, language="en"))
        if plural != name:
            yield Quad(node, SKOS.altLabel, Literal(plural, language="en"))
        yield Quad(node, SKOS.notation, Literal(code))
