"""What things are called, from a project's files alone, without a graph that was built."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from communique.dataset import Matter
from communique.model import text_of
from communique.vocabulary import CMQ, ID, RDFS, SKOS

_RANKS = {RDFS.label: 0, SKOS.prefLabel: 1, CMQ["title"]: 2, CMQ.wording: 3}
"""What names a thing, the best first."""


class Labels:
    """The label of each thing, else its longest wording, else what its name says."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._best: dict[str, tuple[tuple[int, int, str], str]] = {}
        for quad in quads:
            rank = _RANKS.get(quad.predicate)
            if rank is None or not isinstance(quad.object, Literal):
                continue
            text = quad.object.value
            order = (rank, -len(text) if rank == _RANKS[CMQ.wording] else 0, text)
            known = self._best.get(text_of(quad.subject))
            if known is None or order < known[0]:
                self._best[text_of(quad.subject)] = (order, text)

    @classmethod
    def of(cls, matter: Matter) -> Labels:
        """The labels in all that was read."""
        return cls(statement.quad for statement in matter.statements())

    def label(self, node: NamedNode) -> str:
        """What a thing is called."""
        known = self._best.get(node.value)
        if known is not None:
            return known[1]
        if node.value.startswith(str(ID)):
            _, _, rest = node.value.removeprefix(str(ID)).partition("/")
            return rest.replace("/", " · ").replace("-", " ")
        return node.value[max(node.value.rfind("/"), node.value.rfind("#")) + 1 :]
