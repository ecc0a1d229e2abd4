"""Where the triples that a result rests on stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable

from pyoxigraph import NamedNode, Quad, Triple

from communique.model import Passage, Statement, Term
from communique.validation.engine import Finding
from communique.vocabulary import RDF


class Index:
    """Statements, found by what they are about."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.all: list[Statement] = []
        self._by_subject: dict[Term, list[Statement]] = defaultdict(list)
        self.extend(statements)

    def extend(self, statements: Iterable[Statement]) -> None:
        """Add statements."""
        for statement in statements:
            self.all.append(statement)
            if not isinstance(statement.quad.subject, Triple):
                self._by_subject[statement.quad.subject].append(statement)

    def discard(self, subjects: Container[object], graph: NamedNode) -> list[Statement]:
        """Take out what a graph says about some things; what it said."""
        gone = [
            statement
            for statement in self.all
            if statement.quad.subject in subjects and statement.quad.graph_name == graph
        ]
        if gone:
            out = set(gone)
            kept = [statement for statement in self.all if statement not in out]
            self.all = []
            self._by_subject.clear()
            self.extend(kept)
        return gone

    def quads(self) -> list[Quad]:
        """The statements without their places."""
        return [statement.quad for statement in self.all]

    def spoken_of(self) -> set[Term]:
        """Subjects of the statements, the passages that give them and these passages' documents."""
        nodes: set[Term] = set(self._by_subject)
        for graph in {statement.quad.graph_name for statement in self.all}:
            passage = Passage.parse(graph.value) if isinstance(graph, NamedNode) else None
            if passage is not None:
                nodes |= {passage.iri, NamedNode(passage.document)}
        return nodes

    def evidence(self, finding: Finding) -> list[Statement]:
        """Statements of the value, else of the property, else the first one about the node.

        Where the path is no plain property, the value may stand on either side.
        """
        focus, value = finding.focus, finding.value
        own = self._by_subject.get(focus, [])
        exact = [s for s in own if s.quad.object == value]
        if not isinstance(finding.path, NamedNode) and value is not None:
            towards = self._by_subject.get(value, [])
            exact = exact or [s for s in towards if s.quad.object == focus]
        given = [s for s in exact or own if s.quad.predicate == finding.path]
        return given or exact or self._first(own)

    @staticmethod
    def _first(statements: list[Statement]) -> list[Statement]:
        """The statement that introduces a node: its type in a passage, else the first one."""
        for statement in statements:
            name = getattr(statement.quad.graph_name, "value", "")
            if statement.quad.predicate == RDF.type and Passage.parse(name):
                return [statement]
        return statements[:1]
