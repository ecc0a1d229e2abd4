"""A question with values: they are bound as terms, in a VALUES block, never as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from communique.errors import ParameterError
from communique.model import Term
from communique.queries.clause import split
from communique.queries.names import Names
from communique.queries.question import Parameter, Question

Bindings = Mapping[str, Sequence[Term]]
"""Names of variables with the terms they may take."""


def bind(question: Question, values: Mapping[str, Sequence[str]], names: Names) -> Bindings:
    """The terms that a question's parameters take.

    Raises ParameterError where one is missing, misspelt or of the wrong type, and the errors of
    `Names.resolve`; nothing is run then.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in known:
            raise _unknown(question, name, known)
    bindings: dict[str, list[Term]] = {}
    for parameter in question.parameters:
        given = values.get(parameter.name, ())
        if parameter.required and not given:
            raise ParameterError(
                f"the parameter {parameter.name} is missing",
                place=question.name,
                remedy=f"For instance: communique ask {question.name} "
                f'{parameter.name}="{parameter.example}".',
            )
        _refuse_repeated(question, parameter, given)
        terms = [term for value in given for term in names.resolve(parameter, value)]
        if terms:
            bindings[parameter.variable] = list(dict.fromkeys(terms))
    return bindings


def bound(text: str, bindings: Bindings) -> str:
    """A query with its variables restricted to the terms given."""
    clauses = split(text)
    return "".join(clauses._replace(group=restricted(clauses.group, bindings)))


def restricted(group: str, bindings: Bindings) -> str:
    """A group with a VALUES block for each variable at its start."""
    blocks = "".join(
        f" VALUES ?{variable} {{ {' '.join(map(str, terms))} }}"
        for variable, terms in bindings.items()
    )
    return "{" + blocks + group[1:]


def _refuse_repeated(question: Question, parameter: Parameter, given: Sequence[str]) -> None:
    if parameter.type == "date" and len(given) > 1:
        raise ParameterError(
            f"{parameter.name} is given {len(given)} times and takes one date",
            place=question.name,
        )


def _unknown(question: Question, name: str, known: Mapping[str, Parameter]) -> ParameterError:
    near = get_close_matches(name, known, n=1)
    listed = ", ".join(known) or "none"
    remedy = f"Did you mean {near[0]}? " if near else ""
    return ParameterError(
        f"there is no parameter {name}",
        place=question.name,
        remedy=f"{remedy}The question takes: {listed}.",
    )
