"""The commitments that a total is asked of: at which stage, in which time, in which currency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from communique.errors import ParameterError
from communique.receipts.differences.sides import Sides
from communique.receipts.money.arithmetic import Holding
from communique.receipts.money.commitments import (
    CANCELLED,
    PLANNED,
    Commitment,
    Commitments,
    Days,
    Step,
)
from communique.receipts.money.lines import Asked, by_commitment
from communique.receipts.money.sums import Given, Solution, Sum, Sums, undenied
from communique.vocabulary import CMQ, RDF


class Entry(NamedTuple):
    """A commitment that is to be added up."""

    told: Commitment
    steps: tuple[Step, ...]
    """The stages that it has reached: the one asked for and later ones."""
    rows: tuple[int, ...]
    """The solutions that tell of it."""
    sums: tuple[Sum, ...]
    """Its sum in each currency in which it is told, or in those that were asked for."""
    reason: str = ""
    """Why it is never added; empty where it may be."""
    weak: str = ""
    """Why it counts in the most only; empty where it counts in full."""


class Selecting:
    """Selects from the solutions of a question what its values leave."""

    def __init__(self, sides: Sides, commitments: Commitments) -> None:
        self._sides = sides
        self._commitments = commitments
        self._sums = Sums(sides)

    def entries(self, solutions: Sequence[Solution], asked: Asked) -> list[Entry]:
        """The commitments, in the order of their IRIs.

        Raises ParameterError where a currency is none, from is after to, or what was cancelled
        is asked for.
        """
        wanted = self._currencies(asked)
        span = asked.span()
        stages = asked.nodes("stage")
        if CANCELLED in stages:
            raise ParameterError(
                "what was cancelled comes to nothing",
                place=f"{asked.name}: stage",
                remedy="communique ask promises lists it.",
            )
        least = min((self._commitments.order.get(one, 0) for one in stages), default=0)
        found = []
        for node, rows in by_commitment(solutions).items():
            told = self._commitments.of(node)
            steps = tuple(one for one in told.steps if one.order >= least)
            if stages:  # what is given up, or may be, has come no further
                steps = tuple(one for one in steps if one.stage != CANCELLED)
            reached = not stages or (steps and not told.is_cancelled)
            if reached and (span is None or self._in_time(told, least, span)):
                entry = Entry(told, steps, tuple(rows), (), weak=_weak(steps, asked=bool(stages)))
                found.append(self._with_sums(entry, solutions, wanted))
        return found

    def part(self, node: NamedNode, asked: Asked) -> Entry:
        """A commitment that was not asked for, as a part of one that was."""
        told = self._commitments.of(node)
        given = self._sums.of(self._sides.subjects(CMQ.amountOf, node))
        entry = Entry(told, (), (), ())
        return self._summed(entry, given, self._currencies(asked))

    def _in_time(self, told: Commitment, least: int, span: Days) -> bool:
        """Whether a commitment is of some days; what is told again is of its first days.

        They are the time that the money is for, or that of which it is a part; where no source
        says that, the day on which it reached the first of its stages that count; where it has
        none, the day of the first report.
        """
        relatives = self._commitments.holders(told.node)
        held = [told, *(self._commitments.of(one.node) for one in relatives)]
        same = [told, *(self._commitments.of(one.node) for one in relatives if one.again)]
        period = next((one.period for one in held if one.period), None)
        steps = (step for one in same for step in one.steps if step.order >= least)
        dated = (step.days for step in steps if step.days is not None)
        reports = (one.passage for one in told.said(RDF.type))
        days = period or min(dated, default=None) or told.reported(reports)
        return days is not None and days[0] <= span[1] and span[0] <= days[1]

    def _currencies(self, asked: Asked) -> list[NamedNode]:
        wanted = asked.nodes("currency")
        for currency in wanted:
            if CMQ.Currency not in self._sides.values(currency, RDF.type):
                raise ParameterError(
                    f"{self._sides.sources.label(currency)} is no currency",
                    place=asked.name,
                    remedy="Give a code or a name, for instance currency=EUR.",
                )
        return wanted

    def _with_sums(
        self, entry: Entry, solutions: Sequence[Solution], wanted: Sequence[NamedNode]
    ) -> Entry:
        given = [one for n in entry.rows if (one := self._sums.given(n, solutions[n])) is not None]
        return self._summed(entry, given, wanted)

    def _summed(self, entry: Entry, given: Sequence[Given], wanted: Sequence[NamedNode]) -> Entry:
        kept = undenied(given) or given
        if wanted:
            made = (self._sums.into(kept, currency) for currency in wanted)
            sums = [one for one in made if one is not None]
        else:
            sums = self._sums.promised(kept)
        denied = entry.told.is_denied or (given and not undenied(given))
        reason = "denied" if denied else self._reason(entry.told, given, sums, wanted)
        return entry._replace(sums=tuple(sums), reason=reason)

    def _reason(
        self,
        told: Commitment,
        given: Sequence[Given],
        sums: Sequence[Sum],
        wanted: Sequence[NamedNode],
    ) -> str:
        if told.is_running_total:
            return "running total"
        if told.is_cancelled:
            return "cancelled"
        if not given:
            return "no sum"
        if sums:
            return ""
        codes = " or ".join(map(self._sides.code, wanted))
        own = ", ".join(sorted({self._sides.code(one.currency) for one in given}))
        return f"no sum in {codes}: no rate of {own} is sourced"


def told_firmly(entries: Sequence[Entry], held: Mapping[int, Sequence[Holding]]) -> dict[int, int]:
    """The sums that count in the most only, but are told again as such that count in full.

    By the number of each the number of the first one that tells it again.
    """
    found: dict[int, int] = {}
    for number, entry in enumerate(entries):
        for holding in held.get(number, ()):
            firm = entry.sums and not entry.weak and not entry.reason
            selected = holding.whole < len(entries)
            if firm and holding.again and selected and entries[holding.whole].weak:
                found.setdefault(holding.whole, number)
    return found


def _weak(steps: Sequence[Step], *, asked: bool) -> str:
    """Why a commitment counts in the most only: its stage is not stated, or merely planned."""
    if asked and all(one.hedged for one in steps):
        return "hedged"
    return "planned" if steps and all(one.stage == PLANNED for one in steps) else ""
