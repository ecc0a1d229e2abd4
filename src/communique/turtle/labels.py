"""Labels of blank nodes that follow from the dataset alone.

Only what needs a label, and what leads to it, is canonicalised (https://www.w3.org/TR/rdf-canon/):
a tree of inline nodes without labels in it stands for itself by a hash of its content. So long
lists and deep trees, on which the algorithm takes too long or too much stack, never reach it.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
)

from communique.errors import SyntaxInputError
from communique.model import Subject, Term
from communique.turtle.shape import Graph, Shape, Triad, triad_of

MOST_ALIKE = 300
"""Connected blank nodes, alike in their own triples, that are told apart in bearable time."""

_TREE = NamedNode("urn:communique:tree")


def relabelled(shape: Shape) -> list[Quad]:
    """The quads of a dataset, blank nodes that need a label with a canonical one.

    Raises SyntaxInputError where too many nodes that are alike hang together.
    """
    digests = _digests(shape)
    fresh = {node: BlankNode() for node in digests}
    trees: list[Quad] = []
    reduced: list[Quad] = []
    pools: dict[tuple[Graph, str], list[BlankNode]] = defaultdict(list)
    counted: Counter[tuple[object, ...]] = Counter()
    for graph, subject, predicate, value in _triads(shape):
        inner = fresh.get(value, value) if isinstance(value, BlankNode) else value
        if isinstance(subject, BlankNode) and subject in fresh:
            trees.append(Quad(fresh[subject], predicate, inner, graph))
        elif isinstance(value, BlankNode) and isinstance(inner, BlankNode) and value in digests:
            digest = digests[value]
            pools[graph, digest].append(inner)
            key = (graph, subject, predicate, digest)
            counted[key] += 1  # equal trees in one place stay several
            tree = Literal(f"{digest} {counted[key]}", datatype=_TREE)
            reduced.append(Quad(subject, predicate, tree, graph))
        else:
            reduced.append(Quad(subject, predicate, value, graph))
    _refuse_alike(reduced)
    dataset = Dataset(reduced)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return trees + [_with_tree(quad, pools) for quad in dataset]


def _with_tree(quad: Quad, pools: dict[tuple[Graph, str], list[BlankNode]]) -> Quad:
    graph, subject, predicate, value = triad_of(quad)
    if isinstance(value, Literal) and value.datatype == _TREE:
        pool = pools.get((graph, value.value.partition(" ")[0]))
        if pool:  # any of them: they are equal
            return Quad(subject, predicate, pool.pop(), graph)
    return quad


def _triads(shape: Shape) -> Iterable[Triad]:
    for graph, pairs in shape.graphs.items():
        for subject, values in pairs.items():
            for predicate, value in values:
                yield Triad(graph, subject, predicate, value)


def _digests(shape: Shape) -> dict[BlankNode, str]:
    """Inline nodes in which no label stands, each with the hash of its content."""
    digests: dict[BlankNode, str] = {}
    for node in reversed(shape.depths):
        pairs = shape.pairs(node)
        if any(isinstance(value, BlankNode) and value not in digests for _, value in pairs):
            continue
        parts = sorted(f"{predicate} {_key(value, digests)}" for predicate, value in pairs)
        digests[node] = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return digests


def _key(value: Term, digests: dict[BlankNode, str]) -> str:
    return digests[value] if isinstance(value, BlankNode) else str(value)


def _refuse_alike(quads: Iterable[Quad]) -> None:
    """Raises SyntaxInputError where the canonicalisation would take too long."""
    signatures: dict[BlankNode, list[str]] = defaultdict(list)
    near: dict[BlankNode, set[BlankNode]] = defaultdict(set)
    for graph, subject, predicate, value in map(triad_of, quads):
        nodes = [one for one in (subject, value) if isinstance(one, BlankNode)]
        for node in nodes:
            sides = (_seen_from(node, subject), _seen_from(node, value))
            signatures[node].append(f"{graph} {predicate} {sides}")
            near[node].update(nodes)
    found = {node: tuple(sorted(parts)) for node, parts in signatures.items()}
    counts = Counter(found.values())
    waiting = {node for node, signature in found.items() if counts[signature] > 1}
    while waiting:
        group, edge = 0, [waiting.pop()]
        while edge:
            group += 1
            more = near[edge.pop()] & waiting
            waiting -= more
            edge.extend(more)
        if group > MOST_ALIKE:
            raise SyntaxInputError(
                f"{group} blank nodes hang together and are alike",
                remedy=f"Name some of them; up to {MOST_ALIKE} can be told apart.",
            )


def _seen_from(node: BlankNode, other: Subject | Term) -> str:
    if isinstance(other, BlankNode):
        return "_:a" if other == node else "_:z"
    return str(other)
