"""Why a sentence gave what it gave: which rules fired there, and what the others lacked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from communique.extract.relations.modality import Modality, modality_of
from communique.extract.relations.rules import STAGES, Match, Rule, RuleSet
from communique.extract.relations.skeleton import Skeleton


class Firing(NamedTuple):
    """A rule that fired, and what filled its roles."""

    rule: str
    """Name and version."""
    roles: dict[str, str]
    """The words of each role."""
    modality: Modality
    """Of the verb, where the rule names one; what is negated makes no claim."""


class Lack(NamedTuple):
    """A rule that did not fire, and what it lacked."""

    rule: str
    lacks: tuple[str, ...]
    """Sorts of names and words that the sentence has not; or that they stand in another order."""


class Explanation(NamedTuple):
    """What happened in one sentence."""

    skeletons: dict[str, str]
    """The sentence as the rules of each stage see it."""
    fired: tuple[Firing, ...]
    lacked: tuple[Lack, ...]
    """Those that lacked least first."""


def explain(rules: RuleSet, skeleton: Skeleton, text: str) -> Explanation:
    """Which rules fire in a sentence of a text, and what the others lack."""
    skeletons: dict[str, str] = {}
    fired: list[Firing] = []
    lacked: list[Lack] = []
    for stage in STAGES:
        skeletons[stage] = skeleton.text.strip()
        matches: list[Match] = []
        if stage == STAGES[-1]:
            likely = rules.likely(stage, skeleton)
            matches = [m for rule, patterns in likely for m in rule.matches(skeleton, patterns)]
            after = skeleton
        else:
            after, matches = rules.rewritten(skeleton, stage)
        names = {match.rule.name for match in matches}
        fired += [_firing(match, text) for match in matches]
        lacked += [
            Lack(rule.id, tuple(_lacks(rule, skeleton)))
            for rule in rules.of(stage)
            if rule.name not in names
        ]
        skeleton = after
    return Explanation(skeletons, tuple(fired), tuple(sorted(lacked, key=lambda one: len(one[1]))))


def _firing(match: Match, text: str) -> Firing:
    spans = {role: match.words(role) for role in match.groups}
    roles = {role: text[span[0] : span[1]] for role, span in spans.items() if span}
    return Firing(match.rule.id, roles, modality_of(match.groups.get("verb", ())))


def _lacks(rule: Rule, skeleton: Skeleton) -> Iterator[str]:
    """What the pattern that comes nearest does not find."""
    found = [list(_missing(rule, number, skeleton)) for number in range(len(rule.patterns))]
    nearest = min(found, key=len)
    if nearest:
        yield from nearest
    elif any(list(pattern.matches(skeleton.text)) for pattern in rule.patterns):
        yield "something stands there that rules it out"
    else:
        yield "its parts stand in another order, or too far apart"


def _missing(rule: Rule, number: int, skeleton: Skeleton) -> Iterator[str]:
    pattern = rule.patterns[number]
    for sorts in pattern.needs.sorts:
        if not sorts & skeleton.sorts:
            yield " or ".join(sorted(sorts))
    for words, expression in zip(pattern.needs.words, pattern.needed, strict=True):
        if not expression.search(skeleton.text):
            yield words
