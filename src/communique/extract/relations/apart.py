"""Papers that are told at once and have another party each: `contracts with Chile and Peru`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique.extract.relations.skeleton import Node

_MOST = 100
"""More parties than a list of a pattern can have."""


class Apart:
    """Knows of papers that are told at once whose each one is."""

    def __init__(self) -> None:
        self.partners: Mapping[int, Sequence[Node]] = {}
        """By the number of a word for several papers: with whom they are, each with another."""
        self.own: dict[str, tuple[str, None, Node]] = {}
        """Whose each paper is: the party, nobody who signs for it, and the node that names it."""
        self._others: dict[str, frozenset[str]] = {}

    def of(self, node: Node) -> Sequence[Node]:
        """With whom the papers are that a word means; none where it does not mean several.

        Of more parties than papers it is open which has signed what.
        """
        details = node.mention.details if node.mention is not None else {}
        found = self.partners.get(node.number, ()) if details.get("plural") else ()
        count = details.get("count")
        return () if isinstance(count, int) and count < len(found) else found

    def note(self, paper: str, side: str, node: Node, sides: frozenset[str]) -> None:
        """Remember whose a paper is, of those that are told at once."""
        self.own[paper] = side, None, node
        self._others[paper] = sides - {side}

    def papers(self, side: str) -> set[str]:
        """The papers of a party that were told before."""
        return {key for key, (own, _, _) in self.own.items() if own == side}

    def is_others(self, paper: str, side: str) -> bool:
        """Whether a party is that of another of the papers that were told at once."""
        return side in self._others.get(paper, frozenset())


def own_node(node: Node, place: int) -> Node:
    """A node for one of the papers that a word means."""
    return replace(node, number=-(node.number + 1) * _MOST - place)
