"""The clauses of a SPARQL text, found by its tokens (https://www.w3.org/TR/sparql11-query/#sparqlGrammar)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from communique.errors import QueryError

_TOKEN = re.compile(
    r"#[^\n]*"
    r'|"""(?:\\.|"{0,2}[^"\\])*"""'
    r"|'''(?:\\.|'{0,2}[^'\\])*'''"
    r"|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
    r'|<[^<>"{}|^`\\\s]*>'
    r"|[{}]|[?$\w]+"
)


_EVERYTHING = re.compile(r"SELECT\s*(?:DISTINCT|REDUCED)?\s*\*", re.IGNORECASE)
_PARENTHESIS = re.compile(rf"{_TOKEN.pattern}|[()]")


class Clauses(NamedTuple):
    """A SELECT query cut at its outermost group."""

    prologue: str
    select: str
    """From SELECT to the group."""
    group: str
    """The WHERE group, from `{` to `}`."""
    modifiers: str
    """What follows: GROUP BY, ORDER BY, LIMIT …"""


def split(text: str, place: str = "query") -> Clauses:
    """The clauses of a SELECT query; QueryError where it has no group."""
    select, start, depth = -1, -1, 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token.upper() == "SELECT" and select < 0:
            select = match.start()
        elif token == "{":
            start = match.start() if start < 0 else start
            depth += 1
        elif token == "}":
            depth -= 1
            if depth == 0:
                end = match.end()
                return Clauses(text[:select], text[select:start], text[start:end], text[end:])
    raise QueryError("the query has no WHERE group", place=place)


def as_written(text: str, variables: Sequence[str]) -> list[str]:
    """The variables of a query's solutions; those of `SELECT *` in the order of the query.

    >>> as_written("SELECT * { ?s ?p ?o }", ["o", "p", "s"])
    ['s', 'p', 'o']
    """
    clauses = split(text)
    if not _EVERYTHING.match(clauses.select):
        return list(variables)
    tokens = [match[0] for match in _TOKEN.finditer(clauses.group + clauses.modifiers)]
    written = list(dict.fromkeys(token[1:] for token in tokens if token[0] in "?$"))
    return sorted(variables, key=written.index)


def values_after(modifiers: str) -> str:
    """The VALUES block that ends a query; empty without one.

    >>> values_after(" ORDER BY ?a VALUES ?a { 1 }")
    'VALUES ?a { 1 }'
    """
    depth, start = 0, len(modifiers)
    for match in _TOKEN.finditer(modifiers):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if match[0].upper() == "VALUES" and not depth:
            start = match.start()
    return modifiers[start:]


def expressions(select: str) -> list[str]:
    """The expressions of a SELECT clause, each as `(expression AS ?variable)`.

    >>> expressions("SELECT ?a (STR(?b) AS ?c) WHERE")
    ['(STR(?b) AS ?c)']
    """
    found, depth, start = [], 0, 0
    for match in _PARENTHESIS.finditer(select):
        if match[0] == "(":
            start = match.start() if depth == 0 else start
            depth += 1
        elif match[0] == ")":
            depth -= 1
            if depth == 0:
                found.append(select[start : match.end()])
    return found
