"""The parts of the graph that can be exported, as triples or as quads, in a settled order.

    knowledge   the default graph: every asserted and inferred triple once
    asserted    the named graphs but the inferred ones: who says what; no default graph
    inferred    the triples that are derivable and not asserted, in their graph
    all         everything: the default graph and every named graph

Graphs, and subjects within a graph, come in the order of their names; predicates and objects in
that of their texts. So the same store gives the same bytes. Blank nodes keep the labels that the
store gave them, which are new ones after each build. Only the subjects of one graph are held in
memory, never its triples.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from communique.errors import UsageError
from communique.model import Subject, Term, triple_of
from communique.store import Store
from communique.vocabulary import INFERRED_GRAPH, ROUND_GRAPHS

GRAPHS = ("knowledge", "asserted", "inferred", "all")
"""Names of the parts."""

GraphName = NamedNode | DefaultGraph


def quads(store: Store, graph: str) -> Iterator[Quad]:
    """The quads of a part, graph by graph, subject by subject."""
    for name in _names(store, graph):
        for subject in _subjects(store.match(None, None, None, name)):
            yield from sorted(store.match(subject, None, None, name), key=_order)


def triples(store: Store, graph: str) -> Iterator[Triple]:
    """The triples of a part, each once, for the formats that know no graphs."""
    if graph in {"knowledge", "inferred"}:
        yield from map(triple_of, quads(store, graph))
        return
    wanted = _asserts if graph == "asserted" else _any
    for subject in _subjects(quad for quad in store.match() if wanted(quad)):
        found = {triple_of(quad) for quad in store.match(subject) if wanted(quad)}
        yield from sorted(found, key=_order)


def parts(quad: Quad) -> tuple[Subject, NamedNode, Term]:
    """Subject, predicate and object of a quad, for the formats that know RDF 1.1 only.

    Raises UsageError where one is a triple term (https://www.w3.org/TR/rdf12-concepts/#dfn-triple-term).
    """
    if isinstance(quad.subject, Triple) or isinstance(quad.object, Triple):
        raise UsageError(
            f"{quad} has a triple term, which this format cannot hold",
            remedy="Take the format turtle, trig, ntriples or nquads.",
        )
    return quad.subject, quad.predicate, quad.object


def _subjects(found: Iterable[Quad]) -> list[Subject]:
    subjects = {quad.subject for quad in found}
    return sorted((one for one in subjects if not isinstance(one, Triple)), key=str)


def _names(store: Store, graph: str) -> list[GraphName]:
    if graph == "knowledge":
        return [DefaultGraph()]
    if graph == "inferred":
        return [INFERRED_GRAPH]
    rows = store.select("SELECT DISTINCT ?name WHERE { GRAPH ?name { ?s ?p ?o } }").rows
    named = sorted((row[0] for row in rows if isinstance(row[0], NamedNode)), key=str)
    if graph == "asserted":
        return [name for name in named if not _inferred(name)]
    return [DefaultGraph(), *named]


def _inferred(name: NamedNode) -> bool:
    return name == INFERRED_GRAPH or name.value.startswith(ROUND_GRAPHS)


def _asserts(quad: Quad) -> bool:
    return isinstance(quad.graph_name, NamedNode) and not _inferred(quad.graph_name)


def _any(_quad: Quad) -> bool:
    return True


def _order(statement: Quad | Triple) -> tuple[str, str]:
    return (statement.predicate.value, str(statement.object))
