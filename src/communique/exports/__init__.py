"""Exports: answers as tables and spreadsheets, proofs and graphs as files, and for other libraries.

What needs a library of its own stands in a module that is loaded when it is asked for:
`communique.exports.dataframe` (pandas), `communique.exports.rdflib_dataset` (rdflib).
"""

from communique.exports.selection import GRAPHS
from communique.exports.writing import (
    ANSWER_FORMATS,
    BIBLIOGRAPHY_FORMATS,
    CHANGES_FORMATS,
    DOSSIER_FORMATS,
    GRAPH_FORMATS,
    PROOF_FORMATS,
    write_answer,
    write_bibliography,
    write_changes,
    write_dossier,
    write_graph,
    write_proof,
)

__all__ = [
    "ANSWER_FORMATS",
    "BIBLIOGRAPHY_FORMATS",
    "CHANGES_FORMATS",
    "DOSSIER_FORMATS",
    "GRAPHS",
    "GRAPH_FORMATS",
    "PROOF_FORMATS",
    "write_answer",
    "write_bibliography",
    "write_changes",
    "write_dossier",
    "write_graph",
    "write_proof",
]
