"""Limits: consequences beyond all measure are refused before they fill the memory.

A transitive property closes a chain of n links with n² triples, owl:sameAs also with n³ steps.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Triple

from communique.closure.patterns import Node
from communique.closure.rounds import forget_inferred
from communique.errors import InputError
from communique.store import Store
from communique.vocabulary import OWL

GROWTH = 20
"""Inferred triples for one quad beyond which a closure is given up …"""
FREE_GROWTH = 100_000
"""… when there are more than so many."""
QUADS = 3
"""Quads by which a store holds an inferred triple, at most."""
MOST_NAMES = 100
"""IRIs that may be said to name one thing."""


class Limits:
    """The limits of one closure; what it has added is taken out where one is passed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._inferred = 0
        self._most = FREE_GROWTH
        self._names: dict[Node, set[Node]] = {}

    def count(self, inferred: int) -> None:
        """Take note of triples that were inferred; InputError where they are too many."""
        self._inferred += inferred
        if self._inferred > self._most:
            # counted only now, for the engine counts its quads one by one
            asserted = max(0, len(self._store) - QUADS * self._inferred)
            self._most = max(FREE_GROWTH, GROWTH * asserted)
        if self._inferred > self._most:
            self._refuse(
                f"more than {self._most} triples follow",
                "Look for a long chain of a transitive property.",
            )

    def join(self, triples: Iterable[Triple]) -> None:
        """Take note of what is the same; InputError where one thing gets too many names."""
        for triple in triples:
            if triple.predicate != OWL.sameAs:
                continue
            ends = triple.subject, triple.object
            one, other = (self._names.get(end, {end}) for end in ends)
            if one is other:
                continue
            small, large = sorted((one, other), key=len)
            large |= small
            self._names.update(dict.fromkeys([*small, *ends], large))
            if len(large) > MOST_NAMES:
                self._refuse(
                    f"{ends[0]} and more than {MOST_NAMES - 1} others are said to be the same",
                    "Take out the owl:sameAs that is wrong, or use skos:exactMatch for links.",
                )

    def _refuse(self, fact: str, remedy: str) -> None:
        forget_inferred(self._store)
        raise InputError(fact, place="closure", remedy=remedy)
