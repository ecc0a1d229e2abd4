"""The two gates that data pass before they answer questions.

Gate 1 sees one document with ontology, registry and background, and can refuse it. Gate 2 sees
everything after the closure: inconsistencies, and what the checks return. What arises only
between documents is never a reason to refuse one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode

from communique import turtle
from communique.closure.consistency import find_inconsistencies
from communique.closure.rules import RuleSet
from communique.dataset import DocumentStatements, Matter
from communique.model import (
    Document,
    Place,
    Statement,
    Term,
    object_of,
    subject_of,
    text_of,
    triple_of,
)
from communique.project import Project
from communique.queries.header import read_check
from communique.queries.question import Question
from communique.store import Store
from communique.texts import plain_text
from communique.validation import (
    Severity,
    ValidationReport,
    ValidationResult,
    Validator,
    check_statements,
    check_terms,
    check_text,
    check_words,
)
from communique.vocabulary import CMQ, QUERY, RDF, SHAPES, Prefixes

_SEVERITIES = {
    "error": Severity.VIOLATION,
    "warning": Severity.WARNING,
    "info": Severity.INFO,
}


def gate_one(project: Project, matter: Matter) -> dict[str, ValidationReport]:
    """A report for each document, under its IRI, and one under "" for what all are read with."""
    shapes = [triple_of(s.quad) for path in project.shapes for s in turtle.read(path)]
    terms = [triple_of(s.quad) for s in [*matter.ontology, *matter.schemes]]
    validator = Validator(shapes, terms, matter.common)
    lacking = list(_textless_briefs(project, matter))
    named = {one.document for one in matter.documents}
    declared = {text_of(s.quad.subject) for s in matter.ontology}
    common = [
        *check_statements([*matter.ontology, *matter.schemes, *matter.alignments], {}),
        *check_terms([*matter.common, *matter.alignments], declared),
        *(result for result in lacking if result.focus not in named),
    ]
    found = ValidationReport.of(common)
    reports = {"": ValidationReport.joined([validator.validate(matter.common), found])}
    records = _text_records(matter)
    for document in matter.documents:
        name = document.document.value
        text = project.brief(document.path.stem)
        told = [result for result in lacking if result.focus == document.document]
        if text.is_file():
            told += _text_results(text, records[name], document)
        told += check_terms(document.statements, declared)
        report = validator.validate(document.statements, document=name)
        reports[name] = ValidationReport.joined([report, ValidationReport.of(told)])
    return reports


class GateOne:
    """Gate 1 for documents that come one after the other."""

    def __init__(self, project: Project, matter: Matter) -> None:
        """Read shapes, ontology and what all documents are read with."""
        shapes = [triple_of(s.quad) for path in project.shapes for s in turtle.read(path)]
        terms = [triple_of(s.quad) for s in [*matter.ontology, *matter.schemes]]
        self._validator = Validator(shapes, terms, matter.common)
        self._declared = {text_of(s.quad.subject) for s in matter.ontology}

    def judge(
        self, document: DocumentStatements, common: Iterable[Statement], text: str
    ) -> ValidationReport:
        """The report on a document whose stored text is at hand.

        `common` is what the project's files do not have yet: the document's record, entries of the
        registry, concepts. It is known from then on.
        """
        entries = list(common)
        self._validator.extend(entries)
        told = [
            *check_terms([*entries, *document.statements], self._declared),
            *check_words(document.statements, text),
        ]
        about_things = self._validator.validate(entries)
        said = self._validator.validate(document.statements, document=document.document.value)
        return ValidationReport.joined([about_things, said, ValidationReport.of(told)])


def gate_two(project: Project, matter: Matter, store: Store, rules: RuleSet) -> ValidationReport:
    """What arises between documents: inconsistencies, and what the checks return."""
    places = _Places(matter)
    results = [
        ValidationResult(
            severity=Severity.VIOLATION,
            focus=subject_of(found.triples[0]),
            message=found.message,
            remedy="Correct one of the statements, or the axiom they clash with.",
            shape=SHAPES["Consistency"].value,
            component=SHAPES[found.rule].value,
            place=places.of(subject_of(found.triples[0])),
            statements=tuple(
                statement
                for triple in found.triples
                for statement in places.statements(subject_of(triple), object_of(triple))
            ),
        )
        for found in find_inconsistencies(store, rules)
    ]
    for path in project.checks:
        results += _check_results(read_check(path), store, places, project.prefixes)
    return ValidationReport.of(results)


def both_gates(one: Iterable[ValidationReport], two: ValidationReport) -> ValidationReport:
    """One report of both; what a shape has said of a thing and a property is not said again."""
    first = ValidationReport.joined(one)
    said = {(result.focus, result.path, result.severity) for result in first.results}
    new = (r for r in two.results if (r.focus, r.path, r.severity) not in said or not r.path)
    return ValidationReport.joined([first, ValidationReport.of(new)])


class _Places:
    """Where things are spoken of in the files."""

    def __init__(self, matter: Matter) -> None:
        self._by_subject: dict[Term, list[Statement]] = {}
        for statement in matter.statements():
            self._by_subject.setdefault(subject_of(statement.quad), []).append(statement)

    def statements(self, subject: Term, value: Term | None = None) -> list[Statement]:
        """Statements about a thing, those with a value where one is given."""
        found = self._by_subject.get(subject, [])
        return [s for s in found if s.quad.object == value] if value is not None else found

    def of(self, subject: Term) -> Place | None:
        """The first place where a thing is spoken of."""
        found = self._by_subject.get(subject)
        return found[0].place if found else None


def _check_results(
    check: Question, store: Store, places: _Places, prefixes: Prefixes
) -> Iterator[ValidationResult]:
    solutions = store.select(check.text)
    for row in solutions.rows:
        offender = dict(zip(solutions.variables, row, strict=True))
        entity, value = offender.get("entity"), offender.get("value")
        if entity is None:
            continue
        told = [prefixes.compress(text_of(term)) for term in row if term is not None]
        statements = places.statements(entity, value) if value is not None else []
        yield ValidationResult(
            severity=_SEVERITIES[check.severity],
            focus=entity,
            message=f"{check.summary}: {', '.join(told)}",
            remedy=check.remedy,
            shape=QUERY[check.name].value,
            component=SHAPES["Check"].value,
            path=text_of(offender.get("property") or ""),
            value=value,
            place=statements[0].place if statements else places.of(entity),
            statements=tuple(statements),
        )


def _textless_briefs(project: Project, matter: Matter) -> Iterator[ValidationResult]:
    """Briefs whose text, which is ours to keep, is not in the project."""
    given = [*matter.common, *(s for one in matter.documents for s in one.statements)]
    for statement in given:
        quad, place = statement
        if quad.predicate != RDF.type or quad.object != CMQ.Brief:
            continue
        path = project.brief(text_of(quad.subject).rpartition("/")[2])
        if not path.is_file():
            yield ValidationResult(
                severity=Severity.VIOLATION,
                focus=subject_of(quad),
                message=f"the brief has no text: there is no {project.relative(path)}",
                remedy="Restore the file, or describe the document as the article it is.",
                shape=SHAPES["Brief-text"].value,
                component=SHAPES["StructureConstraintComponent"].value,
                place=place,
                statements=(statement,),
            )


def _text_records(matter: Matter) -> dict[str, Document]:
    """What the records say of the documents' texts: hash and length."""
    values: dict[str, dict[NamedNode, str]] = {one.document.value: {} for one in matter.documents}
    for quad, _ in matter.common:
        if quad.predicate in (CMQ.sha256, CMQ.length):
            values.setdefault(text_of(quad.subject), {})[quad.predicate] = text_of(quad.object)
    records = {}
    for iri, record in values.items():
        length = record.get(CMQ.length, "")
        digits = int(length) if length.isdecimal() else None
        records[iri] = Document(iri, title="", sha256=record.get(CMQ.sha256, ""), length=digits)
    return records


def _text_results(
    path: Path, record: Document, document: DocumentStatements
) -> Iterator[ValidationResult]:
    """Where a text that is in the project, a brief's, is not what is said of it."""
    text = plain_text(path)
    yield from check_text(record, text, Place(path))
    yield from check_words(document.statements, text)
