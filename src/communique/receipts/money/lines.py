"""What a question about money is asked with, and the lines of its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from communique.errors import ParameterError
from communique.model import Term, text_of
from communique.money import Totals
from communique.receipts.money.commitments import Commitment, Days
from communique.receipts.money.sums import Solution
from communique.vocabulary import CMQ


class Asked(NamedTuple):
    """What a question was asked with, as far as its query does not read it."""

    name: str
    """The question's name, as errors begin with it."""
    values: Mapping[str, Sequence[Term]]
    """The terms of each parameter that was given, by its name."""
    today: date

    def day(self, name: str) -> date | None:
        """The day of a parameter; None where it was not given."""
        given = self.values.get(name)
        return date.fromisoformat(text_of(given[0])) if given else None

    def nodes(self, name: str) -> list[NamedNode]:
        """The things of a parameter."""
        return [one for one in self.values.get(name, ()) if isinstance(one, NamedNode)]

    def span(self) -> Days | None:
        """The days from `from` to `to`; None where neither is given.

        Raises ParameterError where the first is after the last.
        """
        first, last = self.day("from"), self.day("to")
        if first and last and first > last:
            raise ParameterError(
                f"from ({first}) is after to ({last})",
                place=self.name,
                remedy="Give the earlier day as from; a year means all of it.",
            )
        return (first or date.min, last or date.max) if first or last else None


class Line(NamedTuple):
    """A row of the answer."""

    terms: tuple[Term | None, ...]
    rows: tuple[int, ...]
    """The solutions that it stands for, by number."""
    grounds: tuple[Quad, ...]
    """Further statements that it rests on."""


class Lines(NamedTuple):
    """What the solutions of a question come to."""

    columns: tuple[str, ...]
    lines: Sequence[Line]
    totals: Totals | None = None
    note: str = ""


Reckon = Callable[[Sequence[Solution], Asked], Lines]

SHOWN = (
    CMQ.payer,
    CMQ.originOfFunds,
    CMQ.channel,
    CMQ.beneficiary,
    CMQ.under,
    CMQ.purpose,
)
"""What is shown of every commitment beside its sum and its stages."""


def described(told: Commitment, sum_words: str) -> str:
    """A commitment in words: its sum, who pays, and under what or for what."""
    payer = told.labels(CMQ.payer) or "an unnamed payer"
    purpose = told.labels(CMQ.under) or told.labels(CMQ.purpose)
    return f"{sum_words or 'what is given by'} {'of ' if sum_words else ''}{payer}" + (
        f" ({purpose})" if purpose else ""
    )


def shown_grounds(told: Commitment) -> list[Quad]:
    """The statements from which a commitment is shown."""
    return [one.quad for predicate in SHOWN for one in told.said(predicate)]


def text(words: str) -> Literal | None:
    """A text as a term; None where it is empty."""
    return Literal(words) if words else None


def by_commitment(solutions: Sequence[Solution]) -> dict[NamedNode, list[int]]:
    """The solutions of each commitment, by number; commitments in the order of their IRIs."""
    found: dict[NamedNode, list[int]] = {}
    for number, solution in enumerate(solutions):
        node = solution["commitment"]
        if isinstance(node, NamedNode):
            found.setdefault(node, []).append(number)
    return {node: found[node] for node in sorted(found, key=str)}
