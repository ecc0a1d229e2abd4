"""A query that groups, put to solutions of its WHERE that are known already."""

from __future__ import annotations

import re

from pyoxigraph import BlankNode

from communique.queries.clause import split, values_after
from communique.store import Solutions

_MOST = 15_000
"""Terms up to which it is faster to write solutions down than to find them once more."""
_VARIABLE = re.compile(r"[?$](\w+)")


def regrouped(prologue: str, text: str, found: Solutions) -> str | None:
    """The query with the solutions of its WHERE as a VALUES block, under a prologue.

    None where it is to be asked as it is: for too many solutions, ones with blank nodes, and
    where a VALUES block follows the query or whole solutions are counted.
    """
    clauses = split(text)
    named = set(_VARIABLE.findall(clauses.select + clauses.modifiers))
    places = [place for place, name in enumerate(found.variables) if name in named]
    if len(places) * len(found.rows) > _MOST or values_after(clauses.modifiers):
        return None
    if re.search(r"DISTINCT\s*\*", clauses.select + clauses.modifiers, re.IGNORECASE):
        return None
    rows = [[row[place] for place in places] for row in found.rows]
    if any(isinstance(term, BlankNode) for row in rows for term in row):
        return None
    columns = " ".join(f"?{found.variables[place]}" for place in places)
    told = "\n".join(
        f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in rows
    )
    group = f"{{ VALUES ({columns}) {{\n{told}\n}} }}"
    return "".join(clauses._replace(prologue=prologue, group=group))
