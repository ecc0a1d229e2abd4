"""Graphs in the syntaxes of RDF 1.1 that pyoxigraph writes, quad by quad.

Turtle, N-Triples and RDF/XML know no named graphs and get the triples of the part, each once;
TriG and N-Quads keep the graphs. This is not the canonical text of the project's own files.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from pyoxigraph import RdfFormat, serialize

from communique.exports.selection import quads, triples
from communique.store import Store
from communique.vocabulary import Prefixes


def write_turtle(
    store: Store, graph: str, output: BinaryIO, prefixes: Prefixes, _context: Path
) -> None:
    """Write Turtle (https://www.w3.org/TR/turtle/) with the project's prefixes."""
    serialize(triples(store, graph), output, RdfFormat.TURTLE, prefixes=dict(prefixes))


def write_trig(
    store: Store, graph: str, output: BinaryIO, prefixes: Prefixes, _context: Path
) -> None:
    """Write TriG (https://www.w3.org/TR/trig/) with the project's prefixes."""
    serialize(quads(store, graph), output, RdfFormat.TRIG, prefixes=dict(prefixes))


def write_ntriples(
    store: Store, graph: str, output: BinaryIO, _prefixes: Prefixes, _context: Path
) -> None:
    """Write N-Triples (https://www.w3.org/TR/n-triples/)."""
    serialize(triples(store, graph), output, RdfFormat.N_TRIPLES)


def write_nquads(
    store: Store, graph: str, output: BinaryIO, _prefixes: Prefixes, _context: Path
) -> None:
    """Write N-Quads (https://www.w3.org/TR/n-quads/)."""
    serialize(quads(store, graph), output, RdfFormat.N_QUADS)


def write_rdfxml(
    store: Store, graph: str, output: BinaryIO, prefixes: Prefixes, _context: Path
) -> None:
    """Write RDF/XML (https://www.w3.org/TR/rdf-syntax-grammar/) with the project's prefixes."""
    serialize(triples(store, graph), output, RdfFormat.RDF_XML, prefixes=dict(prefixes))
