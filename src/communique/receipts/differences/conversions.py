"""One sum in several currencies, and whether it is that sum at a rate that somebody publishes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pyoxigraph import NamedNode

from communique.discrepancy import Discrepancy, DiscrepancyKind, Side
from communique.receipts.differences.figures import Figure, words
from communique.receipts.differences.judging import Judging
from communique.receipts.differences.preference import Better
from communique.receipts.differences.rates import TOLERANCE, Rates, deviation
from communique.vocabulary import CMQ


class _Sum(NamedTuple):
    """A sum of money as some passages give it."""

    side: Side
    figure: Figure
    currency: NamedNode


class Conversions:
    """Finds sums that sources give in several currencies, and compares them."""

    def __init__(self, judging: Judging) -> None:
        self._judging = judging
        self._sides = judging.sides
        self._rates = Rates(judging.sides)

    def all(self) -> Iterator[Discrepancy]:
        """Every sum that is given in more currencies than one."""
        converted = self._sides.values(None, CMQ.conversionOf)
        found = {node for node in converted if isinstance(node, NamedNode)}
        for owner in self._sides.values(None, CMQ.amountOf):
            amounts = self._sides.subjects(CMQ.amountOf, owner)
            found |= set(amounts) if len(amounts) > 1 else set()
        for amount in sorted(found, key=str):
            compared = self.of(amount)
            if compared is not None:
                yield compared

    def of(self, amount: NamedNode) -> Discrepancy | None:
        """The comparison of an amount with what is given for it in other currencies."""
        given = self._sums(amount)
        if not given or not self._sides.values(amount, CMQ.amountOf):
            return None
        converted = self._sides.subjects(CMQ.conversionOf, amount)
        others = [one for node in converted for one in self._sums(node)]
        others += self._rivals(amount, given)
        if not others:
            return None
        bases = {other: self._base(given, other) for other in others}
        judged = [self._judged(base, other) for other, base in bases.items()]
        agreed = all(right is not False for right, _ in judged)
        used = [one for one in given if one in bases.values()]
        return self._judging.discrepancy(
            DiscrepancyKind.CURRENCY if agreed else DiscrepancyKind.VALUES,
            amount,
            CMQ.conversionOf,
            [one.side for one in [*used, *others]],
            better=_better(amount, set(converted), {one.side: one.figure for one in given}),
            words="in other currencies",
            note="; ".join(note for _, note in judged),
            things=[amount],
        )

    def _sums(self, node: NamedNode) -> list[_Sum]:
        currencies = self._sides.values(node, CMQ.currency)
        if not currencies or not isinstance(currencies[0], NamedNode):
            return []
        return [_Sum(side, figure, currencies[0]) for side, figure in self._sides.figures(node)]

    def _rivals(self, amount: NamedNode, given: list[_Sum]) -> list[_Sum]:
        """What other articles alone give, in another currency, as the sum of the same thing.

        Of two such amounts the one that more articles give is compared with the other.
        """
        own = self._sides.articles(p for one in given for p in one.side.passages)
        found = []
        for owner in self._sides.values(amount, CMQ.amountOf):
            for node in self._sides.subjects(CMQ.amountOf, owner):
                sums = self._sums(node) if node != amount else []
                articles = self._sides.articles(p for one in sums for p in one.side.passages)
                first = (len(own), node.value) > (len(articles), amount.value)
                if first and not articles & own:
                    found += [one for one in sums if one.currency != given[0].currency]
        return found

    def _base(self, given: list[_Sum], other: _Sum) -> _Sum:
        """The sum that was converted: that of the same passage, of the same article, or ours."""
        passages = set(other.side.passages)
        articles = self._sides.articles(passages)
        near = [one for one in given if passages & set(one.side.passages)] or [
            one for one in given if articles & self._sides.articles(one.side.passages)
        ]
        chosen = self._judging.choose([one.side for one in given])
        ours = [one for one in given if one.side == chosen] or given
        return (near or ours)[0]

    def _judged(self, base: _Sum, other: _Sum) -> tuple[bool | None, str]:
        """Whether a sum is the converted one, and why; None where no rate tells."""
        days = [day for day in self._sides.days(other.side.passages) if day is not None]
        day = min(days, default=None)
        rate = self._rates.between(base.currency, other.currency, day)
        if rate is None:
            return None, self._missing(base, other, day)
        reckoned = rate.converted(base.figure.number, base.currency)
        right = other.figure.within(reckoned, TOLERANCE)
        shown = f"{words(_short(reckoned))} {self._sides.code(other.currency)}"
        limit = f"{words(TOLERANCE * 100)} %"
        verdict = (
            f"within {limit}" if right else f"{deviation(other.figure, reckoned)}, over {limit}"
        )
        return right, (
            f"{base.side.shown} is {shown} at {self._rates.words(rate)}: "
            f"{other.side.shown} is {verdict}"
        )

    def _missing(self, base: _Sum, other: _Sum, day: date | None) -> str:
        codes = (self._sides.code(other.currency), self._sides.code(base.currency))
        when = f"on {day}" if day else "for an undated report"
        return f"{other.side.shown} stays open: no rate of {codes[0]} for {codes[1]} {when}"


def _better(amount: NamedNode, converted: set[NamedNode], given: dict[Side, Figure]) -> Better:
    """Prefers a sum as given to a converted one, and of two as given the finer."""

    def better(one: Side, other: Side) -> bool:
        if one.statement.subject != amount:
            return False
        if other.statement.subject in converted:
            return True
        return one in given and other in given and given[one].finer(given[other])

    return better


def _short(number: Decimal) -> Decimal:
    """A number with four digits."""
    exponent = number.adjusted()
    return round(number.scaleb(-exponent), 3).scaleb(exponent)
