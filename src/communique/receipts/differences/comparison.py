"""Whether two values agree: they are equal, or one says the same as the other and more."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from pyoxigraph import DefaultGraph, Literal, NamedNode

from communique.dates import compatible, interval
from communique.model import Term, object_of
from communique.store import Store
from communique.vocabulary import CMQ, SKOS, XSD


class Comparison:
    """Compares values of one property with the help of the concepts and places of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def agree(self, one: Term, other: Term) -> bool:
        """Whether two values can both be right."""
        if one == other:
            return True
        if isinstance(one, Literal) and isinstance(other, Literal):
            return compatible(one, other) or _same_number(one, other)
        return self.finer(one, other) or self.finer(other, one)

    def finer(self, one: Term, other: Term) -> bool:
        """Whether a value says all that another does, and more.

        A day within the month or year, a concept under another (skos:broader, any number of
        steps), a place in the country.
        """
        if one == other:
            return False
        if isinstance(one, Literal) and isinstance(other, Literal):
            return compatible(one, other) and _days(one) < _days(other)
        return self._under(one, other) or self._lies_in(one, other)

    def _under(self, narrow: Term, wide: Term) -> bool:
        reached = [narrow]
        for node in reached:
            if node == wide:
                return True
            if isinstance(node, NamedNode):
                quads = self._store.match(node, SKOS.broader, None, DefaultGraph())
                reached += [value for value in map(object_of, quads) if value not in reached]
        return False

    def _lies_in(self, place: Term, country: Term) -> bool:
        if not isinstance(place, NamedNode):
            return False
        found = self._store.match(place, CMQ.country, country, DefaultGraph())
        return next(iter(found), None) is not None


def _days(literal: Literal) -> float:
    """How many days a date can mean; those of no year can mean a day of any."""
    if literal.datatype == XSD.gMonthDay:
        return float("inf")
    days = interval(literal)
    return (days[1] - days[0]).days if days else float("inf")


def _same_number(one: Literal, other: Literal) -> bool:
    try:
        return Decimal(one.value) == Decimal(other.value)
    except InvalidOperation:
        return False
