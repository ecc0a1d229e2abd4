"""A query that groups, put to solutions of its WHERE that are known already."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pyoxigraph import BlankNode, QuerySolution

from communique.model import Term
from communique.queries.clause import Clauses, split, values_after

_MOST = 15_000
"""Terms up to which it is faster to write solutions down than to find them once more."""
_VARIABLE = re.compile(r"[?$](\w+)")


def most_regrouped(text: str, variables: Sequence[str]) -> int:
    """The number of solutions, with some variables, from which on the query is asked as it is."""
    return _MOST // max(len(_named(split(text), variables)), 1)


def regrouped(
    prologue: str,
    text: str,
    variables: Sequence[str],
    rows: Sequence[tuple[Term | None, ...] | QuerySolution],
) -> str | None:
    """The query with the solutions of its WHERE as a VALUES block, under a prologue.

    None where it is to be asked as it is: for too many solutions, ones with blank nodes, and
    where a VALUES block follows the query or whole solutions are counted.
    """
    clauses = split(text)
    places = _named(clauses, variables)
    if len(rows) > most_regrouped(text, variables) or values_after(clauses.modifiers):
        return None
    if re.search(r"DISTINCT\s*\*", clauses.select + clauses.modifiers, re.IGNORECASE):
        return None
    told = [[row[place] for place in places] for row in rows]
    if any(isinstance(term, BlankNode) for row in told for term in row):
        return None
    columns = " ".join(f"?{variables[place]}" for place in places)
    block = "\n".join(
        f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in told
    )
    group = f"{{ VALUES ({columns}) {{\n{block}\n}} }}"
    return "".join(clauses._replace(prologue=prologue, group=group))


def _named(clauses: Clauses, variables: Sequence[str]) -> list[int]:
    """The places of those variables that anything but the WHERE names."""
    named = set(_VARIABLE.findall(clauses.select + clauses.modifiers))
    return [place for place, name in enumerate(variables) if name in named]
