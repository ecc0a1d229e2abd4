"""The sum of a commitment: what sources give for it, in one currency, as low – high."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad

from communique.model import Passage, Term, object_of, text_of
from communique.receipts.differences.figures import Figure, words
from communique.receipts.differences.rates import Rate, Rates
from communique.receipts.differences.sides import Sides
from communique.receipts.money.arithmetic import INFINITE, Interval
from communique.vocabulary import CMQ

NOUGHT = Decimal(0)
_SURE = 4
"""Digits that are kept of a sum that is reckoned at a rate."""
PROMISED = "promised"
"""What a figure is that is not a conversion of another."""

Solution = Mapping[str, Term | None]
"""A solution of a query: names of variables with what they are bound to."""


class Given(NamedTuple):
    """A figure that one passage gives, and the solution that says so."""

    figure: Figure
    currency: NamedNode
    promised: bool
    """Whether it is the sum that was promised, not a conversion."""
    certainty: str
    passage: str
    row: int
    """Which solution it is; -1 where it is none of a query."""
    quads: tuple[Quad, ...] = ()
    """The statement that gives it, where it is no solution of a query."""

    @property
    def interval(self) -> Interval:
        """The least and the greatest that the figure can mean; sums are 0 at least."""
        if self.figure.bound == "about":
            low, high = self.figure.span()
            return Interval(low, high)
        number = self.figure.number
        low = NOUGHT if self.figure.bound == "at-most" else number
        return Interval(low, INFINITE if self.figure.bound == "at-least" else number)


class Sum(NamedTuple):
    """What a commitment comes to in a currency."""

    currency: NamedNode
    interval: Interval
    given: tuple[Given, ...]
    hedged: bool = False
    """Whether no passage states a figure plainly; then it counts in the most only."""
    differs: bool = False
    """Whether sources give values that do not agree."""
    converted: str = ""
    """How it came into this currency, where it was not promised in it."""
    beside: NamedNode | None = None
    """Another currency in which the same sum was told, and in which it is counted."""


class Sums:
    """Reads the figures of solutions, and brings them into one currency where that is asked."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._rates = Rates(sides)

    def given(self, row: int, solution: Solution) -> Given | None:
        """The figure of a solution; None where it has none."""
        node, number, currency, name = (
            solution[one] for one in ("sum", "number", "currency", "passage")
        )
        if not isinstance(node, NamedNode) or not isinstance(name, NamedNode) or number is None:
            return None
        promised = text_of(solution["given"]) == PROMISED
        return self._read(row, node, number, currency, name, promised=promised)

    def of(self, amounts: Iterable[NamedNode]) -> list[Given]:
        """The figures that passages give for amounts."""
        found = []
        for node in amounts:
            for quad in sorted(self._sides.store.match(node, CMQ.number), key=str):
                name = quad.graph_name
                if isinstance(name, NamedNode) and Passage.parse(name.value):
                    currency = min(self._sides.values(node, CMQ.currency), key=str, default=None)
                    given = self._read(-1, node, object_of(quad), currency, name, promised=True)
                    found += [given._replace(quads=(quad,))] if given else []
        return found

    def currencies(self, amounts: Iterable[NamedNode]) -> list[tuple[Quad, ...]]:
        """What passages say of the currency of each amount; any one of them is enough."""
        found = []
        for node in amounts:
            quads = sorted(self._sides.store.match(node, CMQ.currency), key=str)
            said = tuple(quad for quad in quads if Passage.parse(text_of(quad.graph_name)))
            found += [said] if said else []
        return found

    def _read(
        self,
        row: int,
        node: NamedNode,
        number: Term,
        currency: Term | None,
        name: NamedNode,
        *,
        promised: bool,
    ) -> Given | None:
        certainty = self._sides.sources.passage(name.value).certainty
        figure = self._sides.figure(node, number, name)
        if figure is None or not isinstance(currency, NamedNode):
            return None
        return Given(figure, currency, promised, certainty, name.value, row)

    def promised(self, given: Sequence[Given]) -> list[Sum]:
        """The sum in each currency in which it was promised; it counts in the first.

        The first is the one that most articles give, then the one whose code comes first.
        """
        own = [one for one in given if one.promised]
        currencies = list(dict.fromkeys(one.currency for one in own))
        if len(currencies) > 1:
            currencies.sort(key=lambda one: self._rank(one, own))
        found = [
            sum_of(currency, [one for one in own if one.currency == currency])
            for currency in currencies
        ]
        return [one._replace(beside=currencies[0] if n else None) for n, one in enumerate(found)]

    def into(self, given: Sequence[Given], currency: NamedNode) -> Sum | None:
        """The sum in one currency: as promised, else as sources convert it, else at a rate.

        None where no source gives it and no rate is sourced.
        """
        for own, note in (
            ([one for one in given if one.promised], ""),
            ([one for one in given if not one.promised], "converted by a source"),
        ):
            fitting = [one for one in own if one.currency == currency]
            if fitting:
                return sum_of(currency, fitting)._replace(converted=note)
        return self._at_a_rate([one for one in given if one.promised], currency)

    def _at_a_rate(self, given: Sequence[Given], currency: NamedNode) -> Sum | None:
        at: dict[Rate, list[Given]] = {}
        for one in given:
            day = next(iter(self._sides.days([one.passage])), None)
            rate = self._rates.between(one.currency, currency, day)
            if rate is not None:
                at.setdefault(rate, []).append(one)
        if not at:
            return None
        parts = {rate: sum_of(own[0].currency, own) for rate, own in at.items()}
        found = [_converted(own, rate) for rate, own in parts.items()]
        low = min(one.low for one in found)
        high = max(one.high for one in found)
        rounded = Interval(_digits(low, ROUND_FLOOR), _digits(high, ROUND_CEILING))
        whole = sum_of(currency, [one for own in at.values() for one in own])
        notes = "; ".join(f"converted at {self._rates.words(rate)}" for rate in at)
        differs = any(one.differs for one in parts.values())
        return whole._replace(interval=rounded, differs=differs, converted=notes)

    def _rank(self, currency: NamedNode, given: Iterable[Given]) -> tuple[int, str]:
        passages = [one.passage for one in given if one.currency == currency]
        return -len(self._sides.articles(passages)), self._sides.code(currency)


def _converted(own: Sum, rate: Rate) -> Interval:
    low, high = own.interval
    return Interval(
        rate.converted(low, own.currency),
        high if high == INFINITE else rate.converted(high, own.currency),
    )


def _digits(number: Decimal, rounding: str) -> Decimal:
    """A number with the few digits that a rate leaves sure, rounded outwards."""
    if not number or not number.is_finite():
        return number
    return number.quantize(Decimal(1).scaleb(number.adjusted() - _SURE + 1), rounding=rounding)


def undenied(given: Sequence[Given]) -> list[Given]:
    """The figures that no passage denies."""
    return [one for one in given if one.certainty != "denied"]


def sum_of(currency: NamedNode, given: Sequence[Given]) -> Sum:
    """The sum that figures in one currency give: differing values widen it.

    A limit that the values keep adds nothing; one that they break leaves that side open.
    """
    plain = [one for one in given if one.certainty == "stated"]
    least = [one.figure.number for one in given if one.figure.bound == "at-least"]
    most = [one.figure.number for one in given if one.figure.bound == "at-most"]
    values = [one.interval for one in given if one.figure.bound not in ("at-least", "at-most")]
    low = min((one.low for one in values), default=min(least, default=NOUGHT))
    high = max((one.high for one in values), default=max(most, default=INFINITE))
    low, high = (
        NOUGHT if any(one < low for one in most) else low,
        INFINITE if any(one > high for one in least) else high,
    )
    differs = any(not one.figure.agrees(other.figure) for one in given for other in given)
    return Sum(currency, Interval(low, high), tuple(given), not plain, differs)


def interval_words(interval: Interval, code: str) -> str:
    """An interval in words.

    >>> million = Decimal(1_000_000)
    >>> interval_words(Interval(40 * million, 45 * million), "SYK")
    '40 million – 45 million SYK'
    >>> interval_words(Interval(NOUGHT, 45 * million), "SYK")
    'up to 45 million SYK'
    >>> interval_words(Interval(40 * million, INFINITE), "SYK")
    '40 million SYK or more'
    """
    low, high = interval
    if high == INFINITE:
        return f"{words(low)} {code} or more"
    if low == high:
        return f"{words(low)} {code}"
    return f"up to {words(high)} {code}" if not low else f"{words(low)} – {words(high)} {code}"
