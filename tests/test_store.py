"""The store: what every engine behind the interface does."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple

from communique.errors import QueryError, StoreError
from communique.store import EmbeddedStore, Solutions, embedded

A, B, P, G = (NamedNode(f"http://example.org/{name}") for name in "abpg")
QUADS = [Quad(A, P, B), Quad(A, P, B, G), Quad(B, P, Literal("x"), G)]


@pytest.fixture
def store() -> EmbeddedStore:
    made = EmbeddedStore()
    made.extend(QUADS)
    return made


def test_patterns_match_in_all_graphs_or_in_one(store: EmbeddedStore) -> None:
    assert len(store) == 3
    assert set(store.match(A)) == set(QUADS[:2])
    assert list(store.match(None, None, None, DefaultGraph())) == QUADS[:1]
    store.remove([QUADS[0], Quad(B, P, B)])
    assert set(store.match()) == set(QUADS[1:])


def test_each_query_form_has_its_result(store: EmbeddedStore) -> None:
    select = store.query("SELECT ?o ?none WHERE { ?s ?p ?o }")
    assert select == Solutions(("o", "none"), [(B, None)])
    assert store.query("ASK { ?s ?p 'x' }") is False
    assert store.query("CONSTRUCT WHERE { ?s ?p ?o }") == [Triple(A, P, B)]


def test_prefixes_may_be_given_beside_the_text(store: EmbeddedStore) -> None:
    found = store.query("SELECT ?o WHERE { ex:a ex:p ?o }", {"ex": "http://example.org/"})
    assert isinstance(found, Solutions)
    assert found.rows == [(B,)]


@pytest.mark.parametrize(
    ("text", "place", "fact"),
    [
        ("SELECT ?s\nWHERE { ?s ?p }", "query:2:16", "does not parse"),
        ("SELECT ?s WHERE { ?s no:thing 1 }", "query:1:", "prefix"),
        ("INSERT DATA { <a:a> <a:a> 1 }", "query", "update"),
        ("PREFIX a: <a:>\n# why\nDELETE WHERE { a:a ?p ?o }", "query", "update"),
        ("CLEAR ALL", "query", "update"),
    ],
)
def test_what_is_no_query_is_refused_with_its_place(
    store: EmbeddedStore, text: str, place: str, fact: str
) -> None:
    with pytest.raises(QueryError) as error:
        store.query(text)
    assert str(error.value).startswith(place)
    assert fact in error.value.fact
    assert error.value.exit_code == 2
    assert len(store) == 3


def test_select_wants_a_select(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="not a SELECT"):
        store.select("ASK { ?s ?p ?o }")


def test_an_update_is_carried_out_whole_or_not_at_all(store: EmbeddedStore) -> None:
    store.update("INSERT DATA { <a:a> <a:a> 1 }")
    assert len(store) == 4
    with pytest.raises(SyntaxError):
        store.update("INSERT DATA { <a:b> <a:a> 1 } ; INSERT DATA { broken }")
    assert len(store) == 4


@pytest.mark.parametrize("few", [0, 100], ids=["database", "text"])
def test_a_saved_store_opens_again(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(embedded, "_FEW", few)
    store.save(tmp_path / "saved")
    assert (tmp_path / "saved" / "quads.nq").is_file() == (few > 0)
    for _ in range(2):
        opened = EmbeddedStore.open(tmp_path / "saved")
        assert set(opened.match()) == set(QUADS)


def test_a_saved_database_is_only_read(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "_FEW", 0)
    store.save(tmp_path / "saved")
    with pytest.raises(RuntimeError):
        EmbeddedStore.open(tmp_path / "saved").extend([Quad(B, P, B)])


def test_a_missing_store_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="communique build") as error:
        len(EmbeddedStore.open(tmp_path / "nowhere"))
    assert error.value.exit_code == 4


def test_one_graph_is_written_alone(store: EmbeddedStore) -> None:
    output = io.BytesIO()
    store.dump(output, RdfFormat.N_TRIPLES, G)
    assert sorted(output.getvalue().decode().splitlines()) == [
        f"{A} {P} {B} .",
        f'{B} {P} "x" .',
    ]
