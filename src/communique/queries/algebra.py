"""The algebra of a query, as rdflib reads it (https://www.w3.org/TR/sparql11-query/#sparqlAlgebra)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import rdflib
from rdflib.paths import Path as PropertyPath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from communique.errors import QueryError
from communique.queries.clause import Clauses, expressions, split, values_after
from communique.queries.collected import Collected, OptionalPart, certain_in
from communique.queries.expressions import uses_of, variables_in
from communique.queries.marking import MARK, marked
from communique.queries.paths import steps_of
from communique.queries.trace import Pattern, SubSelect, Trace


def trace_of(text: str, place: str = "query") -> Trace:
    """The trace of a SELECT query.

    Raises QueryError, naming the construct, where the query has one that cannot be traced.
    """
    if f"?{MARK}" in text or f"${MARK}" in text:
        raise QueryError(f"a variable is called {MARK}…", place=place, remedy="Rename it.")
    clauses = _clauses(text, place)
    group = marked(clauses.group)
    algebra = _algebra("".join(clauses._replace(group=group.text)), place)
    if algebra.datasetClause:
        raise QueryError("FROM cannot be traced; use GRAPH", place=place)
    selects = (trace_of(clauses.prologue + one, place) for one in group.selects)
    walk = _Walk(place, selects)
    walk.visit(algebra.p, _Within())
    if name := walk.found.astray():
        raise QueryError(
            f"?{name} is bound by an OPTIONAL or else outside it, which cannot be traced",
            place=place,
            remedy="Bind it before the OPTIONAL, or put what looks at it into the OPTIONAL.",
        )
    return _trace(walk.found, algebra, clauses._replace(group=group.text))


def _clauses(text: str, place: str) -> Clauses:
    """The clauses of a query that is a SELECT; what another text lacks is said by the parser."""
    try:
        clauses = split(text, place)
        if clauses.select.upper().startswith("SELECT"):
            return clauses
    except QueryError:
        _algebra(text, place)
        raise
    _algebra(text, place)
    raise QueryError("only SELECT queries have rows to trace", place=place)


def _algebra(text: str, place: str) -> CompValue:
    try:
        return translateQuery(parseQuery(text)).algebra
    except Exception as error:  # rdflib raises pyparsing's, its own and bare exceptions here
        found = re.sub(r"\s*\(at char.*", "", str(error), flags=re.DOTALL)  # of a longer text
        raise QueryError(f"the query does not parse as SPARQL 1.1: {found}", place=place) from error


def _trace(found: Collected, algebra: CompValue, clauses: Clauses) -> Trace:
    selected = _selected(found, algebra, clauses)
    grouped = found.group_keys is not None
    keys = tuple(name for name in selected if not grouped or name in (found.group_keys or ()))
    loose = found.loose(keys) if grouped else {}
    left_out = found.idle(keys) - set(loose)
    group, modifiers = (clauses.group, clauses.modifiers) if grouped else _assigned(clauses)
    cut = _cuts(algebra.p) or _is_reduced(algebra.p)
    return Trace(
        clauses.prologue,
        group,
        tuple(dict.fromkeys(one for one in found.patterns if not left_out & set(one.parts))),
        keys,
        found.absences(keys),
        tuple(found.aggregates(algebra)),
        grouped,
        tuple(one for one in found.used_selects(selected) if not left_out & set(one.parts)),
        tuple(sorted(loose.items())),
        cut=cut,
        distinct=_is_distinct(algebra.p),
        modifiers=values_after(modifiers) if grouped or cut else modifiers,
    )


def _assigned(clauses: Clauses) -> tuple[str, str]:
    """The WHERE with what the SELECT reckons as BINDs, and what follows it.

    These see what a VALUES after the WHERE binds, which then stands before them.
    """
    binds = "".join(f" BIND{one} " for one in expressions(clauses.select))
    values = values_after(clauses.modifiers) if binds else ""
    if not values:
        return clauses.group[:-1] + binds + "}", clauses.modifiers
    return f"{{ {clauses.group} {values}\n{binds}}}", clauses.modifiers.removesuffix(values)


def _selected(found: Collected, algebra: CompValue, clauses: Clauses) -> list[str]:
    """The columns; of `SELECT *` those that the WHERE binds, in the order of the alphabet.

    https://www.w3.org/TR/sparql11-query/#variableScope: what only a filter names is none of them.
    """
    if not re.search(r"\*\s*(WHERE)?\s*$", clauses.select, re.IGNORECASE):
        return [str(name) for name in algebra.PV if not str(name).startswith(MARK)]
    bound = {name for one in found.patterns for name in one.variables()}
    bound |= {name for name, _ in found.assigned}
    bound |= {name for one in found.selects for name in one.columns}
    return sorted(name for name in bound if not name.startswith(MARK))


class _Within(NamedTuple):
    """Where a pattern stands."""

    graph: str = ""
    parts: tuple[str, ...] = ()


class _Walk:
    """Collects what stands at positive places of an algebra expression."""

    def __init__(self, place: str, selects: Iterator[Trace]) -> None:
        self.found = Collected()
        self._traces = selects
        self._place = place

    def visit(self, node: CompValue, within: _Within) -> None:
        """Take in what is at a node; QueryError where it is of a kind that has no trace."""
        handler = getattr(self, f"_{node.name.lower()}", None)
        if handler is None:
            raise QueryError(f"{node.name} cannot be traced", place=self._place)
        handler(node, within)

    def _bgp(self, node: CompValue, within: _Within) -> None:
        for subject, predicate, value in node.triples:
            path = steps_of(predicate) if isinstance(predicate, PropertyPath) else ()
            self.found.patterns.append(
                Pattern(
                    _text(subject), "" if path else _text(predicate), _text(value), *within, path
                )
            )

    def _join(self, node: CompValue, within: _Within) -> None:
        self.visit(node.p1, within)
        self.visit(node.p2, within)

    def _union(self, node: CompValue, within: _Within) -> None:
        self.found.unions.append((_branches(node.p1), _branches(node.p2)))
        self._part(node.p1, within)
        self._part(node.p2, within)

    def _leftjoin(self, node: CompValue, within: _Within) -> None:
        self.visit(node.p1, within)
        mark = self._part(node.p2, within, node.expr)
        self.found.optionals.append(
            OptionalPart(mark, frozenset(certain_in(node.p1)), within.parts)
        )

    def _part(self, node: CompValue, within: _Within, expression: object = None) -> str:
        """Visit a branch of a UNION, or an OPTIONAL, by the mark at its end."""
        mark = _mark_of(node)
        if mark:
            within = within._replace(parts=(*within.parts, mark))
        self._note(expression, within)
        self.visit(node, within)
        return mark

    def _filter(self, node: CompValue, within: _Within) -> None:
        for unless in uses_of(node.expr, self._place).absences:
            self.found.denied.append((within.parts, unless))
        self.found.filters.append((within.parts, node.expr))
        self.visit(node.p, within)

    def _extend(self, node: CompValue, within: _Within) -> None:
        self._note(node.expr, within)
        if not str(node.var).startswith(MARK):
            self.found.assigned.append((str(node.var), within.parts))
        self.visit(node.p, within)

    def _note(self, expression: object, within: _Within) -> None:
        if expression is not None:
            use = uses_of(expression, self._place)
            self.found.uses.append((within.parts, use))
            self.found.denied += [(within.parts, unless) for unless in use.absences]

    def _minus(self, node: CompValue, within: _Within) -> None:
        self.found.without.append((within.parts, set(variables_in(node.p2))))
        self.visit(node.p1, within)

    def _graph(self, node: CompValue, within: _Within) -> None:
        self.visit(node.p, within._replace(graph=_text(node.term)))

    def _tomultiset(self, node: CompValue, within: _Within) -> None:
        if node.p.name == "values":
            names = {str(name) for row in node.p.res for name in row}
            self.found.assigned += [(name, within.parts) for name in names]
            return
        if _cuts(node.p):
            raise QueryError(
                "a SELECT inside the WHERE with LIMIT or OFFSET cannot be traced",
                place=self._place,
            )
        if within.graph:
            raise QueryError("a SELECT inside GRAPH cannot be traced", place=self._place)
        trace = next(self._traces)
        columns = _columns(node.p) if trace.grouped else trace.keys
        if _is_plain(trace, columns):
            self.found.patterns += [one._replace(parts=within.parts) for one in trace.patterns]
        else:
            self.found.selects.append(SubSelect(trace, columns, within.parts))

    def _group(self, node: CompValue, within: _Within) -> None:
        keys = node.expr or []
        if any(not isinstance(key, rdflib.Variable) for key in keys):
            raise QueryError("GROUP BY with an expression cannot be traced", place=self._place)
        self.found.group_keys = tuple(str(key) for key in keys)
        self.visit(node.p, within)

    def _aggregatejoin(self, node: CompValue, within: _Within) -> None:
        self.found.taken = list(node.A)
        self.visit(node.p, within)

    def _inner(self, node: CompValue, within: _Within) -> None:
        self.visit(node.p, within)

    _project = _distinct = _reduced = _orderby = _slice = _inner


def _mark_of(node: CompValue) -> str:
    """The mark of a part: the last BIND of its group."""
    while node.name in ("Filter", "Extend"):
        if node.name == "Extend":
            return str(node.var) if str(node.var).startswith(MARK) else ""
        node = node.p
    return ""


def _branches(node: CompValue) -> set[str]:
    """The marks of the branches of a UNION, or of the one branch that a node is."""
    if node.name == "Union":
        return _branches(node.p1) | _branches(node.p2)
    return {_mark_of(node)}


def _columns(node: CompValue) -> tuple[str, ...]:
    """The variables that come out of a SELECT."""
    while node.name != "Project":
        node = node.p
    return tuple(str(name) for name in node.PV)


def _cuts(node: CompValue) -> bool:
    while node.name in ("Distinct", "Reduced", "OrderBy", "Slice"):
        if node.name == "Slice":
            return True
        node = node.p
    return False


def _is_distinct(node: CompValue) -> bool:
    while node.name in ("Reduced", "Slice"):
        node = node.p
    return bool(node.name == "Distinct")


def _is_reduced(node: CompValue) -> bool:
    while node.name == "Slice":
        node = node.p
    return bool(node.name == "Reduced")


def _is_plain(trace: Trace, columns: tuple[str, ...]) -> bool:
    """Whether a SELECT is but a group: triple patterns all of whose variables come out of it."""
    if trace.grouped or trace.absences or trace.selects:
        return False
    return all(not one.parts and one.variables() <= set(columns) for one in trace.patterns)


def _text(term: Any) -> str:
    if isinstance(term, rdflib.BNode):
        raise QueryError("blank nodes in a pattern cannot be traced; name a variable")
    return str(term.n3())
