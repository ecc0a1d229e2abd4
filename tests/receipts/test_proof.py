"""Proofs: each step re-derives, few steps, no rings; and what lacks where there is none.

The checks are made without the code that finds proofs: a rule is matched by hand, the leaves of a
proof are closed again in a store of their own, and short proofs are counted by trying all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from graphlib import TopologicalSorter
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple, Variable

import communique
from communique import KnowledgeGraph
from communique.closure.compilation import compile_rules
from communique.closure.derivations import Derivation, derivations
from communique.closure.fixpoint import close
from communique.closure.patterns import Pattern
from communique.closure.reference import reference_closure
from communique.closure.rounds import round_of
from communique.closure.rules import Rule, RuleSet
from communique.model import triple_of
from communique.project import Project
from communique.proof import Absence, Proof
from communique.receipts.proofs import explaining
from communique.receipts.proofs.explaining import Explaining
from communique.receipts.proofs.shortest import Options, fewest_steps
from communique.receipts.rows.answering import Answering
from communique.store import EmbeddedStore
from communique.vocabulary import CMQ, INFERRED_GRAPH, OWL, RDF, RDFS, SCHEME, Namespace
from tests.closure.random_ontologies import Graph, ontologies, random_graphs
from tests.closure.support import SOURCE, add, asserted, inferred
from tests.conftest import ROOT

EX = Namespace("https://example.org/")


@cache
def ours() -> Project:
    return Project(ROOT)


def explaining_of(store: EmbeddedStore, rules: RuleSet) -> Explaining:
    return Explaining(store, rules, Answering(ours(), store, lambda _: (), lambda _: ()))


def closed(graph: Iterable[Triple], axioms: Graph) -> tuple[EmbeddedStore, Explaining]:
    """A store in which one passage says a graph, closed under axioms, and what explains it."""
    store = asserted(graph)
    rules = compile_rules(axioms)
    close(store, rules)
    return store, explaining_of(store, rules)


def proof_of(explainer: Explaining, triple: Triple, *, whole: bool = False) -> Proof:
    found = explainer.explain(triple, whole=whole)
    assert isinstance(found, Proof)
    return found


def absence_of(explainer: Explaining, triple: Triple) -> Absence:
    found = explainer.explain(triple)
    assert isinstance(found, Absence)
    return found


def unify(
    patterns: Iterable[Pattern], triples: Iterable[Triple], values: dict[Variable, object]
) -> dict[Variable, object] | None:
    """Values under which these patterns are these triples, found slot by slot."""
    for pattern, triple in zip(patterns, triples, strict=True):
        parts = (triple.subject, triple.predicate, triple.object)
        for slot, part in zip(pattern, parts, strict=True):
            if isinstance(slot, Variable):
                if values.setdefault(slot, part) != part:
                    return None
            elif slot != part:
                return None
    return values


def applies(rule: Rule, premises: tuple[Triple, ...], conclusion: Triple) -> bool:
    """Whether a rule gives a conclusion from premises, in the order of its body."""
    if rule.head is None or len(rule.body) != len(premises):
        return False
    values = unify([*rule.body, rule.head], [*premises, conclusion], {})
    return values is not None and all(guard.holds(values) for guard in rule.guards)  # type: ignore[arg-type]  # terms of triples


def check(proof: Proof, store: EmbeddedStore, rules: RuleSet) -> None:
    """A proof holds: by rules, from leaves that are asserted, without rings."""
    concluded = [step.conclusion for step in proof.steps]
    leaves = {leaf.triple for leaf in proof.leaves}
    assert len(set(concluded)) == len(concluded)
    assert set(concluded).isdisjoint(leaves)
    assert proof.triple in {*concluded, *leaves}
    for step in proof.steps:
        fitting = [r for r in rules.derivation_rules if r.names == step.rules]
        assert any(applies(rule, step.premises, step.conclusion) for rule in fitting)
        assert set(step.premises) <= {*concluded, *leaves}
    used = {premise for step in proof.steps for premise in step.premises} | {proof.triple}
    assert used == {*concluded, *leaves}, "nothing is to spare"
    arrows = {step.conclusion: set(step.premises) for step in proof.steps}
    TopologicalSorter(arrows).prepare()
    for leaf in proof.leaves:
        graphs = {q.graph_name for q in store.match(*parts(leaf.triple))} - {DefaultGraph()}
        assert INFERRED_GRAPH not in graphs
        assert graphs
        cited = [NamedNode(proof.citations[position].passage) for position in leaf.cited]
        assert set(cited) <= graphs
        assert len(cited) <= leaf.passages
        assert cited or leaf.files or leaf.common


def parts(triple: Triple) -> tuple[NamedNode | BlankNode, NamedNode, NamedNode | Literal]:
    assert isinstance(triple.subject, NamedNode | BlankNode)
    assert isinstance(triple.object, NamedNode | Literal)
    return triple.subject, triple.predicate, triple.object


def shortest_by_trying(store: EmbeddedStore, rules: RuleSet, triple: Triple) -> int:
    """The fewest steps of any proof from lower rounds: every choice of derivations is tried."""
    heights: dict[Triple, int] = {}
    options: dict[Triple, list[Derivation]] = {}
    waiting = [triple]
    for one in waiting:
        heights[one] = round_of(store, one) or 0
        if not heights[one]:
            continue
        below = [
            d
            for d in derivations(store, rules, one)
            if all((round_of(store, p) or 0) < heights[one] for p in d.premises)
        ]
        options[one] = below
        waiting += [p for d in below for p in d.premises if p not in waiting]
    choices = [len(found) for found in options.values()]
    many = 1
    for number in choices:
        many *= number
    if many > 3_000:
        return -1
    best = len(options)
    for choice in product(*options.values()):
        chosen = dict(zip(options, choice, strict=True))
        needed = {triple}
        left = [triple]
        for one in left:
            new = {p for p in chosen[one].premises if heights[p]} - needed if heights[one] else ()
            needed.update(new)
            left += new
        best = min(best, len(needed))
    return best


@pytest.fixture(scope="module")
def graph(real: Path) -> KnowledgeGraph:
    return communique.open(real, rebuild=False)


def real_triples(graph: KnowledgeGraph) -> list[Triple]:
    return [triple_of(quad) for quad in graph.store.match(graph=INFERRED_GRAPH)]


def real_explainer(graph: KnowledgeGraph) -> tuple[EmbeddedStore, RuleSet, Explaining]:
    store, rules = graph.store, RuleSet.from_json(graph.build.read("rules"))
    assert isinstance(store, EmbeddedStore)
    answering = Answering(graph.project, store, lambda _: (), lambda _: ())
    return store, rules, Explaining(store, rules, answering)


class TestTheRealGraph:
    def test_every_inferred_triple_has_a_proof(self, graph: KnowledgeGraph) -> None:
        store, rules, explainer = real_explainer(graph)
        triples = real_triples(graph)
        assert triples
        for triple in triples:
            proof = proof_of(explainer, triple)
            assert proof.fewest
            check(proof, store, rules)

    def test_no_choice_of_derivations_has_fewer_steps(self, graph: KnowledgeGraph) -> None:
        store, rules, explainer = real_explainer(graph)
        found = [
            (len(proof_of(explainer, triple).steps), shortest_by_trying(store, rules, triple))
            for triple in real_triples(graph)
        ]
        tried = [(steps, wanted) for steps, wanted in found if wanted > 0]
        assert len(tried) > len(found) / 2
        assert all(steps == wanted for steps, wanted in tried)

    def test_the_leaves_alone_give_the_conclusion_again(self, graph: KnowledgeGraph) -> None:
        _, rules, explainer = real_explainer(graph)
        for triple in real_triples(graph):
            again = asserted(leaf.triple for leaf in proof_of(explainer, triple).leaves)
            close(again, rules)
            assert triple in inferred(again)

    def test_every_asserted_triple_is_its_own_proof(self, graph: KnowledgeGraph) -> None:
        store, _, explainer = real_explainer(graph)
        held = {triple_of(quad) for quad in store.match(graph=DefaultGraph())}
        for triple in sorted(held.difference(real_triples(graph)), key=str)[::50]:
            proof = proof_of(explainer, triple)
            assert (proof.steps, [leaf.triple for leaf in proof.leaves]) == ((), [triple])

    def test_axioms_are_named_with_their_lists(self, graph: KnowledgeGraph) -> None:
        _, _, explainer = real_explainer(graph)
        seen = 0
        for triple in real_triples(graph):
            for step in proof_of(explainer, triple).steps:
                chains = [a for a in step.axioms if a.predicate == OWL.propertyChainAxiom]
                members = [a.object for a in step.axioms if a.predicate == RDF.first]
                assert bool(chains) == bool(members)
                seen += bool(chains)
                if chains:
                    assert set(members) == {premise.predicate for premise in step.premises}
        assert seen

    def test_all_derivations_are_there_once(self, graph: KnowledgeGraph) -> None:
        store, rules, explainer = real_explainer(graph)
        for triple in real_triples(graph)[::25]:
            whole = proof_of(explainer, triple, whole=True)
            assert len(set(whole.triples)) == len(whole.triples)
            for one in whole.triples:
                wanted = {(d.rule.names, d.premises) for d in derivations(store, rules, one)}
                steps = whole.derivations.get(one, ())
                assert {(step.rules, step.premises) for step in steps} == wanted
                assert (one in whole.asserted) == (round_of(store, one) == 0)


@given(ontologies(), random_graphs())
def test_every_inferred_triple_has_a_proof_over_random_ontologies(
    axioms: Graph, graph: Graph
) -> None:
    store, explainer = closed(graph, axioms)
    rules = compile_rules(axioms)
    for triple in inferred(store):
        check(proof_of(explainer, triple), store, rules)


@given(ontologies(), random_graphs())
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
def test_owlrl_gives_the_conclusion_from_the_leaves(axioms: Graph, graph: Graph) -> None:
    store, explainer = closed(graph, axioms)
    for triple in sorted(inferred(store), key=str)[:3]:
        leaves = [leaf.triple for leaf in proof_of(explainer, triple).leaves]
        assert triple in reference_closure(leaves, axioms)


@given(ontologies(), random_graphs())
def test_no_choice_of_derivations_has_fewer_steps(axioms: Graph, graph: Graph) -> None:
    store, explainer = closed(graph, axioms)
    rules = compile_rules(axioms)
    for triple in inferred(store):
        proof = proof_of(explainer, triple)
        wanted = shortest_by_trying(store, rules, triple)
        assert wanted < 0 or (proof.fewest and len(proof.steps) == wanted)


@given(ontologies(), random_graphs())
@settings(max_examples=20)
def test_all_derivations_end_though_they_have_rings(axioms: Graph, graph: Graph) -> None:
    store, explainer = closed(graph, axioms)
    for triple in sorted(inferred(store), key=str)[:5]:
        whole = proof_of(explainer, triple, whole=True)
        assert whole.whole
        assert set(whole.asserted) | set(whole.derivations) == set(whole.triples)


class TestRings:
    AXIOMS = (
        Triple(EX.near, RDF.type, OWL.SymmetricProperty),
        Triple(EX.near, RDF.type, OWL.TransitiveProperty),
        Triple(EX.near, OWL.inverseOf, EX.beside),
    )

    def test_inverse_symmetric_transitive(self) -> None:
        names = "abcdef"
        ring = [
            Triple(EX[one], EX.near, EX[other])
            for one, other in zip(names, names[1:] + names[0], strict=True)
        ]
        store, explainer = closed(ring, list(self.AXIOMS))
        rules = compile_rules(self.AXIOMS)
        # six things, each near each, itself among them, and beside each; six triples are asserted
        assert len(inferred(store)) == 2 * 6 * 6 - 6
        for triple in inferred(store):
            check(proof_of(explainer, triple), store, rules)

    def test_what_is_asserted_and_follows_is_a_leaf(self) -> None:
        both = [Triple(EX.a, EX.near, EX.b), Triple(EX.b, EX.near, EX.a)]
        _, explainer = closed(both, list(self.AXIOMS[:1]))
        assert proof_of(explainer, both[0]).steps == ()
        whole = proof_of(explainer, both[0], whole=True)
        assert [(step.conclusion, step.premises) for step in whole.steps] == [
            (both[0], (both[1],)),
            (both[1], (both[0],)),
        ]
        assert {leaf.triple for leaf in whole.leaves} == set(both)


def made(name: str, *premises: Triple) -> Derivation:
    return Derivation(Rule((name,), (), (), None), premises)


def steps_among(
    options: Mapping[Triple, list[Derivation]], heights: Mapping[Triple, int], goal: Triple
) -> tuple[list[str], bool]:
    """The names of the rules of a proof, and whether it is known to have the fewest steps."""
    found = fewest_steps(
        goal, lambda one: Options(options[one], complete=True), lambda one: heights.get(one, 0)
    )
    assert found is not None
    return [d.rule.names[0] for d in found.derivations.values()], found.fewest


class TestFewestSteps:
    def test_what_serves_twice_is_counted_once(self) -> None:
        # counted as a tree, the five make six steps and the shared ones seven; they are five
        goal, said, x, y, a, b, *five = (Triple(EX[n], RDF.type, EX.T) for n in "gsxyabpqruv")
        options = {
            goal: [made("from five", *five), made("from two", a, b)],
            a: [made("a", x)],
            b: [made("b", x)],
            x: [made("x", y)],
            y: [made("y", said)],
            **{one: [made("one", said)] for one in five},
        }
        heights = {goal: 4, a: 3, b: 3, x: 2, y: 1, **dict.fromkeys(five, 1)}
        names, fewest = steps_among(options, heights, goal)
        assert fewest
        assert names[0] == "from two"
        assert sorted(names[1:]) == ["a", "b", "x", "y"]

    def test_a_search_that_is_too_wide_still_ends_in_a_proof(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("communique.receipts.proofs.shortest.MOST_SETS", 1)
        goal, a, b, said = (Triple(EX[n], RDF.type, EX.T) for n in "gabs")
        options = {goal: [made("g", a, b)], a: [made("a", said)], b: [made("b", said)]}
        names, fewest = steps_among(options, {goal: 2, a: 1, b: 1}, goal)
        assert (sorted(names), fewest) == (["a", "b", "g"], False)

    def test_without_derivations_there_is_no_proof(self) -> None:
        goal = Triple(EX.g, RDF.type, EX.T)
        assert fewest_steps(goal, lambda _: Options([], complete=True), lambda _: 1) is None


class TestPreference:
    """Of proofs of one length, the one from better sources."""

    AXIOMS = (
        Triple(EX.signer, RDFS.range, EX.Agent),
        Triple(EX.speaker, RDFS.range, EX.Agent),
    )

    def test_stated_before_denied(self) -> None:
        agent = Triple(EX.ada, RDF.type, EX.Agent)
        denied = NamedNode("https://w3id.org/communique/document/undated-test#char=5,9")
        for bad in (EX.signer, EX.speaker):
            good = EX.speaker if bad == EX.signer else EX.signer
            store = asserted([Triple(EX.first, good, EX.ada)])
            store.extend(Quad(EX.second, bad, EX.ada, g) for g in (denied, DefaultGraph()))
            store.extend([Quad(denied, CMQ.certainty, SCHEME["certainty/denied"])])
            rules = compile_rules(self.AXIOMS)
            close(store, rules)
            (step,) = proof_of(explaining_of(store, rules), agent).steps
            assert step.premises == (Triple(EX.first, good, EX.ada),)

    def test_a_leaf_cites_five_passages_and_counts_all(self) -> None:
        said = Triple(EX.first, EX.signer, EX.ada)
        store, explainer = closed([said], list(self.AXIOMS))
        document = SOURCE.value.partition("#")[0]
        more = [NamedNode(f"{document}#char={n},{n + 1}") for n in range(1, 9)]
        store.extend(Quad(EX.first, EX.signer, EX.ada, graph) for graph in more)
        (leaf,) = proof_of(explainer, said).leaves
        assert (len(leaf.cited), leaf.passages) == (5, 9)
        (leaf,) = proof_of(explainer, said, whole=True).leaves
        assert len(leaf.cited) == 9


class TestAbsence:
    AXIOMS = (
        Triple(EX.signatory, OWL.propertyChainAxiom, BlankNode("c1")),
        Triple(BlankNode("c1"), RDF.first, EX.signature),
        Triple(BlankNode("c1"), RDF.rest, BlankNode("c2")),
        Triple(BlankNode("c2"), RDF.first, EX.party),
        Triple(BlankNode("c2"), RDF.rest, RDF.nil),
        Triple(EX.signedFor, RDFS.subPropertyOf, EX.signatory),
    )
    SAID = (Triple(EX.letter, EX.signature, EX.one), Triple(EX.one, EX.party, EX.denmark))

    def test_the_missing_premise_is_named(self) -> None:
        _, explainer = closed(self.SAID, list(self.AXIOMS))
        absence = absence_of(explainer, Triple(EX.letter, EX.signatory, EX.sweden))
        assert [(gap.rules, gap.found, gap.missing) for gap in absence.gaps] == [
            (("prp-spo2",), self.SAID[:1], ((EX.one, EX.party, EX.sweden),)),
            (("prp-spo1",), (), ((EX.letter, EX.signedFor, EX.sweden),)),
        ]
        assert absence.known == (EX.denmark,)
        assert not absence.holds

    def test_where_nothing_fits_terms_stay_open(self) -> None:
        _, explainer = closed(self.SAID, list(self.AXIOMS))
        absence = absence_of(explainer, Triple(EX.treaty, EX.signatory, EX.sweden))
        chain = next(gap for gap in absence.gaps if gap.rules == ("prp-spo2",))
        (first, second) = chain.missing
        assert (first.subject, first.predicate) == (EX.treaty, EX.signature)
        assert isinstance(first.object, Variable)
        assert second == (first.object, EX.party, EX.sweden)

    def test_equality_could_give_anything_and_is_passed_over(self) -> None:
        _, explainer = closed(self.SAID, list(self.AXIOMS))
        assert absence_of(explainer, Triple(EX.letter, EX.party, EX.denmark)).gaps == ()
        same = absence_of(explainer, Triple(EX.denmark, OWL.sameAs, EX.sweden))
        assert {gap.rules for gap in same.gaps} == {("eq-sym",), ("eq-trans",)}

    def test_nothing_is_missing_where_a_guard_forbids(self) -> None:
        _, explainer = closed([Triple(EX.a, OWL.sameAs, EX.b)], [])
        assert absence_of(explainer, Triple(EX.a, OWL.sameAs, EX.a)).gaps == ()


def test_too_many_derivations_are_cut_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explaining, "MOST_DERIVATIONS", 3)
    axioms = [Triple(EX.signer, RDFS.range, EX.Agent)]
    said = [Triple(EX[f"n{n}"], EX.signer, EX.ada) for n in range(5)]
    _, explainer = closed(said, axioms)
    whole = proof_of(explainer, Triple(EX.ada, RDF.type, EX.Agent), whole=True)
    assert (len(whole.steps), whole.fewest) == (3, False)


def test_what_is_said_later_is_a_leaf() -> None:
    axioms = [Triple(EX.signer, RDFS.range, EX.Agent)]
    said = [Triple(EX.one, EX.signer, EX.ada)]
    agent = Triple(EX.ada, RDF.type, EX.Agent)
    store, explainer = closed(said, axioms)
    assert len(proof_of(explainer, agent).steps) == 1
    add(store, [agent])
    close(store, compile_rules(axioms), [agent])
    assert proof_of(explaining_of(store, compile_rules(axioms)), agent).steps == ()
