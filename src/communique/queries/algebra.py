"""The algebra of a query, as rdflib reads it (https://www.w3.org/TR/sparql11-query/#sparqlAlgebra)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

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
    walk.visit(algebra.p)
    patterns, absences = walk.traced()
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
        absences=absences,
    )


_PLAIN = frozenset({"BGP", "Join", "LeftJoin", "Union", "Filter", "Graph", "Minus"})
"""What a SELECT inside the WHERE may consist of."""


class _Span(NamedTuple):
    """The patterns and absences of one branch, by their positions."""

    patterns: slice
    absences: slice


class _Walk:
    """Collects the triple patterns at positive places of an algebra expression."""

    def __init__(self, place: str) -> None:
        self.group_keys: tuple[str, ...] | None = None
        self._patterns: list[Pattern] = []
        self._absences: list[Absence] = []
        self._unions: list[tuple[_Span, _Span]] = []
        self._assigned: set[str] = set()
        self._place = place

    def visit(self, node: CompValue, graph: str = "") -> None:
        """Take in the patterns of a node; QueryError where it is of a kind that has no trace."""
        handler = getattr(self, f"_{node.name.lower()}", None)
        if handler is None:
            raise QueryError(f"{node.name} cannot be traced", place=self._place)
        handler(node, graph)

    def traced(self) -> tuple[tuple[Pattern, ...], tuple[Absence, ...]]:
        """Patterns and absences, each with the variables that show another branch was taken."""
        for left, right in self._unions:
            self._relieve(left, self._own(right))
            self._relieve(right, self._own(left))
        return tuple(dict.fromkeys(self._patterns)), tuple(self._absences)

    def _own(self, span: _Span) -> tuple[str, ...]:
        """Variables that only patterns of this branch bind."""
        inside = self._patterns[span.patterns]
        start, stop = span.patterns.start, span.patterns.stop
        outside = self._patterns[:start] + self._patterns[stop:]
        return tuple(sorted(_variables(inside) - _variables(outside) - self._assigned))

    def _relieve(self, span: _Span, names: tuple[str, ...]) -> None:
        for number in range(*span.patterns.indices(len(self._patterns))):
            one = self._patterns[number]
            self._patterns[number] = one._replace(unless=(*one.unless, *names))
        for number in range(*span.absences.indices(len(self._absences))):
            absence = self._absences[number]
            self._absences[number] = absence._replace(unless=(*absence.unless, *names))

    def _bgp(self, node: CompValue, graph: str) -> None:
        for subject, predicate, value in node.triples:
            if isinstance(predicate, PropertyPath):
                raise QueryError("property paths cannot be traced", place=self._place)
            found = Pattern(_text(subject), _text(predicate), _text(value), graph)
            self._patterns.append(found)

    def _join(self, node: CompValue, graph: str) -> None:
        self.visit(node.p1, graph)
        self.visit(node.p2, graph)

    def _union(self, node: CompValue, graph: str) -> None:
        self._unions.append((self._branch(node.p1, graph), self._branch(node.p2, graph)))

    def _leftjoin(self, node: CompValue, graph: str) -> None:
        self.visit(node.p1, graph)
        self._branch(node.p2, graph, node.expr)

    def _branch(self, node: CompValue, graph: str, expression: object = None) -> _Span:
        """Visit a part that need not be matched; its absences matter where it is."""
        first, before = len(self._patterns), len(self._absences)
        self._expression(expression)
        self.visit(node, graph)
        branch = tuple(self._patterns[first:])
        for number in range(before, len(self._absences)):
            if not self._absences[number].branch:
                self._absences[number] = self._absences[number]._replace(branch=branch)
        return _Span(slice(first, len(self._patterns)), slice(before, len(self._absences)))

    def _filter(self, node: CompValue, graph: str) -> None:
        self._expression(node.expr)
        self.visit(node.p, graph)

    def _extend(self, node: CompValue, graph: str) -> None:
        self._expression(node.expr)
        self._assigned.add(str(node.var))
        self.visit(node.p, graph)

    def _minus(self, node: CompValue, graph: str) -> None:
        self._absences.append(Absence())
        self.visit(node.p1, graph)

    def _graph(self, node: CompValue, graph: str) -> None:
        self.visit(node.p, _text(node.term))

    def _tomultiset(self, node: CompValue, graph: str) -> None:
        if node.p.name == "values":
            self._assigned.update(str(name) for row in node.p.res for name in row)
        else:
            self._subselect(node.p, graph)

    def _subselect(self, node: CompValue, graph: str) -> None:
        """A SELECT inside the WHERE, of which every variable and every solution comes out."""
        if node.name in ("Distinct", "Reduced"):
            node = node.p
        if node.name != "Project" or node.p.name not in _PLAIN:
            raise QueryError(
                "a SELECT inside the WHERE that counts, orders or cuts cannot be traced",
                place=self._place,
            )
        first = len(self._patterns)
        self.visit(node.p, graph)
        hidden = _variables(self._patterns[first:]) - {str(name) for name in node.PV}
        if hidden:
            raise QueryError(
                f"a SELECT inside the WHERE that hides ?{min(hidden)} cannot be traced",
                place=self._place,
                remedy=f"Select ?{min(hidden)} there too.",
            )

    def _group(self, node: CompValue, graph: str) -> None:
        keys = node.expr or []
        if any(not isinstance(key, rdflib.Variable) for key in keys):
            raise QueryError("GROUP BY with an expression cannot be traced", place=self._place)
        self.group_keys = tuple(str(key) for key in keys)
        self.visit(node.p, graph)

    def _inner(self, node: CompValue, graph: str) -> None:
        self.visit(node.p, graph)

    _project = _distinct = _reduced = _orderby = _slice = _aggregatejoin = _inner

    def _expression(self, expression: object, unless: tuple[str, ...] = ()) -> None:
        """Notes the absences that an expression tests for."""
        if isinstance(expression, CompValue):
            if expression.name == "Builtin_EXISTS":
                raise QueryError("FILTER EXISTS cannot be traced; use a join", place=self._place)
            if expression.name == "Builtin_NOTEXISTS":
                self._absences.append(Absence(unless))
                return
            if expression.name == "ConditionalOrExpression":
                unless += tuple(_bound_in([expression.expr, *expression.other]))
            for value in expression.values():
                self._expression(value, unless)
        elif isinstance(expression, list | tuple):
            for value in expression:
                self._expression(value, unless)


def _variables(patterns: list[Pattern]) -> set[str]:
    parts = (part for one in patterns for part in one[:4])
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
