"""The heaviest set of things every two of which are apart: a clique of greatest weight.

Exact for as many as occur; what is found when the search ends early is still such a set, so its
weight is a valid lower bound. Sets of things are bit masks: bit `n` is the `n`-th thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

_WORK = 400_000
"""Things looked at, over all steps of the search, before it ends early."""


class Clique(NamedTuple):
    """Things that are pairwise apart, and what they weigh together."""

    members: int = 0
    weight: Decimal = Decimal(0)
    exact: bool = True
    """Whether none is heavier; False where the search ended early."""


def heaviest(weights: Sequence[Decimal], apart: Sequence[int], work: int = _WORK) -> Clique:
    """The heaviest clique of a graph: weights of 0 or more, and for each thing what is apart.

    >>> heaviest([Decimal(5), Decimal(4), Decimal(3)], [0b000, 0b100, 0b010])
    Clique(members=6, weight=Decimal('7'), exact=True)
    """
    order = sorted(range(len(weights)), key=lambda n: (-weights[n], n))
    place = {thing: number for number, thing in enumerate(order)}
    ordered = [_renumbered(apart[thing], place) for thing in order]
    search = _Search([weights[thing] for thing in order], ordered, work)
    weighty = sum(1 << place[n] for n, weight in enumerate(weights) if weight > 0)
    search.grow(weighty, Clique())
    best = search.best
    members = sum(1 << order[number] for number in bits(best.members))
    return Clique(members, best.weight, search.work >= 0)


def bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, from the lowest.

    >>> list(bits(0b1010))
    [1, 3]
    """
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _renumbered(mask: int, place: dict[int, int]) -> int:
    return sum(1 << place[number] for number in bits(mask))


class _Search:
    """Branch and bound; things are numbered from the heaviest."""

    def __init__(self, weights: Sequence[Decimal], apart: Sequence[int], work: int) -> None:
        self._weights = weights
        self._apart = apart
        self.work = work
        self.best = Clique()

    def grow(self, candidates: int, clique: Clique) -> None:
        """Try every thing that may still be added, the most promising first."""
        if clique.weight > self.best.weight:
            self.best = clique
        for thing, bound in reversed(self._bounded(candidates)):
            if self.work < 0 or clique.weight + bound <= self.best.weight:
                return
            added = Clique(clique.members | 1 << thing, clique.weight + self._weights[thing])
            self.grow(candidates & self._apart[thing], added)
            candidates &= ~(1 << thing)

    def _bounded(self, candidates: int) -> list[tuple[int, Decimal]]:
        """Each candidate with what it and those before it can add at most.

        They are sorted into classes in which no two are apart: of each only one can be added.
        """
        found: list[tuple[int, Decimal]] = []
        bound = Decimal(0)
        while candidates:
            left = candidates
            bound += self._weights[(left & -left).bit_length() - 1]
            while left:
                thing = (left & -left).bit_length() - 1
                found.append((thing, bound))
                candidates ^= 1 << thing
                left &= ~(self._apart[thing] | 1 << thing)
        self.work -= len(found)
        return found
