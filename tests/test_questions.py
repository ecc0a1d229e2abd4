"""Every stored question, asked on the fictional and on the real graph, with answers by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import Literal, NamedNode

from communique import KnowledgeGraph
from communique.model import Term, text_of
from communique.project import Project
from communique.queries.algebra import trace_of
from communique.queries.binding import bind, bound
from communique.queries.header import read_question
from communique.queries.names import Names

ROOT = Path(__file__).resolve().parent.parent
FILES = Project(ROOT).questions
CASES = ROOT / "tests" / "questions"

Open = Callable[[str], KnowledgeGraph]


def cases() -> Iterator[Any]:
    """Each case of each file, named by question, graph and parameters."""
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            asked = ", ".join(f"{k}={v}" for k, v in (case.get("parameters") or {}).items())
            name = f"{path.stem} ({case['graph']}{': ' * bool(asked)}{asked})"
            yield pytest.param(path.stem, case, id=name)


def values_of(case: dict[str, Any]) -> dict[str, list[str]]:
    given = case.get("parameters") or {}
    return {k: [str(one) for one in (v if isinstance(v, list) else [v])] for k, v in given.items()}


@pytest.fixture(scope="session")
def opened(real: Path, fiction: Path) -> Open:
    """The real or the fictional graph, by name."""
    graphs = {
        "real": KnowledgeGraph.open(real, rebuild=False),
        "fiction": KnowledgeGraph.open(fiction),
    }
    return graphs.__getitem__


def shown(graph: KnowledgeGraph, term: Term | None) -> str | None:
    """A term as the cases write it: labels and numbers as text, things as CURIEs."""
    if isinstance(term, NamedNode):
        return graph.project.prefixes.compress(term.value)
    return term.value if isinstance(term, Literal) else None


@pytest.mark.parametrize(("name", "case"), list(cases()))
def test_answer(opened: Open, name: str, case: dict[str, Any]) -> None:
    graph = opened(case["graph"])
    answer = graph.answer(name, values_of(case))
    assert answer.states is not None
    rows = []
    for row, state in zip(answer.rows, answer.states, strict=True):
        known = dict(zip(answer.columns, (shown(graph, term) for term in row), strict=True))
        known["state"] = str(state)
        rows.append([known[column] for column in case["columns"]])
    expected = [[None if v is None else str(v) for v in row] for row in case["rows"]]
    assert rows == expected
    if not expected:
        assert "no evidence that it is not so" in answer.searched
    if "totals" in case:
        assert answer.totals is not None
        totals = [": ".join(filter(None, (t.origin, t.words))) for t in answer.totals.totals]
        assert totals == case["totals"]
        assert list(answer.totals.open) == case["open"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestFile:
    """What holds for the file of every question."""

    def test_it_is_asked_with_answers_on_both_graphs(self, path: Path) -> None:
        asked = yaml.safe_load((CASES / f"{path.stem}.yaml").read_text(encoding="utf-8"))
        assert {case["graph"] for case in asked if case["rows"]} == {"fiction", "real"}

    def test_its_header_and_its_query_agree(self, path: Path) -> None:
        question = read_question(path)
        assert question.question.endswith("?")
        assert question.description
        assert question.tags
        assert question.columns
        assert question.subject in {column.name for column in question.columns}
        for parameter in question.parameters:
            assert parameter.description, parameter.name
            assert parameter.example, parameter.name
            assert bool(parameter.scheme) == (parameter.type == "concept"), parameter.name

    def test_it_can_be_traced(self, path: Path) -> None:
        assert trace_of(read_question(path).text, path.stem).patterns


UNCITED = frozenset({"coverage", "identifiers", "sources"})
"""Questions about the records of sources and links, which rest on no passage."""


@pytest.mark.parametrize(("name", "case"), list(cases()))
def test_rows_have_their_columns_order_and_sources(
    opened: Open, name: str, case: dict[str, Any]
) -> None:
    answer = opened(case["graph"]).answer(name, values_of(case))
    question = opened(case["graph"]).question(name)
    assert answer.columns == tuple(column.name for column in question.columns)
    for row in answer.rows:
        for column, value in zip(question.columns, row, strict=True):
            assert value is not None or column.optional, column.name
            assert column.type != "iri" or value is None or isinstance(value, NamedNode)
    assert len({tuple(map(str, row)) for row in answer.rows}) == len(answer.rows)
    assert answer.states is not None
    assert answer.cited is not None
    for row, state, cited in zip(answer.rows, answer.states, answer.cited, strict=True):
        assert bool(cited) == bool(state.articles), row
        assert cited or name in UNCITED or state.absence, row


@pytest.mark.full
@pytest.mark.parametrize(("name", "case"), list(cases()))
def test_rdflib_gives_the_same_rows(opened: Open, name: str, case: dict[str, Any]) -> None:
    """The same text on the same quads, evaluated by another engine."""
    graph = opened(case["graph"])
    question = graph.question(name)
    bindings = bind(question, values_of(case), Names(graph.store, graph.project.prefixes))
    text = bound(question.text, bindings)
    result = graph.to_rdflib().query(text)
    theirs = [tuple(None if t is None else str(t) for t in row) for row in result]
    ours = [
        tuple(None if t is None else text_of(t) for t in r) for r in graph.store.select(text).rows
    ]
    assert sorted(theirs, key=str) == sorted(ours, key=str)
