"""What a query's algebra holds at positive places, and what follows from it for a trace."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import rdflib
from rdflib.plugins.sparql.parserutils import CompValue

from communique.queries.expressions import Truth, Use, holds_without, variables_in
from communique.queries.trace import Absence, Aggregate, Pattern, SubSelect

Parts = tuple[str, ...]
"""Marks of the parts of a query that something stands in."""


class OptionalPart(NamedTuple):
    """An OPTIONAL, by its mark, and the variables that are bound before it in any case."""

    mark: str
    left: frozenset[str]
    parts: Parts
    """Marks of the parts of the query that it stands in."""


@dataclass
class Collected:
    """Patterns and whatever else a solution may rest on, each with the parts it stands in."""

    patterns: list[Pattern] = field(default_factory=list)
    selects: list[SubSelect] = field(default_factory=list)
    optionals: list[OptionalPart] = field(default_factory=list)
    unions: list[tuple[set[str], set[str]]] = field(default_factory=list)
    """The marks of the branches of each UNION, those of one side and of the other."""
    uses: list[tuple[Parts, Use]] = field(default_factory=list)
    """What expressions look at, those of filters left out."""
    filters: list[tuple[Parts, object]] = field(default_factory=list)
    assigned: list[tuple[str, Parts]] = field(default_factory=list)
    without: list[tuple[Parts, set[str]]] = field(default_factory=list)
    """The variables of each MINUS."""
    denied: list[tuple[Parts, tuple[str, ...]]] = field(default_factory=list)
    """For each NOT EXISTS, the variables any of which, when bound, makes it of no matter."""
    taken: list[CompValue] = field(default_factory=list)
    """The aggregates, as rdflib has them."""
    group_keys: tuple[str, ...] | None = None

    def absences(self, keys: Collection[str]) -> tuple[Absence, ...]:
        """What must not be there: each MINUS and NOT EXISTS, each test of an optional variable.

        Where an optional variable is a key, a row in which it is bound is another row.
        """
        found = [Absence((), parts) for parts, _ in self.without]
        found += [Absence(unless, parts) for parts, unless in self.denied]
        optional = self._optional_variables()
        for parts, use in self.uses:
            found += [Absence((name,), parts) for name in sorted(use.tested & optional)]
        for one in self.optionals:
            own = self._own(one)
            unless = tuple(sorted(own)) if own.intersection(keys) else ()
            judged = self._judged(one)
            found += [Absence(unless, parts) for parts, holds in judged if holds is not False]
        return tuple(dict.fromkeys(found))

    def idle(self, keys: Collection[str]) -> set[str]:
        """Marks of the OPTIONALs that no row rests on.

        Nothing looks at what they bind, unless filters do that hold as well where it is unbound.
        """
        found: set[str] = set()
        for _ in self.optionals:  # one that only idle ones look at is idle too
            found |= {one.mark for one in self.optionals if self._is_idle(one, keys, found)}
        return found

    def loose(self, keys: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Of the idle OPTIONALs those that bind something, with what they bind.

        They change how often a solution is found, and what aggregates take.
        """
        idle = self.idle(keys)
        return {
            one.mark: tuple(sorted(own))
            for one in self.optionals
            if one.mark in idle and (own := self._own(one))
        }

    def aggregates(self, algebra: CompValue) -> list[Aggregate]:
        """The aggregates, each with the column that shows its value.

        One that only HAVING or ORDER BY names is left out where a column shows the same.
        """
        columns = {str(value): name for name, value in _renamed(algebra)}
        found = []
        for one in self.taken:
            variable = str(one.vars) if isinstance(one.vars, rdflib.Variable) else ""
            function = one.name.removeprefix("Aggregate_").upper()
            if function == "SAMPLE" and variable in (self.group_keys or ()):
                continue  # how rdflib carries a key along
            column = columns.get(str(one.res), "")
            found.append(Aggregate(function, bool(one.get("distinct")), variable, column))
        shown = {one._replace(column="") for one in found if one.column}
        return [one for one in found if one.column or not one.variable or one not in shown]

    def used_selects(self, keys: Collection[str]) -> Iterator[SubSelect]:
        """The SELECTs inside, without the aggregates at whose values nothing looks."""
        for number, one in enumerate(self.selects):
            others = [c for i, o in enumerate(self.selects) if i != number for c in o.columns]
            seen = {*keys, *others, *self._looked_at(set())}
            seen |= {name for _, filtered in self.filters for name in variables_in(filtered)}
            seen |= {name for taken in self.taken for name in variables_in(taken.vars)}
            kept = tuple(a for a in one.trace.aggregates if not a.column or a.column in seen)
            yield one._replace(trace=one.trace._replace(aggregates=kept))

    def astray(self) -> str:
        """A variable that an OPTIONAL may bind and that something outside it may bind instead.

        Which of them does depends on what is absent; empty where there is none (the pattern is
        well designed: https://doi.org/10.1145/1567274.1567278).
        """
        for one in self.optionals:
            names = {
                name
                for pattern in self.patterns
                if self._together(one, pattern.parts)
                for name in pattern.variables()
            }
            names |= {c for s in self.selects if self._together(one, s.parts) for c in s.columns}
            for name in sorted(self._own(one) & names):
                return name
        return ""

    def _together(self, optional: OptionalPart, parts: Parts) -> bool:
        """Whether something outside an OPTIONAL can be matched in one solution with it."""
        around, there = {*optional.parts}, set(parts)
        return optional.mark not in there and not any(
            (around & one and there & other) or (around & other and there & one)
            for one, other in self.unions
        )

    def _is_idle(self, optional: OptionalPart, keys: Collection[str], idle: set[str]) -> bool:
        marks = {optional.mark, *idle}
        seen = self._looked_at(marks).union(keys)
        seen |= {c for s in self.selects if not marks & set(s.parts) for c in s.columns}
        return not self._own(optional) & seen and all(h for _, h in self._judged(optional))

    def _judged(self, optional: OptionalPart) -> Iterator[tuple[Parts, Truth]]:
        """Each filter that looks at what an OPTIONAL binds, and whether it holds without it."""
        own = self._own(optional)
        for parts, expression in self.filters:
            if optional.mark not in parts and own & set(variables_in(expression)):
                yield parts, holds_without(expression, own)

    def _own(self, optional: OptionalPart) -> set[str]:
        """Variables that an OPTIONAL adds."""
        return self._bound(optional.mark) - optional.left

    def _bound(self, mark: str) -> set[str]:
        names = {name for one in self.patterns if mark in one.parts for name in one.variables()}
        names |= {name for name, parts in self.assigned if mark in parts}
        return names | {c for one in self.selects if mark in one.parts for c in one.columns}

    def _looked_at(self, marks: set[str]) -> set[str]:
        """Variables that anything outside some parts looks at.

        Filters, aggregates and SELECTs left out.
        """
        names = {n for one in self.patterns if not marks & set(one.parts) for n in one.variables()}
        names |= {n for parts, use in self.uses if not marks & set(parts) for n in use.variables}
        return names | {n for parts, one in self.without if not marks & set(parts) for n in one}

    def _optional_variables(self) -> set[str]:
        """Variables that only OPTIONALs bind."""
        marks = {one.mark for one in self.optionals}
        inside = {name for mark in marks for name in self._bound(mark)}
        firm = {n for one in self.patterns if not marks & set(one.parts) for n in one.variables()}
        firm |= {name for name, parts in self.assigned if not marks & set(parts)}
        return inside - firm


def _renamed(node: CompValue) -> Iterator[tuple[str, object]]:
    """Variables that are given the value of an expression, from the outermost node inwards."""
    while isinstance(node, CompValue) and "p" in node:
        if node.name == "Extend":
            yield str(node.var), node.expr
        node = node.p


def certain_in(node: CompValue) -> set[str]:
    """Variables that every solution of a part of the algebra binds."""
    if node.name == "BGP":
        return {name for triple in node.triples for name in variables_in(list(triple))}
    if node.name == "values":
        return set.intersection(*({str(name) for name in row} for row in node.res or [{}]))
    if node.name == "Union":
        return certain_in(node.p1) & certain_in(node.p2)
    inner = [certain_in(node[side]) for side in _CERTAIN.get(node.name, ("p",)) if side in node]
    found = {name for names in inner for name in names}
    if node.name == "Extend" and set(variables_in(node.expr)) <= found and _is_plain(node.expr):
        found.add(str(node.var))
    if node.name == "Project":
        found &= {str(name) for name in node.PV}
    return found | set(variables_in(node.term)) if node.name == "Graph" else found


def _is_plain(expression: object) -> bool:
    """Whether an expression is a mere variable or constant, which cannot fail."""
    return not isinstance(expression, CompValue)


_CERTAIN = {"Join": ("p1", "p2"), "LeftJoin": ("p1",), "Minus": ("p1",)}
"""The sides of a node whose variables are bound in any case."""
