"""`totals`: what commitments come to, line by line, with what was counted and what was not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pyoxigraph import Literal, Quad

from communique.model import Term
from communique.receipts.differences.sides import Sides
from communique.receipts.money.account import Account, plain
from communique.receipts.money.arithmetic import (
    INFINITE,
    Holding,
    Interval,
)
from communique.receipts.money.commitments import CANCELLED, Commitment, Commitments
from communique.receipts.money.lines import (
    Asked,
    Line,
    Lines,
    groups,
    shown_grounds,
    sum_rows,
    text,
)
from communique.receipts.money.selecting import Selecting
from communique.receipts.money.sums import NOUGHT, Solution, Sum
from communique.vocabulary import CMQ, RDF, XSD

COLUMNS = (
    "commitment",
    "payer",
    "origin_of_funds",
    "channel",
    "beneficiary",
    "programme",
    "purpose",
    "stage",
    "low",
    "high",
    "currency",
    "currency_label",
    "outcome",
)
"""Columns of the answer; `low` and `high` are in whole units of the currency."""


class TotalsReckoning:
    """Reckons the solutions of the question `totals` into lines, and what they come to."""

    def __init__(self, sides: Sides) -> None:
        self._commitments = Commitments(sides)
        self._selecting = Selecting(sides, self._commitments)

    def reckon(self, solutions: Sequence[Solution], asked: Asked) -> Lines:
        """The lines, one for a commitment in a currency, and the totals.

        Raises ParameterError where a currency is none, or from is after to.
        """
        entries = self._selecting.entries(solutions, asked)
        selected = {one.told.node for one in entries}
        parts = {p: 0 for one in entries for p in self._commitments.parts(one.told.node)}
        beside = [
            self._selecting.part(one, asked) for one in sorted(parts.keys() - selected, key=str)
        ]
        account = Account(self._commitments, entries, beside)
        return _Telling(account, self._commitments).lines()


class _Telling:
    """Tells the lines of an account."""

    def __init__(self, account: Account, commitments: Commitments) -> None:
        self._account = account
        self._commitments = commitments
        self._sides = commitments.sides

    def lines(self) -> Lines:
        """The lines, by currency, what is counted first and by size; and the totals."""
        entries = self._account.entries
        pairs = [(n, one) for n, entry in enumerate(entries) for one in entry.sums or (None,)]
        pairs.sort(key=lambda pair: self._rank(*pair))
        place = {
            (number, one.currency): position
            for position, (number, one) in enumerate(pairs)
            if one is not None
        }
        told = [self._line(number, one) for number, one in pairs]
        return Lines(COLUMNS, told, self._account.totals(place))

    def _rank(self, number: int, one: Sum | None) -> tuple[bool, str, bool, Decimal, int]:
        """By currency, lines without one last; what is counted first, the greatest first."""
        code = self._sides.code(one.currency) if one else ""
        high = -one.interval.high if one else NOUGHT
        return one is None, code, not self._account.is_counted(number, one), high, number

    def _line(self, number: int, one: Sum | None) -> Line:
        entry = self._account.entries[number]
        told, currency = entry.told, one.currency if one else None
        shown = self._shown(number, one)
        steps = [step for step in entry.steps if step.stage != CANCELLED]
        stage = CANCELLED if told.is_cancelled else steps[-1].stage if steps else None
        terms: tuple[Term | None, ...] = (
            told.node,
            text(told.labels(CMQ.payer)),
            text(_origin(told)),
            text(told.labels(CMQ.channel)),
            text(told.labels(CMQ.beneficiary)),
            text(told.labels(CMQ.under)),
            text(told.labels(CMQ.purpose)),
            text(self._sides.shown(stage) if stage else ""),
            _number(shown.low if shown else None),
            _number(shown.high if shown else None),
            currency,
            text(self._sides.sources.label(currency) if currency else ""),
            Literal(self._outcome(number, one)),
        )
        rows = sum_rows(one.given) if one else (entry.rows,)
        return Line(terms, rows, tuple(self._grounds(number)))

    def _shown(self, number: int, one: Sum | None) -> Interval | None:
        """The interval of a line: as it was counted, else as sources give it."""
        if one is None or not self._account.is_counted(number, one):
            return one.interval if one else None
        return self._account.reckoned[one.currency][number]

    def _outcome(self, number: int, one: Sum | None) -> str:
        """What became of a line, and what is to be known of its sum."""
        parts = [self._became(number, one)]
        if one is not None:
            parts += ["values differ"] if one.differs else []
            parts += [one.converted] if one.converted else []
            if self._account.is_counted(number, one):
                reckoned = self._account.reckoned[one.currency][number]
                raised = reckoned.low > one.interval.low
                parts += ["at least what its parts come to"] if raised else []
        return "; ".join(parts)

    def _became(self, number: int, one: Sum | None) -> str:
        entry = self._account.entries[number]
        if entry.reason:
            return entry.reason
        if number in self._account.out:
            whole, again = self._account.out[number]
            return f"{'restates' if again else 'part of'} {self._account.described(whole)}"
        if one is not None and one.beside is not None:
            return f"the same sum as in {self._sides.code(one.beside)}"
        weak = entry.weak or ("hedged" if one is not None and one.hedged else "")
        return f"counted in the most only ({weak})" if weak else "counted"

    def _grounds(self, number: int) -> Iterator[tuple[Quad, ...]]:
        """The statements on which a line rests, beside those of its sum."""
        entry = self._account.entries[number]
        told = entry.told
        yield from shown_grounds(told)
        yield from groups(said for step in entry.steps for said in step.given)
        yield from groups(one for one in told.said(RDF.type) if one.value == CMQ.RunningTotal)
        holding: Holding | None = self._account.out.get(number)
        for relative in self._commitments.holders(told.node) if holding else ():
            if holding and self._account.numbers.get(relative.node) == holding.whole:
                yield from groups(relative.path)


def _origin(told: Commitment) -> str:
    """Whose money it is, and whose a part of it."""
    partly = told.labels(CMQ.partialOriginOfFunds)
    return "; ".join(filter(None, (told.labels(CMQ.originOfFunds), partly and f"partly {partly}")))


def _number(value: Decimal | None) -> Literal | None:
    """A number of a column; None where it is open."""
    if value is None or value == INFINITE:
        return None
    return Literal(plain(value), datatype=XSD.decimal)
