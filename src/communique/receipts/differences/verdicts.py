"""Verdicts: what somebody has found where sources differ, read from the graph."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode, Triple

from communique.discrepancy import Side, Verdict
from communique.model import Term, object_of, subject_of, text_of
from communique.receipts.sources.records import Sources
from communique.store import Store
from communique.vocabulary import DCTERMS, RDF, VERDICTS_GRAPH


class Verdicts:
    """Finds the verdict on a difference; of several the latest."""

    def __init__(self, store: Store, sources: Sources) -> None:
        self._store = store
        self._sources = sources

    def among(self, sides: Sequence[Side]) -> tuple[Side, Verdict] | None:
        """The side that a verdict prefers, and the verdict; None where there is none."""
        found = [(side, verdict) for side in sides for verdict in self._on(side.statement)]
        return max(found, key=lambda pair: (pair[1].on, pair[0].shown), default=None)

    def _on(self, statement: Triple) -> list[Verdict]:
        """The verdicts that prefer what a triple says."""
        quads = self._store.match(None, RDF.subject, subject_of(statement), VERDICTS_GRAPH)
        return [
            Verdict(
                statement,
                reason=self._text(quad.subject, DCTERMS.description),
                by=self._label(quad.subject),
                on=self._text(quad.subject, DCTERMS.date),
            )
            for quad in quads
            if isinstance(quad.subject, NamedNode)
            and self._has(quad.subject, RDF.predicate, statement.predicate)
            and self._has(quad.subject, RDF.object, object_of(statement))
        ]

    def _has(self, verdict: NamedNode, predicate: NamedNode, value: Term) -> bool:
        return next(self._store.match(verdict, predicate, value, VERDICTS_GRAPH), None) is not None

    def _text(self, verdict: NamedNode, predicate: NamedNode) -> str:
        quads = self._store.match(verdict, predicate, None, VERDICTS_GRAPH)
        return min((text_of(quad.object) for quad in quads), default="")

    def _label(self, verdict: NamedNode) -> str:
        quads = self._store.match(verdict, DCTERMS.creator, None, VERDICTS_GRAPH)
        nodes = (quad.object for quad in quads)
        return ", ".join(sorted(self._sources.label(n) for n in nodes if isinstance(n, NamedNode)))
