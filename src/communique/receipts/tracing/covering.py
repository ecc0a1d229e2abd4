"""Few passages that meet all requirements."""

from __future__ import annotations

from collections.abc import Callable, Collection
from heapq import heapify, heappop, heappush
from typing import Any

from communique.receipts.tracing.requiring import Requirement


def cover(requirements: Collection[Requirement], rank: Callable[[str], Any]) -> list[str]:
    """Few passages that together meet all requirements, of those that are as good the first.

    Nothing is asked of the rank of passages that alone meet a requirement, and no other.

    >>> cover([frozenset({"a", "b"}), frozenset({"b", "c"})], rank=str)
    ['b']
    """
    contested = frozenset[str]().union(*(one for one in requirements if len(one) > 1))
    meets: dict[str, set[Requirement]] = {}
    chosen: list[str] = []
    for requirement in dict.fromkeys(requirements):
        if contested.isdisjoint(requirement):
            chosen += requirement
            continue
        for passage in requirement:
            meets.setdefault(passage, set()).add(requirement)
    queue = [(-len(met), rank(passage), passage) for passage, met in meets.items()]
    heapify(queue)
    while queue:
        count, order, passage = heappop(queue)
        met = meets[passage]
        if len(met) != -count:  # others have met some since
            if met:
                heappush(queue, (-len(met), order, passage))
            continue
        chosen.append(passage)
        for requirement in list(met):
            for other in requirement:
                meets[other].discard(requirement)
    return chosen
