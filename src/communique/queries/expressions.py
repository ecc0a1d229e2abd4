"""What an expression of a query looks at: variables, and things that must not be there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import rdflib
from rdflib.plugins.sparql.parserutils import CompValue

from communique.errors import QueryError

_TESTING = frozenset({"Builtin_BOUND", "Builtin_COALESCE", "Builtin_IF"})


@dataclass
class Use:
    """What expressions of one place look at."""

    variables: set[str] = field(default_factory=set)
    tested: set[str] = field(default_factory=set)
    """Variables for which it may matter that they are unbound."""
    absences: list[tuple[str, ...]] = field(default_factory=list)
    """One for each NOT EXISTS: the variables any of which, when bound, makes it of no matter."""


def uses_of(expression: object, place: str) -> Use:
    """What an expression looks at; QueryError where it has an EXISTS."""
    use = Use(variables=set(variables_in(expression)))
    for conjunct in _conjuncts(expression):
        if not _is(conjunct, "Builtin_BOUND"):  # a filter by BOUND alone asks for presence
            _look(conjunct, use, place, ())
    return use


def variables_in(value: object) -> Iterator[str]:
    """Names of all variables in an expression or a part of the algebra."""
    if isinstance(value, rdflib.Variable):
        yield str(value)
    elif isinstance(value, CompValue):
        for key, one in value.items():
            if key != "_vars":
                yield from variables_in(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from variables_in(one)


def _look(value: object, use: Use, place: str, unless: tuple[str, ...]) -> None:
    if isinstance(value, CompValue):
        if value.name == "Builtin_EXISTS":
            raise QueryError("FILTER EXISTS cannot be traced; use a join", place=place)
        if value.name == "Builtin_NOTEXISTS":
            use.absences.append(unless)
            return
        if value.name in _TESTING:
            use.tested |= set(variables_in(value))
        if value.name == "ConditionalOrExpression":
            unless += tuple(
                str(one.arg)
                for one in [value.expr, *value.other]
                if isinstance(one, CompValue) and one.name == "Builtin_BOUND"
            )
        for key, one in value.items():
            if key != "_vars":
                _look(one, use, place, unless)
    elif isinstance(value, list | tuple):
        for one in value:
            _look(one, use, place, unless)


def _conjuncts(expression: object) -> Iterator[object]:
    if isinstance(expression, CompValue) and expression.name == "ConditionalAndExpression":
        for one in [expression.expr, *expression.other]:
            yield from _conjuncts(one)
    else:
        yield expression


def _is(expression: object, name: str) -> bool:
    return isinstance(expression, CompValue) and expression.name == name


Truth = bool | None
"""True, false, or None where it cannot be told from the text."""
_ERROR = "error"


def holds_without(expression: object, unbound: set[str]) -> Truth:
    """Whether a filter lets a solution pass in which some variables are unbound.

    An error counts as false, as a filter has it
    (https://www.w3.org/TR/sparql11-query/#evaluation).
    """
    value = _value(expression, unbound)
    return False if value == _ERROR else value if isinstance(value, bool) else None


def _value(expression: object, unbound: set[str]) -> object:
    """True, false, an error, a constant, or None where it cannot be told."""
    if isinstance(expression, rdflib.Variable):
        return _ERROR if str(expression) in unbound else None
    if isinstance(expression, rdflib.Literal):
        return expression.value
    if not isinstance(expression, CompValue):
        return None
    if expression.name in _VALUES:
        return _VALUES[expression.name](expression, unbound)
    return _ERROR if unbound & set(variables_in(expression)) and not _tests(expression) else None


def _bound(expression: CompValue, unbound: set[str]) -> object:
    return False if str(expression.arg) in unbound else None


def _not(expression: CompValue, unbound: set[str]) -> object:
    value = _value(expression.expr, unbound)
    return not value if isinstance(value, bool) else value


def _or(expression: CompValue, unbound: set[str]) -> object:
    return _joined(expression, unbound, decisive=True)


def _and(expression: CompValue, unbound: set[str]) -> object:
    return _joined(expression, unbound, decisive=False)


def _coalesce(expression: CompValue, unbound: set[str]) -> object:
    values = (_value(one, unbound) for one in expression.arg)
    return next((value for value in values if value != _ERROR), _ERROR)


def _if(expression: CompValue, unbound: set[str]) -> object:
    chosen = _value(expression.arg1, unbound)
    if isinstance(chosen, bool):
        return _value(expression.arg2 if chosen else expression.arg3, unbound)
    return chosen


_VALUES: dict[str, Callable[[CompValue, set[str]], object]] = {
    "Builtin_BOUND": _bound,
    "Builtin_COALESCE": _coalesce,
    "Builtin_IF": _if,
    "ConditionalAndExpression": _and,
    "ConditionalOrExpression": _or,
    "UnaryNot": _not,
}


def _joined(expression: CompValue, unbound: set[str], *, decisive: bool) -> object:
    """The value of a disjunction (decisive: true) or a conjunction (decisive: false)."""
    values = [_value(one, unbound) for one in [expression.expr, *expression.other]]
    if decisive in [value for value in values if isinstance(value, bool)]:
        return decisive
    if None in values:
        return None
    return _ERROR if _ERROR in values else not decisive


def _tests(expression: CompValue) -> bool:
    """Whether some function in an expression may have a value where a variable has none."""
    inner = [one for key, one in expression.items() if key != "_vars"]
    return expression.name in _TESTING | {"Builtin_NOTEXISTS"} or any(
        _tests(one) for one in inner if isinstance(one, CompValue)
    )
