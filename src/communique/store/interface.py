"""What every store can do; nothing outside this folder knows which engine does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, NamedTuple, Protocol

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolution, RdfFormat, Triple

from communique.model import Subject, Term

GraphName = NamedNode | DefaultGraph


class Solutions(NamedTuple):
    """The solutions of a SELECT query (https://www.w3.org/TR/sparql11-query/#defn_sparqlSolutionMapping)."""

    variables: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]
    """One tuple a solution, in the order of `variables`; None where a variable is unbound."""


class Unread(NamedTuple):
    """The solutions of a SELECT query, whose terms are read when they are asked for."""

    variables: tuple[str, ...]
    rows: Iterator[QuerySolution]
    """Each once; found as they are taken."""


class Dataset(Protocol):
    """An RDF dataset that can be read quad by quad."""

    def match(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        """Quads that fit a pattern, from the default graph and all named ones; None fits any."""


class Store(Dataset, Protocol):
    """An RDF dataset with SPARQL 1.1 Query and Update."""

    def __len__(self) -> int:
        """Number of quads."""

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add quads; all or none of them."""

    def remove(self, quads: Iterable[Quad]) -> None:
        """Take quads out; one that is not there is passed over."""

    def query(
        self, query: str, prefixes: Mapping[str, str] | None = None
    ) -> Solutions | bool | list[Triple]:
        """Result of a SPARQL query: solutions of SELECT, truth of ASK, triples of CONSTRUCT.

        `prefixes` hold for the prefixes that the text itself does not declare.
        Raises QueryError, with line and column, where the text does not parse or is an update.
        """

    def select(self, query: str, prefixes: Mapping[str, str] | None = None) -> Solutions:
        """Solutions of a query that must be a SELECT; QueryError where it is another form."""

    def unread(self, query: str) -> Unread:
        """The same, of many solutions of which few terms are needed."""

    def update(self, update: str) -> None:
        """Carry out a SPARQL update; all of it or nothing."""

    def dump(self, output: BinaryIO, format: RdfFormat, graph: GraphName | None = None) -> None:
        """Write one graph, or with a dataset format and no graph all quads."""
