"""Answers as SPARQL 1.1 CSV and TSV (https://www.w3.org/TR/sparql11-results-csv-tsv/).

The columns are exactly as the standard has them, then come the columns of the row's state. So a
text that begins with `=` stays as it is: CSV says nothing of formulas, and a prefix would change
the data. Whoever opens an answer in a spreadsheet program takes the format `xlsx`, in which every
text is a text.
"""

from __future__ import annotations

import csv
from io import TextIOWrapper
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode

from communique.exports.states import Value, state_columns, state_values
from communique.model import Answer, Term
from communique.vocabulary import XSD, Prefixes

_ESCAPES = str.maketrans({"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"})


def write_csv(answer: Answer, output: BinaryIO, _prefixes: Prefixes) -> None:
    """Write an answer as CSV: plain values, lines end in CR LF."""
    text = TextIOWrapper(output, "utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*answer.columns, *state_columns(answer)))
    for row, state in zip(answer.rows, state_values(answer), strict=True):
        writer.writerow([*map(_plain, row), *map(_plain_value, state)])
    _release(text)


def write_tsv(answer: Answer, output: BinaryIO, _prefixes: Prefixes) -> None:
    """Write an answer as TSV: terms in Turtle's syntax, lines end in LF."""
    text = TextIOWrapper(output, "utf-8", newline="")
    names = (*answer.columns, *state_columns(answer))
    text.write("\t".join(f"?{name}" for name in names) + "\n")
    for row, state in zip(answer.rows, state_values(answer), strict=True):
        fields = (*map(_turtle, row), *map(_turtle_value, state))
        text.write("\t".join(fields) + "\n")
    _release(text)


def _release(text: TextIOWrapper) -> None:
    text.flush()
    text.detach()


def _plain(term: Term | None) -> str:
    """A term in CSV (section 3.2): an IRI or a literal's lexical form, without anything around."""
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _plain_value(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _turtle(term: Term | None) -> str:
    """A term in TSV (section 4): as in Turtle, with tabs and line ends escaped."""
    if term is None:
        return ""
    if not isinstance(term, Literal):
        return str(term)
    text = f'"{term.value.translate(_ESCAPES)}"'
    if term.language is not None:
        return f"{text}@{term.language}"
    return text if term.datatype == XSD.string else f"{text}^^{term.datatype}"


def _turtle_value(value: Value) -> str:
    if isinstance(value, str):
        return _turtle(Literal(value))
    return _turtle(Literal(_plain_value(value), datatype=_DATATYPES[type(value)]))


_DATATYPES = {bool: XSD.boolean, int: XSD.integer}
