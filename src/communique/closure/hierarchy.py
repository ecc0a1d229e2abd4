"""Hierarchies of classes and properties, closed when the rules are made.

https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules, table 9. Only
what matters to individuals is kept: which class, named or not, is below which other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations

from pyoxigraph import BlankNode, NamedNode, Triple, Variable

from communique.closure.axioms import Axioms, Property, instance
from communique.closure.patterns import Node, Slot
from communique.closure.rules import Rule
from communique.vocabulary import OWL, RDF

Place = tuple[bool, Slot]
"""A class (true) or a property (false)."""
Steps = dict[Place, dict[Place, Rule]]
"""From each class or property to those above it, and the rule that leads there."""


@dataclass(frozen=True, slots=True)
class _Restriction:
    node: Node
    on: Property
    kind: NamedNode
    filler: Node
    axioms: tuple[Triple, ...]


def close_hierarchies(rules: Iterable[Rule]) -> list[Rule]:
    """The rules, and one from each class or property to each of its ancestors."""
    given = list(rules)
    direct = _steps(given)
    composed = [
        rule
        for start, above in _closed(direct).items()
        for end, rule in above.items()
        if end not in direct[start]
    ]
    return [*given, *composed]


def restriction_rules(axioms: Axioms, drafts: Iterable[Rule]) -> Iterator[Rule]:
    """Rules from restrictions to those that are above them by their property or their filler."""
    restrictions = list(_restrictions(axioms))
    direct = _steps(drafts)
    while True:
        above = _closed(direct)
        found = [
            rule
            for lower, upper in permutations(restrictions, 2)
            if (True, upper.node) not in above.get((True, lower.node), {})
            and (rule := _between(lower, upper, above)) is not None
        ]
        if not found:
            return
        yield from found
        for start, ends in _steps(found).items():
            direct.setdefault(start, {}).update(ends)


def _restrictions(axioms: Axioms) -> Iterator[_Restriction]:
    for node, property_node, on in axioms.triples(OWL.onProperty):
        expression = axioms.property(property_node)
        for kind in (OWL.someValuesFrom, OWL.allValuesFrom, OWL.hasValue):
            for filler, axiom in axioms.values(node, kind):
                if expression is not None:
                    yield _Restriction(node, expression, kind, filler, (on, axiom))


def _between(lower: _Restriction, upper: _Restriction, above: Steps) -> Rule | None:
    """The rule from one restriction to another, where the one is below the other."""
    if lower.kind != upper.kind or lower.node == upper.node:
        return None
    narrow, wide = (upper, lower) if lower.kind == OWL.allValuesFrom else (lower, upper)
    by_property = above.get((False, narrow.on.iri), {}).get((False, wide.on.iri))
    by_filler = above.get((True, lower.filler), {}).get((True, upper.filler))
    path: tuple[Rule, ...]
    if lower.on == upper.on and lower.filler == upper.filler:
        path, number = (), "1"
    elif lower.on == upper.on and by_filler is not None and lower.kind != OWL.hasValue:
        path, number = (by_filler,), "1"
    elif by_property is not None and lower.filler == upper.filler and _are_plain(lower, upper):
        path, number = (by_property,), "2"
    else:
        return None
    letters = {OWL.someValuesFrom: f"svf{number}", OWL.allValuesFrom: f"avf{number}"}
    names = dict.fromkeys(name for rule in path for name in rule.names)
    given = [axiom for rule in path for axiom in rule.axioms]
    x = Variable("x")
    return Rule(
        (*names, f"scm-{letters.get(lower.kind, 'hv')}"),
        tuple(dict.fromkeys([*lower.axioms, *given, *upper.axioms])),
        (instance(x, lower.node),),
        instance(x, upper.node),
    )


def _are_plain(*restrictions: _Restriction) -> bool:
    return not any(restriction.on.is_inverse for restriction in restrictions)


def _steps(rules: Iterable[Rule]) -> Steps:
    found: Steps = {}
    for rule in rules:
        if (step := _step(rule)) is not None:
            found.setdefault(step[0], {}).setdefault(step[1], rule)
    return found


def _closed(direct: Steps) -> Steps:
    """From each class or property to all above it, by a shortest way."""
    closed = {}
    for start, first in direct.items():
        reached = dict(first)
        queue = list(first)
        for middle in queue:
            for end, rule in direct.get(middle, {}).items():
                if end != start and end not in reached:
                    reached[end] = _compose(reached[middle], rule)
                    queue.append(end)
        closed[start] = reached
    return closed


def _step(rule: Rule) -> tuple[Place, Place] | None:
    """What a rule leads from and to, where both are one class or both one property."""
    if len(rule.body) != 1 or rule.head is None or rule.guards:
        return None
    body, head = rule.body[0], rule.head
    if body.subject != head.subject or not isinstance(body.subject, Variable):
        return None
    kinds = [p.object if p.predicate == RDF.type else None for p in (body, head)]
    if all(isinstance(kind, NamedNode | BlankNode) for kind in kinds):
        return (True, body.object), (True, head.object)
    if body.object == head.object and isinstance(body.object, Variable):
        return (False, body.predicate), (False, head.predicate)
    return None


def _compose(lower: Rule, upper: Rule) -> Rule:
    """The two steps as one; both have the same variables, those of a tidy or a drafted rule."""
    name = "scm-sco" if lower.body[0].predicate == RDF.type else "scm-spo"
    names = dict.fromkeys((name, *lower.names, *upper.names))
    axioms = dict.fromkeys((*lower.axioms, *upper.axioms))
    return Rule(tuple(names), tuple(axioms), lower.body, upper.head)
