"""The algebra of a query, as rdflib reads it (https://www.w3.org/TR/sparql11-query/#sparqlAlgebra)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import rdflib
from rdflib.paths import Path as PropertyPath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from communique.errors import QueryError
from communique.queries.clause import split
from communique.queries.trace import Absence, Pattern, Trace


def trace_of(text: str, place: str = "query") -> Trace:
    """The trace of a SELECT query.

    Raises QueryError, naming the construct, where the query has one that cannot be traced.
    """
    try:
        algebra = translateQuery(parseQuery(text)).algebra
    except Exception as error:  # rdflib raises pyparsing's, its own and bare exceptions here
        raise QueryError(f"the query does not parse: {error}", place=place) from error
    if algebra.name != "SelectQuery":
        raise QueryError("only SELECT queries have rows to trace", place=place)
    walk = _Walk(place)
    patterns = tuple(dict.fromkeys(walk.patterns(algebra.p)))
    clauses = split(text, place)
    selected = tuple(str(variable) for variable in algebra.PV)
    groups = selected if walk.group_keys is None else walk.group_keys
    keys = tuple(name for name in selected if name in groups)
    return Trace(
        clauses.prologue,
        clauses.group,
        patterns,
        keys,
        aggregate=walk.group_keys is not None,
        absences=tuple(walk.absences),
    )


class _Walk:
    """Collects the triple patterns at positive places of an algebra expression."""

    def __init__(self, place: str) -> None:
        self.absences: list[Absence] = []
        self.group_keys: tuple[str, ...] | None = None
        self._place = place

    def patterns(self, node: CompValue, graph: str = "") -> Iterator[Pattern]:
        handler = getattr(self, f"_{node.name.lower()}", None)
        if handler is None:
            raise QueryError(f"{node.name} cannot be traced", place=self._place)
        yield from handler(node, graph)

    def _bgp(self, node: CompValue, graph: str) -> Iterator[Pattern]:
        for subject, predicate, value in node.triples:
            if isinstance(predicate, PropertyPath):
                raise QueryError("property paths cannot be traced", place=self._place)
            yield Pattern(_text(subject), _text(predicate), _text(value), graph)

    def _join(self, node: CompValue, graph: str) -> Iterator[Pattern]:
        yield from self.patterns(node.p1, graph)
        yield from self.patterns(node.p2, graph)

    def _union(self, node: CompValue, graph: str) -> Iterator[Pattern]:
        first = len(self.absences)
        left = self._branch(node.p1, graph)
        second = len(self.absences)
        right = self._branch(node.p2, graph)
        self._relieve(range(first, second), right, left)
        self._relieve(range(second, len(self.absences)), left, right)
        yield from left
        yield from right

    def _relieve(self, numbers: range, other: list[Pattern], own: list[Pattern]) -> None:
        """A solution with a variable of the other branch did not come through this one."""
        names = tuple(sorted(_variables(other) - _variables(own)))
        for number in numbers:
            absence = self.absences[number]
            self.absences[number] = absence._replace(unless=(*absence.unless, *names))

    def _leftjoin(self, node: CompValue, graph: str) -> Iterator[Pattern]:
        yield from self.patterns(node.p1, graph)
        yield from self._branch(node.p2, graph, node.expr)

    def _branch(self, node: CompValue, graph: str, expression: object = None) -> list[Pattern]:
        """The patterns of a part that need not be matched; its absences matter where it is."""
        before = len(self.absences)
        self._expression(expression)
        patterns = list(self.patterns(node, graph))
        branch = tuple(patterns)
        for number in range(before, len(self.absences)):
            if not self.absences[number].branch:
                self.absences[number] = self.absences[number]._replace(branch=branch)
        return patterns

    def _filter(self, node: CompValue, graph: str) -> Iterator[Pattern]:
        self._expression(node.expr)
        yield from self.patterns(node.p, graph)

    def _extend(self, node: CompValue, graph: str) -> Iterator[Pattern]:
        self._expression(node.expr)
        yield from self.patterns(node.p, graph)

    def _minus(self, node: CompValue, graph: str) -> Iterator[Pattern]:
        self.absences.append(Absence())
        yield from self.patterns(node.p1, graph)

    def _graph(self, node: CompValue, graph: str) -> Iterator[Pattern]:
        yield from self.patterns(node.p, _text(node.term))

    def _tomultiset(self, node: CompValue, graph: str) -> Iterator[Pattern]:
        if node.p.name != "values":
            raise QueryError("a SELECT inside the WHERE cannot be traced", place=self._place)
        yield from ()

    def _group(self, node: CompValue, graph: str) -> Iterator[Pattern]:
        keys = node.expr or []
        if any(not isinstance(key, rdflib.Variable) for key in keys):
            raise QueryError("GROUP BY with an expression cannot be traced", place=self._place)
        self.group_keys = tuple(str(key) for key in keys)
        yield from self.patterns(node.p, graph)

    def _inner(self, node: CompValue, graph: str) -> Iterator[Pattern]:
        yield from self.patterns(node.p, graph)

    _project = _distinct = _reduced = _orderby = _slice = _aggregatejoin = _inner

    def _expression(self, expression: object, unless: tuple[str, ...] = ()) -> None:
        """Notes the absences that an expression tests for."""
        if isinstance(expression, CompValue):
            if expression.name == "Builtin_EXISTS":
                raise QueryError("FILTER EXISTS cannot be traced; use a join", place=self._place)
            if expression.name == "Builtin_NOTEXISTS":
                self.absences.append(Absence(unless))
                return
            if expression.name == "ConditionalOrExpression":
                unless += tuple(_bound_in([expression.expr, *expression.other]))
            for value in expression.values():
                self._expression(value, unless)
        elif isinstance(expression, list | tuple):
            for value in expression:
                self._expression(value, unless)


def _variables(patterns: list[Pattern]) -> set[str]:
    parts = (part for one in patterns for part in (one.subject, one.object, one.graph))
    return {part[1:] for part in parts if part.startswith("?")}


def _bound_in(alternatives: list[object]) -> Iterator[str]:
    """Variables that an alternative of a disjunction asks to be bound."""
    for one in alternatives:
        if isinstance(one, CompValue) and one.name == "Builtin_BOUND":
            yield str(one.arg)


def _text(term: Any) -> str:
    if isinstance(term, rdflib.BNode):
        raise QueryError("blank nodes in a pattern cannot be traced; name a variable")
    return str(term.n3())
