"""Every format of a graph, read back by pyoxigraph and by rdflib."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from communique import dataset
from communique.errors import SyntaxInputError, UnknownNameError, UsageError
from communique.exports import GRAPH_FORMATS, GRAPHS, write_graph
from communique.exports.compaction import Context
from communique.exports.rdflib_dataset import to_rdflib
from communique.model import triple_of
from communique.project import Project
from communique.store import EmbeddedStore
from communique.vocabulary import (
    CMQ,
    DOCUMENT,
    GRAPH,
    ID,
    INFERRED_GRAPH,
    RDF,
    RDFS,
    ROUND_GRAPHS,
    XSD,
)

DATASETS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
TRIPLES = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
}
RDFLIB = {"trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
COUNT, RURITANIA = ID["count/summit/people/-"], ID["country/ruritania"]
FIRST, SECOND = (NamedNode(f"{DOCUMENT}gazette#char={span}") for span in ("0,20", "30,44"))

Write = Callable[..., bytes]


def asserted() -> list[Quad]:
    integer, partial = Literal("63", datatype=XSD.integer), Literal("2024", datatype=XSD.gYear)
    return [
        Quad(COUNT, RDF.type, CMQ.Count, FIRST),
        Quad(COUNT, CMQ.number, integer, FIRST),
        Quad(COUNT, CMQ.number, integer, SECOND),
        Quad(COUNT, CMQ.number, Literal("64.5", datatype=XSD.decimal), SECOND),
        Quad(RURITANIA, RDFS.label, Literal("Ruritania", language="en"), GRAPH.registry),
        Quad(RURITANIA, RDFS.label, Literal("=רוריטניה\n", language="he"), GRAPH.registry),
        Quad(RURITANIA, RDFS.label, Literal("no language"), GRAPH.registry),
        Quad(RURITANIA, CMQ.wording, Literal('"\\ | <b>\t'), FIRST),
        Quad(RURITANIA, CMQ.wording, Literal("two"), FIRST),
        Quad(RURITANIA, CMQ.date, partial, FIRST),
        Quad(RURITANIA, CMQ.date, Literal("2024-03-25", datatype=XSD.date), FIRST),
        Quad(RURITANIA, CMQ.country, Literal("a text where an IRI is wanted"), SECOND),
        Quad(RURITANIA, CMQ.country, BlankNode("somewhere"), SECOND),
        Quad(RURITANIA, NamedNode("urn:other"), NamedNode("https://x.example/#a"), SECOND),
        Quad(RURITANIA, RDF.type, CMQ.Country, GRAPH.registry),
        Quad(RURITANIA, RDF.type, NamedNode("urn:Thing"), GRAPH.registry),
    ]


def inferred() -> list[Quad]:
    triple = (RURITANIA, RDF.type, CMQ.Agent)
    return [Quad(*triple, INFERRED_GRAPH), Quad(*triple, NamedNode(f"{ROUND_GRAPHS}2"))]


@pytest.fixture
def store() -> EmbeddedStore:
    found = EmbeddedStore()
    found.extend(dataset.with_default([*asserted(), *inferred()]))
    return found


@pytest.fixture
def write(ours: Project) -> Write:
    def written(store: EmbeddedStore, format: str, graph: str) -> bytes:
        output = io.BytesIO()
        write_graph(store, format, graph, output, ours.prefixes, ours.context)
        assert not output.closed
        return output.getvalue()

    return written


@pytest.fixture(scope="module")
def whole(ours: Project) -> EmbeddedStore:
    """The graph of this repository, without what is inferred."""
    found = EmbeddedStore()
    matter = dataset.read_matter(ours)
    found.extend(dataset.with_default(quad for quad, _ in matter.statements()))
    return found


def canonical(quads: Iterable[Quad]) -> Dataset:
    found = Dataset(quads)
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return found


def through_rdflib(data: bytes, format: str) -> Dataset:
    """What rdflib reads."""
    read = rdflib.Dataset()
    read.parse(data=data, format=format)
    return in_rdflib(read)


def in_rdflib(found: rdflib.Dataset) -> Dataset:
    """What rdflib holds, in pyoxigraph's terms."""
    return canonical(
        Quad(ours_of(s), ours_of(p), ours_of(o), graph_of(g)) for s, p, o, g in found.quads()
    )


def graph_of(name: Any) -> Any:
    """A graph's name; rdflib gives its default graph none, or one of its own."""
    if name in {None, rdflib.graph.DATASET_DEFAULT_GRAPH_ID}:
        return DefaultGraph()
    return ours_of(name)


def ours_of(term: Any) -> Any:
    """A term of rdflib as pyoxigraph has it."""
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    assert isinstance(term, rdflib.Literal)
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype or XSD.string.value)))


def expected(store: EmbeddedStore, graph: str) -> list[Quad]:
    """The quads of a part, said in another way than the code says it."""
    hidden = {INFERRED_GRAPH.value, f"{ROUND_GRAPHS}2"}
    return [
        quad
        for quad in store.match()
        if graph == "all"
        or (graph == "knowledge" and quad.graph_name == DefaultGraph())
        or (graph == "inferred" and quad.graph_name == INFERRED_GRAPH)
        or (
            graph == "asserted"
            and isinstance(quad.graph_name, NamedNode)
            and quad.graph_name.value not in hidden
        )
    ]


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("format", DATASETS)
def test_a_dataset_is_read_back(
    format: str, graph: str, store: EmbeddedStore, write: Write
) -> None:
    data = write(store, format, graph)
    wanted = canonical(expected(store, graph))
    assert canonical(parse(data, format=DATASETS[format])) == wanted


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("format", TRIPLES)
def test_triples_are_read_back_each_once(
    format: str, graph: str, store: EmbeddedStore, write: Write
) -> None:
    read = list(parse(write(store, format, graph), format=TRIPLES[format]))
    wanted = {triple_of(quad) for quad in expected(store, graph)}
    assert len(read) == len(wanted)
    assert canonical(read) == canonical(Quad(t.subject, t.predicate, t.object) for t in wanted)


# rdflib's own JSON-LD parser makes a ConjunctiveGraph.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("format", DATASETS)
def test_the_graph_of_this_repository_is_read_back(
    format: str, whole: EmbeddedStore, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    data = write(whole, format, "all")
    wanted = canonical(whole.match())
    assert canonical(parse(data, format=DATASETS[format])) == wanted
    assert through_rdflib(data, RDFLIB[format]) == wanted


@pytest.mark.parametrize("format", GRAPH_FORMATS)
def test_the_same_store_gives_the_same_bytes(
    format: str, store: EmbeddedStore, write: Write
) -> None:
    turned = EmbeddedStore()
    turned.extend(reversed(list(store.match())))
    assert write(store, format, "all") == write(turned, format, "all")


@pytest.mark.parametrize("format", GRAPH_FORMATS)
def test_an_empty_store_gives_a_file_that_can_be_read(format: str, write: Write) -> None:
    data = write(EmbeddedStore(), format, "all")
    if format in DATASETS | TRIPLES:
        assert list(parse(data, format=(DATASETS | TRIPLES)[format])) == []


def test_turtle_has_the_prefixes(store: EmbeddedStore, write: Write) -> None:
    assert b"country:ruritania" in write(store, "turtle", "knowledge")


def test_jsonld_is_compact_and_needs_no_network(
    store: EmbeddedStore, write: Write, ours: Project
) -> None:
    read = json.loads(write(store, "jsonld", "asserted"))
    assert read["@context"] == json.loads(ours.context.read_text("utf-8"))["@context"]
    graphs = {named["id"]: named["@graph"] for named in read["@graph"]}
    assert set(graphs) == {
        "document:gazette#char=0,20",
        "document:gazette#char=30,44",
        "graph:registry",
    }
    (ruritania,) = graphs["graph:registry"]
    assert ruritania["id"] == "thing:country/ruritania"
    assert set(ruritania["type"]) == {"Country", "urn:Thing"}
    assert ruritania["label"] == {"en": "Ruritania", "he": "=רוריטניה\n"}
    assert ruritania["rdfs:label"] == "no language"
    count, said = graphs["document:gazette#char=0,20"]
    assert count == {"id": "thing:count/summit/people/-", "type": "Count", "number": "63"}
    assert said["wording"] == ['"\\ | <b>\t', "two"]
    assert said["date"] == "2024-03-25"
    assert said["cmq:date"] == {"@value": "2024", "type": "xsd:gYear"}
    other, _ = graphs["document:gazette#char=30,44"]
    assert other["number"] == "64.5"
    assert other["cmq:number"] == {"@value": "63", "type": "xsd:integer"}


@pytest.mark.parametrize(
    "entry",
    [
        {"@vocab": "https://x.example/"},
        {"x": {"@reverse": "ex:x"}},
        {"x": {"@id": "ex:x", "@container": "@set"}},
        {"x": {"@id": "ex:x", "@type": "@vocab"}},
        {"x": {"@id": "unknown:x"}},
        {"x": None},
        {"x": "ex"},
    ],
)
def test_a_context_that_asks_for_more_is_refused(tmp_path: Path, entry: dict[str, object]) -> None:
    path = tmp_path / "context.jsonld"
    path.write_text(json.dumps({"@context": {"ex": "https://x.example/", **entry}}), "utf-8")
    with pytest.raises(SyntaxInputError, match=r"context\.jsonld"):
        Context(path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"@context": "https://x.example/"}'])
def test_a_file_that_is_no_context_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "context.jsonld"
    path.write_text(text, "utf-8")
    with pytest.raises(SyntaxInputError, match=r"context\.jsonld"):
        Context(path)


def test_an_iri_that_reads_as_a_curie_is_refused(ours: Project) -> None:
    with pytest.raises(UsageError, match="prefix graph:"):
        Context(ours.context).iri("graph:registry")


def test_csv_has_labels(store: EmbeddedStore, write: Write) -> None:
    text = write(store, "csv", "asserted").decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == len(asserted())
    (row,) = (row for row in rows if row["language"] == "he")
    assert row["subject"] == RURITANIA.value
    assert row["subject_label"] == "Ruritania"
    assert row["predicate_label"] == "rdfs:label"
    assert (row["object"], row["object_label"]) == ("=רוריטניה\n", "")
    assert row["graph"] == GRAPH.registry.value
    (number,) = (row for row in rows if row["object"] == "64.5")
    assert number["datatype"] == XSD.decimal.value
    knowledge = write(store, "csv", "knowledge").decode()
    assert {row["graph"] for row in csv.DictReader(io.StringIO(knowledge))} == {""}


@pytest.mark.parametrize("format", ["jsonld", "csv"])
def test_a_triple_term_is_refused(format: str, write: Write) -> None:
    store = EmbeddedStore()
    said = Triple(RURITANIA, CMQ.country, RURITANIA)
    store.extend([Quad(RURITANIA, CMQ.source, said)])
    with pytest.raises(UsageError, match="triple term"):
        write(store, format, "all")
    assert write(store, "turtle", "all")


def test_an_unknown_format_or_graph_is_named(store: EmbeddedStore, write: Write) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean turtle"):
        write(store, "turtel", "all")
    with pytest.raises(UnknownNameError, match="knowledge, asserted"):
        write(store, "turtle", "everything")


def test_rdflib_gets_every_quad(store: EmbeddedStore, ours: Project) -> None:
    found = to_rdflib(store, ours.prefixes)
    assert in_rdflib(found) == canonical(store.match())
    assert dict(found.namespaces())["country"] == rdflib.URIRef(ours.prefixes["country"])
    country = rdflib.URIRef(RURITANIA.value)
    assert len(list(found.triples((country, rdflib.RDF.type, None)))) == 3, "no union"
    graph = found.graph(rdflib.URIRef(INFERRED_GRAPH.value))
    assert len(graph) == 1


def test_rdflib_keeps_lexical_forms(ours: Project) -> None:
    store = EmbeddedStore()
    store.extend([Quad(RURITANIA, CMQ.date, Literal("2024-13-45", datatype=XSD.date))])
    ((_, _, value, _),) = to_rdflib(store, ours.prefixes).quads()
    assert str(value) == "2024-13-45"
