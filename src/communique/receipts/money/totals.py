"""`totals`: what commitments come to, line by line, with what was counted and what was not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Quad

from communique.model import Term
from communique.money import Total, Totals
from communique.receipts.differences.sides import Sides
from communique.receipts.money.arithmetic import (
    INFINITE,
    Holding,
    Interval,
    Selection,
    intervals,
    left_out,
    total,
)
from communique.receipts.money.commitments import CANCELLED, Commitments
from communique.receipts.money.funds import by_origin
from communique.receipts.money.lines import (
    Asked,
    Line,
    Lines,
    described,
    groups,
    shown_grounds,
    sum_rows,
    text,
)
from communique.receipts.money.relations import Relations
from communique.receipts.money.selecting import Entry, Selecting, told_firmly
from communique.receipts.money.sums import NOUGHT, Solution, Sum, interval_words
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
_NO_ORIGIN = "origin not stated"
_OPEN_SHOWN = 6
"""Open relations of one currency that are spelt out."""


class TotalsReckoning:
    """Reckons the solutions of the question `totals` into lines, and what they come to."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._commitments = Commitments(sides)
        self._selecting = Selecting(sides, self._commitments)

    def reckon(self, solutions: Sequence[Solution], asked: Asked) -> Lines:
        """The lines, one for a commitment in a currency, and the totals.

        Raises ParameterError where a currency is none, or from is after to.
        """
        entries = self._selecting.entries(solutions, asked)
        return _Account(self._sides, self._commitments, entries).lines()


class _Account:
    """Adds up commitments; each is known by its number."""

    def __init__(self, sides: Sides, commitments: Commitments, entries: Sequence[Entry]) -> None:
        self._sides = sides
        self._commitments = commitments
        self._entries = list(entries)
        nodes = [one.told.node for one in entries]
        self._numbers = {node: number for number, node in enumerate(nodes)}
        self._held = {
            number: commitments.holdings(node, self._numbers) for number, node in enumerate(nodes)
        }
        self._firmly = told_firmly(entries, self._held)
        for number, other in self._firmly.items():
            reason = f"told again as {self._described(other)}"
            self._entries[number] = entries[number]._replace(reason=reason)
        never = frozenset(number for number, one in enumerate(self._entries) if one.reason)
        self._out = left_out(Selection(self._held, never), len(entries))
        self._apart = Relations(commitments, nodes).apart()
        self._sums = self._by_currency()
        self._reckoned = {
            currency: intervals(given, self._held, self._apart)
            for currency, given in self._sums.items()
        }

    def lines(self) -> Lines:
        """The lines, by currency, what is counted first and by size; and the totals."""
        pairs = [(n, one) for n, entry in enumerate(self._entries) for one in entry.sums or (None,)]
        pairs.sort(key=lambda pair: self._rank(*pair))
        place = {
            (number, one.currency): position
            for position, (number, one) in enumerate(pairs)
            if one is not None
        }
        totals: list[Total] = []
        told: list[str] = []
        notes: list[str] = []
        for currency in sorted(self._reckoned, key=self._sides.code):
            counted = self._counted(currency)
            found = list(self._totals(currency, counted, place)) if counted else []
            totals += found
            told += self._open(currency, counted)
            if not all(one.exact for one in found):
                notes.append(f"The least in {self._sides.code(currency)} is a lower bound.")
        return Lines(
            COLUMNS,
            [self._line(number, one) for number, one in pairs],
            Totals(tuple(totals), tuple(told), tuple(notes)),
        )

    def _by_currency(self) -> dict[NamedNode, dict[int, Interval]]:
        """What may be added, by currency; what is weak has no least, and widens what is firm."""
        found: dict[NamedNode, dict[int, Interval]] = {}
        for number, entry in enumerate(self._entries):
            for one in () if entry.reason else entry.sums:
                if one.beside is None:
                    low = NOUGHT if entry.weak or one.hedged else one.interval.low
                    own = found.setdefault(one.currency, {})
                    own[number] = one.interval._replace(low=low)
        for number, firm in self._firmly.items():
            for one in self._entries[number].sums:
                own = found.get(one.currency, {})
                if firm in own and one.beside is None:
                    high = max(own[firm].high, one.interval.high)
                    own[firm] = own[firm]._replace(high=high)
        return found

    def _counted(self, currency: NamedNode) -> dict[int, Interval]:
        reckoned = self._reckoned[currency]
        return {number: one for number, one in reckoned.items() if number not in self._out}

    def _totals(
        self,
        currency: NamedNode,
        counted: Mapping[int, Interval],
        place: Mapping[tuple[int, NamedNode], int],
    ) -> Iterator[Total]:
        """The whole, then the sub-totals by origin of funds where any is stated."""
        known = {
            number: one
            for number, one in self._reckoned[currency].items()
            if number in counted or any(own.whole in counted for own in self._held[number])
        }
        origins = {n: self._entries[n].told.labels(CMQ.originOfFunds) for n in known}
        groups = {"": counted}
        if any(origins.values()):
            parted = by_origin(known, origins, self._held, self._apart)
            groups |= {
                f"out of {one}" if one else _NO_ORIGIN: own for one, own in parted.items() if own
            }
        for origin, sums in groups.items():
            found = total(sums, self._apart)
            code = self._sides.code(currency)
            yield Total(
                code,
                Decimal(_digits(found.low)),
                None if found.high == INFINITE else Decimal(_digits(found.high)),
                interval_words(Interval(found.low, found.high), code),
                origin,
                found.exact,
                tuple(sorted(place[number, currency] for number in sums)),
                tuple(sorted(place[number, currency] for number in found.lowest)),
            )

    def _open(self, currency: NamedNode, counted: Mapping[int, Interval]) -> list[str]:
        """The relations between counted sums that no source states, the greatest first."""
        ordered = sorted(counted, key=lambda number: (-counted[number].size, number))
        pairs = [
            (small, great)
            for great, small in combinations(ordered, 2)
            if not self._apart[great] >> small & 1
        ]
        told = [
            f"whether {self._described(small, currency)} is among "
            f"{self._described(great, currency)}; {self._why_open(small, great)}"
            for small, great in pairs[:_OPEN_SHOWN]
        ]
        more = len(pairs) - len(told)
        code = self._sides.code(currency)
        return [*told, f"{more} more such relations in {code}"] if more > 0 else told

    def _why_open(self, one: int, other: int) -> str:
        nodes = [self._entries[number].told.node for number in (one, other)]
        contested = nodes[1] in self._commitments.contested(nodes[0])
        return "sources differ" if contested else "no source says"

    def _described(self, number: int, currency: NamedNode | None = None) -> str:
        entry = self._entries[number]
        own = next((one for one in entry.sums if currency in (None, one.currency)), None)
        words = interval_words(own.interval, self._sides.code(own.currency)) if own else ""
        return described(entry.told, words)

    def _is_counted(self, number: int, one: Sum | None) -> bool:
        reason = self._entries[number].reason
        return one is not None and one.beside is None and not reason and number not in self._out

    def _rank(self, number: int, one: Sum | None) -> tuple[bool, str, bool, Decimal, int]:
        """By currency, lines without one last; what is counted first, the greatest first."""
        code = self._sides.code(one.currency) if one else ""
        high = -one.interval.high if one else NOUGHT
        return one is None, code, not self._is_counted(number, one), high, number

    def _line(self, number: int, one: Sum | None) -> Line:
        entry = self._entries[number]
        told, currency = entry.told, one.currency if one else None
        shown = self._shown(number, one)
        steps = [step for step in entry.steps if step.stage != CANCELLED]
        stage = CANCELLED if told.is_cancelled else steps[-1].stage if steps else None
        terms: tuple[Term | None, ...] = (
            told.node,
            text(told.labels(CMQ.payer)),
            text(told.labels(CMQ.originOfFunds)),
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
        if one is None or not self._is_counted(number, one):
            return one.interval if one else None
        return self._reckoned[one.currency][number]

    def _outcome(self, number: int, one: Sum | None) -> str:
        """What became of a line, and what is to be known of its sum."""
        parts = [self._became(number, one)]
        if one is not None:
            parts += ["values differ"] if one.differs else []
            parts += [one.converted] if one.converted else []
            if self._is_counted(number, one):
                reckoned = self._reckoned[one.currency][number]
                raised = reckoned.low > one.interval.low
                parts += ["at least what its parts come to"] if raised else []
        return "; ".join(parts)

    def _became(self, number: int, one: Sum | None) -> str:
        entry = self._entries[number]
        if entry.reason:
            return entry.reason
        if number in self._out:
            whole, again = self._out[number]
            return f"{'restates' if again else 'part of'} {self._described(whole)}"
        if one is not None and one.beside is not None:
            return f"the same sum as in {self._sides.code(one.beside)}"
        weak = entry.weak or ("hedged" if one is not None and one.hedged else "")
        return f"counted in the most only ({weak})" if weak else "counted"

    def _grounds(self, number: int) -> Iterator[tuple[Quad, ...]]:
        """The statements on which a line rests, beside those of its sum."""
        entry = self._entries[number]
        told = entry.told
        yield from shown_grounds(told)
        yield from groups(said for step in entry.steps for said in step.given)
        yield from groups(one for one in told.said(RDF.type) if one.value == CMQ.RunningTotal)
        holding: Holding | None = self._out.get(number)
        for relative in self._commitments.holders(told.node) if holding else ():
            if holding and self._numbers.get(relative.node) == holding.whole:
                yield from groups(relative.path)


def _number(value: Decimal | None) -> Literal | None:
    """A number of a column; None where it is open."""
    if value is None or value == INFINITE:
        return None
    return Literal(_digits(value), datatype=XSD.decimal)


def _digits(value: Decimal) -> str:
    """A number without an exponent, and without noughts behind the point."""
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
