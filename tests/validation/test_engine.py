"""The engine: terms to rdflib and back, and that it leaves rdflib as it was."""

from __future__ import annotations

import logging

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib.plugins import sparql

from communique.errors import InputError
from communique.validation.engine import Engine, add, graph_of, to_rdflib, to_term
from communique.vocabulary import CMQ, ID, RDF, SH, SHAPES, XSD

PERSON = ID["person/ada-lind"]
SHAPE = [
    Triple(SHAPES.PersonShape, SH.targetClass, CMQ.Person),
    Triple(SHAPES.PersonShape, SH.property, SHAPES["Person-label"]),
    Triple(SHAPES["Person-label"], SH.path, CMQ.wording),
    Triple(SHAPES["Person-label"], SH.minCount, Literal("1", datatype=XSD.integer)),
]


@pytest.mark.parametrize(
    "term",
    [
        PERSON,
        BlankNode("b1"),
        Literal("plain"),
        Literal("tagged", language="en"),
        Literal("0.80", datatype=XSD.decimal),
        Literal("007", datatype=XSD.integer),
        Literal("2020-01-01Z", datatype=XSD.date),
        Literal("2024-13-45", datatype=XSD.date),
        Literal("1", datatype=XSD.boolean),
    ],
    ids=str,
)
def test_terms_come_back_as_they_were(term: NamedNode | BlankNode | Literal) -> None:
    assert to_term(to_rdflib(term)) == term


def test_ill_typed_literals_log_nothing_for_users(capsys: pytest.CaptureFixture[str]) -> None:
    assert logging.lastResort is not None
    to_rdflib(Literal("2024-13-45", datatype=XSD.date))
    assert capsys.readouterr().err == ""


def test_markup_and_triple_terms_are_left_out() -> None:
    graph = graph_of([])
    triples = [
        Triple(PERSON, CMQ.wording, Literal("<div>" * 20_000, datatype=RDF.HTML)),
        Triple(PERSON, CMQ.wording, Triple(PERSON, RDF.type, CMQ.Person)),
    ]
    assert add(graph, triples) == []
    assert list(graph) == []


def test_rdflib_is_left_as_it_was() -> None:
    before = rdflib.NORMALIZE_LITERALS, sparql.SPARQL_LOAD_GRAPHS
    data = graph_of([Triple(PERSON, RDF.type, CMQ.Person)])
    assert len(Engine(SHAPE).run(data)) == 1
    assert before == (rdflib.NORMALIZE_LITERALS, sparql.SPARQL_LOAD_GRAPHS)


def test_a_query_cannot_reach_out() -> None:
    service = "SELECT $this WHERE { SERVICE <http://127.0.0.1:9/> { $this ?p ?o } }"
    shapes = [
        Triple(SHAPES.PersonShape, SH.targetClass, CMQ.Person),
        Triple(SHAPES.PersonShape, SH.sparql, SHAPES["Person-query"]),
        Triple(SHAPES["Person-query"], SH.select, Literal(service)),
    ]
    with pytest.raises(InputError, match="SERVICE"):
        Engine(shapes).run(graph_of([Triple(PERSON, RDF.type, CMQ.Person)]))
