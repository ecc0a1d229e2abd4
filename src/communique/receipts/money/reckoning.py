"""Answers that are reckoned: the solutions of a question brought into lines, by name."""

from __future__ import annotations

from communique.receipts.differences.sides import Sides
from communique.receipts.money.lines import Reckon
from communique.receipts.money.promises import PromisesReckoning
from communique.receipts.money.totals import TotalsReckoning


def reckoning(name: str, sides: Sides) -> Reckon:
    """What reckons the solutions of a question whose header says `reckoning: NAME`.

    `read_question` lets no other name through than those of `RECKONINGS` there.
    """
    return PromisesReckoning(sides).reckon if name == "promises" else TotalsReckoning(sides).reckon
