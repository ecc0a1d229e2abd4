"""Exchange rates: data with a source and a day, found for two currencies.

A rate stands in a background file (`data/background/rates.ttl`): what one unit of a currency
costs in another, on one day (`cmq:date`) or from a day on (`cmq:start`, `cmq:end`) as a central
rate does. Nothing is reckoned over a third currency, and no rate is ever guessed.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple

from communique.dates import interval
from communique.model import object_of, text_of
from communique.receipts.differences.figures import Figure, words
from communique.receipts.differences.sides import Sides
from communique.vocabulary import CMQ, RDF

TOLERANCE = Decimal("0.025")
"""Part of a sum by which its conversion may be off: the krone's band in ERM II (2.25 %) and a
little for rounding. The rounding that a figure shows itself comes on top."""
_NEAR = timedelta(days=7)
"""How far from the day of a report a rate of the day may be."""


class Rate(NamedTuple):
    """What one unit of a currency costs in another."""

    base: NamedNode
    quote: NamedNode
    number: Decimal
    """Units of `quote` for one of `base`."""
    day: date
    standing: bool
    """Whether it holds from its day on."""
    end: date = date.max
    file: str = ""
    """The background file that gives it."""

    def holds(self, day: date | None) -> bool:
        """Whether it may be used for a report of a day; of an undated report only if it lasts."""
        if day is None:
            return self.standing and self.end == date.max
        return self.day <= day <= self.end if self.standing else abs(self.day - day) <= _NEAR

    def converted(self, number: Decimal, currency: NamedNode) -> Decimal:
        """A sum in one of the two currencies, in the other one."""
        return number * self.number if currency == self.base else number / self.number


class Rates:
    """Finds rates in a store."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides

    def between(self, one: NamedNode, other: NamedNode, day: date | None) -> Rate | None:
        """The rate of two currencies that fits a day best; None where there is none."""
        rates = [*self._of(one, other), *self._of(other, one)]
        fitting = [rate for rate in rates if rate.holds(day)]
        return min(fitting, key=lambda rate: _distance(rate, day), default=None)

    def words(self, rate: Rate) -> str:
        """A rate in words: `7.46038 DKK for 1 EUR (background: rates, from 1999-01-01 on)`."""
        codes = (self._sides.code(rate.quote), self._sides.code(rate.base))
        when = f"from {rate.day} on" if rate.standing else f"of {rate.day}"
        return f"{rate.number:f} {codes[0]} for 1 {codes[1]} ({rate.file}, {when})"

    def _of(self, base: NamedNode, quote: NamedNode) -> list[Rate]:
        """Rates of one currency in another."""
        found = []
        for node in self._sides.subjects(CMQ.rateOf, base):
            if quote not in self._sides.values(node, CMQ.currency):
                continue
            number = self._number(node)
            given, start = self._day(node, CMQ.date), self._day(node, CMQ.start)
            day = given or start
            if number and day:
                end = self._day(node, CMQ.end) or date.max
                file = self._file(node)
                found.append(Rate(base, quote, number, day, start is not None, end, file))
        return found

    def _file(self, node: NamedNode) -> str:
        """The background file in which a rate stands."""
        side = self._sides.side(Triple(node, RDF.type, CMQ.ExchangeRate))
        return side.sources[0] if side else "background"

    def _number(self, node: NamedNode) -> Decimal | None:
        for value in self._sides.values(node, CMQ.number):
            try:
                return Decimal(text_of(value))
            except InvalidOperation:
                return None
        return None

    def _day(self, node: NamedNode, predicate: NamedNode) -> date | None:
        for quad in self._sides.store.match(node, predicate, None, DefaultGraph()):
            value = object_of(quad)
            days = interval(value) if isinstance(value, Literal) else None
            if days is not None:
                return days[0]
        return None


def _distance(rate: Rate, day: date | None) -> tuple[timedelta, bool]:
    apart = timedelta(0) if day is None or rate.standing else abs(rate.day - day)
    return apart, rate.standing


def deviation(given: Figure, reckoned: Decimal) -> str:
    """By how much a figure is off what was reckoned, in words.

    >>> deviation(Figure(Decimal(78)), Decimal(67))
    '16.4 % off'
    """
    share = abs(given.number - reckoned) / reckoned * 100
    return f"{words(round(share, 1))} % off"
