"""Answers without some of their rows, and how many are left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain

from pyoxigraph import DefaultGraph, NamedNode, Quad

from communique.model import Answer, text_of
from communique.receipts.rows.preferring import Preferring
from communique.receipts.rows.state import Row, States
from communique.store import Store
from communique.vocabulary import INFERRED_GRAPH, LINKS_GRAPH, REGISTRY_GRAPH

_UNREPORTED = "Left out: {} row{} about something of which no document had spoken by then."
_LEFT_OUT = (
    "Left out: {} row{} rest{} on a value to which another is preferred; see `discrepancies`."
)
_Cut = tuple[Answer, list[Row]]


class Cuts:
    """Leaves rows of answers out, by what they rest on or are about."""

    def __init__(self, store: Store, states: States) -> None:
        self._store = store
        self._states = states

    def preferred(self, answer: Answer, rows: Sequence[Row]) -> _Cut:
        """The rows that rest on preferred values only."""
        return _cut(answer, rows, self._preferring.keeps, _LEFT_OUT)

    def reported(self, answer: Answer, rows: Sequence[Row]) -> _Cut:
        """The rows about something of which more than the registry and the links speak."""
        return _cut(answer, rows, self._is_reported, _UNREPORTED)

    @cached_property
    def _preferring(self) -> Preferring:
        return Preferring(self._states)

    def _is_reported(self, row: Row) -> bool:
        if not isinstance(row.subject, NamedNode):
            return True
        spoken = chain(self._store.match(row.subject), self._store.match(object=row.subject))
        return any(_speaks(quad) for quad in spoken)


def _cut(answer: Answer, rows: Sequence[Row], keeps: Callable[[Row], bool], told: str) -> _Cut:
    """An answer without some of its rows; how many are left out is told in its note."""
    kept = [number for number, row in enumerate(rows) if keeps(row)]
    left_out = len(rows) - len(kept)
    if not left_out:
        return answer, list(rows)
    note = told.format(left_out, "" if left_out == 1 else "s", "s" if left_out == 1 else "")
    cut = replace(
        answer,
        rows=[answer.rows[number] for number in kept],
        note=" ".join(filter(None, (answer.note, note))),
    )
    return cut, [rows[number] for number in kept]


def _speaks(quad: Quad) -> bool:
    """Whether a quad stands in a passage, a record or a background file."""
    graph = quad.graph_name
    silent = graph in (REGISTRY_GRAPH, LINKS_GRAPH) or isinstance(graph, DefaultGraph)
    return not silent and not text_of(graph).startswith(INFERRED_GRAPH.value)
