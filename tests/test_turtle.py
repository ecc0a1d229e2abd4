"""The canonical text: one form, nothing lost, places known."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BaseDirection,
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
)

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
    st.sampled_from([BaseDirection("rtl"), BaseDirection("ltr")]).map(
        lambda direction: Literal("ab", language="ar", direction=direction)
    ),
)
predicates = st.sampled_from([RDF.type, RDF.first, RDF.rest, CMQ.kind, SKOS.prefLabel, CMQ.stage])
graphs = st.sampled_from(
    [NamedNode(f"{DOCUMENT}#char=3,40"), NamedNode(f"{DOCUMENT}#char=20,30"), NamedNode("g:g")]
)
triples = st.builds(Quad, st.one_of(iris, blanks), predicates, st.one_of(iris, blanks, literals))
quads = st.builds(
    Quad, st.one_of(iris, blanks), predicates, st.one_of(iris, blanks, literals), graphs
)


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


def test_base_directions_are_kept_apart(tmp_path: Path) -> None:
    text = '<a:a>\n    <a:b> "ab"@ar ;\n    <a:b> "ab"@ar--ltr ;\n    <a:b> "ab"@ar--rtl ;\n.\n'
    assert turtle.canonical(written(tmp_path, text, ".ttl"), PREFIXES) == text


@pytest.mark.parametrize(
    "text",
    [
        "<g:1> { <a:a> <a:b> _:x } <g:2> { _:x <a:b> 1 }",
        "<g:1> { <a:a> <a:b> _:x . _:x <a:b> 1 } <g:2> { <a:a> <a:b> _:x }",
        "<g:1> { <a:a> <a:b> _:x . _:x <a:b> 1 } <g:2> { _:x <a:c> 1 }",
        "<g:1> { _:x <a:b> 1 } <g:2> { _:x <a:b> 1 }",
        "<a:a> <a:b> _:x . <g:1> { _:x <a:b> 1 }",
    ],
    ids=["used and described", "used in two", "described in two", "only described", "default"],
)
def test_a_blank_node_of_two_graphs_stays_one(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text, ".trig")
    before = Dataset(s.quad for s in turtle.read(path))
    made = turtle.canonical(path, PREFIXES)
    path = written(tmp_path, made, ".trig")
    assert isomorphic(before, Dataset(s.quad for s in turtle.read(path)))
    assert turtle.canonical(path, PREFIXES) == made
    assert made.count("_:c14n0") == text.count("_:x")


def test_a_blank_node_of_one_graph_is_written_where_it_is_used(tmp_path: Path) -> None:
    text = "<g:1> {\n    <a:a>\n        <a:b> [\n            <a:c> 1 ;\n        ] ;\n    .\n}\n"
    assert turtle.canonical(written(tmp_path, text, ".trig"), PREFIXES) == text


def nested(levels: int) -> str:
    return f"<a:a> <a:b>\n{'[ <a:p> ' * levels}1{' ]' * levels} .\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"<a:a> <a:b> ( {'1 ' * 3000}) .", 3004),
        (f"<a:a> <a:b> {', '.join(['[]'] * 3000)} .", 6002),
        (f"<a:a> <a:b> ( {'[] ' * 3000}) .", 6004),
        (f"<a:a> <a:b> ( {'1 ' * 3000}), _:x ; <a:c> _:x .", 3006),
        (nested(turtle.DEEPEST), 2 * turtle.DEEPEST + 3),
    ],
    ids=["list", "blank nodes", "list of blank nodes", "list beside a label", "deep"],
)
def test_long_lists_and_deep_trees_are_written(tmp_path: Path, text: str, lines: int) -> None:
    path = written(tmp_path, text, ".ttl")
    count = len(turtle.read(path))
    made = turtle.canonical(path, PREFIXES)
    assert len(made.splitlines()) == lines
    path = written(tmp_path, made, ".ttl")
    assert len(turtle.read(path)) == count
    assert turtle.canonical(path, PREFIXES) == made


@pytest.mark.parametrize("levels", [turtle.DEEPEST + 1, 20_000])
def test_deeper_trees_are_refused_with_their_line(tmp_path: Path, levels: int) -> None:
    path = written(tmp_path, nested(levels), ".ttl")
    with pytest.raises(SyntaxInputError, match=r"file.ttl:2: .*500 levels deep\n  Give some"):
        turtle.canonical(path, PREFIXES)
    with pytest.raises(SyntaxInputError, match="500 levels deep"):
        turtle.serialize([s.quad for s in turtle.read(path)], PREFIXES)


def test_a_ring_too_long_to_label_is_refused(tmp_path: Path) -> None:
    ring = "".join(f"_:n{i} <a:b> _:n{(i + 1) % 3000} .\n" for i in range(3000))
    path = written(tmp_path, ring, ".ttl")
    with pytest.raises(SyntaxInputError, match=r"file.ttl: 3000 blank nodes hang together"):
        turtle.canonical(path, PREFIXES)


def test_labels_do_not_depend_on_the_names_in_the_file(tmp_path: Path) -> None:
    text = (
        "<a:a> <a:b> _:{0}, _:{1} ; <a:c> _:{0}, [ <a:p> [ <a:q> 1 ] ], [ <a:p> [ <a:q> 1 ] ] .\n"
        "_:{0} <a:c> _:{1} . _:{1} <a:d> ( 1 2 ), ( 1 2 ), _:{2} . _:{2} <a:e> 2 .\n"
    )
    made = []
    for names in (("x", "y", "z"), ("c14n2", "c14n0", "c14n1"), ("c14n1", "c14n2", "c14n0")):
        path = written(tmp_path, text.format(*names), ".ttl")
        made.append(turtle.canonical(path, PREFIXES))
        before = Dataset(s.quad for s in turtle.read(path))
        path = written(tmp_path, made[-1], ".ttl")
        assert isomorphic(before, Dataset(s.quad for s in turtle.read(path)))
    assert len(set(made)) == 1


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


def test_long_lines_are_one_line(tmp_path: Path) -> None:
    long = "é" * 300_000
    path = written(tmp_path, f'<a:a> <a:b> "{long}" .\n<a:a> <a:b> 2 .\n', ".ttl")
    assert [(text_of(s.quad.object), s.place.line) for s in turtle.read(path)] == [
        (long, 1),
        ("2", 2),
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


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("<a:a> <a:b> 1 .\n<a:a> <a:b> <<( <a:a> <a:b> 1 )>> .\n", "RDF 1.2"),
        ("<a:a> <a:b> 1 .\n<< <a:a> <a:b> 1 >> <a:c> 2 .\n", "RDF 1.2"),
        ("<a:a> <a:b> 1 .\n_:g { <a:a> <a:b> 1 }\n", "blank name"),
    ],
    ids=["triple term", "reified triple", "blank graph name"],
)
def test_what_rdf_1_1_has_not_is_refused_with_its_line(
    tmp_path: Path, text: str, fact: str
) -> None:
    path = written(tmp_path, text, ".trig")
    for read in (turtle.read, lambda file: turtle.canonical(file, PREFIXES)):
        with pytest.raises(SyntaxInputError, match=rf"file.trig:2: .*{fact}[^\n]*\n  "):
            read(path)


@pytest.mark.parametrize("suffix", [".nt", "", ".TTL"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path, "<a:a> <a:b> 1 .\n", suffix)
    with pytest.raises(
        SyntaxInputError, match=rf"file{suffix}: .*neither in .ttl nor in .trig\n  "
    ):
        turtle.read(path)


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "file.ttl"
    path.write_bytes(b"\xef\xbb\xbf<a:a> <a:b> 1 .\n")
    assert len(turtle.read(path)) == 1
