"""Sums by the origin of their funds: whose money it is, apart from who pays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.receipts.money.arithmetic import (
    Holding,
    Interval,
    Selection,
    left_out,
    total,
)


def by_origin(
    sums: Mapping[int, Interval],
    origins: Mapping[int, str],
    partly: Mapping[int, str],
    held: Mapping[int, Sequence[Holding]],
    apart: Sequence[int],
) -> dict[str, dict[int, Interval]]:
    """What is to be added up for each origin of funds; the empty one is that of no origin.

    `sums` are all that may be added, parts and wholes. Of one whose origin is `partly` known,
    nobody knows how much is of it: up to all, and up to all of no known one. Within an origin
    what one of its sums holds is left out. Of a sum without an origin only that is without one
    which its parts leave: at most what is above the least of those that have one, at least what
    is above their most.
    """
    groups: dict[str, dict[int, Interval]] = {}
    for number, one in sums.items():
        if number in partly:
            for origin in ("", partly[number]):
                groups.setdefault(origin, {})[number] = one._replace(low=one.low * 0)
        else:
            groups.setdefault(origins.get(number, ""), {})[number] = one
    return {
        origin: _unheld(own, held) if origin else _remaining(own, groups, held, apart)
        for origin, own in sorted(groups.items())
    }


def _unheld(
    sums: Mapping[int, Interval], held: Mapping[int, Sequence[Holding]]
) -> dict[int, Interval]:
    size = max(sums, default=-1) + 1
    never = frozenset(range(size)) - set(sums)
    out = left_out(Selection(held, never), size)
    return {number: one for number, one in sums.items() if number not in out}


def _remaining(
    own: Mapping[int, Interval],
    groups: Mapping[str, Mapping[int, Interval]],
    held: Mapping[int, Sequence[Holding]],
    apart: Sequence[int],
) -> dict[int, Interval]:
    """What the sums without an origin leave when their parts with one are taken out."""
    others = {n: one for origin, group in groups.items() if origin for n, one in group.items()}
    free = _unheld({**own, **others}, held)
    found = {}
    for number in (number for number in free if number in own):
        parts = {
            part: one
            for part, one in others.items()
            if any(holding.whole == number for holding in held.get(part, ()))
        }
        taken = total(_unheld(parts, held), apart)
        high = own[number].high - taken.low
        if not parts or high > 0:
            low = max(own[number].low - taken.high, own[number].low * 0)
            found[number] = Interval(low, max(high, low))
    return found
