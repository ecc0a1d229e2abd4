"""Answers as people read them: one column for an IRI and its label, text that shows what it is.

Used by every format for people and by the tables of the terminal. Machine formats (CSV, TSV, JSON)
keep each variable as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from pyoxigraph import Literal, NamedNode

from communique.model import Answer, Term
from communique.vocabulary import BASE, ID, XSD, Prefixes

LABEL = "_label"
"""`x_label` is the label of what `x` names."""
MARK = "‡"
"""Stands on rows on whose values sources differ."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_NUMBERS = {XSD.decimal, XSD.integer}
_LARGE = re.compile(r"[+-]?\d{5,15}(?:\.\d{1,6})?")
_SAFE = "!#$%&'()*+,-./:;=?@[]_~"
_SCHEMES = {"http", "https"}


class Cell(NamedTuple):
    """A value as it is shown; what it links to, empty for nothing; the term behind it."""

    text: str
    link: str = ""
    term: Term | None = None


class DisplayColumn(NamedTuple):
    """A column as people see it: a variable, its label variable, or both in one."""

    name: str
    """The variable, without `_label`."""
    value: int | None
    """Position of the variable in a row; None where there is a label only."""
    label: int | None
    """Position of the label; None where there is none."""

    @property
    def heading(self) -> str:
        """What stands above the column."""
        return self.name.replace("_", " ").strip() or self.name

    def cell(self, row: Sequence[Term | None], prefixes: Prefixes) -> Cell:
        """The column's cell of one row; its text is empty where nothing is bound."""
        value = None if self.value is None else row[self.value]
        label = None if self.label is None else row[self.label]
        if value is None and label is None:
            return Cell("")
        link = link_of(value.value) if isinstance(value, NamedNode) else ""
        if label is not None:
            text = term_text(label, prefixes)
            if isinstance(value, Literal) and term_text(value, prefixes) != text:
                text = f"{term_text(value, prefixes)} {text}"  # a label hides no value
            return Cell(text, link, value if isinstance(value, NamedNode) else label)
        assert value is not None
        return Cell(term_text(value, prefixes), link, value)


def display_columns(columns: Sequence[str]) -> tuple[DisplayColumn, ...]:
    """The columns that people see: `x` with `x_label` beside it is one, by label.

    >>> [(c.name, c.value, c.label) for c in display_columns(["who", "who_label", "date"])]
    [('who', 0, 1), ('date', 2, None)]
    """
    position = {name: number for number, name in enumerate(columns)}
    shown = []
    for number, name in enumerate(columns):
        stem = name.removesuffix(LABEL)
        if name == stem or not stem:
            shown.append(DisplayColumn(name, number, position.get(name + LABEL)))
        elif stem not in position:
            shown.append(DisplayColumn(stem, None, number))
    return tuple(shown)


def shown_columns(answer: Answer) -> list[DisplayColumn]:
    """The columns worth a person's room: without nodes that have no name of their own.

    A commitment or a signature is a node between things; its IRI says nothing that the columns
    beside it do not say in words. Whoever writes a query has chosen its columns, though.
    """
    chosen = answer.name == "sparql"
    return [
        column
        for column in display_columns(answer.columns)
        if chosen or column.label is not None or not _nameless(answer, column)
    ]


def _nameless(answer: Answer, column: DisplayColumn) -> bool:
    values = [row[column.value] for row in answer.rows if column.value is not None]
    bound = [value for value in values if value is not None]
    return bool(bound) and all(
        isinstance(value, NamedNode)
        and value.value.startswith(str(ID))
        and value.value.removeprefix(str(ID)).count("/") > 1
        for value in bound
    )


def term_text(term: Term, prefixes: Prefixes) -> str:
    """A term as people read it: a literal's text, an IRI's CURIE or path, a blank node's label.

    Numbers from ten thousand on are grouped by threes.
    """
    if isinstance(term, Literal):
        return _grouped(term) or visible(term.value)
    if not isinstance(term, NamedNode):
        return str(term)
    short = prefixes.compress(term.value)
    if short == term.value:
        short = short.removeprefix(str(ID)).removeprefix(BASE)
    return visible(short)


def _grouped(literal: Literal) -> str:
    """A large number with its thousands set apart; empty for anything else."""
    if literal.datatype not in _NUMBERS or not _LARGE.fullmatch(literal.value):
        return ""
    whole, point, fraction = literal.value.partition(".")
    return f"{int(whole):,}{point}{fraction}"


def visible(text: str) -> str:
    """Text in which no character hides or turns others round: such a one shows its number.

    >>> visible("Zenda" + chr(0x202E))
    'Zenda⟨U+202E⟩'
    """
    return _INVISIBLE.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def one_line(text: str) -> str:
    """Visible text with every run of white space as one space."""
    return visible(" ".join(text.split()))


def counted(number: int, thing: str) -> str:
    """How many of a thing there are; the name's plural ends in s.

    >>> counted(1, "new thing"), counted(2, "new thing")
    ('1 new thing', '2 new things')
    """
    return f"{number} {thing}{'s' * (number != 1)}"


def link_of(address: str) -> str:
    """An address that may be linked to: http or https, quoted; empty for any other.

    >>> link_of("https://example.org/a?b=<c>"), link_of("javascript:alert(1)")
    ('https://example.org/a?b=%3Cc%3E', '')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES or not parts.netloc:
        return ""
    try:
        return quote(address, safe=_SAFE)
    except UnicodeEncodeError:
        return ""


def parameters_text(answer: Answer) -> str:
    """The parameters of an answer in one line; empty where there are none."""
    shown = (f"{name} = {', '.join(values)}" for name, values in answer.parameters.items())
    return one_line("; ".join(shown))


def differences_of(answer: Answer) -> list[str]:
    """What sources differ on in any row, once each, in the order of the rows."""
    found = (difference for state in answer.states or () for difference in state.differences)
    return list(dict.fromkeys(one_line(str(difference)) for difference in found))


def numbers_of(answer: Answer, row: int) -> list[int]:
    """The numbers, counted from 1, of the sources that a row rests on."""
    return [position + 1 for position in answer.cited[row]] if answer.cited else []


def sources_text(answer: Answer, row: int) -> str:
    """The numbers of a row's sources, and what its receipt has beside them.

    How many more passages support it, and whether it also rests on an absence.
    """
    return ", ".join(map(str, numbers_of(answer, row))) + receipt_text(answer, row)


def receipt_text(answer: Answer, row: int) -> str:
    """What is to be said behind the sources of a row whose receipt was asked for."""
    if answer.receipts is None:
        return ""
    more = answer.receipts[row].more
    absent = answer.states is not None and answer.states[row].absence
    told = f" + {more} more" if more else ""
    return told + ("; also rests on an absence" if absent else "")
