"""Figures as sources give them: a number, and the word that limits it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

_INFINITE = Decimal("Infinity")
_SURE = 2
"""Digits that a plain figure must have to be taken for a rounded one: 250, but not 20."""
_ROUNDING = Decimal("0.05")
_WORDS = {"about": "about ", "at-least": "at least ", "at-most": "at most "}
_SCALES = ((Decimal(10**9), "billion"), (Decimal(10**6), "million"))


class Figure(NamedTuple):
    """A number with its bound: `exact`, `about`, `at-least`, `at-most`, or nothing said."""

    number: Decimal
    bound: str = ""

    def span(self) -> tuple[Decimal, Decimal]:
        """The least and the greatest number that can be meant.

        A figure that is said to be about, or has two digits or more before its noughts, may have
        been rounded to its last digit: half a unit of it either way, and a twentieth at most.

        >>> [tuple(map(int, Figure(Decimal(n)).span())) for n in (250, 20)]
        [(245, 255), (20, 20)]
        """
        if self.bound == "at-least":
            return self.number, _INFINITE
        if self.bound == "at-most":
            return -_INFINITE, self.number
        half = min(self._unit / 2, abs(self.number) * _ROUNDING)
        rounded = self.bound == "about" or (self._digits >= _SURE and self._unit > 1)
        return (self.number - half, self.number + half) if rounded else (self.number, self.number)

    def agrees(self, other: Figure) -> bool:
        """Whether the number of one can be meant by the other.

        >>> Figure(Decimal(350), "at-least").agrees(Figure(Decimal(361)))
        True
        >>> Figure(Decimal(15), "at-least").agrees(Figure(Decimal(12)))
        False
        """
        (low, high), (other_low, other_high) = self.span(), other.span()
        return low <= other.number <= high or other_low <= self.number <= other_high

    def finer(self, other: Figure) -> bool:
        """Whether it agrees with another figure and leaves less open."""
        return self.agrees(other) and self._open() < other._open()

    def within(self, other: Decimal, tolerance: Decimal) -> bool:
        """Whether a number is one that can be meant, give or take a part of the number."""
        low, high = self.span()
        return low <= other * (1 + tolerance) and other * (1 - tolerance) <= high

    def __str__(self) -> str:
        return f"{_WORDS.get(self.bound, '')}{words(self.number)}"

    def _open(self) -> tuple[Decimal, bool]:
        low, high = self.span()
        return high - low, self.bound not in ("", "exact")

    @property
    def _digits(self) -> int:
        return len(self.number.normalize().as_tuple().digits)

    @property
    def _unit(self) -> Decimal:
        """What one step of the last digit before the noughts is worth."""
        exponent = self.number.normalize().as_tuple().exponent
        return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def words(number: Decimal) -> str:
    """A number as it is printed: round millions and billions in words, thousands set apart.

    >>> words(Decimal("3300000000")), words(Decimal("67000000.00")), words(Decimal(1250))
    ('3.3 billion', '67 million', '1,250')
    >>> words(Decimal(27285714))
    '27,285,714'
    """
    for scale, name in _SCALES:
        scaled = number / scale
        if abs(scaled) >= 1 and scaled == round(scaled, 4):
            return f"{_plain(scaled)} {name}"
    return _plain(number)


def _plain(number: Decimal) -> str:
    shown = f"{number:,f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
