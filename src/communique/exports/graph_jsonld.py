"""Graphs as compact JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), its context inside.

No reader needs the network. Named graphs are kept; a node is a line. Literals stay strings in
their exact form, because numbers of JSON would lose it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import DefaultGraph, NamedNode, Quad

from communique.exports.compaction import Context, Node
from communique.exports.selection import parts, quads
from communique.store import Store
from communique.vocabulary import Prefixes


def write_jsonld(
    store: Store, graph: str, output: BinaryIO, _prefixes: Prefixes, context: Path
) -> None:
    """Write JSON-LD, compacted with a context file.

    Raises SyntaxInputError where the context is malformed or asks for what is not known here.
    """
    compact = Context(context)
    head = json.dumps(compact.document, ensure_ascii=False)
    output.write(f'{head[:-1]},\n"@graph": ['.encode())
    separator = "\n"
    for line in _lines(quads(store, graph), compact):
        output.write(f"{separator}{line}".encode())
        separator = ",\n"
    output.write(b"\n]}\n")


def _lines(statements: Iterator[Quad], compact: Context) -> Iterator[str]:
    """Members of the outermost `@graph`: nodes of the default graph, then the named graphs."""
    for name, members in groupby(statements, key=lambda quad: quad.graph_name):
        nodes = (_dumped(node) for node in _nodes(members, compact))
        if isinstance(name, DefaultGraph):
            yield from nodes
            continue
        assert isinstance(name, NamedNode)  # no store of ours has graphs named by blank nodes
        named = json.dumps(compact.iri(name.value), ensure_ascii=False)
        inner = ",\n".join(f"  {node}" for node in nodes)
        yield f'{{{json.dumps(compact.id)}: {named}, "@graph": [\n{inner}\n]}}'


def _nodes(statements: Iterator[Quad], compact: Context) -> Iterator[Node]:
    for _, group in groupby(statements, key=lambda quad: quad.subject):
        listed = [parts(quad) for quad in group]
        yield compact.node(listed[0][0], [(predicate, value) for _, predicate, value in listed])


def _dumped(node: Node) -> str:
    return json.dumps(node, ensure_ascii=False)
