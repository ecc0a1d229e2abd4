"""Rules as SPARQL.

Rules of one shape that differ only in the IRIs they name become one pattern with a VALUES table,
so that a hierarchy of hundreds of classes is one pattern, not hundreds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Variable

from communique.closure.datatypes import relatives
from communique.closure.guards import Condition, Guard
from communique.closure.patterns import Pattern, Slot
from communique.closure.rules import Rule
from communique.vocabulary import RDF

HEAD = (Variable("s"), Variable("p"), Variable("o"))
"""The variables in which every branch gives the triples that follow."""


_FILTERS = {
    Condition.RESOURCE: "!isLiteral({0})",
    Condition.NAMED: "isIRI({0})",
    Condition.LITERAL: "isLiteral({0})",
    Condition.DISTINCT: "!sameTerm({0}, {1})",
    Condition.TYPED: "DATATYPE({0}) IN ({others})",
    Condition.OUTSIDE: "DATATYPE({0}) NOT IN ({others})",
    Condition.UNEQUAL: "isLiteral({0}) && isLiteral({1}) && !sameTerm({0}, {1})",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """Rules that differ only in the IRIs they name: the columns of a table, a rule a row."""

    rule: Rule
    """The rule with variables in place of those IRIs."""
    columns: tuple[Variable, ...]
    rows: tuple[tuple[Slot, ...], ...]
    members: tuple[Rule, ...]
    """The rules themselves, in the order of the rows."""


def branch(
    shape: Shape,
    delta: NamedNode | None = None,
    place: int = -1,
    whole: Callable[[Pattern], bool] = lambda _: False,
) -> str:
    """The group pattern of a shape, which binds HEAD.

    With a graph and a place, the pattern at that place is looked for in that graph. A pattern of
    the others that is read `whole` is read once, and not looked up for each solution.
    """
    rule = shape.rule
    head = rule.head
    names: dict[Variable, Variable] = {}
    if head is not None:
        for slot, variable in zip(head, HEAD, strict=True):
            if isinstance(slot, Variable):
                names.setdefault(slot, variable)
    rule = rule.substitute(names)
    columns = tuple(names.get(column, column) for column in shape.columns)
    parts = [_values(columns, shape.rows)] if columns else []
    if delta is not None:
        # first, for the engine joins a named graph with the default one in the order written
        parts.append(f"GRAPH {delta} {{ {rule.body[place]} }}")
    parts += [
        f"{{ SELECT * {{ {pattern} }} }}" if whole(pattern) else f"{pattern} ."
        for pattern in _joined(rule.body, place)
    ]
    parts += [filter_of(guard) for guard in rule.guards]
    if rule.head is not None:
        parts += [
            f"BIND({slot} AS {variable})"
            for slot, variable in zip(rule.head, HEAD, strict=True)
            if slot != variable
        ]
    return " ".join(parts)


def _joined(body: tuple[Pattern, ...], place: int) -> Iterator[Pattern]:
    """The patterns but the one at a place, each after one that it shares a variable with."""
    rest = [pattern for number, pattern in enumerate(body) if number != place]
    known = set(body[place].variables()) if place >= 0 else set()
    while rest:
        following = max(rest, key=lambda pattern: len(known.intersection(pattern.variables())))
        rest.remove(following)
        known.update(following.variables())
        yield following


def filter_of(guard: Guard) -> str:
    """The FILTER that a guard stands for; of OUTSIDE and UNEQUAL a part of it only."""
    first, *others = map(str, guard.terms)
    if guard.condition == Condition.OUTSIDE:
        wanted = guard.terms[1]
        others = [str(d) for d in relatives(wanted)] if isinstance(wanted, NamedNode) else []
    text = _FILTERS[guard.condition].format(first, next(iter(others), ""), others=", ".join(others))
    return f"FILTER({text})"


def shapes(rules: Iterable[Rule], fits: Callable[[Rule], bool]) -> list[Shape]:
    """Rules by shape; only rules that fit are put together with others."""
    groups: dict[Rule, dict[tuple[Slot, ...], Rule]] = {}
    alone = []
    for rule in rules:
        if fits(rule):
            general, row = _generalize(rule)
            groups.setdefault(general, {})[row] = rule
        else:
            alone.append(Shape(rule, (), ((),), (rule,)))
    tables = []
    for general, rows in groups.items():
        columns = tuple(Variable(f"k{number}") for number in range(len(next(iter(rows)))))
        tables.append(Shape(general, columns, tuple(rows), tuple(rows.values())))
    return [*tables, *alone]


def _generalize(rule: Rule) -> tuple[Rule, tuple[Slot, ...]]:
    """The rule with variables for its IRIs (but rdf:type), and those IRIs."""
    row: list[Slot] = []

    def column(slot: Slot) -> Slot:
        if not isinstance(slot, NamedNode) or slot == RDF.type:
            return slot
        row.append(slot)
        return Variable(f"k{len(row) - 1}")

    body = tuple(Pattern(*map(column, pattern)) for pattern in rule.body)
    head = Pattern(*map(column, rule.head)) if rule.head else None
    return Rule((), (), body, head, rule.guards), tuple(row)


def _values(columns: tuple[Variable, ...], rows: Iterable[tuple[Slot, ...]]) -> str:
    lines = " ".join(f"({' '.join(map(str, row))})" for row in rows)
    return f"VALUES ({' '.join(map(str, columns))}) {{ {lines} }}"


def union(branches: Iterable[str]) -> Iterator[str]:
    """The pieces of a group that has the solutions of all branches."""
    for number, text in enumerate(branches):
        yield f"{'UNION ' if number else ''}{{ {text} }}"
