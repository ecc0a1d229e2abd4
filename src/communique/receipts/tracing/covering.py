"""Few passages that meet all requirements."""

from __future__ import annotations

from collections.abc import Callable, Collection
from heapq import heapify, heappop, heappush
from typing import Any

from communique.receipts.tracing.support import Requirement


def cover(requirements: Collection[Requirement], rank: Callable[[str], Any]) -> list[str]:
    """Few passages that together meet all requirements, those of lower rank first.

    >>> cover([frozenset({"a", "b"}), frozenset({"b", "c"})], rank=str)
    ['b']
    """
    if all(len(one) == 1 for one in requirements):
        return sorted(frozenset().union(*requirements), key=rank)
    meets: dict[str, set[Requirement]] = {}
    for requirement in requirements:
        for passage in requirement:
            meets.setdefault(passage, set()).add(requirement)
    queue = [(-len(met), rank(passage), passage) for passage, met in meets.items()]
    heapify(queue)
    chosen: list[str] = []
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
