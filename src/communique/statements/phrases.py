"""Parts of sentences of ours: sums, numbers, dates, lists."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterable
from decimal import Decimal

from communique.claims import Concept, Figure, Kind, Money
from communique.statements.terms import GDP

_BOUNDS = {"at-least": "at least ", "at-most": "at most ", "about": "about "}
_SCALES = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_VOWELS = "aeiou"


def number(figure: Figure | Money) -> str:
    """A number with what limits it: `at least 350`, `about 67 million`."""
    value, scale = figure.number, ""
    for size, name in _SCALES:
        if abs(value) >= size and value * 1000 % size == 0:
            value, scale = value / size, f" {name}"
            break
    digits = f"{value:,f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f"{_BOUNDS.get(figure.bound, '')}{digits}{scale}"


def money(given: Money) -> str:
    """A sum: `500 million DKK`."""
    if given.currency == GDP:
        return f"{number(given)} per cent of the gross domestic product"
    return f"{number(given)} {given.currency}"


def day(value: str) -> str:
    """A partial date: `on 25 March 1957`, `in March 1957`, `in 1957`, `on 25 March`.

    >>> day("1957-03-25"), day("--03-25"), day("1957")
    ('on 25 March 1957', 'on 25 March', 'in 1957')
    """
    year, month, number_of_day = ([*value.removeprefix("-").split("-"), "", ""])[:3]
    named = month_name[int(month)] if month else ""
    words = [str(int(number_of_day)) if number_of_day else "", named, year]
    return f"{'on' if number_of_day else 'in'} {' '.join(word for word in words if word)}"


def listed(parts: Iterable[str]) -> str:
    """Words in a row: `a, b and c`."""
    found = list(dict.fromkeys(parts))
    return " and ".join((", ".join(found[:-1]), found[-1]) if len(found) > 1 else found)


def with_article(noun: str) -> str:
    """A noun with `a` or `an`."""
    return f"{'an' if noun[:1].lower() in _VOWELS else 'a'} {noun}"


def concept(given: Concept) -> str:
    """A concept's name in words."""
    return given.name.partition(":")[2].replace("-", " ")


def kind(given: Kind) -> str:
    """A class's name in words, with an article.

    >>> kind(Kind.INTERNATIONAL_ORGANIZATION)
    'an international organisation'
    """
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in given.value)
    noun = words.strip().replace("organization", "organisation")
    return noun if given is Kind.ARMED_FORCES else with_article(noun)
