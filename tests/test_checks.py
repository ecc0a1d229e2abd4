"""Every check, on a small faulty graph written out in its case, and on the built graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from communique import KnowledgeGraph
from communique.dataset import with_default
from communique.model import Passage, Term, text_of
from communique.project import Project
from communique.queries.header import read_question
from communique.store import EmbeddedStore, Store
from communique.vocabulary import CMQ, DOCUMENTS_GRAPH, RDF, Prefixes

ROOT = Path(__file__).resolve().parent.parent
PROJECT = Project(ROOT)
CASES = ROOT / "tests" / "checks"

Open = Callable[[str], KnowledgeGraph]


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
            name = f"{path.stem} ({case.get('graph', f'case {number}')})"
            yield pytest.param(path.stem, case, id=name)


@pytest.fixture(scope="session")
def opened(real: Path, fiction: Path) -> Open:
    graphs = {
        "real": KnowledgeGraph.open(real, rebuild=False),
        "fiction": KnowledgeGraph.open(fiction),
    }
    return graphs.__getitem__


def store_of(text: str) -> Store:
    """A graph as a build would hold it: each described passage has its source."""
    quads = list(parse(text, format=RdfFormat.TRIG))
    named = [quad for quad in quads if not isinstance(quad.graph_name, DefaultGraph)]
    for name in {quad.subject for quad in quads}:
        passage = Passage.parse(name.value) if isinstance(name, NamedNode) else None
        if passage is not None:
            named.append(Quad(passage.iri, RDF.type, CMQ.Passage, DOCUMENTS_GRAPH))
            source = NamedNode(passage.document)
            named.append(Quad(passage.iri, CMQ.source, source, DOCUMENTS_GRAPH))
    store = EmbeddedStore()
    store.extend([*with_default(named), *quads])
    return store


def shown(prefixes: Prefixes, term: Term | None) -> str | None:
    if isinstance(term, NamedNode):
        return prefixes.compress(term.value)
    return None if term is None else text_of(term)


@pytest.mark.parametrize(("name", "case"), list(cases()))
def test_offenders(opened: Open, name: str, case: dict[str, Any]) -> None:
    check = read_question(ROOT / "queries" / "checks" / f"{name}.rq")
    store = store_of(case["data"]) if "data" in case else opened(case["graph"]).store
    solutions = store.select(check.text)
    rows = []
    for row in solutions.rows:
        known = dict(zip(solutions.variables, row, strict=True))
        rows.append([shown(PROJECT.prefixes, known[column]) for column in case["columns"]])
    assert rows == [[None if v is None else str(v) for v in row] for row in case["rows"]]


@pytest.mark.parametrize("path", PROJECT.checks, ids=lambda path: path.stem)
class TestFile:
    """What holds for the file of every check."""

    def test_it_has_a_severity_a_remedy_and_columns(self, path: Path) -> None:
        check = read_question(path)
        assert check.severity in {"error", "warning", "info"}
        assert check.remedy
        assert "entity" in {column.name for column in check.columns}

    def test_it_finds_something_in_a_case_and_no_error_in_the_real_graph(self, path: Path) -> None:
        written = yaml.safe_load((CASES / f"{path.stem}.yaml").read_text(encoding="utf-8"))
        assert any(case["rows"] for case in written)
        if read_question(path).severity == "error":
            assert all(not case["rows"] for case in written if case.get("graph") == "real")
