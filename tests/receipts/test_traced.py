"""Solutions that are asked for a few rows at a time are those that are asked for all at once."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, Triple

from communique.queries import regrouping
from communique.queries.algebra import trace_of
from communique.receipts.tracing import traced
from communique.receipts.tracing.members import Members
from communique.store import EmbeddedStore, Unread
from communique.vocabulary import XSD
from tests.receipts.world import EX, World

SAID = [
    [Triple(EX[one], EX["p"], EX[other]), Triple(EX[one], EX["n"], Literal(str(n)))]
    for n, (one, other) in enumerate([*zip("aabcdb", "bccdda", strict=True)])
]
LABELS = [[Triple(EX["a"], EX["label"], Literal("1", datatype=XSD.integer))]]
PROLOGUE = "PREFIX ex: <https://example.org/> "
BY_ROW = "SELECT ?x (COUNT(?y) AS ?k) WHERE { ?x ex:p ?y OPTIONAL { ?y ex:n ?n } } GROUP BY ?x"
ASSIGNED = "SELECT ?x (COUNT(?y) AS ?k) WHERE { BIND(ex:a AS ?x) ?x ex:p ?y } GROUP BY ?x"
ALIKE = (
    "SELECT ?k ?n (COUNT(?y) AS ?all) WHERE { ?x ex:p ?y . ex:a ex:label ?k "
    "OPTIONAL { ?y ex:n ?n } } GROUP BY ?k ?n"
)


class Counting(EmbeddedStore):
    """A store that counts how often it is asked for solutions to read."""

    asked = 0

    def unread(self, query: str) -> Unread:
        """The solutions of a query."""
        self.asked += 1
        return super().unread(query)


@pytest.mark.parametrize(
    ("query", "times"),
    [
        pytest.param(BY_ROW, 5, id="once, and once for each of four values"),
        pytest.param(ASSIGNED, 1, id="a key that is assigned cannot be given"),
        pytest.param(ALIKE, 1, id="rows that do not differ in a key"),
    ],
)
def test_a_few_rows_at_a_time(query: str, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Counting()
    store.extend(World([*SAID, *LABELS], []).store.match())
    trace = trace_of(PROLOGUE + query)
    rows = store.select(PROLOGUE + query)
    named = [dict(zip(rows.variables, row, strict=True)) for row in rows.rows]
    whole = Members(store, trace, {})
    expected = [whole.clauses_of(row) for row in named]
    monkeypatch.setattr(regrouping, "_MOST", 1)
    monkeypatch.setattr(traced, "_AT_ONCE", 1)
    store.asked = 0
    few = Members(store, trace, {})
    assert few.solutions(PROLOGUE + query) is None
    few.only(rows.variables, rows.rows)
    assert [few.clauses_of(row) for row in named] == expected
    assert store.asked == times
