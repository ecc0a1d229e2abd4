"""What commitments come to: which are counted, what they add up to, and what stays open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from pyoxigraph import NamedNode

from communique.money import Total, Totals
from communique.receipts.money.arithmetic import (
    INFINITE,
    Interval,
    Selection,
    intervals,
    left_out,
    total,
)
from communique.receipts.money.commitments import Commitments
from communique.receipts.money.funds import by_origin
from communique.receipts.money.lines import described
from communique.receipts.money.relations import Relations
from communique.receipts.money.selecting import Entry, told_firmly
from communique.receipts.money.sums import NOUGHT, Sum, interval_words
from communique.vocabulary import CMQ

Places = Mapping[tuple[int, NamedNode], int]
"""Where the line of a commitment stands, by its number and the currency."""
_NO_ORIGIN = "origin not stated"
_OPEN_SHOWN = 6
"""Open relations of one currency that are spelt out."""


class Account:
    """Adds up commitments; each is known by its number.

    Those `beside` them are parts that were not asked for: of another payer, say. They are no
    lines, and tell only whose money a part of their whole is.
    """

    def __init__(
        self, commitments: Commitments, entries: Sequence[Entry], beside: Sequence[Entry]
    ) -> None:
        self._commitments = commitments
        self._sides = commitments.sides
        nodes = [one.told.node for one in (*entries, *beside)]
        self.numbers = {node: number for number, node in enumerate(nodes)}
        self._held = {
            number: commitments.holdings(node, self.numbers) for number, node in enumerate(nodes)
        }
        self.entries = list(entries)
        self._firmly = told_firmly(entries, self._held)
        for number, other in self._firmly.items():
            reason = f"told again as {self.described(other)}"
            self.entries[number] = entries[number]._replace(reason=reason)
        self._all = [*self.entries, *beside]
        never = {number for number, one in enumerate(self.entries) if one.reason}
        never |= set(range(len(entries), len(nodes)))
        self.out = left_out(Selection(self._held, frozenset(never)), len(entries))
        self._apart = Relations(commitments, nodes).apart()
        self.reckoned = {
            currency: intervals(given, self._held, self._apart)
            for currency, given in self._by_currency().items()
        }

    def totals(self, place: Places) -> Totals:
        """The totals by currency, what stays open, and what a reader must know."""
        totals: list[Total] = []
        told: list[str] = []
        notes: list[str] = []
        for currency in sorted(self.reckoned, key=self._sides.code):
            counted = self._counted(currency)
            found = list(self._totals(currency, counted, place)) if counted else []
            totals += found
            told += self._open(currency, counted)
            if not all(one.exact for one in found):
                notes.append(f"The least in {self._sides.code(currency)} is a lower bound.")
        return Totals(tuple(totals), tuple(told), tuple(notes))

    def is_counted(self, number: int, one: Sum | None) -> bool:
        """Whether the sum of a commitment is added up."""
        reason = self.entries[number].reason
        return one is not None and one.beside is None and not reason and number not in self.out

    def described(self, number: int, currency: NamedNode | None = None) -> str:
        """A commitment in words, its sum in one currency first."""
        entry = self.entries[number]
        own = next((one for one in entry.sums if currency in (None, one.currency)), None)
        words = interval_words(own.interval, self._sides.code(own.currency)) if own else ""
        return described(entry.told, words)

    def _by_currency(self) -> dict[NamedNode, dict[int, Interval]]:
        """What may be added, by currency; what is weak has no least, and widens what is firm."""
        found: dict[NamedNode, dict[int, Interval]] = {}
        for number, entry in enumerate(self.entries):
            for one in () if entry.reason else entry.sums:
                if one.beside is None:
                    low = NOUGHT if entry.weak or one.hedged else one.interval.low
                    own = found.setdefault(one.currency, {})
                    own[number] = one.interval._replace(low=low)
        for number, firm in self._firmly.items():
            for one in self.entries[number].sums:
                own = found.get(one.currency, {})
                if firm in own and one.beside is None:
                    high = max(own[firm].high, one.interval.high)
                    own[firm] = own[firm]._replace(high=high)
        return found

    def _counted(self, currency: NamedNode) -> dict[int, Interval]:
        reckoned = self.reckoned[currency]
        return {number: one for number, one in reckoned.items() if number not in self.out}

    def _totals(
        self,
        currency: NamedNode,
        counted: Mapping[int, Interval],
        place: Places,
    ) -> Iterator[Total]:
        """The whole, then the sub-totals by origin of funds where any is stated."""
        known = {
            number: one
            for number, one in {**self.reckoned[currency], **self._beside(currency)}.items()
            if number in counted or any(own.whole in counted for own in self._held[number])
        }
        origins = self._labels(known, CMQ.originOfFunds)
        partly = self._labels(known.keys() - origins, CMQ.partialOriginOfFunds)
        groups = {"": counted}
        if origins or partly:
            parted = by_origin(known, origins, partly, self._held, self._apart)
            groups |= {
                f"out of {one}" if one else _NO_ORIGIN: own for one, own in parted.items() if own
            }
        for origin, sums in groups.items():
            found = total(sums, self._apart)
            code = self._sides.code(currency)
            yield Total(
                code,
                Decimal(plain(found.low)),
                None if found.high == INFINITE else Decimal(plain(found.high)),
                interval_words(Interval(found.low, found.high), code),
                origin,
                found.exact,
                _positions(sums, currency, place),
                _positions(found.lowest, currency, place),
            )

    def _beside(self, currency: NamedNode) -> dict[int, Interval]:
        """What the parts that were not asked for come to in a currency."""
        return {
            number: one.interval
            for number in range(len(self.entries), len(self._all))
            for one in self._all[number].sums
            if one.currency == currency and not self._all[number].reason
        }

    def _labels(self, numbers: Iterable[int], predicate: NamedNode) -> dict[int, str]:
        """The values of a property in words, of those that have it."""
        found = {number: self._all[number].told.labels(predicate) for number in numbers}
        return {number: words for number, words in found.items() if words}

    def _open(self, currency: NamedNode, counted: Mapping[int, Interval]) -> list[str]:
        """The relations between counted sums that no source states, the greatest first."""
        sums = {number: self._interval(number, currency) for number in counted}
        ordered = sorted(counted, key=lambda number: (-sums[number].size, number))
        pairs = [
            (small, great)
            for great, small in combinations(ordered, 2)
            if not self._apart[great] >> small & 1
        ]
        told = [
            f"whether {self.described(small, currency)} is among "
            f"{self.described(great, currency)}; {self._why_open(small, great)}"
            for small, great in pairs[:_OPEN_SHOWN]
        ]
        more = len(pairs) - len(told)
        code = self._sides.code(currency)
        return [*told, f"{more} more such relations in {code}"] if more > 0 else told

    def _why_open(self, one: int, other: int) -> str:
        nodes = [self.entries[number].told.node for number in (one, other)]
        contested = nodes[1] in self._commitments.contested(nodes[0])
        return "sources differ" if contested else "no source says"

    def _interval(self, number: int, currency: NamedNode) -> Interval:
        """The sum of a commitment in a currency, as sources give it."""
        return next(one.interval for one in self.entries[number].sums if one.currency == currency)


def _positions(numbers: Iterable[int], currency: NamedNode, place: Places) -> tuple[int, ...]:
    """Where the lines of commitments stand; what was not asked for has no line."""
    return tuple(sorted(place[n, currency] for n in numbers if (n, currency) in place))


def plain(value: Decimal) -> str:
    """A number without an exponent, and without noughts behind the point."""
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
