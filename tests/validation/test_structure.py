"""What shapes cannot see: each fault is one violation with its place."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from communique.model import Document, Passage, Place, Statement
from communique.validation import Severity, check_statements, check_text, document_lengths
from communique.validation.structure import LONGEST_LITERAL
from communique.vocabulary import (
    CMQ,
    DOCUMENTS_GRAPH,
    GRAPH,
    ID,
    ONTOLOGY_GRAPH,
    OWL,
    RDF,
    REGISTRY_GRAPH,
    SHAPES,
    XSD,
)
from tests.validation.support import LETTER, PASSAGE

PLACE = Place(Path("letter.trig"), 12)
LENGTHS = {LETTER.value: 500}
PERSON = ID["person/ada-lind"]
PLAIN = Quad(PERSON, CMQ.wording, Literal("Lind"), PASSAGE)


def faults(quad: Quad, document: str | None = LETTER.value) -> list[str]:
    """Facts found for one statement, after checking that each has its place."""
    results = list(check_statements([Statement(quad, PLACE)], LENGTHS, document))
    assert all(result.severity == Severity.VIOLATION for result in results)
    assert all(result.place == PLACE and result.remedy for result in results)
    return [f"{result.shape.removeprefix(str(SHAPES))}: {result.message}" for result in results]


def passage(start: int, end: int, document: str = LETTER.value) -> Quad:
    """The plain statement in a passage of some offsets."""
    return Quad(PERSON, CMQ.wording, Literal("Lind"), Passage(document, start, end).iri)


def with_object(value: NamedNode | BlankNode | Literal | Triple) -> Quad:
    """A statement with some object."""
    return Quad(PERSON, CMQ.wording, value, PASSAGE)


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    assert faults(PLAIN) == []
    assert faults(Quad(PASSAGE, CMQ.gloss, Literal("x", language="en"), DefaultGraph())) == []
    assert faults(Quad(LETTER, CMQ.gloss, Literal("x", language="en"), DOCUMENTS_GRAPH)) == []
    assert faults(Quad(PERSON, RDF.type, CMQ.Person, REGISTRY_GRAPH), None) == []
    assert faults(Quad(BlankNode("b"), RDF.type, OWL.Restriction, ONTOLOGY_GRAPH), None) == []
    assert faults(passage(0, 400)) == []
    assert faults(passage(100, 500)) == []


@pytest.mark.parametrize(
    ("start", "end", "fact"),
    [
        (10, 10, "ends before it starts or is empty"),
        (20, 10, "ends before it starts or is empty"),
        (0, 401, "has 401 characters"),
        (450, 501, "lies outside its document of 500"),
    ],
)
def test_passages(start: int, end: int, fact: str) -> None:
    assert faults(passage(start, end)) == [f"Passage-span: the passage {start},{end} {fact}"]


def test_a_passage_is_reported_once() -> None:
    statements = [Statement(passage(20, 10), Place(Path("a.trig"), line)) for line in (3, 4)]
    assert [r.place for r in check_statements(statements, LENGTHS)] == [statements[0].place]


def test_graphs_that_are_no_passage_of_the_document() -> None:
    other = passage(0, 10, "https://w3id.org/communique/document/undated-nobody-nothing")
    for quad in (
        Quad(PERSON, CMQ.wording, Literal("Lind"), DefaultGraph()),
        Quad(PERSON, CMQ.wording, Literal("Lind"), DOCUMENTS_GRAPH),
        Quad(PERSON, CMQ.wording, Literal("Lind"), GRAPH.registry),
        other,
    ):
        (fault,) = faults(quad)
        assert fault.startswith("structure-graph: ")
    (fault,) = faults(
        Quad(PERSON, CMQ.wording, Literal("x"), NamedNode("https://a.example/")), None
    )
    assert fault == "structure-graph: the graph <https://a.example/> is no passage"
    misspelt = NamedNode(f"{LETTER.value}#char=1-2")
    assert any(
        "names no span" in fault for fault in faults(Quad(PERSON, RDF.type, CMQ.Person, misspelt))
    )


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (
            Literal("2024-13-45", datatype=XSD.date),
            "structure-literal: '2024-13-45' is no date",
        ),
        (
            Literal("<b>x</b>", datatype=RDF.HTML),
            f"structure-datatype: '<b>x</b>' is of the datatype <{RDF}HTML>",
        ),
        (Literal("a\x00b"), "structure-literal: a literal of wording holds the character U+0000"),
        (
            Literal("x" * (LONGEST_LITERAL + 1)),
            f"structure-literal: a literal of wording has {LONGEST_LITERAL + 1} characters",
        ),
        (BlankNode("b"), "structure-name: wording has to do with a blank node"),
        (
            Triple(PERSON, CMQ.wording, Literal("x")),
            "structure-triple: wording has to do with a triple term",
        ),
        (
            NamedNode("https://example.org/\u202efdp"),
            "structure-iri: an IRI holds the invisible character U+202E",
        ),
    ],
    ids=["date", "markup", "control", "size", "blank", "triple", "invisible"],
)
def test_terms(value: NamedNode | BlankNode | Literal | Triple, fault: str) -> None:
    assert faults(with_object(value)) == [fault]


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2024-03-23Z", XSD.date),
        ("2024-03+02:00", XSD.gYearMonth),
        ("0000", XSD.gYear),
        ("-0044", XSD.gYear),
        ("--03-23Z", XSD.gMonthDay),
    ],
)
@pytest.mark.parametrize("name", ["date", "start", "end", "published", "deadline"])
def test_dates_that_no_other_can_be_compared_with(
    name: str, text: str, datatype: NamedNode
) -> None:
    value = Literal(text, datatype=datatype)
    assert faults(Quad(PERSON, CMQ[name], value, PASSAGE)) == [
        f"structure-date: {text!r} cannot be compared with other dates"
    ]


@pytest.mark.parametrize("iri", ["a b", "a{b", "%zz", "a|b", "\ue000"])
def test_the_parser_refuses_iris_that_could_not_be_written_back(iri: str) -> None:
    text = f"<https://example.org/{iri}> <https://a.example/p> 1 ."
    with pytest.raises(SyntaxError):
        list(parse(text.encode(), format=RdfFormat.TURTLE))


def test_texts() -> None:
    text = "Works in the port – told.\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    right = Document(iri=LETTER.value, title="", sha256=digest, length=len(text))
    assert list(check_text(right, text, PLACE)) == []
    assert list(check_text(Document(iri=LETTER.value, title=""), text, PLACE)) == []
    results = list(check_text(right, text + " ", PLACE))
    assert [result.shape for result in results] == [
        SHAPES["Document-sha256"].value,
        SHAPES["Document-length"].value,
    ]
    assert all(result.place == PLACE and result.focus == LETTER for result in results)


def test_lengths_come_from_the_records() -> None:
    number = Literal("500", datatype=XSD.integer)
    ill_typed = Literal("many", datatype=XSD.integer)
    quads = [Quad(LETTER, CMQ.length, number), Quad(PERSON, CMQ.length, ill_typed)]
    assert document_lengths(quads) == {LETTER.value: 500}
