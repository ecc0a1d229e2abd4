"""Sums that may be added, and those that may not: never a bare sum, but low – high.

What is a part of another sum, or tells it again, is left out where that one is counted. What is
counted may be added up only where something says that it is different money (it is *apart*);
of all else nobody knows. So the least that can be meant is the heaviest set of sums every two
of which are apart, and the most is all of them together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from communique.receipts.money.cliques import Clique, bits, heaviest

INFINITE = Decimal("Infinity")


class Interval(NamedTuple):
    """The least and the greatest that a sum can be; the greatest may be infinite."""

    low: Decimal
    high: Decimal

    @property
    def size(self) -> Decimal:
        """How great a sum is at most; of one that is open above, at least."""
        return self.low if self.high == INFINITE else self.high

    def hull(self, other: Interval) -> Interval:
        """The interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))


class Holding(NamedTuple):
    """A sum that holds another one."""

    whole: int
    """Its number."""
    again: bool = False
    """Whether it is the same sum, told earlier; else the other one is a part of it."""


class Selection(NamedTuple):
    """Sums that are to be added up; each is known by its number."""

    held: Mapping[int, Sequence[Holding]]
    """What holds a sum, in any number of steps."""
    never: frozenset[int] = frozenset()
    """Sums that are never added: running totals, what was cancelled or denied, or has no sum."""


class Total(NamedTuple):
    """What some sums come to."""

    low: Decimal
    high: Decimal
    lowest: tuple[int, ...]
    """The sums whose least values make up the least."""
    exact: bool = True
    """Whether no other set that may be added is greater; else the least is only a lower bound."""


def left_out(selection: Selection, size: int) -> dict[int, Holding]:
    """The sums that another one holds which is counted, and which that is.

    Of sums that hold one another the first is counted.
    """
    found = {}
    above = _above(selection.held)
    for number in range(size):
        for holding in above.get(number, ()):
            whole = holding.whole
            mutual = any(one.whole == number for one in above.get(whole, ()))
            if whole not in selection.never and not (mutual and number < whole):
                found[number] = holding
                break
    return found


def _above(held: Mapping[int, Sequence[Holding]]) -> dict[int, list[Holding]]:
    """What holds each sum, then what holds only that: sums in a ring all hold one another."""
    found = {}
    for number, direct in held.items():
        reached = {one.whole: one for one in direct if one.whole != number}
        queue = list(reached.values())
        for one in queue:
            for holding in held.get(one.whole, ()):
                if holding.whole not in reached and holding.whole != number:
                    reached[holding.whole] = Holding(holding.whole, one.again and holding.again)
                    queue.append(reached[holding.whole])
        found[number] = queue
    return found


def intervals(
    given: Mapping[int, Interval], held: Mapping[int, Sequence[Holding]], apart: Sequence[int]
) -> dict[int, Interval]:
    """The intervals of sums, with what is told again and what the parts come to.

    Another value of the same sum widens it; a whole is at least what those of its parts come to
    that are apart, and at least as great as that.
    """
    found = dict(given)
    repeating = set()
    for number, own in given.items():
        for whole in (one.whole for one in held.get(number, ()) if one.again):
            if whole in given:
                found[whole] = found[whole].hull(own)
                repeating.add(number)
    parts: dict[int, list[int]] = {}
    for number in given.keys() - repeating:
        for whole, again in held.get(number, ()):
            if whole in given and not again:
                parts.setdefault(whole, []).append(number)
    least = {number: one.low for number, one in found.items()}
    for whole, own_parts in parts.items():
        taken = _heaviest({number: least[number] for number in own_parts}, apart).weight
        low, high = found[whole]
        found[whole] = Interval(max(low, taken), max(high, taken))
    return found


def total(sums: Mapping[int, Interval], apart: Sequence[int]) -> Total:
    """What sums come to of which none holds another; `apart` has a mask for each number."""
    found = _heaviest({number: one.low for number, one in sums.items()}, apart)
    high = sum((one.high for one in sums.values()), Decimal(0))
    return Total(found.weight, high, tuple(bits(found.members)), found.exact)


def _heaviest(weights: Mapping[int, Decimal], apart: Sequence[int]) -> Clique:
    """The heaviest clique of some sums, its members by their numbers."""
    numbers = sorted(weights)
    place = {number: position for position, number in enumerate(numbers)}
    among = sum(1 << number for number in numbers)
    masks = [sum(1 << place[other] for other in bits(apart[n] & among)) for n in numbers]
    found = heaviest([weights[number] for number in numbers], masks)
    members = sum(1 << numbers[position] for position in bits(found.members))
    return found._replace(members=members)
