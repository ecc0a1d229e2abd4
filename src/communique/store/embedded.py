"""Oxigraph inside this process: in memory, or a folder on disk opened for reading.

The engine rewrites lexical forms (`0.80` becomes `0.8`), so files are never written from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from threading import Thread
from typing import BinaryIO

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from communique.errors import QueryError, StoreError
from communique.model import Subject, Term
from communique.store.interface import GraphName, Solutions, Unread

_UPDATE = re.compile(
    r"\s*(?:(?:PREFIX\s+\S*\s*|BASE\s*)<[^>]*>\s*|#[^\n]*\n\s*)*"
    r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"#[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|<[^<>\"{}|^`\\\s]*>"
    r"|[?$:]\w+|\w+:[\w.-]*|\w+|\|\||&&|\\u|[{}()\[\]+]"
)
_OPENING, _CLOSING = frozenset("{(["), frozenset("})]")
_CHAINING = frozenset({"||", "&&", "UNION", "+"})
_DEEPEST = 100
_LONGEST = 2_000
"""Measured: the engine ends the process from some 850 nested and 6,700 chained parts on."""
_QUADS = "quads.nq"
_FEW = 50_000
"""Quads up to which a store is saved as text, and is in memory once it is open."""
_PLACE = re.compile(r"error at (\d+):(\d+): ")


class _Loading(Thread):
    """A saved store being opened, while the process goes on with something else."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._engine: pyoxigraph.Store | None = None
        self._error: Exception | None = None

    def run(self) -> None:
        """Open it, or keep the error."""
        try:
            self._engine = _opened(self._folder)
        except (OSError, RuntimeError, SyntaxError) as error:
            self._error = error

    def engine(self) -> pyoxigraph.Store:
        """The engine, once it is there; StoreError where it cannot be opened."""
        self.join()
        if self._engine is None:
            raise StoreError(
                f"the built graph cannot be opened ({self._error})",
                place=str(self._folder),
                remedy="Make it again with `communique build`.",
            ) from self._error
        return self._engine


class EmbeddedStore:
    """A store of this process; implements `communique.store.Store`."""

    def __init__(self, engine: pyoxigraph.Store | _Loading | None = None) -> None:
        self._source = pyoxigraph.Store() if engine is None else engine

    @classmethod
    def open(cls, folder: Path) -> EmbeddedStore:
        """A saved store, for reading; it is loaded from now on, and waited for on first use.

        Where the folder is missing, damaged or in use by a writer, the first use raises
        StoreError.
        """
        loading = _Loading(folder)
        loading.start()
        return cls(loading)

    @cached_property
    def _engine(self) -> pyoxigraph.Store:
        return self._source.engine() if isinstance(self._source, _Loading) else self._source

    def save(self, folder: Path) -> None:
        """Write all quads to a folder that does not exist yet.

        Few quads are written as N-Quads, which are loaded faster than a database is opened.
        """
        try:
            if len(self) <= _FEW:
                folder.mkdir()
                self._engine.dump(str(folder / _QUADS), RdfFormat.N_QUADS)
                return
            copy = pyoxigraph.Store(str(folder))
            copy.bulk_extend(self._engine)
            copy.flush()
        except OSError as error:
            raise StoreError(
                f"the graph cannot be written ({error})",
                place=str(folder),
                remedy="Free the disk or name another folder.",
            ) from error

    def __len__(self) -> int:
        return len(self._engine)

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add quads; all or none of them."""
        self._engine.extend(quads)

    def remove(self, quads: Iterable[Quad]) -> None:
        """Take quads out; one that is not there is passed over."""
        for quad in quads:
            self._engine.remove(quad)

    def match(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        """Quads that fit a pattern, from the default graph and all named ones; None fits any."""
        return self._engine.quads_for_pattern(subject, predicate, object, graph)

    def query(
        self, query: str, prefixes: Mapping[str, str] | None = None
    ) -> Solutions | bool | list[Triple]:
        """Result of a SPARQL query; QueryError where the text does not parse or is an update."""
        result = self._result(query, prefixes or {})
        if isinstance(result, pyoxigraph.QuerySolutions):
            return Solutions(_variables(result), [tuple(solution) for solution in result])
        if isinstance(result, pyoxigraph.QueryBoolean):
            return bool(result)
        return list(result)

    def select(self, query: str, prefixes: Mapping[str, str] | None = None) -> Solutions:
        """Solutions of a query that must be a SELECT; QueryError where it is another form."""
        result = self.query(query, prefixes)
        if not isinstance(result, Solutions):
            raise QueryError("the query is not a SELECT")
        return result

    def unread(self, query: str) -> Unread:
        """The same, of many solutions of which few terms are needed."""
        result = self._result(query, {})
        if not isinstance(result, pyoxigraph.QuerySolutions):
            raise QueryError("the query is not a SELECT")
        return Unread(_variables(result), iter(result))

    def _result(
        self, query: str, prefixes: Mapping[str, str]
    ) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples:
        _guard(query)
        try:
            return self._engine.query(query, prefixes=dict(prefixes))
        except SyntaxError as error:
            raise _query_error(query, error) from error

    def update(self, update: str) -> None:
        """Carry out a SPARQL update; all of it or nothing."""
        self._engine.update(update)

    def dump(self, output: BinaryIO, format: RdfFormat, graph: GraphName | None = None) -> None:
        """Write one graph, or with a dataset format and no graph all quads."""
        self._engine.dump(output, format, from_graph=graph)


def _variables(result: pyoxigraph.QuerySolutions) -> tuple[str, ...]:
    return tuple(variable.value for variable in result.variables)


def _opened(folder: Path) -> pyoxigraph.Store:
    quads = folder / _QUADS
    if not quads.is_file():
        return pyoxigraph.Store.read_only(str(folder))
    engine = pyoxigraph.Store()
    engine.load(path=str(quads), format=RdfFormat.N_QUADS, lenient=True)
    return engine


def _guard(query: str) -> None:
    """Refuse what would bring the engine down, or send a request to somebody else's server."""
    try:
        query.encode()
    except UnicodeEncodeError as error:
        raise QueryError(
            f"the query is not Unicode text ({error.reason})", place="query"
        ) from error
    depth = chained = 0
    for match in _TOKEN.finditer(query):
        token = match[0]
        depth += (token in _OPENING) - (token in _CLOSING)
        chained += token.upper() in _CHAINING
        if token.upper() == "SERVICE" or token.startswith("\\"):
            raise QueryError(
                "SERVICE would send the query to another server",
                place="query",
                remedy="Export the graph and ask both where you control the network.",
            )
        if depth > _DEEPEST or chained > _LONGEST:
            raise QueryError(
                f"the query nests deeper than {_DEEPEST} or chains more than {_LONGEST} parts",
                place="query",
                remedy="Give alternatives as VALUES.",
            )


def _query_error(query: str, error: SyntaxError) -> QueryError:
    if _UPDATE.match(query):
        return QueryError(
            "this is a SPARQL update, and the graph is only read here",
            place="query",
            remedy="Change the files under data/ and run `communique build`.",
        )
    text = str(error.msg)
    match = _PLACE.search(text)
    place = f"query:{match[1]}:{match[2]}" if match else "query"
    if "Prefix not found" in text:
        return QueryError(
            "a prefix is used that is neither declared nor in the project's table",
            place=place,
            remedy="Declare it with PREFIX; `communique info --prefixes` prints the table.",
        )
    return QueryError(
        f"the query does not parse: {_PLACE.sub('', text)}",
        place=place,
        remedy="Correct it there; https://www.w3.org/TR/sparql11-query/#grammar is the grammar.",
    )
