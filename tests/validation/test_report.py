"""How a report is ordered, joined and written."""

from __future__ import annotations

import json
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from communique.model import Place, Statement, triple_of
from communique.validation import Severity, ValidationReport, ValidationResult, Validator
from communique.vocabulary import CMQ, ID, PROV, RDF, SCHEMA, SH, SHAPES, XSD
from tests.validation.support import PASSAGE, said

SIGNATURE = ID["signature/port-letter/freedonia/ada-lind"]
COMMITMENT = ID["commitment/freedonia/port-letter/1"]


def result(severity: Severity, line: int) -> ValidationResult:
    """A result at a line, else always the same."""
    triple = Triple(SIGNATURE, RDF.type, CMQ.Signature)
    statement = said(triple, line)
    return ValidationResult(
        severity=severity,
        focus=SIGNATURE,
        message="it has no party",
        remedy="Name the party.",
        shape=SHAPES["Signature-party"].value,
        component=SH.MinCountConstraintComponent.value,
        path=CMQ.party.value,
        path_node=CMQ.party,
        place=statement.place,
        statements=(statement,),
    )


def test_gravest_first_then_by_line() -> None:
    grave, look, rich = (
        result(Severity.VIOLATION, 20),
        result(Severity.WARNING, 3),
        result(Severity.INFO, 1),
    )
    early = result(Severity.VIOLATION, 7)
    report = ValidationReport.of([rich, look, grave, early, grave])
    assert report.results == (early, grave, look, rich)
    assert report.counts == {"violation": 2, "warning": 1, "info": 1}
    assert not report.conforms


def test_what_passes() -> None:
    assert ValidationReport().conforms
    assert ValidationReport().passes(strict=True)
    rich = ValidationReport.of([result(Severity.INFO, 1)])
    assert rich.passes(strict=True)
    look = ValidationReport.of([result(Severity.WARNING, 1)])
    assert look.conforms
    assert not look.passes(strict=True)


def test_joined_reports_have_each_result_once() -> None:
    one = ValidationReport.of([result(Severity.WARNING, 1)])
    two = ValidationReport.of([result(Severity.WARNING, 1), result(Severity.VIOLATION, 2)])
    assert ValidationReport.joined([one, two]).counts == {"violation": 1, "warning": 1, "info": 0}


def test_rows() -> None:
    (row,) = ValidationReport.of([result(Severity.WARNING, 4)]).rows()
    assert row == (
        "warning",
        "letter.trig:4",
        PASSAGE.value,
        "signature/port-letter/freedonia/ada-lind",
        "it has no party",
        "Name the party.",
    )


def test_json() -> None:
    report = json.loads(ValidationReport.of([result(Severity.VIOLATION, 4)]).to_json())
    assert report["conforms"] is False
    assert report["counts"] == {"violation": 1, "warning": 0, "info": 0}
    (found,) = report["results"]
    assert (found["file"], found["line"], found["passage"]) == ("letter.trig", 4, PASSAGE.value)
    assert (found["message"], found["remedy"]) == ("it has no party", "Name the party.")
    assert (found["focus"], found["path"]) == (SIGNATURE.value, CMQ.party.value)


def test_a_result_of_a_whole_file_has_no_line() -> None:
    whole = ValidationResult(
        severity=Severity.VIOLATION,
        focus=SIGNATURE,
        message="another hash",
        remedy="Restore the text.",
        shape=SHAPES["Document-sha256"].value,
        component=SHAPES.StructureConstraintComponent.value,
        place=Place(Path("letter.txt")),
    )
    report = ValidationReport.of([whole])
    (found,) = json.loads(report.to_json())["results"]
    assert (found["file"], found["line"], found["passage"]) == ("letter.txt", None, None)
    assert not any(t.predicate == SCHEMA.position for t in triples(report))


def test_turtle_is_a_shacl_report_with_places() -> None:
    report = ValidationReport.of([result(Severity.WARNING, 4)])
    graph = triples(report)
    values = {triple.predicate: triple.object for triple in graph}
    assert (
        Triple(one(graph, SH.conforms), SH.conforms, Literal("true", datatype=XSD.boolean)) in graph
    )
    assert values[SH.resultSeverity] == SH.Warning
    assert values[SH.focusNode] == SIGNATURE
    assert values[SH.resultPath] == CMQ.party
    assert values[SH.sourceShape] == SHAPES["Signature-party"]
    assert values[SH.sourceConstraintComponent] == SH.MinCountConstraintComponent
    assert values[SCHEMA.name] == Literal("letter.trig")
    assert values[SCHEMA.position] == Literal("4", datatype=XSD.integer)
    assert values[PROV.hadPrimarySource] == PASSAGE


def test_turtle_holds_complex_paths(validator: Validator) -> None:
    country = ID["country/freedonia"]
    told: list[Statement] = [
        said(Triple(COMMITMENT, RDF.type, CMQ.Commitment)),
        said(Triple(COMMITMENT, CMQ.payer, country)),
    ]
    report = validator.validate(told)
    (found,) = report.results
    assert found.path == f"^<{CMQ.amountOf.value}>"
    assert any(t.predicate == SH.inversePath and t.object == CMQ.amountOf for t in triples(report))


def triples(report: ValidationReport) -> list[Triple]:
    """The report as it is read back."""
    return [triple_of(quad) for quad in parse(report.to_turtle(), format=RdfFormat.TURTLE)]


def one(graph: list[Triple], predicate: NamedNode) -> NamedNode:
    """The one subject of a predicate."""
    (subject,) = (triple.subject for triple in graph if triple.predicate == predicate)
    return subject  # type: ignore[return-value]  # a blank node serves as well
