"""What a question about money is asked with, and the lines of its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from communique.errors import ParameterError
from communique.model import Term, text_of
from communique.money import Totals
from communique.receipts.money.commitments import Commitment, Days, Said
from communique.receipts.money.sums import Given, Solution
from communique.receipts.sources.records import CERTAINTIES
from communique.vocabulary import CMQ

Certain = TypeVar("Certain", Said, Given)
"""What a passage says, with how certain it is."""


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
    rows: tuple[tuple[int, ...], ...]
    """The solutions that it rests on, by number: of each group any one is enough."""
    grounds: tuple[tuple[Quad, ...], ...]
    """Further statements that it rests on: of each group any one is enough."""


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
    CMQ.partialOriginOfFunds,
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


def shown_grounds(told: Commitment) -> list[tuple[Quad, ...]]:
    """The statements from which a commitment is shown; of each group any one is enough."""
    return groups(one for predicate in SHOWN for one in told.said(predicate))


def groups(said: Iterable[Said]) -> list[tuple[Quad, ...]]:
    """Statements by what they say, of each the most certain ones."""
    found: dict[tuple[object, ...], list[Said]] = {}
    for one in said:
        found.setdefault((one.quad.subject, one.quad.predicate, one.value), []).append(one)
    return [tuple(one.quad for one in most_certain(group)) for group in found.values()]


def most_certain(said: Sequence[Certain]) -> list[Certain]:
    """Those of which nothing is more certain among them."""
    best = min(CERTAINTIES.index(one.certainty) for one in said)
    return [one for one in said if CERTAINTIES.index(one.certainty) == best]


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


def sum_rows(given: Iterable[Given]) -> tuple[tuple[int, ...], ...]:
    """The solutions that give figures, by figure; of each group any one is enough."""
    found: dict[tuple[object, ...], list[Given]] = {}
    for one in given:
        found.setdefault((one.figure, one.currency, one.promised), []).append(one)
    return tuple(tuple(one.row for one in most_certain(group)) for group in found.values())


def figure_quads(given: Iterable[Given]) -> list[tuple[Quad, ...]]:
    """The statements that give figures, by figure; of each group any one is enough."""
    found: dict[tuple[object, ...], list[Given]] = {}
    for one in given:
        found.setdefault((one.figure, one.currency), []).append(one)
    return [tuple(q for one in most_certain(own) for q in one.quads) for own in found.values()]
