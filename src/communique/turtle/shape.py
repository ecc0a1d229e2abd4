"""How blank nodes hang together: which stand inside others, which need a label."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from communique.errors import SyntaxInputError
from communique.model import Subject, Term
from communique.vocabulary import RDF

DEEPEST = 500
"""Levels of `[ ]` and `( )` inside one another that are written; a list's items are one level."""

Graph = NamedNode | DefaultGraph
Pairs = dict[Subject, list[tuple[NamedNode, Term]]]


class Triad(NamedTuple):
    """A quad of RDF 1.1, whose parts are known to be no triples and no blank graph names."""

    graph: Graph
    subject: Subject
    predicate: NamedNode
    object: Term


def triad_of(quad: Quad) -> Triad:
    """The parts of a quad.

    Raises SyntaxInputError where it has a triple term or a blank graph name.
    """
    if isinstance(quad.subject, Triple) or isinstance(quad.object, Triple):
        raise SyntaxInputError(
            "a triple stands inside a triple, which is RDF 1.2",
            remedy="Name the thing that is said of the triple, and write plain triples about it.",
        )
    if isinstance(quad.graph_name, BlankNode):
        raise SyntaxInputError("a graph has a blank name", remedy="Give the graph an IRI.")
    return Triad(quad.graph_name, quad.subject, quad.predicate, quad.object)


class Shape:
    """The blank nodes of a dataset, by the way in which each is written.

    A node is inline when all of it is in one graph: used once there, described nowhere else, and
    not part of a ring. Every other node that is used, or described in several graphs, needs a
    label.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.graphs: dict[Graph, Pairs] = {}
        self.uses: Counter[BlankNode] = Counter()
        self._user: dict[BlankNode, tuple[Triad, Quad]] = {}
        homes: dict[BlankNode, set[Graph]] = defaultdict(set)
        for quad in dict.fromkeys(quads):
            one = triad_of(quad)
            pairs = self.graphs.setdefault(one.graph, {})
            pairs.setdefault(one.subject, []).append((one.predicate, one.object))
            if isinstance(one.subject, BlankNode):
                homes[one.subject].add(one.graph)
            if isinstance(one.object, BlankNode):
                self.uses[one.object] += 1
                self._user[one.object] = (one, quad)
        once = {
            node
            for node, count in self.uses.items()
            if count == 1 and homes[node] <= {self._user[node][0].graph}
        }
        self.cells = self._cells(once)
        self.depths = self._depths(once)
        self.labelled = {
            node
            for node in {*self.uses, *homes}
            if node not in self.depths and (self.uses[node] or len(homes[node]) > 1)
        }

    def pairs(self, node: BlankNode) -> list[tuple[NamedNode, Term]]:
        """Predicates and objects of an inline node."""
        return self.graphs[self._user[node][0].graph].get(node, [])

    def too_deep(self) -> Quad | None:
        """A quad whose object stands deeper than can be written, or None."""
        for node, depth in self.depths.items():
            if depth > DEEPEST:
                return self._user[node][1]
        return None

    def _cells(self, once: set[BlankNode]) -> dict[BlankNode, tuple[Term, Term]]:
        """First and rest of the cells of well-formed lists, found from the lists' ends."""
        cells: dict[BlankNode, tuple[Term, Term]] = {}
        rests: dict[BlankNode, tuple[Term, Term]] = {}
        for node in once:
            pairs = self.pairs(node)
            parts = dict(pairs)
            if len(pairs) == 2 and set(parts) == {RDF.first, RDF.rest}:
                rests[node] = (parts[RDF.first], parts[RDF.rest])
        ends = [node for node, (_, rest) in rests.items() if rest == RDF.nil]
        for end in ends:
            cell: Subject = end
            while isinstance(cell, BlankNode) and cell in rests:
                cells[cell] = rests[cell]
                user = self._user[cell][0]
                if user.predicate != RDF.rest:
                    break
                cell = user.subject
        return cells

    def _depths(self, once: set[BlankNode]) -> dict[BlankNode, int]:
        """Inline nodes, each after the one it stands in, with the levels above it."""
        within: dict[Subject, list[BlankNode]] = defaultdict(list)
        for node in once:
            within[self._user[node][0].subject].append(node)
        depths: dict[BlankNode, int] = {}
        waiting: list[tuple[Subject, int]] = [(top, 0) for top in within if top not in once]
        while waiting:
            subject, depth = waiting.pop()
            for node in within.get(subject, ()):
                later = subject in self.cells and self._user[node][0].predicate == RDF.rest
                depths[node] = depth if later else depth + 1
                waiting.append((node, depths[node]))
        return depths
