"""The round of a triple: how many steps lie between it and what was asserted.

Asserted triples have round 0. The round of an inferred triple is the least N such that one rule
gives it from triples of rounds below N; so proofs that go to lower rounds come to an end. The
default graph and `…/graph/inferred` hold each inferred triple, `…/graph/inferred#round=N` those
of a round N > 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from communique.store import Store
from communique.vocabulary import INFERRED_GRAPH, ROUND_GRAPHS


def round_graph(number: int) -> NamedNode:
    """The graph that holds what appeared in a round, and, for the first, what followed."""
    return INFERRED_GRAPH if number == 1 else NamedNode(f"{ROUND_GRAPHS}{number}")


def round_in(graph: str) -> int | None:
    """The round of what a graph holds, given by IRI; None where it holds nothing inferred."""
    if graph.startswith(ROUND_GRAPHS):
        return int(graph.removeprefix(ROUND_GRAPHS))
    return 1 if graph == INFERRED_GRAPH.value else None


def round_of(store: Store, triple: Triple) -> int | None:
    """The round of a triple, or None where the default graph does not hold it."""
    number = None
    if isinstance(triple.subject, Triple) or isinstance(triple.object, Triple):
        return None
    for quad in store.match(triple.subject, triple.predicate, triple.object):
        graph = quad.graph_name
        if isinstance(graph, DefaultGraph):
            number = number or 0
        elif graph == INFERRED_GRAPH:
            number = number or 1
        elif isinstance(graph, NamedNode) and graph.value.startswith(ROUND_GRAPHS):
            number = int(graph.value.removeprefix(ROUND_GRAPHS))
    return number


def quads_of(triple: Triple, number: int) -> Iterator[Quad]:
    """The quads by which a store holds an inferred triple of a round."""
    for graph in (DefaultGraph(), INFERRED_GRAPH, round_graph(number)):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def forget_inferred(store: Store) -> None:
    """Take out of a store whatever a closure has put there."""
    if next(store.match(graph=INFERRED_GRAPH), None) is None:
        return
    store.update(_FORGET)
    number = 2
    while next(store.match(graph=round_graph(number)), None) is not None:
        store.update(f"DROP SILENT GRAPH {round_graph(number)}")
        number += 1


def mark_asserted(store: Store, triple: Triple, number: int) -> None:
    """Take note that a triple that was inferred is now asserted: its round is 0."""
    quads = quads_of(triple, number)
    store.remove(quad for quad in quads if not isinstance(quad.graph_name, DefaultGraph))


_FORGET = f"""
DELETE {{ ?s ?p ?o }}
WHERE {{
  GRAPH {INFERRED_GRAPH} {{ ?s ?p ?o }}
  FILTER NOT EXISTS {{
    GRAPH ?source {{ ?s ?p ?o }}
    FILTER(!STRSTARTS(STR(?source), "{INFERRED_GRAPH.value}"))
  }}
}} ;
DROP GRAPH {INFERRED_GRAPH}
"""
