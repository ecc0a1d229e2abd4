"""Laws, on random graphs: rules = owlrl, step by step = at once, every inferred triple has a proof.

Once with random graphs over our ontology, once with random ontologies in OWL 2 RL.
"""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from communique.closure.compilation import compile_rules
from communique.closure.derivations import derivations
from communique.closure.fixpoint import close
from communique.closure.increment import extend_closure
from communique.closure.reference import reference_closure
from communique.closure.rules import RuleSet
from communique.vocabulary import OWL, RDF, RDFS, SKOS
from tests.closure.random_ontologies import Graph, graphs, ontologies, random_graphs
from tests.closure.support import add, asserted, inferred, quads, read, rounds
from tests.conftest import ROOT

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""owlrl is too slow to shrink a failure with."""


@cache
def ontology() -> Graph:
    """Our ontology without what is only said about its terms."""
    said = {RDFS.label, RDFS.isDefinedBy, SKOS.definition, SKOS.example, SKOS.scopeNote}
    return [
        triple
        for triple in read(ROOT / "ontology" / "communique.ttl")
        if triple.predicate not in said and not isinstance(triple.object, Literal)
    ]


@cache
def our_rules() -> RuleSet:
    return compile_rules(ontology())


def our_graphs() -> st.SearchStrategy[Graph]:
    """Random small graphs over our ontology, rich in what has consequences."""
    declared = {t.subject: t.object for t in ontology() if t.predicate == RDF.type}
    named = {kind: [t for t, k in declared.items() if k == kind] for kind in declared.values()}
    properties = [*named[OWL.ObjectProperty], *named.get(OWL.TransitiveProperty, [])]
    # literals where things are wanted, too: nothing may follow for them (owlrl turns inverses)
    turned = {
        term for t in ontology() if t.predicate == OWL.inverseOf for term in (t.subject, t.object)
    }
    data = [*named[OWL.DatatypeProperty], *(term for term in properties if term not in turned)]
    groups = (named[OWL.Class], properties, data)
    return graphs(*([t for t in terms if isinstance(t, NamedNode)] for terms in groups))


def check_reference(graph: Graph, axioms: Graph, rules: RuleSet) -> None:
    store = asserted(graph)
    close(store, rules)
    assert inferred(store) == reference_closure(graph, axioms)


def check_increment(graph: Graph, rules: RuleSet) -> None:
    whole = asserted(graph)
    close(whole, rules)
    cut = len(graph) // 2
    store = asserted(graph[:cut])
    close(store, rules)
    for triple in graph[cut:-2]:
        add(store, [triple])
        extend_closure(store, rules, [triple])
    add(store, graph[max(cut, len(graph) - 2) :])
    extend_closure(store, rules, graph[max(cut, len(graph) - 2) :])
    assert quads(store) == quads(whole)


def check_proofs(graph: Graph, rules: RuleSet) -> None:
    store = asserted(graph)
    close(store, rules)
    known = rounds(store)
    for triple, own in known.items():
        steps = [
            1 + max((known[premise] or 0 for premise in step.premises), default=0)
            for step in derivations(store, rules, triple)
        ]
        assert own == 0 or own == min(steps)


@given(st.data())
@settings(max_examples=15, phases=UNSHRUNK)
def test_rules_give_what_owlrl_gives_over_our_ontology(data: st.DataObject) -> None:
    check_reference(data.draw(our_graphs()), ontology(), our_rules())


@given(st.data())
def test_step_by_step_gives_the_same_over_our_ontology(data: st.DataObject) -> None:
    check_increment(data.draw(our_graphs()), our_rules())


@given(st.data())
def test_every_inferred_triple_has_a_proof_over_our_ontology(data: st.DataObject) -> None:
    check_proofs(data.draw(our_graphs()), our_rules())


@given(ontologies(), random_graphs())
@settings(max_examples=40, phases=UNSHRUNK)
def test_rules_give_what_owlrl_gives_over_random_ontologies(axioms: Graph, graph: Graph) -> None:
    check_reference(graph, axioms, compile_rules(axioms))


@given(ontologies(), random_graphs())
def test_step_by_step_gives_the_same_over_random_ontologies(axioms: Graph, graph: Graph) -> None:
    check_increment(graph, compile_rules(axioms))


@given(ontologies(), random_graphs())
def test_every_inferred_triple_has_a_proof_over_random_ontologies(
    axioms: Graph, graph: Graph
) -> None:
    check_proofs(graph, compile_rules(axioms))


@pytest.mark.full
@given(ontologies(), random_graphs())
@settings(max_examples=1000, derandomize=False, phases=UNSHRUNK)
def test_many_random_ontologies(axioms: Graph, graph: Graph) -> None:
    rules = compile_rules(axioms)
    check_reference(graph, axioms, rules)
    check_increment(graph, rules)
    check_proofs(graph, rules)
