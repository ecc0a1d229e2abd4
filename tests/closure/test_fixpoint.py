"""The run itself: where triples go, rounds, starting again, giving up."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from communique.closure import limits
from communique.closure.compilation import compile_rules
from communique.closure.consistency import find_inconsistencies
from communique.closure.derivations import derivations
from communique.closure.fixpoint import ClosureReport, close
from communique.closure.rounds import round_of
from communique.closure.rules import Rulebook, RuleSet
from communique.errors import InputError
from communique.vocabulary import INFERRED_GRAPH, OWL, RDF, RDFS, ROUND_GRAPHS, Namespace
from tests.closure.support import SOURCE, add, asserted, inferred, quads

EX = Namespace("https://example.org/")
CHAIN = compile_rules([Triple(EX.partOf, RDF.type, OWL.TransitiveProperty)])


def links(names: Iterable[str]) -> list[Triple]:
    """Each of these part of the next."""
    nodes = [EX[name] for name in names]
    return [Triple(a, EX.partOf, b) for a, b in pairwise(nodes)]


def test_the_report_and_the_graphs() -> None:
    store = asserted(links("abcd"))
    assert close(store, CHAIN) == ClosureReport(inferred=3, rounds=2)
    graphs = {quad.graph_name for quad in store.match(EX.a, EX.partOf, EX.d)}
    assert graphs == {DefaultGraph(), INFERRED_GRAPH, NamedNode(f"{ROUND_GRAPHS}2")}


def test_rounds_double_the_reach() -> None:
    # all rules of a round see the data of the round before, and nothing of their own
    store = asserted(links("abcdefgh"))
    close(store, CHAIN)
    reached = [round_of(store, Triple(EX.a, EX.partOf, EX[name])) for name in "bcdefgh"]
    assert reached == [0, 1, 2, 2, 3, 3, 3]
    assert round_of(store, Triple(EX.h, EX.partOf, EX.a)) is None


def test_closing_twice_changes_nothing() -> None:
    store = asserted(links("abcd"))
    close(store, CHAIN)
    before = quads(store)
    close(store, CHAIN)
    assert quads(store) == before
    assert close(store, CHAIN, links("abcd")) == ClosureReport(inferred=0, rounds=0)
    assert quads(store) == before


def test_closing_again_after_something_was_taken_out() -> None:
    store = asserted(links("abcd"))
    close(store, CHAIN)
    gone = Triple(EX.b, EX.partOf, EX.c)
    store.remove(
        Quad(gone.subject, gone.predicate, gone.object, g) for g in (DefaultGraph(), SOURCE)
    )
    close(store, CHAIN)
    fresh = asserted([t for t in links("abcd") if t != gone])
    close(fresh, CHAIN)
    assert quads(store) == quads(fresh)


def test_an_inferred_triple_that_is_asserted_later() -> None:
    store = asserted(links("abcd"))
    close(store, CHAIN)
    shortcut = Triple(EX.a, EX.partOf, EX.c)
    add(store, [shortcut])
    assert close(store, CHAIN, [shortcut]) == ClosureReport(inferred=0, rounds=0)
    assert round_of(store, shortcut) == 0
    assert round_of(store, Triple(EX.a, EX.partOf, EX.d)) == 1
    whole = asserted([*links("abcd"), shortcut])
    close(whole, CHAIN)
    assert quads(store) == quads(whole)


def test_many_changes_are_closed_from_the_beginning() -> None:
    store = asserted([])
    triples = [Triple(EX[f"n{i}"], RDF.type, EX.Ministry) for i in range(1_001)]
    rules = compile_rules([Triple(EX.Ministry, RDFS.subClassOf, EX.Agent)])
    add(store, triples)
    assert close(store, rules, triples) == ClosureReport(inferred=1_001, rounds=1)


def test_no_rules_no_change() -> None:
    store = asserted(links("abc"))
    assert close(store, RuleSet(())) == ClosureReport(inferred=0, rounds=0)
    assert find_inconsistencies(store, RuleSet(())) == []


def test_too_many_consequences_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FREE_GROWTH", 10)
    monkeypatch.setattr(limits, "GROWTH", 0)
    store = asserted(links("abcdefghijklmnop"))
    before = quads(store)
    with pytest.raises(InputError, match="more than 10 triples follow"):
        close(store, CHAIN)
    assert quads(store) == before
    with pytest.raises(InputError, match="more than 10 triples follow"):
        close(store, CHAIN, links("abcdefghijklmnop"))
    assert quads(store) == before


def test_too_many_names_of_one_thing_are_refused() -> None:
    same = [Triple(EX[f"n{i}"], OWL.sameAs, EX[f"n{i + 1}"]) for i in range(10_000)]
    store = asserted(same)
    before = quads(store)
    with pytest.raises(InputError, match="more than 99 others are said to be the same"):
        close(store, CHAIN)
    with pytest.raises(InputError, match="more than 99 others are said to be the same"):
        close(store, CHAIN, same[:500])
    assert quads(store) == before


def test_derivations_lead_to_the_axiom() -> None:
    axiom = Triple(EX.Ministry, RDFS.subClassOf, EX.Organization)
    above = Triple(EX.Organization, RDFS.subClassOf, EX.Agent)
    rules = compile_rules([axiom, above])
    store = asserted([Triple(EX.defence, RDF.type, EX.Ministry)])
    close(store, rules)
    steps = list(derivations(store, rules, Triple(EX.defence, RDF.type, EX.Agent)))
    assert {step.rule.names for step in steps} == {("cax-sco",), ("scm-sco", "cax-sco")}
    assert (axiom, above) in {step.rule.axioms for step in steps}


def test_contradictions_are_told_in_plain_words() -> None:
    rules = compile_rules([Triple(EX.Person, OWL.disjointWith, EX.Place)])
    store = asserted([Triple(EX.ada, RDF.type, kind) for kind in (EX.Person, EX.Place)])
    (clash,) = find_inconsistencies(store, rules)
    assert clash.rule == "cax-dw"
    assert clash.message == (
        "a thing belongs to two classes that exclude each other: "
        "https://example.org/ada is a https://example.org/Person; "
        "https://example.org/ada is a https://example.org/Place"
    )
    assert clash.axioms == (Triple(EX.Person, OWL.disjointWith, EX.Place),)


def test_a_broken_list_is_refused() -> None:
    with pytest.raises(InputError, match=r"the list at .* is broken"):
        compile_rules([Triple(EX.p, OWL.propertyChainAxiom, EX.nowhere)])


def test_rules_of_another_making_are_refused() -> None:
    for text in ("", "{", "[1]", '[{"names": []}]', "[[]]"):
        with pytest.raises(InputError, match="compiled rules"):
            RuleSet.from_json(text)
        with pytest.raises(InputError, match="compiled rules"):
            Rulebook(text, lambda _: True)


def test_literals_of_rules_survive_json() -> None:
    value = Literal('say "so"\n', language="en")
    rules = compile_rules(
        [Triple(EX.R, OWL.onProperty, EX.p), Triple(EX.R, OWL.hasValue, value)],
    )
    assert RuleSet.from_json(rules.to_json()) == rules
    store = asserted([Triple(EX.a, EX.p, value)])
    close(store, RuleSet.from_json(rules.to_json()))
    assert inferred(store) == {Triple(EX.a, RDF.type, EX.R)}
