"""Validation: what may be published, what someone should look at, what could be richer.

Gate 1 sees one document's asserted statements with ontology, registry and background. Shapes are
SHACL (https://www.w3.org/TR/shacl/), run by pyshacl on graphs in memory; `structure` finds what
shapes cannot see. A report is a result, never an exception; shapes that cannot be used are an
InputError. A difference between sources is a warning.
"""

from __future__ import annotations

from communique.validation.report import Severity, ValidationReport, ValidationResult
from communique.validation.shapes import single_valued_shapes
from communique.validation.structure import (
    check_entries,
    check_statements,
    check_text,
    document_lengths,
)
from communique.validation.terms import check_terms
from communique.validation.validator import Validator, validate
from communique.validation.words import check_antecedents, check_words

__all__ = [
    "Severity",
    "ValidationReport",
    "ValidationResult",
    "Validator",
    "check_antecedents",
    "check_entries",
    "check_statements",
    "check_terms",
    "check_text",
    "check_words",
    "document_lengths",
    "single_valued_shapes",
    "validate",
]
