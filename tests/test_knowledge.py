"""The door for Python: `communique.open` and what it gives."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

import communique
from communique import KnowledgeGraph
from communique.errors import ProjectError, QueryError, StoreError, UnknownNameError
from communique.store import Solutions


@pytest.fixture(scope="module")
def graph(real: Path) -> KnowledgeGraph:
    return communique.open(real, rebuild=False)


def test_a_question_is_asked_by_name(graph: KnowledgeGraph) -> None:
    answer = graph.ask("companies", country="Denmark")
    assert [str(row[1].value) for row in answer.rows if row[1]] == [
        "MyDefence",
        "Palantir Technologies",
    ]
    assert answer.states is not None
    assert [state.differs for state in answer.states] == [False, True]
    assert answer.citations is not None
    assert {citation.article.publisher for citation in answer.citations} == {"Interfax-Ukraine"}


def test_a_parameter_takes_several_values(graph: KnowledgeGraph) -> None:
    both = graph.ask("companies", country=["Denmark", "Ukraine"], plain=True).rows
    one = graph.ask("companies", country="Denmark", plain=True).rows
    assert set(one) <= set(both)


def test_plain_answers_have_no_state(graph: KnowledgeGraph) -> None:
    answer = graph.ask("companies", plain=True)
    assert (answer.states, answer.citations, answer.cited) == (None, None, None)


def test_sparql_needs_no_prefixes(graph: KnowledgeGraph) -> None:
    found = graph.sparql("SELECT (COUNT(?m) AS ?n) WHERE { ?m a cmq:Minister }")
    assert isinstance(found, Solutions)
    assert graph.sparql("ASK { person:rustem-umerov a cmq:Minister }") is True


def test_sparql_takes_no_update(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="update"):
        graph.sparql("DELETE WHERE { ?s ?p ?o }")


def test_documents_are_sorted_by_date(graph: KnowledgeGraph) -> None:
    dates = [one.published for one in graph.documents]
    dated = [date for date in dates if date]
    assert dated == sorted(dated)
    assert dates[: len(dated)] == dated


def test_the_whole_graph_goes_to_rdflib(graph: KnowledgeGraph) -> None:
    dataset = graph.to_rdflib()
    assert isinstance(dataset, rdflib.Dataset)
    assert sum(1 for _ in dataset.quads()) == len(graph.store)


def test_the_files_are_validated_as_they_are_now(graph: KnowledgeGraph) -> None:
    assert graph.validate().conforms


def test_a_notebook_shows_a_table(graph: KnowledgeGraph) -> None:
    page = graph.ask("companies", country="Denmark")._repr_html_()
    assert "<table" in page
    assert "Palantir Technologies" in page
    assert "‡" in page


def test_an_answer_becomes_a_data_frame(graph: KnowledgeGraph) -> None:
    pytest.importorskip("pandas")
    frame = graph.ask("companies", country="Denmark").to_pandas()
    assert list(frame["company_label"]) == ["MyDefence", "Palantir Technologies"]


def test_a_folder_that_is_no_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="is no project"):
        communique.open(tmp_path)


def test_without_a_build_and_without_building_there_is_no_answer(project: Path) -> None:
    with pytest.raises(StoreError, match="nothing has been built yet"):
        communique.open(project, rebuild=False)


def test_an_unknown_question_offers_the_nearest(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean companies"):
        graph.ask("company")


def test_differences_are_found_by_name_and_class(graph: KnowledgeGraph) -> None:
    (found,) = graph.discrepancies("Palantir", "background")
    assert found.preferred is not None
    assert found.preferred.shown == "United States"
    assert [side.shown for side in found.sides] == ["Denmark", "United States"]
    assert graph.discrepancies("Palantir", "values") == []
    with pytest.raises(UnknownNameError, match="background"):
        graph.discrepancies(kind="dispute")


def test_preferred_rows_are_some_of_all_rows(graph: KnowledgeGraph) -> None:
    every = graph.ask("companies", country="Denmark")
    kept = graph.ask("companies", country="Denmark", preferred=True)
    assert [row[1] for row in kept.rows] == [every.rows[0][1]]
    assert kept.states is not None
    assert len(kept.states) == 1
    assert "Left out: 1 row" in kept.note
    plain = graph.ask("companies", country="Denmark", preferred=True, plain=True)
    assert (plain.rows, plain.states) == (kept.rows, None)
