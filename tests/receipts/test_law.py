"""Receipts obey the law: on random small worlds with random queries, and with the stored ones.

For the stored questions the world is the fictional graph, of which a random part of the passages
is left.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Collection
from functools import lru_cache, partial
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from pyoxigraph import Triple

from communique.closure.compilation import compile_rules
from communique.closure.fixpoint import close
from communique.dataset import read_matter, with_default
from communique.errors import QueryError
from communique.model import Passage, text_of, triple_of
from communique.project import Project
from communique.queries.algebra import trace_of
from communique.queries.binding import bind, bound
from communique.queries.header import read_question
from communique.queries.names import Names
from communique.receipts.rows.answering import Answering
from communique.receipts.rows.state import Row
from communique.receipts.rows.witness import Witnesses
from communique.receipts.sources.records import Sources
from communique.receipts.tracing.members import Members
from communique.receipts.tracing.support import Support
from communique.store import EmbeddedStore
from tests.receipts.law import broken
from tests.receipts.random_queries import queries, shaped_queries
from tests.receipts.world import EX, Key, World, passage, premises, worlds
from tests.test_questions import CASES, FILES, values_of

SLACK = list(HealthCheck)
PROJECT = Project(Path(__file__).resolve().parent.parent.parent)


def check(world: World, query: str) -> None:
    """Each row's receipt, against the data cut down, closed and asked again."""
    try:
        receipts = list(world.receipts(query))
    except QueryError:
        assume(False)
    for row, receipt, absent in receipts:
        if absent and re.search("COUNT|MIN", query):
            continue  # what an absence no longer hides may be counted for what is deleted
        fault = broken(receipt, world.passages, absent, partial(world.holds, query, row))
        assert not fault, f"{fault}: {row} of {query}"


@settings(max_examples=250, suppress_health_check=SLACK)
@given(worlds, queries())
def test_random_queries(world: World, query: str) -> None:
    check(world, query)


@settings(max_examples=120, suppress_health_check=SLACK)
@given(worlds, shaped_queries())
def test_the_rows_that_are_cited_are_the_rows(world: World, query: str) -> None:
    """Columns, rows and how often each is there: as the engine gives them without receipts."""
    try:
        plain, trace = world.store.select(query), trace_of(query)
    except QueryError:
        assume(False)
    answering = Answering(PROJECT, world.store, lambda _triple: (), lambda _triple: ())
    cited = answering.selected(query, trace, "witness")
    assert cited.columns == plain.variables
    assert Counter(cited.rows) == Counter(plain.rows)


def test_what_the_select_reckons_sees_the_values_after_the_where() -> None:
    said = [[Triple(EX["a"], EX["p"], EX["b"])], [Triple(EX["c"], EX["p"], EX["b"])]]
    query = (
        "PREFIX ex: <https://example.org/> SELECT ?x (CONCAT(?word, STR(?k)) AS ?told) "
        'WHERE { ?x ex:p ex:b } ORDER BY ?x VALUES (?x ?word ?k) { (ex:a "n" 1) (UNDEF "m" 2) }'
    )
    found = {
        (text_of(x), text_of(told)): receipt.witness
        for (x, told), receipt, _ in World(said, []).receipts(query)
    }
    a, c = EX["a"].value, EX["c"].value
    first, second = ({passage(n).value} for n in (0, 1))
    assert found == {(a, "n1"): first, (a, "m2"): first, (c, "m2"): second}


@pytest.mark.full
@settings(max_examples=5_000, suppress_health_check=SLACK)
@given(worlds, queries())
def test_many_random_queries(world: World, query: str) -> None:
    check(world, query)


class Fiction:
    """The fictional graph, which can be cut down to some of its passages."""

    def __init__(self, folder: Path) -> None:
        self.project = Project(folder)
        matter = read_matter(self.project)
        self._quads = list(dict.fromkeys(one.quad for one in matter.statements()))
        self.rules = compile_rules([triple_of(one.quad) for one in matter.ontology])
        names = {text_of(quad.graph_name) for quad in self._quads}
        self.passages = frozenset(name for name in names if Passage.parse(name))

    @lru_cache(maxsize=64)  # noqa: B019  # one graph lives as long as the tests
    def cut(self, passages: frozenset[str]) -> EmbeddedStore:
        """The dataset of some passages only, closed."""
        store = EmbeddedStore()
        gone = self.passages - passages
        store.extend(with_default(q for q in self._quads if text_of(q.graph_name) not in gone))
        close(store, self.rules)
        return store

    def holds(self, query: str, row: Key, passages: Collection[str]) -> bool:
        """Whether a query has a row over the data of some passages only."""
        return row in self.cut(frozenset(passages)).select(query).rows


@pytest.fixture(scope="module")
def world(fiction: Path) -> Fiction:
    return Fiction(fiction)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_stored_questions(world: Fiction, path: Path) -> None:
    check_question(world, path, seeds=[1], rows=1, deletions=3)


@pytest.mark.full
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_stored_questions_thoroughly(world: Fiction, path: Path) -> None:
    check_question(world, path, seeds=range(2, 8), rows=6, deletions=12)


def check_question(
    world: Fiction, path: Path, seeds: Collection[int], rows: int, deletions: int
) -> None:
    """Some rows of a question, on random parts of the graph, against random deletions."""
    question = read_question(path)
    for seed in seeds:
        chance = random.Random(seed)
        kept = frozenset(one for one in sorted(world.passages) if chance.random() < 0.8)
        store = world.cut(kept)
        for given_values in parameters(path.stem, rows):
            bindings = bind(question, given_values, Names(store, world.project.prefixes))
            text = bound(question.text, bindings)
            members = Members(store, trace_of(question.text), bindings)
            witnesses = Witnesses(
                Support(store, partial(premises, store, world.rules)), Sources(store)
            )
            found = store.select(text)
            for row in chance.sample(found.rows, min(rows, len(found.rows))):
                named = dict(zip(found.variables, row, strict=True))
                assert members.of(named), f"{row} has no traced solution"
                receipt = witnesses.receipt(Row([], clauses=members.clauses_of(named)))
                outside = sorted(kept - set(receipt.witness))
                tried = frozenset(chance.sample(outside, min(deletions, len(outside))))
                fault = broken(
                    receipt,
                    kept,
                    members.absent(named),
                    partial(world.holds, text, row),
                    tried,
                )
                assert not fault, f"{fault}: {row}"


def parameters(name: str, most: int) -> list[dict[str, list[str]]]:
    """Values to ask a question with: those of its cases on the fictional graph that have rows."""
    given_values = [
        values_of(case)
        for case in yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
        if case["graph"] == "fiction" and case["rows"]
    ]
    return given_values[:most]
