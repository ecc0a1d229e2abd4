"""The validator: unusable shapes, places, focus, differences, and that it forgets a document."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from communique.errors import InputError
from communique.model import Passage, Place, Statement
from communique.validation import Severity, Validator, validate
from communique.vocabulary import CMQ, ID, RDF, RDFS, REGISTRY_GRAPH, SCHEME, SH, SHAPES
from tests.validation.support import LETTER, said

SIGNATURE = ID["signature/port-letter/freedonia/ada-lind"]
AGREEMENT = ID["agreement/port-letter"]
COMPANY = ID["organization/works-company"]
FREEDONIA = ID["country/freedonia"]
SYLVANIA = ID["country/sylvania"]
SECOND = Passage(LETTER.value, 11, 50).iri


def test_an_empty_shapes_graph_is_refused(ontology: list[Triple]) -> None:
    with pytest.raises(InputError, match="there are no shapes"):
        Validator([], ontology)


def test_shapes_without_a_target_are_refused(ontology: list[Triple]) -> None:
    shape = Triple(SHAPES.Lonely, RDF.type, SH.NodeShape)
    with pytest.raises(InputError, match="no shape has a target"):
        validate([], [shape], ontology)


def test_a_misspelt_target_class_is_refused(ontology: list[Triple]) -> None:
    shape = Triple(SHAPES.SignatureShape, SH.targetClass, CMQ.Signatur)
    with pytest.raises(InputError, match="Signatur is not in the ontology"):
        Validator([shape], ontology)


def test_malformed_shapes_are_refused(ontology: list[Triple]) -> None:
    shapes = [
        Triple(SHAPES.SignatureShape, SH.targetClass, CMQ.Signature),
        Triple(SHAPES.SignatureShape, SH.property, SHAPES["Signature-party"]),
        Triple(SHAPES["Signature-party"], RDF.type, SH.PropertyShape),
    ]
    validator_error = pytest.raises(InputError, match="the shapes cannot be carried out")
    with validator_error:
        Validator(shapes, ontology)


def test_recursive_shapes_are_refused_not_taken_for_conforming(ontology: list[Triple]) -> None:
    shape = SHAPES.PersonShape
    shapes = [
        Triple(shape, RDF.type, SH.NodeShape),
        Triple(shape, SH.targetClass, CMQ.Person),
        Triple(shape, SH.node, shape),
    ]
    person = said(Triple(ID["person/ada-lind"], RDF.type, CMQ.Person))
    with pytest.raises(InputError, match="the shapes cannot be carried out"):
        validate([person], shapes, ontology)


def test_a_missing_value_has_the_place_of_its_subject(validator: Validator) -> None:
    report = validator.validate(
        [
            said(Triple(SIGNATURE, CMQ.agreement, AGREEMENT), line=7, graph=SECOND),
            said(Triple(SIGNATURE, RDF.type, CMQ.Signature), line=6, graph=SECOND),
            *described(SECOND),
        ]
    )
    (result,) = report.results
    assert result.message == "signature/port-letter/freedonia/ada-lind has no party"
    assert result.remedy.startswith("Name the one country or organisation")
    assert result.shape == SHAPES["Signature-party"].value
    assert result.path == CMQ.party.value
    assert result.place == Place(Path("letter.trig"), 6)
    assert result.passage == SECOND.value
    assert not report.conforms


def test_a_wrong_value_has_its_own_place(validator: Validator) -> None:
    report = validator.validate(
        [
            said(Triple(SIGNATURE, RDF.type, CMQ.Signature), line=6),
            said(Triple(SIGNATURE, CMQ.agreement, AGREEMENT), line=7),
            said(Triple(SIGNATURE, CMQ.party, FREEDONIA), line=8),
            said(Triple(SIGNATURE, CMQ.signer, SYLVANIA), line=9),
        ]
    )
    (result,) = report.results
    assert result.message == (
        "signer of signature/port-letter/freedonia/ada-lind is country/sylvania, "
        "which is not known as Person"
    )
    assert result.place == Place(Path("letter.trig"), 9)
    assert result.value == SYLVANIA


def test_a_fault_of_a_passage_names_the_passage(validator: Validator) -> None:
    report = validator.validate(described(SECOND, without=CMQ.gloss))
    (result,) = report.results
    assert (result.focus, result.passage) == (SECOND, SECOND.value)
    assert str(result).splitlines()[0] == (
        "letter.trig:3: violation: document/2025-06-24-port-post-letter#char=11,50 has no gloss"
    )


def test_a_difference_names_both_sides(
    shapes: list[Triple], ontology: list[Triple], background: list[Statement]
) -> None:
    quad = Quad(COMPANY, CMQ.country, SYLVANIA, REGISTRY_GRAPH)
    known = Statement(quad, Place(Path("background.ttl"), 20))
    validator = Validator(shapes, ontology, [*background, known])
    report = validator.validate([said(Triple(COMPANY, CMQ.country, FREEDONIA), line=5)])
    (result,) = report.results
    assert result.severity == Severity.WARNING
    assert result.message == (
        "organization/works-company has different values of country: "
        "country/freedonia, country/sylvania"
    )
    assert [str(statement.place) for statement in result.statements] == [
        "letter.trig:5",
        "background.ttl:20",
    ]
    assert report.conforms
    assert report.passes() and not report.passes(strict=True)


def test_related_kinds_are_no_difference(validator: Validator) -> None:
    kinds = f"{SCHEME}agreement-kind/"
    told = [
        said(Triple(AGREEMENT, CMQ.kind, NamedNode(kinds + kind)))
        for kind in ("document", "agreement", "memorandum", "memorandum-of-understanding")
    ]
    assert validator.validate(told).results == ()
    told.append(said(Triple(AGREEMENT, CMQ.kind, NamedNode(kinds + "letter-of-intent"))))
    assert [r.severity for r in validator.validate(told).results] == [Severity.WARNING]


def test_only_what_is_in_focus_is_looked_at(validator: Validator) -> None:
    faulty = [
        said(Triple(SIGNATURE, RDF.type, CMQ.Signature)),
        said(Triple(ID["person/nobody"], RDF.type, CMQ.Person)),
    ]
    everything = {result.focus for result in validator.validate(faulty).results}
    assert everything == {SIGNATURE, ID["person/nobody"]}
    some = validator.validate(faulty, focus=[SIGNATURE])
    assert {result.focus for result in some.results} == {SIGNATURE}
    assert validator.validate(faulty, focus=[]).results == ()


def test_values_outside_the_focus_are_looked_at_by_nested_shapes(validator: Validator) -> None:
    wrong = SCHEME["certainty/stated"]
    report = validator.validate([said(Triple(AGREEMENT, CMQ.stage, wrong))], focus=[AGREEMENT])
    assert [result.value for result in report.results] == [wrong]


def test_a_document_leaves_nothing_behind(validator: Validator) -> None:
    label = Literal("Port letter", language="en")
    told = [
        said(Triple(AGREEMENT, RDFS.label, label)),
        said(Triple(COMPANY, CMQ.country, FREEDONIA)),
    ]
    assert validator.validate(told).results == ()
    assert validator.validate([said(Triple(COMPANY, CMQ.country, SYLVANIA))]).results == ()
    assert (
        validator.validate([said(Triple(AGREEMENT, CMQ.wording, Literal("letter")))]).results == ()
    )


def test_structural_faults_stand_in_the_same_report(validator: Validator) -> None:
    far = Passage(LETTER.value, 390, 500).iri
    report = validator.validate(described(far), document=LETTER.value)
    assert [result.message for result in report.results] == [
        "the passage 390,500 lies outside its document of 400"
    ]


def described(passage: NamedNode, without: NamedNode | None = None) -> list[Statement]:
    """What every passage has, on lines 3 to 8."""
    english = Literal("Lind signs.", language="en")
    pairs: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF.type, CMQ.Passage),
        (CMQ.source, LETTER),
        (CMQ.gloss, english),
        (CMQ.fingerprint, Literal("2 " + "0123456789abcdef" * 4)),
        (CMQ.certainty, SCHEME["certainty/stated"]),
        (CMQ.checkedBy, ID["organization/communique"]),
    ]
    return [
        said(Triple(passage, predicate, value), line)
        for line, (predicate, value) in enumerate(pairs, start=3)
        if predicate != without
    ]
