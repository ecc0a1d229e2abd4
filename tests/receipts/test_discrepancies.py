"""Where sources differ: on the real documents, the invented ones, and small graphs.

What is expected was written by hand, from the documents, into `tests/discrepancies/*.yaml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from communique import KnowledgeGraph, turtle
from communique.dataset import with_default
from communique.discrepancy import Discrepancy, DiscrepancyKind, Side
from communique.model import Passage, object_of
from communique.project import Project
from communique.receipts.discrepancies import Discrepancies
from communique.receipts.rows.answering import Answering
from communique.store import EmbeddedStore
from communique.vocabulary import (
    CMQ,
    DOCUMENT,
    DOCUMENTS_GRAPH,
    ID,
    ONTOLOGY_GRAPH,
    RDF,
    RDFS,
    SCHEME,
    XSD,
    Prefixes,
)

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = ROOT / "tests" / "discrepancies"
PROJECT = Project(ROOT)
RECORDS = {
    "a": ("outlet", "2031-01-10"),
    "b": ("outlet", "2031-05-10"),
    "w": ("agency", "2031-01-11"),
    "c": ("company", "2031-01-12"),
    "p": ("primary", "2031-01-12"),
    "u": ("outlet", ""),
}
"""The documents of small graphs: kind of source, day of publication."""

Open = Callable[[str], KnowledgeGraph]


def cases(*names: str) -> list[Any]:
    texts = ((CASES / f"{name}.yaml").read_text(encoding="utf-8") for name in names)
    found = [case for text in texts for case in yaml.safe_load(text)]
    return [pytest.param(case, id=case.get("graph") or case["name"]) for case in found]


@pytest.fixture(scope="module")
def opened(real: Path, fiction: Path) -> Open:
    graphs = {
        "real": KnowledgeGraph.open(real, rebuild=False),
        "fiction": KnowledgeGraph.open(fiction),
    }
    return graphs.__getitem__


def records() -> Iterator[Quad]:
    for name, (kind, day) in RECORDS.items():
        document, outlet = DOCUMENT[name], ID[f"organization/{name}"]
        yield Quad(document, RDF.type, CMQ.Document, DOCUMENTS_GRAPH)
        yield Quad(document, CMQ.sourceKind, SCHEME[f"source-kind/{kind}"], DOCUMENTS_GRAPH)
        yield Quad(document, CMQ.publisher, outlet, DOCUMENTS_GRAPH)
        yield Quad(outlet, RDFS.label, Literal(name), DOCUMENTS_GRAPH)
        if day:
            published = Literal(day, datatype=XSD.date)
            yield Quad(document, CMQ.published, published, DOCUMENTS_GRAPH)


def small_store(text: str) -> EmbeddedStore:
    """A graph written out in a case, under the real ontology; nothing is inferred in it."""
    prefixes = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PROJECT.prefixes.items())
    quads = list(parse(f"{prefixes}@base <{DOCUMENT}> .\n{text}", format=RdfFormat.TRIG))
    said = [quad for quad in quads if not isinstance(quad.graph_name, DefaultGraph)]
    loose = [quad for quad in quads if isinstance(quad.graph_name, DefaultGraph)]
    told = [Quad(q.subject, q.predicate, q.object, DOCUMENTS_GRAPH) for q in loose]
    store = EmbeddedStore()
    terms = [PROJECT.ontology, *PROJECT.schemes]
    ontology = [
        Quad(s.quad.subject, s.quad.predicate, s.quad.object, ONTOLOGY_GRAPH)
        for path in terms
        for s in turtle.read(path)
    ]
    store.extend(with_default([*ontology, *records(), *said, *told]))
    return store


def small(text: str) -> Discrepancies:
    """The discrepancies of a graph written out in a case."""
    store = small_store(text)
    return Discrepancies(Answering(PROJECT, store, lambda _triple: (), lambda _triple: ()))


def name_of(prefixes: Prefixes, side: Side, expected: dict[str, Any]) -> str:
    """How a case names a side: by its value, or of a name by the thing, else by its words."""
    named = side.statement.predicate in (CMQ.wording, CMQ.alias)
    value = side.statement.subject if named else object_of(side.statement)
    compact = prefixes.compress(value.value) if isinstance(value, NamedNode) else str(value)
    return compact if compact in expected else side.shown


def givers(side: Side) -> set[str]:
    """The documents of a side's passages, else what else gives it."""
    passages = [Passage.parse(passage) for passage in side.passages]
    documents = {one.document.rsplit("/", 1)[-1] for one in passages if one}
    return documents or set(side.sources)


def about(prefixes: Prefixes, one: Discrepancy) -> str:
    node = one.about
    return prefixes.compress(node.value) if isinstance(node, NamedNode) else node.value


def check(found: list[Discrepancy], case: dict[str, Any], prefixes: Prefixes) -> None:
    """What was found is what the case names, no more and no less."""
    expected = {(one["about"], one["property"], one["class"]): one for one in case["differences"]}
    assert len(expected) == len(case["differences"])
    keys = [
        (about(prefixes, one), prefixes.compress(one.property.value), one.kind.value)
        for one in found
    ]
    assert sorted(keys) == sorted(expected)
    for key, one in zip(keys, found, strict=True):
        wanted = expected[key]
        sides = wanted["sides"]
        told = {name_of(prefixes, side, sides): givers(side) for side in one.sides}
        assert told == {str(name): set(documents) for name, documents in sides.items()}, key
        preferred = name_of(prefixes, one.preferred, sides) if one.preferred else None
        assert preferred == wanted.get("preferred"), key
        assert bool(one.verdict) == ("verdict" in wanted), key
        assert wanted.get("verdict", "") in str(one.verdict or ""), key
        for words in wanted.get("says", []):
            assert words in str(one), key


@pytest.mark.parametrize("case", cases("real", "fiction"))
def test_the_graph_holds_these_differences_and_no_others(
    opened: Open, case: dict[str, Any]
) -> None:
    graph = opened(case["graph"])
    found = graph.discrepancies()
    check(found, case, graph.project.prefixes)
    reported = {(about(graph.project.prefixes, one), one.property) for one in found}
    expand = graph.project.prefixes.expand
    for thing, relation, _why in case["agreements"]:
        assert (thing, NamedNode(expand(relation) or "")) not in reported
        node = NamedNode(thing if thing.startswith("https:") else expand(thing) or "")
        assert any(graph.store.match(node)), f"{thing} is not in the graph"


@pytest.mark.parametrize("case", cases("small"))
def test_each_way_of_differing(case: dict[str, Any]) -> None:
    check(small(case["data"]).all(), case, PROJECT.prefixes)


@pytest.mark.parametrize("case", cases("real", "fiction"))
def test_every_side_is_cited(opened: Open, case: dict[str, Any]) -> None:
    graph = opened(case["graph"])
    found = graph.discrepancies()
    answer = graph.discrepancies_answer(found)
    assert answer.citations is not None
    assert answer.cited is not None
    sides = [side for one in found for side in one.sides]
    for side, cited in zip(sides, answer.cited, strict=True):
        assert {answer.citations[number].passage for number in cited} == set(side.passages)
        statements = {
            Triple(quad.subject, quad.predicate, quad.object)
            for passage in side.passages
            for quad in graph.store.match(None, None, None, NamedNode(passage))
        }
        # an offices' side stands for several terms, a name for several spellings of it
        assert not side.passages or side.statement in statements


def test_kinds_and_things_filter(opened: Open) -> None:
    graph = opened("real")
    everything = graph.discrepancies()
    for kind in DiscrepancyKind:
        assert graph.discrepancies(kind=kind) == [one for one in everything if one.kind is kind]
    letter = graph.discrepancies(graph.find("Hague Letter of Intent"))
    assert [(one.kind.value, one.property_label) for one in letter] == [
        ("values", "stage"),
        ("currency", "in other currencies"),
        ("precision", "kind"),
    ]


def test_precision_is_listed_last(opened: Open) -> None:
    kinds = [one.kind for one in opened("real").discrepancies()]
    assert kinds == sorted(kinds, key=list(DiscrepancyKind).index)
    assert kinds[-1] is DiscrepancyKind.PRECISION
