"""Clauses of a query, found by its tokens; nothing inside a string or a comment misleads."""

from __future__ import annotations

import pytest

from communique.errors import QueryError
from communique.queries.clause import split

TRICKY = """\
#+ summary: SELECT { not this
PREFIX a: <http://a/{b}> # select { nor this
SELECT ?selected ("}" AS ?brace) WHERE {
  ?s a:p '{' , "\\"}" . # }
  OPTIONAL { ?s a:q ?select }
} ORDER BY ?s
"""


def test_a_query_is_cut_at_its_outermost_group() -> None:
    clauses = split(TRICKY.replace("{b}", "b"))
    assert clauses.prologue.endswith("nor this\n")
    assert clauses.select.startswith("SELECT ?selected")
    assert clauses.group.startswith("{\n  ?s a:p")
    assert clauses.group.endswith("?select }\n}")
    assert clauses.modifiers == " ORDER BY ?s\n"
    assert "".join(clauses) == TRICKY.replace("{b}", "b")


@pytest.mark.parametrize("text", ["", "SELECT ?s", "SELECT ?s WHERE { ?s ?p ?o", "# { }"])
def test_what_has_no_group_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        split(text)
