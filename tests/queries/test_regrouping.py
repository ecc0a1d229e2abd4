"""Queries that group, put to solutions that are known: the same rows, or none where refused."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, Quad

from communique.queries.algebra import trace_of
from communique.queries.regrouping import regrouped
from communique.store import EmbeddedStore, Solutions
from communique.vocabulary import XSD, Namespace

EX = Namespace("https://example.org/")
PROLOGUE = "PREFIX ex: <https://example.org/> "
SAID = [("a", "n", 1), ("a", "n", 2), ("b", "n", 2), ("c", "m", 5)]
GROUPED = [
    "SELECT ?s (COUNT(*) AS ?c) WHERE { ?s ex:n ?o } GROUP BY ?s ORDER BY DESC(?c)",
    "SELECT (SUM(?o) AS ?sum) (MAX(STR(?s)) AS ?last) WHERE { ?s ?p ?o }",
    "SELECT ?s (MIN(?o) AS ?least) WHERE { ?s ?p ?o OPTIONAL { ?s ex:m ?m } } "
    "GROUP BY ?s ?m HAVING (!BOUND(?m) && COUNT(DISTINCT ?o) > 1)",
    "SELECT (COUNT(?s) AS ?none) WHERE { ?s ex:none ?o }",
    "SELECT ?s (COUNT(?o) AS ?none) WHERE { ?s ex:none ?o } GROUP BY ?s",
]


def store() -> EmbeddedStore:
    found = EmbeddedStore()
    found.extend(
        Quad(EX[s], EX[p], Literal(str(number), datatype=XSD.integer)) for s, p, number in SAID
    )
    return found


def traced(query: str, data: EmbeddedStore) -> Solutions:
    trace = trace_of(PROLOGUE + query)
    return data.select(f"{trace.prologue}SELECT * WHERE {trace.group}")


@pytest.mark.parametrize("query", GROUPED)
def test_the_same_rows(query: str) -> None:
    data = store()
    text = regrouped(PROLOGUE, query, *traced(query, data))
    assert text is not None
    assert data.select(text) == data.select(PROLOGUE + query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(DISTINCT *) AS ?c) WHERE { ?s ?p ?o }",
        "SELECT ?s (COUNT(*) AS ?c) WHERE { ?s ?p ?o } GROUP BY ?s VALUES ?s { ex:a }",
    ],
)
def test_what_the_solutions_do_not_tell_is_refused(query: str) -> None:
    assert regrouped(PROLOGUE, query, *traced(query, store())) is None


def test_many_solutions_and_blank_nodes_are_refused() -> None:
    query = "SELECT ?s (COUNT(*) AS ?c) WHERE { ?s ?p ?o } GROUP BY ?s"
    assert regrouped("", query, *Solutions(("s",), [(EX.a,)] * 15_000)) is not None
    assert regrouped("", query, *Solutions(("s",), [(EX.a,)] * 15_001)) is None
    assert regrouped("", query, *Solutions(("s",), [(BlankNode(),)])) is None
