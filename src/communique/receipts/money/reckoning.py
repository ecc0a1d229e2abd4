"""Answers that are reckoned: the solutions of a question brought into lines, by name."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import localcontext

from communique.receipts.differences.sides import Sides
from communique.receipts.money.lines import Asked, Lines, Reckon
from communique.receipts.money.promises import PromisesReckoning
from communique.receipts.money.sums import Solution
from communique.receipts.money.totals import TotalsReckoning

_DIGITS = 100
"""Digits with which sums are reckoned; more than any has, so that none is rounded."""


def reckoning(name: str, sides: Sides) -> Reckon:
    """What reckons the solutions of a question whose header says `reckoning: NAME`.

    `read_question` lets no other name through than those of `RECKONINGS` there.
    """
    reckon = (
        PromisesReckoning(sides).reckon if name == "promises" else TotalsReckoning(sides).reckon
    )

    def exactly(solutions: Sequence[Solution], asked: Asked) -> Lines:
        with localcontext(prec=_DIGITS):
            return reckon(solutions, asked)

    return exactly
