"""`promises`: each commitment step by step, and how long it has been open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from communique.model import Term
from communique.receipts.differences.sides import Sides
from communique.receipts.money.commitments import (
    CANCELLED,
    DELIVERED,
    Commitment,
    Commitments,
    Step,
)
from communique.receipts.money.lines import (
    Asked,
    Line,
    Lines,
    by_commitment,
    described,
    figure_quads,
    groups,
    shown_grounds,
    text,
)
from communique.receipts.money.sums import Given, Solution, Sums, interval_words, undenied
from communique.vocabulary import CMQ, XSD

COLUMNS = (
    "commitment",
    "payer",
    "beneficiary",
    "programme",
    "purpose",
    "sum",
    "stage",
    "stage_label",
    "date",
    "dated",
    "status",
    "age",
    "relation",
)
"""Columns of the answer; `age` is in days."""
_UNDATED = "Steps that no source dates are left out; ask without on to see them."


class _Promise(NamedTuple):
    """A commitment as a promise, up to a day."""

    told: Commitment
    steps: tuple[Step, ...]
    rows: dict[NamedNode | None, list[int]]
    """The solutions that give each step."""
    status: str
    age: int | None
    """Days since its first dated step, where it is open."""


class PromisesReckoning:
    """Reckons the solutions of the question `promises` into steps."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._commitments = Commitments(sides)
        self._sums = Sums(sides)

    def reckon(self, solutions: Sequence[Solution], asked: Asked) -> Lines:
        """The steps of each promise in their order; open promises first, by age."""
        on = asked.day("on")
        found = [
            promise
            for node, rows in by_commitment(solutions).items()
            if (promise := self._promise(node, rows, solutions, asked)) is not None
        ]
        found.sort(key=lambda one: (one.status != "open", -(one.age or 0), one.told.node.value))
        lines = [line for promise in found for line in self._lines(promise)]
        return Lines(COLUMNS, lines, note=_UNDATED if on else "")

    def _promise(
        self, node: NamedNode, rows: Sequence[int], solutions: Sequence[Solution], asked: Asked
    ) -> _Promise | None:
        """What a commitment is as a promise; None where it is none, or none yet."""
        told = self._commitments.of(node)
        on = asked.day("on")
        steps = tuple(one for one in told.steps if on is None or _known(one, on))
        if told.is_denied or told.is_running_total or (on is not None and not steps):
            return None
        by_stage: dict[NamedNode | None, list[int]] = {}
        for number in rows:
            stage = solutions[number]["stage"]
            by_stage.setdefault(stage if isinstance(stage, NamedNode) else None, []).append(number)
        status = _status(steps)
        days = [one.days[0] for one in steps if one.days is not None]
        first = min(days, default=None)
        day = on or asked.today
        is_open = first is not None and first <= day and status == "open"
        age = (day - first).days if first is not None and is_open else None
        return _Promise(told, steps, by_stage, status, age)

    def _lines(self, promise: _Promise) -> Iterator[Line]:
        told = promise.told
        given = self._given(told)
        sums = [one for one in self._sums.promised(given) if one.beside is None]
        words = "; ".join(
            interval_words(one.interval, self._sides.code(one.currency)) for one in sums
        )
        relation, path = self._relation(told)
        shown = (
            told.node,
            text(told.labels(CMQ.payer)),
            text(told.labels(CMQ.beneficiary)),
            text(told.labels(CMQ.under)),
            text(told.labels(CMQ.purpose)),
            text(words),
        )
        amounts = [one for one in self._amounts(told) if undenied(self._sums.of([one]))]
        currencies = self._sums.currencies(amounts)
        common = [*shown_grounds(told), *path, *figure_quads(given), *currencies]
        steps: Sequence[Step | None] = promise.steps or (None,)
        for step in steps:
            last = step is steps[-1]
            rows = promise.rows.get(step.stage if step else None, [])
            own = [*groups(step.given), *_dating(step)] if step else []
            terms = (*shown, *self._step(step), *_end(promise, last=last), text(relation))
            yield Line(terms, (tuple(rows),), (*own, *common))

    def _step(self, step: Step | None) -> tuple[Term | None, ...]:
        if step is None:
            return None, None, None, None
        label = Literal(self._sides.sources.label(step.stage))
        if step.shown is None:
            return step.stage, label, None, None
        return step.stage, label, step.shown, Literal("said" if step.dated else "first report")

    def _given(self, told: Commitment) -> list[Given]:
        """The sums that were promised, as passages give them."""
        return undenied(self._sums.of(self._amounts(told)))

    def _amounts(self, told: Commitment) -> list[NamedNode]:
        return self._sides.subjects(CMQ.amountOf, told.node)

    def _relation(self, told: Commitment) -> tuple[str, list[tuple[Quad, ...]]]:
        """What the nearest commitment is that holds one, and the statements that say so."""
        relatives = self._commitments.holders(told.node)
        if not relatives:
            return "", []
        nearest = relatives[0]
        whole = self._commitments.of(nearest.node)
        words = described(whole, self._words(whole))
        return (
            f"{'restates' if nearest.again else 'part of'} {words}",
            groups(nearest.path),
        )

    def _words(self, told: Commitment) -> str:
        first = next(iter(self._sums.promised(self._given(told))), None)
        return interval_words(first.interval, self._sides.code(first.currency)) if first else ""


def _dating(step: Step) -> list[tuple[Quad, ...]]:
    """The statements on which the day of a step rests; of first reports one is enough."""
    return groups(step.dating) if step.dated else [tuple(one.quad for one in step.dating)]


def _known(step: Step, on: date) -> bool:
    """Whether a step had been made, or reported, by a day."""
    return step.days is not None and step.days[0] <= on


def _status(steps: Sequence[Step]) -> str:
    """What has become of a promise; only what is stated closes it."""
    reached = {one.stage for one in steps if not one.hedged}
    if CANCELLED in reached:
        return "cancelled"
    return "delivered" if DELIVERED in reached else "open"


def _end(promise: _Promise, *, last: bool) -> tuple[Literal | None, Literal | None]:
    """What the last step says of the whole promise."""
    if not last:
        return None, None
    age = promise.age
    days = None if age is None else Literal(str(age), datatype=XSD.integer)
    return Literal(promise.status), days
