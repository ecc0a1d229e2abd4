"""Contradictions: triples that cannot all be true by the ontology."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple, Variable

from communique.closure.datatypes import is_well_typed
from communique.closure.matching import may_apply
from communique.closure.patterns import Node
from communique.closure.rules import Rule, RuleSet
from communique.closure.sparql import branch, shapes
from communique.model import triple_of
from communique.store import Store
from communique.vocabulary import CMQ, ID, RDF, XSD

_MEANINGS = {
    "eq-diff1": "two things are said to be the same and to be different",
    "eq-diff2": "two things that the ontology lists as different are said to be the same",
    "eq-diff3": "two things that the ontology lists as different are said to be the same",
    "eq-ref": "a thing is said to be different from itself",
    "prp-irp": "a thing stands to itself in a relation in which nothing stands to itself",
    "prp-asyp": "two things stand in a relation both ways that holds one way only",
    "prp-pdw": "two things stand in two relations that exclude each other",
    "prp-adp": "two things stand in two relations that exclude each other",
    "prp-npa1": "the ontology denies what is said",
    "prp-npa2": "the ontology denies what is said",
    "cls-nothing2": "a thing belongs to the class that has no members",
    "cls-com": "a thing belongs to a class and to its complement",
    "cls-maxc1": "a thing has a value where its class allows none",
    "cls-maxqc1": "a thing has a value of a kind that its class allows none of",
    "cls-maxqc2": "a thing has a value where its class allows none",
    "cax-dw": "a thing belongs to two classes that exclude each other",
    "cax-adc": "a thing belongs to two classes that exclude each other",
    "dt-not-type": "a literal is no value of its datatype",
    "dt-diff": "a property that has one value at most has two different ones",
}
_FIRST = ("eq-ref", "dt-diff")
"""Names that tell more than the last one of their rule."""


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Triples that clash, and why."""

    rule: str
    """The OWL 2 RL rule that they break."""
    message: str
    """What is wrong, in plain words."""
    triples: tuple[Triple, ...]
    axioms: tuple[Triple, ...] = ()
    """The triples of the ontology that exclude it."""


def find_inconsistencies(store: Store, rules: RuleSet) -> list[Inconsistency]:
    """All contradictions in a closed default graph, in the order of the rules."""
    found = [*_broken_rules(store, rules), *_ill_typed(store)]
    distinct: dict[tuple[str, frozenset[Triple]], Inconsistency] = {}
    for inconsistency in found:
        distinct.setdefault((inconsistency.rule, frozenset(inconsistency.triples)), inconsistency)
    return list(distinct.values())


def _broken_rules(store: Store, rules: RuleSet) -> Iterator[Inconsistency]:
    able = [rule for rule in rules.contradictions if may_apply(store, rule)]
    for shape in shapes(able, lambda rule: not rule.guards):
        members = dict(zip(shape.rows, shape.members, strict=True))
        solutions = store.select(f"SELECT * WHERE {{ {branch(shape)} }}")
        for row in solutions.rows:
            values = {
                Variable(name): value
                for name, value in zip(solutions.variables, row, strict=True)
                if value is not None
            }
            rule = members[tuple(values[column] for column in shape.columns)]
            if all(guard.holds(values) for guard in rule.guards):
                yield _broken(rule, shape.rule, values)


def _broken(rule: Rule, general: Rule, values: Mapping[Variable, Node]) -> Inconsistency:
    triples = tuple(t for p in general.body if (t := p.triple(values)) is not None)
    name = next((n for n in _FIRST if n in rule.names), rule.names[-1])
    return Inconsistency(name, _message(name, triples), triples, rule.axioms)


def _ill_typed(store: Store) -> Iterator[Inconsistency]:
    always = f"{XSD.string}, {RDF.langString}"
    literals = store.select(
        f"SELECT DISTINCT ?o WHERE {{ ?s ?p ?o FILTER(DATATYPE(?o) NOT IN ({always})) }}"
    )
    for (literal,) in literals.rows:
        if isinstance(literal, Literal) and not is_well_typed(literal):
            for quad in store.match(object=literal, graph=DefaultGraph()):
                triples = (triple_of(quad),)
                yield Inconsistency("dt-not-type", _message("dt-not-type", triples), triples)


def _message(name: str, triples: tuple[Triple, ...]) -> str:
    said = "; ".join(
        f"{_short(t.subject)} {'is a' if t.predicate == RDF.type else _short(t.predicate)} "
        f"{_short(t.object)}"
        for t in triples
    )
    return f"{_MEANINGS[name]}: {said}" if said else _MEANINGS[name]


def _short(term: Node) -> str:
    """The end of an IRI from its kind on; other terms as they are."""
    if not isinstance(term, NamedNode):
        return str(term)
    return term.value.removeprefix(str(ID)).removeprefix(str(CMQ)) or term.value
