"""pyshacl, on graphs of rdflib in memory; nothing else in the package touches either.

The shapes graph is read once and serves any number of data graphs. pyshacl's own `focus_nodes`
option is not used: it also drops values that a nested shape (`sh:or`, `sh:node`) has to look at,
which then seem to conform. Shapes are given their focus nodes instead. No rules, no scripts, no
imports; only graphs are passed, never names of files.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from typing import Any, NamedTuple

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from pyshacl import Shape, ShapesGraph
from pyshacl.errors import ShapeRecursionWarning
from pyshacl.helper.path_helper import shacl_path_to_sparql_path
from pyshacl.pytypes import SHACLExecutor
from rdflib.namespace import SH
from rdflib.plugins import sparql
from rdflib.term import Node

from communique.errors import InputError
from communique.model import Subject, Term
from communique.validation.literals import MARKUP
from communique.vocabulary import XSD

# An ill-typed literal is a result of ours; rdflib also logs a traceback of it.
for _name in ("rdflib", "pyshacl"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_LIST = {rdflib.RDF.first, rdflib.RDF.rest}
_PATHS = {
    SH.inversePath, SH.alternativePath, SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath,
}  # fmt: skip


class Finding(NamedTuple):
    """One result as the engine gives it, in the terms of pyoxigraph."""

    focus: Term
    path: Subject | None
    value: Term | None
    severity: Term
    shape: Subject
    component: NamedNode


class Engine:
    """A shapes graph, ready to be applied to data graphs."""

    def __init__(self, shapes: Iterable[Triple]) -> None:
        self._graph = graph_of(shapes)
        with _refusals():
            self._shapes = ShapesGraph(self._graph)
            self._in_order: list[Shape] = sorted(self._shapes.shapes, key=lambda s: str(s.node))

    def run(self, data: rdflib.Graph, focus: Set[Node] | None = None) -> list[Finding]:
        """Results of validating the targets among the focus nodes, all targets where None.

        Raises InputError where the shapes cannot be carried out.
        """
        findings: list[Finding] = []
        executor = SHACLExecutor()
        with _guarded(), _refusals():
            for shape in self._in_order:
                targets: set[Any] = shape.focus_nodes(data)  # type: ignore[no-untyped-call]
                if focus is not None:
                    targets &= focus
                if targets:
                    _, reports = shape.validate(executor, data, focus=sorted(targets, key=str))
                    findings += (_finding(node, triples) for _, node, triples in reports)
        return findings

    def text(self, shape: Subject, predicate: NamedNode) -> str:
        """The literal that a shape has for a predicate; empty where it has none."""
        value = self._graph.value(to_rdflib(shape), to_rdflib(predicate))
        return "" if value is None else str(value)

    def parameters(self, shape: Subject, parameter: NamedNode) -> list[Term]:
        """Values of a constraint parameter of a shape."""
        return [to_term(o) for o in self._graph.objects(to_rdflib(shape), to_rdflib(parameter))]

    def path_text(self, path: Subject) -> str:
        """A property path in SPARQL's syntax, with full IRIs."""
        if isinstance(path, NamedNode):
            return path.value
        return str(shacl_path_to_sparql_path(self._shapes, to_rdflib(path)))

    def path_triples(self, path: Subject) -> Iterator[Triple]:
        """Triples that make up a property path that is no plain property."""
        if isinstance(path, NamedNode):
            return
        parts = list(self._graph.predicate_objects(to_rdflib(path)))
        wanted = _LIST & {predicate for predicate, _ in parts} or _PATHS
        for predicate, value in parts:
            if predicate in wanted:
                node = to_term(value)
                yield Triple(path, NamedNode(str(predicate)), node)
                if isinstance(node, BlankNode):
                    yield from self.path_triples(node)


class MemoryGraph(rdflib.Graph):
    """A graph in rdflib's plainest store.

    It is true without being counted: pyshacl asks for every result, and the store counts by
    going through all triples.
    """

    def __init__(self) -> None:
        super().__init__(store="SimpleMemory", bind_namespaces="none")

    def __bool__(self) -> bool:
        return True


def graph_of(triples: Iterable[Triple]) -> rdflib.Graph:
    """A graph of rdflib in memory."""
    graph = MemoryGraph()
    add(graph, triples)
    return graph


def add(graph: rdflib.Graph, triples: Iterable[Triple]) -> list[tuple[Node, Node, Node]]:
    """Put triples into a graph; return those that were not there.

    Triple terms, which rdflib lacks, and markup literals, which it would parse, are left out.
    """
    new = []
    for subject, predicate, value in triples:
        if isinstance(subject, Triple) or isinstance(value, Triple):
            continue
        if isinstance(value, Literal) and value.datatype in MARKUP:
            continue
        item = (to_rdflib(subject), to_rdflib(predicate), to_rdflib(value))
        if item not in graph:
            graph.add(item)
            new.append(item)
    return new


def to_rdflib(term: Term) -> Node:
    """The same term for rdflib; a literal keeps its lexical form."""
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if term.language is not None:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype == XSD.string:
        return rdflib.Literal(term.value)
    datatype = rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)


def to_term(node: Node) -> Term:
    """The same term for pyoxigraph."""
    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return BlankNode(str(node))
    assert isinstance(node, rdflib.Literal)  # graphs hold no other kind of node
    if node.language is not None:
        return Literal(str(node), language=node.language)
    if node.datatype is None:
        return Literal(str(node))
    return Literal(str(node), datatype=NamedNode(str(node.datatype)))


def _finding(node: Node, triples: Iterable[tuple[Node, Node, Any]]) -> Finding:
    """What pyshacl says of one result; it wraps a term with the graph it comes from."""
    parts: dict[Node, Term] = {}
    for subject, predicate, value in triples:
        if subject == node:
            parts.setdefault(predicate, to_term(value[1] if isinstance(value, tuple) else value))
    path, shape, component = (
        parts.get(SH.resultPath), parts[SH.sourceShape], parts[SH.sourceConstraintComponent]
    )  # fmt: skip
    assert not isinstance(path, Literal) and not isinstance(shape, Literal)
    assert isinstance(component, NamedNode)
    return Finding(
        parts[SH.focusNode], path, parts.get(SH.value), parts[SH.resultSeverity], shape, component
    )


@contextmanager
def _guarded() -> Iterator[None]:
    """Keep rdflib from rewriting literals and from fetching graphs; afterwards as it was."""
    before = rdflib.NORMALIZE_LITERALS, sparql.SPARQL_LOAD_GRAPHS
    rdflib.NORMALIZE_LITERALS = sparql.SPARQL_LOAD_GRAPHS = False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS, sparql.SPARQL_LOAD_GRAPHS = before


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn what pyshacl says of malformed, recursive or unsupported shapes into an InputError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", ShapeRecursionWarning)
            yield
    except Exception as error:  # rdflib's SPARQL and pyshacl raise a dozen kinds, some bare
        text = str(error).partition("\n")[0] or type(error).__name__
        raise InputError(
            f"the shapes cannot be carried out ({text})",
            place="shapes",
            remedy="Correct the shape; see https://www.w3.org/TR/shacl/.",
        ) from error
