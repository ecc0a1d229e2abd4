"""Guards: conditions on the terms that a rule's variables stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import Literal, NamedNode, Variable

from communique.closure.datatypes import FAMILIES, have_different_values
from communique.closure.patterns import Node, Slot


class Condition(StrEnum):
    """What a guard asks of its terms."""

    RESOURCE = "resource"
    """The first is no literal."""
    NAMED = "named"
    """The first is an IRI."""
    DISTINCT = "distinct"
    """The two are different terms."""
    TYPED = "typed"
    """The first is a literal of one of the other terms, which are datatypes."""
    LITERAL = "literal"
    """The first is a literal."""
    OUTSIDE = "outside"
    """The first is a literal whose datatype shares no value with the second, a datatype."""
    UNEQUAL = "unequal"
    """The two are literals of different values."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition on the terms that a rule's variables stand for."""

    condition: Condition
    terms: tuple[Slot, ...]

    def substitute(self, values: Mapping[Variable, Slot]) -> Guard:
        """The same guard with the variables that have a value replaced by it."""
        terms = (values.get(t, t) if isinstance(t, Variable) else t for t in self.terms)
        return Guard(self.condition, tuple(terms))

    def variables(self) -> Iterator[Variable]:
        """Its variables, in order."""
        return (term for term in self.terms if isinstance(term, Variable))

    def holds(self, values: Mapping[Variable, Node]) -> bool:
        """Whether the condition is met by these values of its variables."""
        first, *others = self.substitute(values).terms
        return _CHECKS[self.condition](first, others)


def _is_outside(first: Slot, others: Sequence[Slot]) -> bool:
    if not isinstance(first, Literal) or not isinstance(others[0], NamedNode):
        return False
    own, wanted = FAMILIES.get(first.datatype), FAMILIES.get(others[0])
    return own is not None and wanted is not None and own != wanted


def _is_unequal(first: Slot, others: Sequence[Slot]) -> bool:
    second = others[0]
    if not isinstance(first, Literal) or not isinstance(second, Literal):
        return False
    return have_different_values(first, second)


_CHECKS: dict[Condition, Callable[[Slot, Sequence[Slot]], bool]] = {
    Condition.RESOURCE: lambda first, _: not isinstance(first, Literal),
    Condition.NAMED: lambda first, _: isinstance(first, NamedNode),
    Condition.LITERAL: lambda first, _: isinstance(first, Literal),
    Condition.DISTINCT: lambda first, others: first != others[0],
    Condition.TYPED: lambda first, others: isinstance(first, Literal) and first.datatype in others,
    Condition.OUTSIDE: _is_outside,
    Condition.UNEQUAL: _is_unequal,
}
