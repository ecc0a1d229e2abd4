"""The one door to all formats: which there are, and the module that writes each.

A module is loaded when its format is asked for, so that a CSV never waits for a spreadsheet
library. Output is always bytes; text is UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from communique.change import Changes
from communique.errors import UnknownNameError
from communique.exports.bibliography import references
from communique.exports.selection import GRAPHS
from communique.model import Answer, Document, Dossier
from communique.proof import Absence, Proof
from communique.store import Store
from communique.vocabulary import Prefixes

Writer = tuple[str, str]
"""A module and the name of the function in it."""

_ANSWERS: Mapping[str, Writer] = {
    "csv": ("communique.exports.answer_delimited", "write_csv"),
    "tsv": ("communique.exports.answer_delimited", "write_tsv"),
    "json": ("communique.exports.answer_json", "write_json"),
    "md": ("communique.exports.answer_markdown", "write_markdown"),
    "html": ("communique.exports.answer_html", "write_html"),
    "xlsx": ("communique.exports.answer_xlsx", "write_xlsx"),
}
_DOSSIERS: Mapping[str, Writer] = {
    "md": ("communique.exports.dossier_markdown", "write_markdown"),
    "html": ("communique.exports.dossier_html", "write_html"),
    "docx": ("communique.exports.dossier_docx", "write_docx"),
}
_BIBLIOGRAPHIES: Mapping[str, Writer] = {
    "csl-json": ("communique.exports.bibliography_csl", "write_csl"),
    "ris": ("communique.exports.bibliography_ris", "write_ris"),
    "bibtex": ("communique.exports.bibliography_bibtex", "write_bibtex"),
}
_GRAPHS: Mapping[str, Writer] = {
    "turtle": ("communique.exports.graph_text", "write_turtle"),
    "trig": ("communique.exports.graph_text", "write_trig"),
    "ntriples": ("communique.exports.graph_text", "write_ntriples"),
    "nquads": ("communique.exports.graph_text", "write_nquads"),
    "jsonld": ("communique.exports.graph_jsonld", "write_jsonld"),
    "rdfxml": ("communique.exports.graph_text", "write_rdfxml"),
    "csv": ("communique.exports.graph_csv", "write_csv"),
}
_CHANGES: Mapping[str, Writer] = {
    "md": ("communique.exports.changes_markdown", "write_markdown"),
    "json": ("communique.exports.changes_json", "write_json"),
    "atom": ("communique.exports.changes_atom", "write_atom"),
}
_PROOFS: Mapping[str, Writer] = {
    "text": ("communique.exports.proof_text", "write_text"),
    "json": ("communique.exports.proof_json", "write_json"),
    "turtle": ("communique.exports.proof_turtle", "write_turtle"),
}
ANSWER_FORMATS = tuple(_ANSWERS)
"""Names of the formats of answers."""
CHANGES_FORMATS = tuple(_CHANGES)
"""Names of the formats of changes."""
DOSSIER_FORMATS = tuple(_DOSSIERS)
"""Names of the formats of dossiers."""
BIBLIOGRAPHY_FORMATS = tuple(_BIBLIOGRAPHIES)
"""Names of the formats of lists of references."""
GRAPH_FORMATS = tuple(_GRAPHS)
"""Names of the formats of graphs."""
PROOF_FORMATS = tuple(_PROOFS)
"""Names of the formats of proofs."""


def write_answer(answer: Answer, format: str, output: BinaryIO, prefixes: Prefixes) -> None:
    """Write an answer to an open binary file in one of ANSWER_FORMATS.

    Raises UnknownNameError for another format, UsageError where the format cannot hold the answer.
    """
    module, function = _ANSWERS[_known("format", format, ANSWER_FORMATS)]
    getattr(import_module(module), function)(answer, output, prefixes)


def write_bibliography(documents: Iterable[Document], format: str, output: BinaryIO) -> None:
    """Write articles as a list of references in one of BIBLIOGRAPHY_FORMATS.

    Raises UnknownNameError for another format; nothing is written then.
    """
    module, function = _BIBLIOGRAPHIES[_known("bibliography", format, BIBLIOGRAPHY_FORMATS)]
    getattr(import_module(module), function)(references(documents), output)


def write_changes(changes: Changes, format: str, output: BinaryIO, prefixes: Prefixes) -> None:
    """Write changes to an open binary file in one of CHANGES_FORMATS.

    Raises UnknownNameError for another format.
    """
    module, function = _CHANGES[_known("format", format, CHANGES_FORMATS)]
    getattr(import_module(module), function)(changes, output, prefixes)


def write_dossier(dossier: Dossier, format: str, output: BinaryIO, prefixes: Prefixes) -> None:
    """Write a dossier to an open binary file in one of DOSSIER_FORMATS.

    Raises UnknownNameError for another format, UsageError where python-docx is not installed;
    nothing is written then.
    """
    module, function = _DOSSIERS[_known("format", format, DOSSIER_FORMATS)]
    getattr(import_module(module), function)(dossier, output, prefixes)


def write_graph(  # noqa: PLR0917  # the brother of `write_answer`, in the same order
    store: Store, format: str, graph: str, output: BinaryIO, prefixes: Prefixes, context: Path
) -> None:
    """Write one of GRAPHS to an open binary file in one of GRAPH_FORMATS.

    `context` is the JSON-LD context; only `jsonld` reads it, and puts it into what it writes.
    Raises UnknownNameError for another format or graph; nothing is written then.
    """
    module, function = _GRAPHS[_known("format", format, GRAPH_FORMATS)]
    selected = _known("graph", graph, GRAPHS)
    getattr(import_module(module), function)(store, selected, output, prefixes, context)


def write_proof(proof: Proof | Absence, format: str, output: BinaryIO, prefixes: Prefixes) -> None:
    """Write a proof, or what a triple lacks, to an open binary file in one of PROOF_FORMATS.

    Raises UnknownNameError for another format.
    """
    module, function = _PROOFS[_known("format", format, PROOF_FORMATS)]
    getattr(import_module(module), function)(proof, output, prefixes)


def _known(kind: str, name: str, names: tuple[str, ...]) -> str:
    if name in names:
        return name
    near = get_close_matches(name, names, n=1)
    guess = f"Did you mean {near[0]}? " if near else ""
    raise UnknownNameError(
        f"there is no {kind} {name!r}",
        place=f"--{kind}",
        remedy=f"{guess}There are: {', '.join(names)}.",
    )
