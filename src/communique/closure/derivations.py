"""One step backwards: the rules and premises that give a triple."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Triple

from communique.closure.matching import solutions
from communique.closure.rules import Rule
from communique.store import Dataset


@dataclass(frozen=True, slots=True)
class Derivation:
    """One application of one rule."""

    rule: Rule
    premises: tuple[Triple, ...]
    """The triples of the data that stand for the rule's body, in its order."""


class Concluding(Protocol):
    """Rules that can be had by what they conclude."""

    def concluding(self, triple: Triple) -> Iterable[Rule]:
        """Rules whose head may be this triple."""


def derivations(store: Dataset, rules: Concluding, triple: Triple) -> Iterator[Derivation]:
    """All derivations of a triple in one step from triples of the default graph.

    A premise may have a higher round than the triple; who looks for a proof takes only those
    whose premises all have lower ones.
    """
    for rule in rules.concluding(triple):
        start = rule.head.match(triple, {}) if rule.head else None
        if start is None:
            continue
        seen = set()
        for values in solutions(store, rule.body, start):
            premises = tuple(t for p in rule.body if (t := p.triple(values)) is not None)
            if premises in seen or not all(guard.holds(values) for guard in rule.guards):
                continue
            seen.add(premises)
            yield Derivation(rule, premises)
