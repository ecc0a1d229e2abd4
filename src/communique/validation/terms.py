"""Terms of our ontology that statements use: that the ontology declares them.

A misspelt property is no error of RDF; its statement would only never be found. What other
vocabularies declare is theirs to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from pyoxigraph import NamedNode

from communique.model import Statement
from communique.validation.report import Severity, ValidationResult
from communique.validation.structure import COMPONENT
from communique.vocabulary import CMQ, SHAPES


def check_terms(
    statements: Iterable[Statement], declared: Collection[str]
) -> Iterator[ValidationResult]:
    """Each use of a term in our namespace that is not declared, a violation with its place.

    `declared` gives the IRIs of the ontology's classes, properties and annotations.
    """
    for statement in statements:
        for term in (statement.quad.predicate, statement.quad.object):
            if not isinstance(term, NamedNode) or not term.value.startswith(str(CMQ)):
                continue
            if term.value not in declared:
                yield _result(term, declared, statement)


def _result(term: NamedNode, declared: Collection[str], statement: Statement) -> ValidationResult:
    name = term.value.removeprefix(str(CMQ))
    names = [iri.removeprefix(str(CMQ)) for iri in declared if iri.startswith(str(CMQ))]
    near = get_close_matches(name, names, n=1)
    guess = f"Did you mean cmq:{near[0]}? Otherwise declare" if near else "Declare"
    return ValidationResult(
        severity=Severity.VIOLATION,
        focus=term,
        message=f"the ontology declares no cmq:{name}",
        remedy=f"{guess} it in the ontology, or take a term of another vocabulary.",
        shape=SHAPES["structure-term"].value,
        component=COMPONENT,
        place=statement.place,
        statements=(statement,),
    )
