"""The canonical text: one form, nothing lost, places known."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad

from communique import turtle
from communique.errors import SyntaxInputError
from communique.model import text_of
from communique.project import Project
from communique.vocabulary import CMQ, OWL, RDF, SKOS, XSD, Prefixes

DOCUMENT = "https://w3id.org/communique/document/undated-someone-something"
PREFIXES = Prefixes(
    {
        "cmq": str(CMQ),
        "owl": str(OWL),
        "rdf": str(RDF),
        "skos": str(SKOS),
        "xsd": str(XSD),
        "person": "https://w3id.org/communique/id/person/",
    }
)

iris = st.sampled_from(
    [
        CMQ.Person,
        NamedNode("https://w3id.org/communique/id/person/a.b"),
        NamedNode("https://w3id.org/communique/id/person/a-"),
        NamedNode("https://w3id.org/communique/id/person/."),
        NamedNode("https://w3id.org/communique/id/signature/a/b"),
        NamedNode("http://example.org/%C3%A6?x=1#y"),
        NamedNode(DOCUMENT),
        NamedNode(f"{DOCUMENT}#char=3,40"),
        NamedNode(f"{DOCUMENT}#char=20,30"),
        RDF.nil,
    ]
)
blanks = st.sampled_from([BlankNode(name) for name in "abcd"])
characters = st.characters(exclude_categories=["Cs"])
literals = st.one_of(
    st.text(characters, max_size=8).map(Literal),
    st.text(characters, max_size=8).map(lambda text: Literal(text, language="en-gb")),
    st.sampled_from(["true", "false", "1", "maybe"]).map(
        lambda text: Literal(text, datatype=XSD.boolean)
    ),
    st.sampled_from(["007", "-3", "+4", "x", "1.0"]).map(
        lambda text: Literal(text, datatype=XSD.integer)
    ),
    st.just(Literal("0.80", datatype=XSD.decimal)),
)
predicates = st.sampled_from([RDF.type, RDF.first, RDF.rest, CMQ.kind, SKOS.prefLabel, CMQ.stage])
graphs = st.sampled_from(
    [NamedNode(f"{DOCUMENT}#char=3,40"), NamedNode(f"{DOCUMENT}#char=20,30"), NamedNode("g:g")]
)
triples = st.builds(Quad, st.one_of(iris, blanks), predicates, st.one_of(iris, blanks, literals))
quads = st.builds(Quad, iris, predicates, st.one_of(iris, literals), graphs)


def isomorphic(one: Dataset, other: Dataset) -> bool:
    """Whether two datasets are the same but for the names of blank nodes."""
    for dataset in (one, other):
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(one) == set(other)


def written(tmp_path: Path, text: str, suffix: str) -> Path:
    path = tmp_path / f"file{suffix}"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("turtle")


@given(st.lists(triples, max_size=14))
def test_turtle_loses_nothing_and_is_idempotent(folder: Path, given_quads: list[Quad]) -> None:
    text = turtle.serialize(given_quads, PREFIXES)
    path = written(folder, text, ".ttl")
    assert isomorphic(Dataset(s.quad for s in turtle.read(path)), Dataset(given_quads))
    assert turtle.canonical(path, PREFIXES) == text


@given(st.lists(st.one_of(triples, quads), max_size=14))
def test_trig_loses_nothing_and_is_idempotent(folder: Path, given_quads: list[Quad]) -> None:
    text = turtle.serialize(given_quads, PREFIXES, base=DOCUMENT)
    path = written(folder, text, ".trig")
    read = Dataset(s.quad for s in turtle.read(path))
    assert isomorphic(read, Dataset(given_quads))
    assert turtle.serialize(read, PREFIXES, base=DOCUMENT) == text


def test_every_file_of_the_project_is_canonical(root: Path) -> None:
    project = Project(root)
    different = [
        project.relative(path)
        for path in project.texts
        if turtle.canonical(path, project.prefixes) != path.read_text(encoding="utf-8")
    ]
    assert different == []


def test_one_added_object_is_one_added_line() -> None:
    subject = NamedNode(f"{DOCUMENT}#char=3,40")
    before = [Quad(subject, CMQ.antecedent, NamedNode(f"{DOCUMENT}#char=1,2"))]
    after = [*before, Quad(subject, CMQ.antecedent, NamedNode(f"{DOCUMENT}#char=4,5"))]
    old, new = (turtle.serialize(q, PREFIXES, base=DOCUMENT).splitlines() for q in (before, after))
    assert [line for line in new if line not in old] == ["    cmq:antecedent <#char=4,5> ;"]
    assert len(new) == len(old) + 1


def test_passages_stand_in_the_order_of_their_starts() -> None:
    names = [NamedNode(f"{DOCUMENT}#char={span}") for span in ("100,110", "20,30", "3,40")]
    text = turtle.serialize(
        [Quad(CMQ.a, CMQ.kind, CMQ.b, name) for name in names], PREFIXES, base=DOCUMENT
    )
    assert [line for line in text.splitlines() if line.startswith("<#")] == [
        "<#char=3,40> {",
        "<#char=20,30> {",
        "<#char=100,110> {",
    ]


def test_each_quad_has_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "<a:a>\n  <a:b> 1 ;\n  <a:b> 2 ;\n.\n\n<a:c> <a:b> 3 .\n", ".ttl")
    assert [(text_of(s.quad.object), s.place.line) for s in turtle.read(path)] == [
        ("1", 2),
        ("2", 3),
        ("3", 6),
    ]


def test_comments_at_the_head_stay(tmp_path: Path) -> None:
    path = written(tmp_path, "# What this is.\n# And why.\n\n<a:a> <a:b> 1 . # not this\n", ".ttl")
    assert turtle.canonical(path, PREFIXES).startswith("# What this is.\n# And why.\n\n<a:a>")


@pytest.mark.parametrize(
    ("data", "place", "fact"),
    [
        (b"<a:a> <a:b> 1 .\n<a:a> <a:b> ] .\n", "file.ttl:2:13", "] is not a valid RDF object"),
        (b'<a:a> <a:b> 1 .\n<a:a> <a:b> "\xff" .\n', "file.ttl:2", "byte 29 is not UTF-8"),
        (b"<a:a> <a:b> <http://x/{y}> .\n", "file.ttl:1", "IRI"),
        (b"<a:a> foo:bar 1 .\n", "file.ttl:1", "foo"),
        (b"<x> <a:b> 1 .\n", "file.ttl:1", "IRI"),
    ],
    ids=["malformed", "not UTF-8", "IRI that cannot be written", "unknown prefix", "no base"],
)
def test_malformed_text_is_refused_with_its_place(
    tmp_path: Path, data: bytes, place: str, fact: str
) -> None:
    path = tmp_path / "file.ttl"
    path.write_bytes(data)
    with pytest.raises(SyntaxInputError) as error:
        turtle.read(path)
    assert place in str(error.value)
    assert fact in str(error.value)
    assert error.value.exit_code == 3


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "file.ttl"
    path.write_bytes(b"\xef\xbb\xbf<a:a> <a:b> 1 .\n")
    assert len(turtle.read(path)) == 1
