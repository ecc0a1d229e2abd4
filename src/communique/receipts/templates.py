"""Patterns of a traced query, filled in with a solution."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from communique.model import Term
from communique.queries.trace import Absence, Pattern

Key = tuple[Term | None, ...]


class Template:
    """A triple pattern ready to be filled in."""

    def __init__(self, pattern: Pattern, position: Mapping[str, int]) -> None:
        parts = (pattern.subject, pattern.predicate, pattern.object, pattern.graph)
        self._parts = [_part(part, position) for part in parts]
        self._unless = [position[name] for name in pattern.unless if name in position]

    def quad(self, row: Key) -> Quad | None:
        """The quad of a solution, or None where the solution does not rest on the pattern.

        So where a variable of it is unbound, or the solution came through another branch.
        """
        if any(row[place] is not None for place in self._unless):
            return None
        filled = [row[part] if isinstance(part, int) else part for part in self._parts]
        subject, predicate, value, graph = filled
        if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode):
            return None
        if value is None or graph is None or isinstance(value, DefaultGraph):
            return None
        if not isinstance(graph, NamedNode | DefaultGraph):
            return None
        return Quad(subject, predicate, value, graph)


class AbsenceTest:
    """Tells whether a solution rests on something that is not there."""

    def __init__(self, absence: Absence, position: Mapping[str, int]) -> None:
        self._unless = [position[name] for name in absence.unless if name in position]
        self._branch = [Template(pattern, position) for pattern in absence.branch]

    def matters(self, row: Key) -> bool:
        """Whether the absence matters for a solution."""
        if any(row[place] is not None for place in self._unless):
            return False
        return all(template.quad(row) is not None for template in self._branch)


def _part(text: str, position: Mapping[str, int]) -> int | Term | DefaultGraph | None:
    if not text:
        return DefaultGraph()
    if text.startswith("?"):
        return position.get(text[1:])
    if text.startswith("<"):
        return NamedNode(text[1:-1])
    quad = next(parse(f"<a:a> <a:a> {text} .", format=RdfFormat.N_TRIPLES))
    assert isinstance(quad.object, Literal)  # patterns hold IRIs, literals and variables
    return quad.object
