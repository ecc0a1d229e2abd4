"""Proofs with the fewest steps.

A step derives one inferred triple; one that serves twice is counted once, which makes this harder
than shortest paths: the search goes through sets of triples that are still to be derived (A*). It
takes the triple of the highest round first, so none comes back once it is derived, and never
estimates more than is needed: a step for each triple, and one for each round.

Exact among the proofs whose premises all have lower rounds than their conclusions. A proof that
climbs to a higher round and down again is not looked for, though it may have fewer steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from pyoxigraph import Triple

from communique.closure.derivations import Derivation

MOST_SETS = 2_000
"""Sets that are looked into before the search goes straight on from the best one."""


class _Chosen(NamedTuple):
    """A derivation that was chosen, and those before it."""

    before: _Chosen | None
    triple: Triple
    derivation: Derivation


class Options(NamedTuple):
    """The derivations of a triple from lower rounds, the preferred ones first."""

    derivations: Sequence[Derivation]
    complete: bool
    """Whether these are all that could make a proof shorter."""


class Found(NamedTuple):
    """A proof as the derivation of each inferred triple, the conclusion's first."""

    derivations: Mapping[Triple, Derivation]
    fewest: bool


def fewest_steps(
    triple: Triple, options: Callable[[Triple], Options], height: Callable[[Triple], int]
) -> Found | None:
    """The proof of an inferred triple with the fewest steps; None where it has no derivation.

    `height` is a triple's round, 0 for asserted ones. Of proofs of equal length the one whose
    derivations are preferred is taken.
    """
    order = count()
    first = frozenset({triple})
    heap: list[tuple[int, int, int, frozenset[Triple], _Chosen | None]] = []
    heappush(heap, (_estimate(first, height), next(order), 0, first, None))
    best = {first: 0}
    fewest, seen = True, 0
    while heap:
        _, _, steps, open_, chosen = heappop(heap)
        if not open_:
            return Found(_unwound(chosen), fewest)
        if steps > best[open_]:
            continue
        seen += 1
        if seen > MOST_SETS:
            heap, best, fewest = [], {}, False
        highest = max(open_, key=lambda one: (height(one), str(one)))
        found = options(highest)
        fewest = fewest and found.complete
        for derivation in found.derivations:
            premises = {p for p in derivation.premises if height(p)}
            left = (open_ - {highest}) | premises
            if steps + 1 < best.get(left, steps + 2):
                best[left] = steps + 1
                bound = steps + 1 + _estimate(left, height)
                more = _Chosen(chosen, highest, derivation)
                heappush(heap, (bound, next(order), steps + 1, left, more))
    return None


def _estimate(open_: frozenset[Triple], height: Callable[[Triple], int]) -> int:
    """No more steps than it takes to derive all these triples."""
    return max(len(open_), max(map(height, open_), default=0))


def _unwound(chosen: _Chosen | None) -> dict[Triple, Derivation]:
    steps = []
    while chosen is not None:
        steps.append((chosen.triple, chosen.derivation))
        chosen = chosen.before
    return dict(reversed(steps))
