"""The dataset: which graph each triple stands in, and what is computed on reading."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode

from communique.dataset import read_document, read_matter, with_default
from communique.errors import DocumentError, ProjectError, SyntaxInputError
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


@pytest.mark.parametrize("span", ["000,0149", "1,02", "\u0661,20"])
def test_a_passage_has_one_name(path: Path, span: str) -> None:
    path.write_text(f"{TEXT}<#char={span}> {{ <a:a> cmq:kind <a:b> }}\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="is not how the passage is named") as error:
        read_document(path)
    start, end = (int(number) for number in span.split(","))
    assert f"<#char={start},{end}>" in str(error.value)
    assert error.value.place == f"{path}:11"


def test_an_offset_beyond_all_texts_is_no_passage(path: Path) -> None:
    path.write_text(f"{TEXT}<#char=1,{'9' * 5000}> {{ <a:a> cmq:kind <a:b> }}\n")
    with pytest.raises(DocumentError, match="is no passage of"):
        read_document(path)


@pytest.mark.parametrize("name", ["two words", 'a"quote', "a^b", "a--b", "Jørgensen"])
def test_a_file_is_named_after_a_document(path: Path, name: str) -> None:
    other = path.rename(path.with_stem(name))
    with pytest.raises(DocumentError, match="is no name of a document") as error:
        read_document(other)
    assert error.value.place == str(other)


def test_triple_terms_are_refused(path: Path, project: Path) -> None:
    term = "<a:a> cmq:kind <<( <a:a> cmq:kind <a:b> )>> ."
    path.write_text(f"{TEXT}<#char=3,20> {{ {term} }}\n")
    with pytest.raises(SyntaxInputError, match=r"RDF 1\.2") as error:
        read_document(path)
    assert error.value.place == f"{path}:11"
    persons = project / "data" / "registry" / "persons.ttl"
    with persons.open("a", encoding="utf-8") as stream:
        stream.write(f"{term}\n")
    with pytest.raises(SyntaxInputError, match=r"RDF 1\.2"):
        read_matter(Project(project))


@pytest.mark.parametrize(
    ("name", "home"),
    [
        ("statements/2025/x.trig", "data/statements/<document>.trig"),
        ("statements/x.TRIG", "data/statements/<document>.trig"),
        ("statements/extra.ttl", "data/registry/"),
        ("extra.ttl", "data/registry/"),
        ("links/more.tsv", "data/links/"),
        ("briefs/deep/x.txt", "data/briefs/"),
        ("notes.docx", "out of data/"),
    ],
)
def test_a_file_that_nothing_reads_is_named(project: Path, name: str, home: str) -> None:
    stray = project / "data" / name
    stray.parent.mkdir(exist_ok=True)
    stray.touch()
    with pytest.raises(ProjectError, match="nothing reads this file") as error:
        read_matter(Project(project))
    assert error.value.place == str(stray)
    assert home in str(error.value)


def test_hidden_files_and_explanations_may_stand_anywhere(project: Path) -> None:
    for name in (".x.trig.swp", "README.md", "registry/README", ".git/x.trig"):
        path = project / "data" / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert Project(project).strays == []


@pytest.mark.parametrize(
    ("line", "missing"), [("sh:namespace", "'cmq' has no sh:namespace"), ("sh:prefix", "sh:prefix")]
)
def test_a_declaration_of_half_a_prefix_is_named(tmp_path: Path, line: str, missing: str) -> None:
    lines = {
        "sh:prefix": '[] sh:prefix "cmq" .',
        "sh:namespace": '[] sh:namespace "https://w3id.org/communique/ontology#" .',
    }
    del lines[line]
    table = tmp_path / "ontology" / "prefixes.ttl"
    table.parent.mkdir()
    text = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n" + "\n".join(lines.values())
    table.write_text(text)
    with pytest.raises(ProjectError, match="the declaration of") as error:
        _ = Project(tmp_path).prefixes
    assert missing in error.value.fact
    assert error.value.place == str(table)


def test_every_triple_of_the_knowledge_stands_in_a_named_graph(root: Path) -> None:
    matter = read_matter(Project(root))
    quads = list(with_default(statement.quad for statement in matter.statements()))
    named = {triple_of(q) for q in quads if not isinstance(q.graph_name, DefaultGraph)}
    assert {triple_of(q) for q in quads if isinstance(q.graph_name, DefaultGraph)} == named
