"""Graphs as CSV: a row a quad, each IRI with its label beside it (RFC 4180)."""

from __future__ import annotations

import csv
from functools import lru_cache
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from communique.exports.selection import parts, quads
from communique.model import Subject, Term
from communique.store import Store
from communique.vocabulary import CMQ, RDFS, SKOS, Prefixes

_HEAD = (
    "subject",
    "subject_label",
    "predicate",
    "predicate_label",
    "object",
    "object_label",
    "datatype",
    "language",
    "graph",
)
_LABELS = (RDFS.label, SKOS.prefLabel, CMQ["title"])


def write_csv(
    store: Store, graph: str, output: BinaryIO, prefixes: Prefixes, _context: Path
) -> None:
    """Write CSV; what has no label is labelled by its CURIE, the default graph's name is empty.

    Texts are exact: one that begins with `=` is not changed.
    """
    labels = _Labels(store, prefixes)
    text = TextIOWrapper(output, "utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEAD)
    writer.writerows(_fields(quad, labels) for quad in quads(store, graph))
    text.flush()
    text.detach()


class _Labels:
    """Finds the label of a node: the English one, else the first."""

    def __init__(self, store: Store, prefixes: Prefixes) -> None:
        self._store = store
        self._prefixes = prefixes
        self.of = lru_cache(maxsize=100_000)(self._of)

    def _of(self, node: Subject) -> str:
        if not isinstance(node, NamedNode):
            return ""
        for predicate in _LABELS:
            found = [q.object for q in self._store.match(node, predicate, None, DefaultGraph())]
            texts = [label for label in found if isinstance(label, Literal)]
            if texts:
                return min(texts, key=lambda label: (label.language != "en", label.value)).value
        short = self._prefixes.compress(node.value)
        return "" if short == node.value else short


def _fields(quad: Quad, labels: _Labels) -> tuple[str, ...]:
    subject, predicate, value = parts(quad)
    graph = quad.graph_name
    literal = value if isinstance(value, Literal) else None
    return (
        _text(subject),
        labels.of(subject),
        predicate.value,
        labels.of(predicate),
        _text(value),
        "" if isinstance(value, Literal) else labels.of(value),
        literal.datatype.value if literal else "",
        (literal.language or "") if literal else "",
        "" if isinstance(graph, DefaultGraph) else _text(graph),
    )


def _text(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
