"""Traces: which patterns a solution rests on, and which absences."""

from __future__ import annotations

import pytest

from communique.errors import QueryError
from communique.queries.algebra import trace_of
from communique.queries.marking import MARK
from communique.queries.trace import Absence, Aggregate, Pattern, SubSelect, Trace

P, Q, R = "<a:p>", "<a:q>", "<a:r>"


def patterns(text: str) -> set[tuple[str, str, str, str]]:
    return {(p.subject, p.predicate, p.object, p.graph) for p in trace_of(text).patterns}


def test_every_positive_part_is_a_pattern() -> None:
    found = patterns(
        "SELECT * WHERE { ?s <a:p> ?o . OPTIONAL { ?s <a:q> ?v } "
        "{ ?s <a:r> 1 } UNION { GRAPH ?g { ?s <a:p> <a:a> } } "
        "FILTER(?o > 2) BIND(?o AS ?b) VALUES ?o { <a:b> } "
        "MINUS { ?s <a:never> ?o } FILTER NOT EXISTS { ?s <a:neither> ?o } }"
    )
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert found == {
        ("?s", P, "?o", ""),
        ("?s", Q, "?v", ""),
        ("?s", R, f'"1"^^<{integer}>', ""),
        ("?s", P, "<a:a>", "?g"),
    }


def test_a_select_that_hides_nothing_is_part_of_the_rest() -> None:
    found = patterns("SELECT ?s WHERE { ?s <a:p> ?o { SELECT DISTINCT ?o ?l { ?o <a:q> ?l } } }")
    assert found == {("?s", P, "?o", ""), ("?o", Q, "?l", "")}


def test_solutions_are_told_apart_by_what_is_selected_or_grouped() -> None:
    plain = trace_of("SELECT DISTINCT ?a ?c WHERE { ?a <a:p> ?b ; <a:q> ?c } ORDER BY ?a LIMIT 3")
    assert (plain.keys, plain.grouped, plain.cut) == (("a", "c"), False, True)
    text = "SELECT ?a (COUNT(?b) AS ?n) WHERE { ?a <a:p> ?b } GROUP BY ?a ORDER BY ?n"
    grouped = trace_of(text)
    assert (grouped.keys, grouped.grouped, grouped.cut) == (("a",), True, False)
    assert grouped.aggregates == (Aggregate("COUNT", distinct=False, variable="b", column="n"),)


def test_a_select_inside_is_a_query_of_its_own() -> None:
    inner = "SELECT ?s (COUNT(?o) AS ?n) WHERE { ?s <a:p> ?o } GROUP BY ?s"
    found = trace_of(f"SELECT ?s ?n WHERE {{ ?s <a:q> ?x {{ {inner} }} }}")
    assert found.selects == (SubSelect(trace_of(inner), ("s", "n")),)


def test_a_path_is_kept_as_steps() -> None:
    (found,) = trace_of("SELECT * WHERE { ?s (<a:p>/^<a:q>)* ?o }").patterns
    sequence = ("sequence", ("link", "a:p"), ("inverse", ("link", "a:q")))
    assert found.path == ("repeat", sequence, True, True)


def test_an_optional_that_nothing_looks_at_is_no_ground() -> None:
    assert patterns("SELECT ?s WHERE { ?s <a:p> ?o OPTIONAL { ?s <a:q> ?v } }") == {
        ("?s", P, "?o", "")
    }
    tolerant = (
        "SELECT ?s WHERE { ?s <a:p> ?o OPTIONAL { ?s <a:q> ?v } FILTER(!BOUND(?v) || ?v > 1) }"
    )
    assert patterns(tolerant) == {("?s", P, "?o", "")}
    assert trace_of(tolerant).absences == (Absence(),)
    strict = "SELECT ?s WHERE { ?s <a:p> ?o OPTIONAL { ?s <a:q> ?v } FILTER(?v > 1) }"
    assert patterns(strict) == {("?s", P, "?o", ""), ("?s", Q, "?v", "")}
    assert trace_of(strict).absences == ()


def test_a_plain_absence_always_matters() -> None:
    found = trace_of("SELECT ?s WHERE { ?s <a:p> ?o FILTER NOT EXISTS { ?s <a:q> ?x } }")
    assert found.absences == (Absence(),)
    assert trace_of("SELECT ?s WHERE { ?s <a:p> ?o MINUS { ?s <a:q> ?x } }").absences


def test_an_absence_beside_a_bound_variable_matters_only_without_it() -> None:
    text = (
        "WHERE { ?s <a:p> ?o OPTIONAL { ?s <a:r> ?v } "
        "FILTER(BOUND(?v) || NOT EXISTS { ?s <a:q> ?x }) }"
    )
    assert trace_of(f"SELECT ?s ?v {text}").absences == (Absence(unless=("v",)),)
    assert Absence() in trace_of(f"SELECT ?s {text}").absences


def test_an_absence_in_a_branch_matters_only_there() -> None:
    found = trace_of(
        "SELECT ?s WHERE { ?s <a:p> ?o { ?s <a:q> ?x } "
        "UNION { ?s <a:p> ?o FILTER NOT EXISTS { ?s <a:q> ?y } } }"
    )
    assert found.absences == (Absence(parts=(MARK + "1",)),)
    assert Pattern("?s", P, "?o", parts=(MARK + "1",)) in found.patterns


def test_a_trace_goes_through_json() -> None:
    found = trace_of("SELECT ?s WHERE { ?s <a:p> ?o FILTER NOT EXISTS { ?s <a:q> ?x } }")
    assert Trace.from_json(found.to_json()) == found


@pytest.mark.parametrize(
    ("text", "construct"),
    [
        ("SELECT ?s WHERE { ?s !(<a:p>|^<a:q>) ?o }", "negated property set"),
        ("SELECT ?s WHERE { { SELECT ?s ?o WHERE { ?s <a:p> ?o } LIMIT 1 } }", "LIMIT"),
        ("SELECT ?s WHERE { GRAPH ?g { { SELECT ?s WHERE { ?s <a:p> ?o } } } }", "inside GRAPH"),
        ("SELECT ?x { ?s <a:p> ?o OPTIONAL { ?o <a:q> ?x } ?x <a:r> ?y }", r"\?x is bound by"),
        ("SELECT ?s FROM <a:g> WHERE { ?s <a:p> ?o }", "FROM"),
        ("SELECT ?s WHERE { ?s <a:p> ?_part_0 }", "_part_"),
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
