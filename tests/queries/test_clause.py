"""Clauses of a query, found by its tokens; nothing inside a string or a comment misleads."""

from __future__ import annotations

import pytest

from communique.errors import QueryError
from communique.queries.clause import as_written, split, values_after

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


def test_a_string_of_several_lines_misleads_nothing() -> None:
    text = "SELECT ?s WHERE { ?s <a:p> \"\"\"a \" {\n{ \"\"\" , '''b } ' ''' } LIMIT 1"
    clauses = split(text)
    assert clauses.modifiers == " LIMIT 1"
    assert "".join(clauses) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SELECT * { ?s ?p ?o }", "s p o"),
        ("select distinct * where { $s ?p ?o . # ?o\n } ORDER BY ?o", "s p o"),
        ('SELECT * { ?p <a:?o> "?o" . ?s ?p ?o }', "p s o"),
        ("SELECT ?o ?p ?s { ?s ?p ?o }", "o p s"),
        ("SELECT (COUNT(*) AS ?o) ?p ?s { ?s ?p ?x }", "o p s"),
    ],
)
def test_everything_is_in_the_order_of_the_query(text: str, wanted: str) -> None:
    assert as_written(text, ["o", "p", "s"]) == wanted.split()


def test_the_values_after_the_where() -> None:
    assert (
        values_after(' ORDER BY ?a VALUES ?a { "}" """ }\n" """ }')
        == 'VALUES ?a { "}" """ }\n" """ }'
    )
    assert values_after(" ORDER BY ?values LIMIT 2") == ""


@pytest.mark.parametrize("text", ["", "SELECT ?s", "SELECT ?s WHERE { ?s ?p ?o", "# { }"])
def test_what_has_no_group_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        split(text)
