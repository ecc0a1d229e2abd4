"""Bodies found in a store: the narrowest pattern first, all solutions whatever the order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple, Variable

from communique.closure.matching import solutions
from communique.closure.patterns import Pattern
from communique.model import Subject, Term
from communique.store import EmbeddedStore
from communique.vocabulary import Namespace
from tests.closure.support import add, asserted

EX = Namespace("https://example.org/")
A, B = Variable("a"), Variable("b")


class Counting(EmbeddedStore):
    """A store that counts the quads that are read."""

    read = 0

    def match(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """The quads, counted as they are taken."""
        for quad in super().match(subject, predicate, object, graph):
            self.read += 1
            yield quad


@pytest.mark.parametrize("crowd", [10, 3_000])
@pytest.mark.parametrize("turned", [False, True])
def test_a_crowd_on_one_side_is_not_read(crowd: int, turned: bool) -> None:
    store = Counting()
    add(store, [Triple(EX.hub, EX.knows, EX[f"n{n}"]) for n in range(crowd)])
    add(store, [Triple(EX.n7, EX.likes, EX.rare), Triple(EX.other, EX.likes, EX.rare)])
    body = [Pattern(EX.hub, EX.knows, A), Pattern(A, EX.likes, EX.rare)]
    found = list(solutions(store, body[::-1] if turned else body, {}))
    assert found == [{A: EX.n7}]
    assert store.read < 100


def test_two_crowds_are_joined_whole() -> None:
    names = range(200)
    store = asserted(Triple(EX.hub, EX.knows, EX[f"n{n}"]) for n in names)
    add(store, [Triple(EX[f"n{n}"], EX.likes, EX.rare) for n in names if n % 2])
    body = [Pattern(EX.hub, EX.knows, A), Pattern(A, EX.likes, EX.rare)]
    found = [values[A] for values in solutions(store, body, {})]
    assert len(found) == len(set(found)) == 100


def test_a_pattern_without_quads_ends_the_search() -> None:
    store = asserted([Triple(EX.hub, EX.knows, EX.n1)])
    body = [Pattern(EX.hub, EX.knows, A), Pattern(A, EX.likes, B)]
    assert list(solutions(store, body, {})) == []
