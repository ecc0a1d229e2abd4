"""Provenance circuits: what must be given for something to hold, read in any lattice.

A node holds where one of its passages gives it, or where all nodes of one of its alternatives
hold. What "holds" means is up to the reading: how sure it is, which articles tell all of it, which
passages nobody can do without. A reading takes the join of alternatives and the meet of what is
needed together, so that each node is read once, however often it is used
(https://doi.org/10.1145/1265530.1265535, for semirings; in a lattice, cycles add nothing).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, reduce
from operator import and_, attrgetter, or_
from typing import Generic, TypeVar

from pyoxigraph import Triple

Value = TypeVar("Value")
Nodes = tuple["Node", ...]
Names = frozenset[str] | None
"""Some passages or articles; None stands for all there are."""


class Node:
    """Something that one of its passages gives, or all nodes of one of its alternatives."""

    def __init__(
        self,
        passages: frozenset[str] = frozenset(),
        expand: Callable[[], Iterable[Nodes]] = tuple,
        triple: Triple | None = None,
    ) -> None:
        """Say which triple the passages give; None where it is all that they say."""
        self.passages = passages
        self.triple = triple
        self._expand = expand

    @cached_property
    def alternatives(self) -> Sequence[Nodes]:
        """Nodes that give it together, each time in another way; found when they are asked for.

        An alternative without nodes needs no passage.
        """
        return tuple(dict.fromkeys(self._expand()))

    @property
    def grounded(self) -> Sequence[Nodes]:
        """Those of the alternatives that rest on nothing that may rest on it in turn."""
        return self.alternatives


Ways = Callable[[Node], Sequence[Nodes]]
"""The alternatives of a node that count."""
ALL: Ways = attrgetter("alternatives")
GROUNDED: Ways = attrgetter("grounded")


def choice(alternatives: tuple[Nodes, ...]) -> Node:
    """What any of some alternatives gives."""
    return Node(expand=lambda: alternatives)


class Reading(Generic[Value]):
    """What nodes come to in a lattice; remembers it.

    `nothing` is the value of what does not hold, `free` that of what needs no passage; `given` is
    the value of a node by its own passages, of which it has at least one; `ways` says which
    alternatives count.
    """

    def __init__(
        self,
        nothing: Value,
        free: Value,
        given: Callable[[Node], Value],
        join: Callable[[Value, Value], Value],
        meet: Callable[[Value, Value], Value],
        *,
        ways: Ways = ALL,
    ) -> None:
        self._nothing = nothing
        self._free = free
        self._given = given
        self._join = join
        self._meet = meet
        self._ways = ways
        self._values: dict[Node, Value] = {}

    def of(self, node: Node) -> Value:
        """The value of a node: of its passages and its alternatives, the join."""
        if node not in self._values:
            if self._ways(node):
                self._settle(node)
            else:
                self._values[node] = self._own(node)
        return self._values[node]

    def all_of(self, nodes: Iterable[Node]) -> Value:
        """The value of nodes that are needed together: the meet."""
        return reduce(self._meet, map(self.of, nodes), self._free)

    def any_of(self, alternatives: Iterable[Nodes]) -> Value:
        """The value of alternatives: the join."""
        return reduce(self._join, map(self.all_of, alternatives), self._nothing)

    def _settle(self, node: Node) -> None:
        """The least fixpoint over what lies below a node; in one pass where there is no cycle."""
        values = self._values
        order: list[Node] = []
        cyclic = False
        seen = {node}
        stack = [(node, self._needed(node))]
        while stack:
            one, needed = stack[-1]
            for other in needed:
                if other in values:
                    continue
                if other in seen:
                    cyclic = True
                    continue
                if self._ways(other):
                    seen.add(other)
                    stack.append((other, self._needed(other)))
                    break
                values[other] = self._own(other)
            else:
                stack.pop()
                order.append(one)
                values[one] = self._value(one)
        while cyclic:
            before = [values[one] for one in order]
            values.update((one, self._value(one)) for one in order)
            cyclic = before != [values[one] for one in order]

    def _value(self, node: Node) -> Value:
        """The value of a node by the values that are known so far."""
        value = self._own(node)
        for alternative in self._ways(node):
            together = self._free
            for one in alternative:
                together = self._meet(together, self._values.get(one, self._nothing))
            value = self._join(value, together)
        return value

    def _own(self, node: Node) -> Value:
        return self._given(node) if node.passages else self._nothing

    def _needed(self, node: Node) -> Iterator[Node]:
        return (other for alternative in self._ways(node) for other in alternative)


def free() -> Reading[bool]:
    """Whether nodes hold without any passage."""
    return Reading(False, True, lambda _: False, or_, and_)


def essential() -> Reading[Names]:
    """The passages without any one of which nodes do not hold; all where they do not anyway."""
    none: Names = frozenset()

    def only(node: Node) -> Names:
        return node.passages if len(node.passages) == 1 else none

    return Reading(None, none, only, common, united)


def common(one: Names, other: Names) -> Names:
    """The names that are among both."""
    return other if one is None else one if other is None else one & other


def united(one: Names, other: Names) -> Names:
    """The names that are among either."""
    return None if one is None or other is None else one | other
