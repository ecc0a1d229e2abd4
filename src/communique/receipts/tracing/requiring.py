"""Requirements: of which passages there must be one each, so that something holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyoxigraph import Triple

from communique.receipts.tracing.circuit import ALL, Node, Ways
from communique.receipts.tracing.paths import Walk, shortest
from communique.receipts.tracing.support import Support, Walked

Requirement = frozenset[str]
"""Passages of which any one is enough."""
Requirements = tuple[Requirement, ...]


@dataclass(frozen=True, eq=False)
class Allowed:
    """A set of passages that may be used."""

    of: Callable[[frozenset[str]], frozenset[str]]
    """Those of some passages that may be used."""
    also: Callable[[Triple, frozenset[str]], frozenset[str]] | None = None
    """Those of a triple's passages that may be used for it, if not for all that they say."""

    def giving(self, node: Node) -> frozenset[str]:
        """Those of a node's own passages that may be used for it."""
        usable = self.of(node.passages)
        if self.also is None or node.triple is None:
            return usable
        return usable | self.also(node.triple, node.passages)


ANY = Allowed(lambda passages: passages)


class Requiring:
    """Finds what few passages must give, so that nodes hold; remembers what it found."""

    def __init__(self, support: Support, ways: Ways = ALL) -> None:
        self._support = support
        self._ways = ways
        self._found: dict[tuple[Node, Allowed], Requirements | None] = {}
        self._sought: set[Node] = set()
        self._cut: set[Node] = set()

    def all_of(self, nodes: Iterable[Node], allowed: Allowed = ANY) -> Requirements | None:
        """What must be met for nodes to hold with allowed passages only; None: they cannot."""
        together: dict[Requirement, None] = {}
        for node in nodes:
            found = self._requirements(node, allowed)
            if found is None:
                return None
            together.update(dict.fromkeys(found))
        return tuple(together)

    def _requirements(self, node: Node, allowed: Allowed) -> Requirements | None:
        usable = allowed.giving(node) if node.passages else None
        if usable:
            return (usable,)
        key = (node, allowed)
        if key in self._found:
            return self._found[key]
        if node in self._sought:
            self._cut.add(node)  # a cycle: what follows from itself does not hold by that
            return None
        self._sought.add(node)
        found = self._seek(node, allowed)
        self._sought.discard(node)
        self._cut.discard(node)
        if found is not None or not self._cut:
            self._found[key] = found  # a failure that a cut caused need not be one elsewhere
        return found

    def _seek(self, node: Node, allowed: Allowed) -> Requirements | None:
        if isinstance(node, Walked):
            walked = self._shortest(node.walk, allowed)
            if walked != ():
                return (
                    None if walked is None else self.all_of(self._support.triples(walked), allowed)
                )
        options = (self.all_of(one, allowed) for one in self._ways(node))
        possible = [option for option in options if option is not None]
        return min(possible, key=len) if possible else None

    def _shortest(self, walk: Walk, allowed: Allowed) -> tuple[Triple, ...] | None:
        def usable(triple: Triple) -> bool:
            return self.all_of(self._support.triples([triple]), allowed) is not None

        return shortest(self._support.store, walk, usable)
