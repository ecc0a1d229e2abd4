"""What figures, currencies and days a stretch of text can mean, read from its words alone.

The support check reads values anew with it, without what has found the mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from communique.extract.patterns import alternation, tree

_NUMBER = re.compile(r"\d[\d,. \u00a0]*")
_SCALES = (
    (r"trillion|trln|trn|tn\b", 12),
    (r"billion|milliard|bln|bn\b|b\b", 9),
    (r"crore|cr\b", 7),
    (r"million|mln|mio|mn\b|m\b", 6),
    (r"lakh", 5),
    (r"thousand|k\b", 3),
)
_SCALE = re.compile(
    r"(?<![^\W\d])(?:" + "|".join(f"(?P<e{power}>{words})" for words, power in _SCALES) + ")", re.I
)
_SHARE = re.compile(r"%|per ?cent", re.IGNORECASE)
_PRODUCT = re.compile(r"\bGDP\b|domestic product", re.IGNORECASE)
SHARE_OF_PRODUCT = "%GDP"


@dataclass(frozen=True)
class Values:
    """Reads values; made of the word lists of the lexicon as plain dictionaries."""

    currencies: Mapping[str, frozenset[str]]
    """Names, signs and codes in small letters, each with the codes of what it can mean."""
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    cardinals: Mapping[str, Decimal]
    """Numbers in words, fractions with them."""

    @classmethod
    def of(cls, lists: Mapping[str, Any], currencies: Mapping[str, Iterable[str]]) -> Values:
        """The values of the word lists, by file, and of currencies' names by their codes."""
        codes: dict[str, set[str]] = {}
        for code, names in currencies.items():
            for name in (code, *names):
                codes.setdefault(name.lower(), set()).add(code)
        money = lists["money"]
        for name, meanings in (*money["shared"].items(), *money["local"].items()):
            codes.setdefault(name.lower(), set()).update(meanings.values())
        numbers = {**lists["numbers"]["cardinals"], **lists["numbers"]["fractions"]}
        return cls(
            {name: frozenset(found) for name, found in codes.items()},
            lists["dates"]["months"],
            lists["dates"]["weekdays"],
            {words: Decimal(str(number)) for words, number in numbers.items()},
        )

    def numbers(self, text: str) -> Iterator[Decimal]:
        """The numbers that a text can mean; one before a multiplier only with it."""
        spelled = [(one.end(), self.cardinals[one[0].lower()]) for one in self._worded(text)]
        for end, number in (*_figures(text), *spelled):
            scale = _SCALE.match(text, end + len(text[end:]) - len(text[end:].lstrip(" -\u00a0")))
            yield from _scaled(number, text, scale)

    def codes(self, text: str) -> frozenset[str]:
        """The codes of the currencies that a text can mean; the longest names count."""
        found = [self.currencies[one[0].lower()] for one in self._currency.finditer(text)]
        share = {SHARE_OF_PRODUCT} if _SHARE.search(text) and _PRODUCT.search(text) else set()
        return frozenset(share).union(*found)

    def contradicts(self, text: str, value: str, *, resolved: bool = False) -> bool:
        """Whether a text cannot mean a partial date (2024-03-23, 2024-03, 2024, --03-23).

        A date that was worked out from another day need only agree with what the text gives.
        """
        year, month, day = _parts(value)
        numbers = {int(one) for one in re.findall(r"\d+", text)}
        words = [word.lower() for word in re.findall(r"[^\W\d_]+\.?", text)]
        months = {self.months[word] for word in words if word in self.months}
        weekdays = {self.weekdays[word] for word in words if word in self.weekdays}
        if resolved and not months:
            return bool(weekdays and day and date(year, month, day).weekday() not in weekdays)
        return (
            bool(year and not resolved and year not in numbers)
            or bool(month and month not in (months or numbers))
            or bool(day and day not in numbers)
        )

    @cached_property
    def _currency(self) -> re.Pattern[str]:
        names = tree(self.currencies)
        return re.compile(rf"(?<![^\W\d]){names}(?!(?<=\w)[^\W\d])", re.IGNORECASE)

    @cached_property
    def _cardinal(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{alternation(self.cardinals)})\b", re.IGNORECASE)

    def _worded(self, text: str) -> Iterator[re.Match[str]]:
        return self._cardinal.finditer(text)


def _figures(text: str) -> Iterator[tuple[int, Decimal]]:
    """The numbers in digits, each with its end."""
    for match in _NUMBER.finditer(text):
        plain = match[0].strip(" .,\u00a0")
        end = match.start() + len(plain)
        try:
            yield end, Decimal(re.sub(r"[, \u00a0]", "", plain))
        except InvalidOperation:
            continue


def _scaled(number: Decimal, text: str, scale: re.Match[str] | None) -> Iterator[Decimal]:
    """A number with the multiplier behind it; else without and with one further on: `5 to 7 m`."""
    further = scale or _SCALE.search(text)
    if scale is None:
        yield number
    if further is not None and further.lastgroup is not None:
        yield number * Decimal(10) ** int(further.lastgroup.removeprefix("e"))


def _parts(value: str) -> tuple[int, int, int]:
    """Year, month and day of a partial date; 0 for what it leaves open."""
    year, _, rest = value.removeprefix("--").partition("-") if value[0] != "-" else ("", "", value)
    month, _, day = rest.removeprefix("--").partition("-")
    return int(year or 0), int(month or 0), int(day or 0)
