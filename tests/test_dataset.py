"""The dataset: which graph each triple stands in, and what is computed on reading."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode

from communique.dataset import read_document, read_matter, with_default
from communique.errors import DocumentError
from communique.model import text_of, triple_of
from communique.project import Project
from communique.vocabulary import CMQ, DOCUMENTS_GRAPH, RDF, XSD

NAME = "undated-zenda-post-letter"
DOCUMENT = f"https://w3id.org/communique/document/{NAME}"
TEXT = f"""\
@base <{DOCUMENT}> .
@prefix cmq: <https://w3id.org/communique/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<#char=3,20> {{
    <a:letter> cmq:date "2024-02"^^xsd:gYearMonth .
    <a:term> cmq:start "2023"^^xsd:gYear ; cmq:end "2024-05-01"^^xsd:date .
    <a:other> cmq:date "--10-10"^^xsd:gMonthDay .
}}
<#char=3,20> cmq:gloss "A letter is dated."@en .
<> cmq:title "Letters" .
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / f"{NAME}.trig"
    found.write_text(TEXT)
    return found


def test_statements_stand_in_their_passages_and_records_beside_them(path: Path) -> None:
    read = read_document(path)
    assert read.document.value == DOCUMENT
    graphs = Counter(text_of(quad.graph_name) for quad, _ in read.statements)
    assert set(graphs) == {f"{DOCUMENT}#char=3,20", DOCUMENTS_GRAPH.value}


def test_a_passage_knows_its_source_and_span(path: Path) -> None:
    passage = NamedNode(f"{DOCUMENT}#char=3,20")
    said = {
        (quad.predicate, quad.object)
        for quad, _ in read_document(path).statements
        if quad.subject == passage
    }
    assert said == {
        (RDF.type, CMQ.Passage),
        (CMQ.source, NamedNode(DOCUMENT)),
        (CMQ.startOffset, Literal("3", datatype=XSD.integer)),
        (CMQ.endOffset, Literal("20", datatype=XSD.integer)),
        (CMQ.gloss, Literal("A letter is dated.", language="en")),
    }


def test_dates_know_their_first_and_last_day(path: Path) -> None:
    days = {
        (text_of(quad.subject), quad.predicate, text_of(quad.object))
        for quad, _ in read_document(path).statements
        if quad.predicate in (CMQ.earliest, CMQ.latest)
    }
    assert days == {
        ("a:letter", CMQ.earliest, "2024-02-01"),
        ("a:letter", CMQ.latest, "2024-02-29"),
        ("a:term", CMQ.earliest, "2023-01-01"),
        ("a:term", CMQ.latest, "2024-05-01"),
    }


@pytest.mark.parametrize(
    ("more", "fact"),
    [
        ("<a:a> cmq:kind <a:b> .", "stands in no passage"),
        ("<a:graph> { <a:a> cmq:kind <a:b> }", "is no passage of"),
        (f"<{DOCUMENT}2#char=1,2> {{ <a:a> cmq:kind <a:b> }}", "is no passage of"),
        (f'<{DOCUMENT}2#char=1,2> cmq:gloss "x"@en .', "is no passage of"),
    ],
)
def test_what_is_not_of_the_document_is_refused(path: Path, more: str, fact: str) -> None:
    path.write_text(f"{TEXT}{more}\n")
    with pytest.raises(DocumentError) as error:
        read_document(path)
    assert fact in error.value.fact
    assert error.value.place == f"{path}:11"


def test_every_triple_of_the_knowledge_stands_in_a_named_graph(root: Path) -> None:
    matter = read_matter(Project(root))
    quads = list(with_default(statement.quad for statement in matter.statements()))
    named = {triple_of(q) for q in quads if not isinstance(q.graph_name, DefaultGraph)}
    assert {triple_of(q) for q in quads if isinstance(q.graph_name, DefaultGraph)} == named
