"""Frozen records of what sums of money come to: never a bare sum, but low – high."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Total(NamedTuple):
    """What the counted lines of an answer come to, in one currency."""

    currency: str
    """Code of the currency (ISO 4217), or its label where it has none."""
    low: Decimal
    """The least that can be meant: a sum over lines every two of which are told apart."""
    high: Decimal | None
    """The most that can be meant; None where a source says at least, and so leaves it open."""
    words: str
    """The same in words: `500 million DKK`, `590 million – 1.9 billion EUR`."""
    origin: str = ""
    """Origin of funds of a sub-total, in words: `out of Klow Capital`; empty for the whole."""
    exact: bool = True
    """Whether the least is the greatest that may be added; else it is only a lower bound."""
    counted: tuple[int, ...] = ()
    """The lines that make up the most, as positions in the answer's rows."""
    lowest: tuple[int, ...] = ()
    """Those of them that make up the least."""


class Totals(NamedTuple):
    """The totals under an answer, and what a reader must know of them."""

    totals: tuple[Total, ...] = ()
    """By currency: the whole, then sub-totals by origin of funds where any is stated."""
    open: tuple[str, ...] = ()
    """Relations between lines that no source states, each of which widens a range."""
    notes: tuple[str, ...] = ()
    """What was left out and why it could not be counted."""
