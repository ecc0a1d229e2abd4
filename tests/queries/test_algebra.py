"""Traces: which patterns a solution rests on, and which absences."""

from __future__ import annotations

import pytest

from communique.errors import QueryError
from communique.queries.algebra import trace_of
from communique.queries.trace import Absence, Pattern, Trace

P, Q, R = "<a:p>", "<a:q>", "<a:r>"


def patterns(text: str) -> set[tuple[str, str, str, str]]:
    return {(p.subject, p.predicate, p.object, p.graph) for p in trace_of(text).patterns}


def test_every_positive_part_is_a_pattern() -> None:
    found = patterns(
        "SELECT ?s WHERE { ?s <a:p> ?o . OPTIONAL { ?s <a:q> 'x'@en } "
        "{ ?s <a:r> 1 } UNION { GRAPH ?g { ?s <a:p> <a:a> } } "
        "FILTER(?o > 2) BIND(?o AS ?b) VALUES ?o { <a:b> } "
        "MINUS { ?s <a:never> ?o } FILTER NOT EXISTS { ?s <a:neither> ?o } }"
    )
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert found == {
        ("?s", P, "?o", ""),
        ("?s", Q, '"x"@en', ""),
        ("?s", R, f'"1"^^<{integer}>', ""),
        ("?s", P, "<a:a>", "?g"),
    }


def test_a_select_that_hides_nothing_is_part_of_the_rest() -> None:
    found = patterns("SELECT ?s WHERE { ?s <a:p> ?o { SELECT DISTINCT ?o ?l { ?o <a:q> ?l } } }")
    assert found == {("?s", P, "?o", ""), ("?o", Q, "?l", "")}


def test_solutions_are_told_apart_by_what_is_selected_or_grouped() -> None:
    plain = trace_of("SELECT DISTINCT ?a ?c WHERE { ?a <a:p> ?b ; <a:q> ?c } ORDER BY ?a LIMIT 3")
    assert (plain.keys, plain.aggregate) == (("a", "c"), False)
    text = "SELECT ?a (COUNT(?b) AS ?n) WHERE { ?a <a:p> ?b } GROUP BY ?a ORDER BY ?n"
    grouped = trace_of(text)
    assert (grouped.keys, grouped.aggregate) == (("a",), True)


def test_a_plain_absence_always_matters() -> None:
    found = trace_of("SELECT ?s WHERE { ?s <a:p> ?o FILTER NOT EXISTS { ?s <a:q> ?x } }")
    assert found.absences == (Absence(),)
    assert trace_of("SELECT ?s WHERE { ?s <a:p> ?o MINUS { ?s <a:q> ?x } }").absences


def test_an_absence_beside_a_bound_variable_matters_only_without_it() -> None:
    found = trace_of(
        "SELECT ?s WHERE { ?s <a:p> ?o OPTIONAL { ?s <a:r> ?v } "
        "FILTER(BOUND(?v) || NOT EXISTS { ?s <a:q> ?x }) }"
    )
    assert found.absences == (Absence(unless=("v",)),)


def test_an_absence_in_a_branch_matters_only_there() -> None:
    found = trace_of(
        "SELECT ?s WHERE { ?s <a:p> ?o { ?s <a:q> ?x } "
        "UNION { ?s <a:p> ?o FILTER NOT EXISTS { ?s <a:q> ?y } } }"
    )
    assert found.absences == (Absence(unless=("x",), branch=(Pattern("?s", P, "?o"),)),)


def test_a_trace_goes_through_json() -> None:
    found = trace_of("SELECT ?s WHERE { ?s <a:p> ?o FILTER NOT EXISTS { ?s <a:q> ?x } }")
    assert Trace.from_json(found.to_json()) == found


@pytest.mark.parametrize(
    ("text", "construct"),
    [
        ("SELECT ?s WHERE { ?s <a:p>+ ?o }", "property paths"),
        ("SELECT ?s WHERE { ?s <a:p>/<a:q> ?o }", "property paths"),
        ("SELECT ?s WHERE { { SELECT ?s WHERE { ?s <a:p> ?o } } }", r"hides \?o"),
        ("SELECT ?s WHERE { { SELECT ?s ?o WHERE { ?s ?p ?o } } }", r"hides \?p"),
        ("SELECT ?s WHERE { { SELECT ?s ?o WHERE { ?s <a:p> ?o } LIMIT 1 } }", "cuts"),
        ("SELECT ?s WHERE { { SELECT (COUNT(?s) AS ?n) WHERE { ?s <a:p> ?o } } }", "counts"),
        ("SELECT ?s WHERE { ?s <a:p> ?o FILTER EXISTS { ?s <a:q> ?x } }", "EXISTS"),
        ("SELECT (COUNT(?s) AS ?n) WHERE { ?s <a:p> ?o } GROUP BY (STR(?o))", "GROUP BY"),
        ("SELECT ?s WHERE { ?s <a:p> [ <a:q> ?o ] }", "blank nodes"),
        ("SELECT ?s WHERE { SERVICE <a:s> { ?s <a:p> ?o } }", "ServiceGraphPattern"),
        ("ASK { ?s <a:p> ?o }", "only SELECT"),
        ("SELECT ?s WHERE {", "does not parse"),
    ],
)
def test_what_cannot_be_traced_is_refused_by_name(text: str, construct: str) -> None:
    with pytest.raises(QueryError, match=construct):
        trace_of(text)
