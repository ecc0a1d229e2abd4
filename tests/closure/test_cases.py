"""One case for each rule: what an ontology and data give, or which data clash.

A case is a TriG file named after the rule, in three graphs: `#ontology`, `#data`, and `#follows`
(all that follows, and nothing else) or `#clash` (the triples that contradict one another).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from communique.closure.compilation import compile_rules
from communique.closure.consistency import find_inconsistencies
from communique.closure.derivations import derivations
from communique.closure.fixpoint import close
from communique.closure.reference import reference_closure
from communique.closure.rounds import round_of
from communique.closure.rules import Rulebook, RuleSet
from communique.model import triple_of
from tests.closure.support import asserted, inferred

CASES = sorted(Path(__file__).with_name("cases").glob("*.trig"))
each_case = pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)

REFERENCE_DIFFERS = {
    "prp-key": "owlrl does not look at the last property of a key (OWLRL.py, prp-key)",
}


def parts(path: Path) -> dict[str, list[Triple]]:
    """The triples of a case, by the name of their graph."""
    found: dict[str, list[Triple]] = {}
    for quad in parse(path=path, format=RdfFormat.TRIG):
        graph = quad.graph_name
        assert isinstance(graph, NamedNode), f"{path}: a triple stands outside the graphs"
        found.setdefault(graph.value.partition("#")[2], []).append(triple_of(quad))
    return found


def test_every_rule_has_a_case() -> None:
    rules = (
        "prp-dom prp-rng prp-fp prp-ifp prp-irp prp-symp prp-asyp prp-trp prp-spo1 prp-spo2 "
        "prp-eqp1 prp-eqp2 prp-pdw prp-adp prp-inv1 prp-inv2 prp-key prp-npa1 prp-npa2 "
        "cls-nothing2 cls-int1 cls-int2 cls-uni cls-com cls-svf1 cls-svf2 cls-avf cls-hv1 cls-hv2 "
        "cls-maxc1 cls-maxc2 cls-maxqc1 cls-maxqc2 cls-maxqc3 cls-maxqc4 cls-oo cax-sco cax-eqc1 "
        "cax-eqc2 cax-dw cax-adc eq-sym eq-trans eq-rep-s eq-rep-p eq-rep-o eq-diff1 eq-diff2 "
        "eq-diff3 dt-not-type scm-svf1 scm-svf2 scm-avf1 scm-avf2 scm-hv"
    )
    assert set(rules.split()) <= {path.stem for path in CASES}


@each_case
def test_what_follows(path: Path) -> None:
    case = parts(path)
    rules = compile_rules(case["ontology"])
    store = asserted(case.get("data", []))
    close(store, rules)
    if "clash" in case:
        clashes = find_inconsistencies(store, rules)
        # sameness spreads, so one contradiction may show in more than one way
        assert set(case["clash"]) in [set(clash.triples) for clash in clashes]
        assert any(clash.rule in path.stem for clash in clashes)
        return
    follows = set(case.get("follows", ())) - set(case.get("data", ()))
    assert inferred(store) == follows
    assert find_inconsistencies(store, rules) == []
    given = {d.rule.names for triple in follows for d in derivations(store, rules, triple)}
    assert not follows or any(name in path.stem for names in given for name in names)


@each_case
def test_the_reference_agrees(path: Path) -> None:
    case = parts(path)
    if path.stem in REFERENCE_DIFFERS:
        pytest.skip(REFERENCE_DIFFERS[path.stem])  # the reason: owlrl's rule is at fault
    store = asserted(case.get("data", []))
    close(store, compile_rules(case["ontology"]))
    assert inferred(store) == reference_closure(case.get("data", []), case["ontology"])


@each_case
def test_one_triple_after_the_other_gives_the_same(path: Path) -> None:
    case = parts(path)
    rules = compile_rules(case["ontology"])
    whole = asserted(case.get("data", []))
    close(whole, rules)
    store = asserted([])
    close(store, rules)
    for triple in case.get("data", []):
        store.extend(asserted([triple]).match())
        close(store, rules, [triple])
    assert set(store.match()) == set(whole.match())


@each_case
def test_each_inferred_triple_has_a_step_from_lower_rounds(path: Path) -> None:
    case = parts(path)
    rules = compile_rules(case["ontology"])
    store = asserted(case.get("data", []))
    close(store, rules)
    for triple in inferred(store):
        own = round_of(store, triple)
        below = [
            max((round_of(store, premise) or 0 for premise in derivation.premises), default=0)
            for derivation in derivations(store, rules, triple)
        ]
        assert own == 1 + min(below)


@each_case
def test_rules_survive_json(path: Path) -> None:
    rules = compile_rules(parts(path)["ontology"])
    text = rules.to_json()
    assert RuleSet.from_json(text) == rules
    assert RuleSet.from_json(text).to_json() == text


@each_case
def test_rules_are_looked_up_by_what_they_conclude(path: Path) -> None:
    case = parts(path)
    rules = compile_rules(case["ontology"])
    book = Rulebook(rules.to_json(), lambda _: True)
    short = Rulebook(rules.to_json(), lambda rule: len(rule.body) == 1)
    for triple in (*case.get("data", []), *case.get("follows", [])):
        found = list(rules.concluding(triple))
        assert list(book.concluding(triple)) == found
        assert list(short.concluding(triple)) == [r for r in found if len(r.body) == 1]
