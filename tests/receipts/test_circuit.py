"""Readings of circuits, with cycles too: what each comes to, against trying sets of passages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from communique.receipts.rows.trust import Trust
from communique.receipts.sources.records import Sources
from communique.receipts.sources.reviews import Reviews
from communique.receipts.tracing.circuit import Node, essential, free
from communique.receipts.tracing.covering import cover
from communique.store import EmbeddedStore
from communique.vocabulary import CMQ, DOCUMENT, ID, RDFS

PASSAGES = [f"{DOCUMENT}{number // 2}#char={number},{number + 1}" for number in range(5)]
"""The first two and the next two are in one article each."""
HEDGED = frozenset(PASSAGES[1:4:2])
UNCHECKED = frozenset(PASSAGES[2:4])
LEVELS = [frozenset(PASSAGES) - HEDGED, frozenset(PASSAGES)]

Plan = Sequence[tuple[frozenset[str], Sequence[Sequence[int]]]]
"""Of each node its passages, and its alternatives by the numbers of nodes."""
plans = st.integers(1, 6).flatmap(
    lambda size: st.lists(
        st.tuples(
            st.frozensets(st.sampled_from(PASSAGES), max_size=2),
            st.lists(st.lists(st.integers(0, size - 1), max_size=3), max_size=3),
        ),
        min_size=size,
        max_size=size,
    )
)


def nodes_of(plan: Plan) -> list[Node]:
    def expand(number: int) -> list[tuple[Node, ...]]:
        return [tuple(nodes[place] for place in one) for one in plan[number][1]]

    nodes = [
        Node(passages, lambda number=number: expand(number))  # type: ignore[misc]  # its default
        for number, (passages, _) in enumerate(plan)
    ]
    return nodes


def holding(plan: Plan, usable: Collection[str]) -> set[int]:
    """The numbers of the nodes that hold with some passages only."""
    found: set[int] = set()
    while True:
        more = {
            number
            for number, (passages, alternatives) in enumerate(plan)
            if passages & set(usable) or any(found.issuperset(one) for one in alternatives)
        }
        if more == found:
            return found
        found = more


@given(plans)
def test_free_and_essential(plan: Plan) -> None:
    nodes = nodes_of(plan)
    is_free, essentials = free(), essential()
    always, holds = holding(plan, ()), holding(plan, PASSAGES)
    for number, node in enumerate(nodes):
        assert is_free.of(node) == (number in always)
        needed = {one for one in PASSAGES if number not in holding(plan, {*PASSAGES} - {one})}
        assert essentials.of(node) == (needed if number in holds else None)


def sources() -> Sources:
    """Records of the passages; two are hedged, two unchecked."""
    store = EmbeddedStore()
    editor = ID["organization/editors"]
    store.extend([Quad(editor, RDFS.label, Literal("editors"))])
    for one in PASSAGES:
        node = NamedNode(one)
        if one in HEDGED:
            store.extend([Quad(node, CMQ.certainty, NamedNode("https://example.org/hedged"))])
        if one not in UNCHECKED:
            store.extend([Quad(node, CMQ.checkedBy, editor)])
    return Sources(store)


SOURCES = sources()


@given(plans)
def test_trust(plan: Plan) -> None:
    nodes = nodes_of(plan)
    trust = Trust(SOURCES, Reviews(EmbeddedStore(), SOURCES.label))
    always = holding(plan, ())
    by_article = SOURCES.by_article(frozenset(PASSAGES))
    for number, node in enumerate(nodes):
        levels = [level for level, usable in enumerate(LEVELS) if number in holding(plan, usable)]
        found = trust.level([node])
        assert found == (-1 if number in always else min(levels, default=3))
        for level, usable in enumerate(LEVELS):
            checked = number in holding(plan, usable - UNCHECKED)
            assert trust.is_checked([node], level) == checked
            telling = {a for a, own in by_article.items() if number in holding(plan, own & usable)}
            expected = None if number in always else telling
            assert trust.telling([node], level) == expected


@given(st.lists(st.frozensets(st.sampled_from("abcd"), min_size=1), max_size=6))
def test_a_cover_meets_all_with_nothing_left_over_of_single_ones(
    requirements: list[frozenset[str]],
) -> None:
    chosen = cover(requirements, rank=str)
    assert all(one & set(chosen) for one in requirements)
    assert len(chosen) == len(set(chosen))
    fewest = min(
        size
        for size in range(5)
        for some in combinations("abcd", size)
        if all(one & set(some) for one in requirements)
    )
    assert len(chosen) >= fewest
    if all(len(one) == 1 for one in requirements):
        assert len(chosen) == fewest
