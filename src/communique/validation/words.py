"""Passages against the text they are cut from, where the text is at hand.

A passage whose fingerprint is another's has been cut from another text or in another place; a
wording is made of words of its passage, or of the passages that resolve what it refers to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from communique.fingerprint import fingerprint, words
from communique.model import Passage, Statement
from communique.validation.report import Severity, ValidationResult, text_of
from communique.validation.structure import COMPONENT
from communique.vocabulary import CMQ, SHAPES


def check_words(statements: Iterable[Statement], text: str) -> Iterator[ValidationResult]:
    """Passages of a document, and wordings in them, that its text does not bear out.

    `statements` are those of the document whose stored text is `text`.
    """
    statements = list(statements)
    antecedents: dict[str, set[str]] = defaultdict(set)
    for quad, _ in statements:
        if quad.predicate == CMQ.antecedent:
            antecedents[_iri(quad.subject)].add(_iri(quad.object))
    for statement in statements:
        quad = statement.quad
        if not isinstance(quad.object, Literal) or not isinstance(quad.subject, NamedNode):
            continue
        if quad.predicate == CMQ.fingerprint:
            yield from _fingerprint_results(statement, quad.object, text)
        elif quad.predicate in (CMQ.wording, CMQ.alias):
            yield from _wording_results(statement, quad.object, text, antecedents)


def check_antecedents(statements: Iterable[Statement]) -> Iterator[ValidationResult]:
    """Antecedents that lead back to where they start, so that nothing is resolved by them."""
    given = [statement for statement in statements if statement.quad.predicate == CMQ.antecedent]
    antecedents: dict[str, set[str]] = defaultdict(set)
    for quad, _ in given:
        antecedents[_iri(quad.subject)].add(_iri(quad.object))
    for statement in given:
        start, value = _iri(statement.quad.subject), _iri(statement.quad.object)
        if start and start in _reached(value, antecedents):
            yield _result(
                statement,
                "Passage-antecedent",
                f"the antecedents of {start.rpartition('#')[2]} lead back to it",
                "Name the passage that is clear by itself as antecedent, and give it none.",
            )


def _fingerprint_results(
    statement: Statement, literal: Literal, text: str
) -> Iterator[ValidationResult]:
    subject = statement.quad.subject
    found = _excerpt(_iri(subject), text)
    if found is not None and str(fingerprint(found)) != literal.value:
        yield _result(
            statement,
            "Passage-fingerprint",
            f"the words of {text_of(subject)} have another fingerprint",
            "Count the passage's characters again; `communique passages new` does it.",
        )


def _wording_results(
    statement: Statement, literal: Literal, text: str, antecedents: dict[str, set[str]]
) -> Iterator[ValidationResult]:
    passage = _iri(statement.quad.graph_name)
    if _excerpt(passage, text) is None:
        return
    reached = _reached(passage, antecedents)
    said = {word.text for one in reached for word in words(_excerpt(one, text) or "")}
    missing = [word.text for word in words(literal.value) if word.text not in said]
    if missing:
        yield _result(
            statement,
            f"structure-{text_of(statement.quad.predicate)}",
            f"{literal.value!r}: the passage does not say {', '.join(missing)}",
            "Write the passage's own words, or name the passage that resolves them "
            "(cmq:antecedent).",
        )


def _reached(passage: str, antecedents: Mapping[str, set[str]]) -> list[str]:
    """A passage, its antecedents, theirs, and so on; each once."""
    reached = [passage]
    for one in reached:
        reached += sorted(antecedents.get(one, set()) - set(reached))
    return reached


def _excerpt(iri: str, text: str) -> str | None:
    """The text of a passage; None where the IRI names no span inside the text."""
    passage = Passage.parse(iri)
    if passage is None or not passage.start < passage.end <= len(text):
        return None
    return text[passage.start : passage.end]


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _result(statement: Statement, check: str, fact: str, remedy: str) -> ValidationResult:
    subject = statement.quad.subject
    assert isinstance(subject, NamedNode)  # `check_words` looks at no other
    return ValidationResult(
        severity=Severity.VIOLATION,
        focus=subject,
        message=fact,
        remedy=remedy,
        shape=SHAPES[check].value,
        component=COMPONENT,
        path=statement.quad.predicate.value,
        path_node=statement.quad.predicate,
        value=statement.quad.object if isinstance(statement.quad.object, Literal) else None,
        place=statement.place,
        statements=(statement,),
    )
