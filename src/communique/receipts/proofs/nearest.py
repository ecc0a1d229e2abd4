"""What a triple that is not in the graph lacks: the rules that come nearest to giving it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from typing import NamedTuple

from pyoxigraph import Triple, Variable

from communique.closure.matching import solutions
from communique.closure.patterns import Bindings, Pattern
from communique.closure.rules import Rule, RuleSet
from communique.store import Store

MOST_GAPS = 3
_MOST_BINDINGS = 20
"""Ways to match a part of a body that are looked at."""


class Near(NamedTuple):
    """A rule that would give a triple, matched as far as the graph goes."""

    rule: Rule
    body: tuple[Pattern, ...]
    """The rule's body for this triple."""
    found: tuple[Triple, ...]
    missing: tuple[Pattern, ...]
    ways: int = 1
    """In how many ways the rest of the body can be matched that lack as few; counted to a few."""

    def distance(self, triple: Triple) -> tuple[object, ...]:
        """How far the rule is from giving the triple; the least is the nearest.

        Fewest premises missing first; then the most that are there and speak of the triple's own
        subject, or else its object, the fewest variables open, the fewest axioms.
        """
        related = [
            sum(end in {t.subject, t.object} for t in self.found)
            for end in (triple.subject, triple.object)
        ]
        variables = {v for pattern in self.missing for v in pattern.variables()}
        return (
            len(self.missing),
            [-number for number in related],
            len(variables),
            len(self.rule.axioms),
            self.rule.names,
            str(self.missing),
        )


def nearest(store: Store, rules: RuleSet, triple: Triple) -> list[Near]:
    """The rules that lack the fewest premises for a triple, three at most, the nearest first.

    Rules for any predicate (eq-rep-s, eq-rep-p, eq-rep-o) are passed over: were two things said to
    be the same, anything could follow.
    """
    found = []
    for rule in rules.concluding(triple):
        if rule.head is None or isinstance(rule.head.predicate, Variable):
            continue
        start = rule.head.match(triple, {})
        ways = [] if start is None else list(_ways(store, rule, start, triple))
        if ways:
            best = min(ways, key=lambda near: near.distance(triple))
            found.append(best._replace(ways=len(ways)))
    return sorted(found, key=lambda near: near.distance(triple))[:MOST_GAPS]


def _ways(store: Store, rule: Rule, start: Bindings, triple: Triple) -> Iterator[Near]:
    """The rule with the fewest patterns left out that lets all others be matched.

    Not where the triple itself would be missing, nor where nothing is: then the terms are not
    what a guard asks for.
    """
    body = tuple(pattern.substitute(start) for pattern in rule.body)
    itself = (triple.subject, triple.predicate, triple.object)
    for number in range(1, len(rule.body) + 1):
        matched = False
        for absent in combinations(range(len(rule.body)), number):
            rest = [pattern for place, pattern in enumerate(rule.body) if place not in absent]
            for values in islice(solutions(store, rest, start), _MOST_BINDINGS):
                missing = tuple(rule.body[place].substitute(values) for place in absent)
                if itself in missing or next(solutions(store, missing, values), None):
                    continue
                matched = True
                yield Near(rule, body, _triples(rest, values), missing)
        if matched:
            return


def _triples(patterns: Sequence[Pattern], values: Bindings) -> tuple[Triple, ...]:
    found = (pattern.triple(values) for pattern in patterns)
    return tuple(triple for triple in found if triple is not None)
