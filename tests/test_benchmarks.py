"""The graphs that benchmarks are made on: every question has an answer; how dates are judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import communique
from benchmarks.days import Case, judged, verdict
from benchmarks.finds import Found
from benchmarks.generator import write_project
from communique import KnowledgeGraph
from communique.queries.question import Question


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    folder = tmp_path_factory.mktemp("generated") / "small"
    write_project(folder, 3_000)
    return communique.open(folder)


@pytest.fixture(scope="module")
def values(graph: KnowledgeGraph) -> dict[str, dict[str, str]]:
    path: Path = graph.project.root / "benchmark.json"
    found: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))["parameters"]
    return found


def test_every_question_has_the_values_that_it_needs(
    graph: KnowledgeGraph, values: dict[str, dict[str, str]]
) -> None:
    def needed(question: Question) -> set[str]:
        return {one.name for one in question.parameters if one.required}

    lacking = {q.name: needed(q) - set(values.get(q.name, {})) for q in graph.questions}
    assert {name: names for name, names in lacking.items() if names} == {}
    assert set(values) <= {question.name for question in graph.questions}


def test_every_question_has_an_answer(
    graph: KnowledgeGraph, values: dict[str, dict[str, str]]
) -> None:
    given = {name: {key: [value] for key, value in own.items()} for name, own in values.items()}
    answers = [graph.answer(q.name, given.get(q.name, {}), plain=True) for q in graph.questions]
    assert [answer.name for answer in answers if not answer.rows] == []


@pytest.mark.parametrize(
    ("wanted", "value", "worth"),
    [
        ("2025-06-24", "2025-06-24", "right"),
        ("2025-06-16/2025-06-22", "2025-06", "coarser"),
        ("2025-06-16/2025-06-22", "2025", "coarser"),
        ("2024-02", "2024-02-29", "finer"),
        ("2024-01/2024-03", "2024-03", "finer"),
        ("2024-02", "2024-03", "wrong"),
        ("2025-06-21/2025-06-22", "2025-06-22/2025-06-23", "wrong"),
        ("--06-24", "2025-06-24", "wrong"),
        ("?", "2025-06-24", "wrong"),
        ("2025-06-24", "?", "open"),
    ],
)
def test_what_the_value_of_a_date_is_worth(wanted: str, value: str, worth: str) -> None:
    assert verdict(wanted, value) == worth


def test_a_find_beside_every_date_is_false_and_a_date_without_one_is_missed() -> None:
    case = Case("", "On Monday 40 came.", "2025-06-25", {"Monday": "2025-06-23"}, "")
    lines = judged(lambda text, _: [Found(10, 12, "1940")], [case])
    assert [(line.words, line.verdict) for line in lines] == [("Monday", "missed"), ("40", "false")]
