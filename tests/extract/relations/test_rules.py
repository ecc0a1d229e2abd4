"""The rules' own sentences: each rule fires on its examples and spares its near misses.

Every rule is also mutated, part by part, and at least one of its sentences must notice.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from communique.extract.extractor import Extractor
from communique.extract.support import Requirements
from communique.project import Project
from tests.extract.relations.mutants import Bench, Mutant, mutants

PROJECT = Project(Path(__file__).parents[3])


@cache
def extractor() -> Extractor:
    return Extractor(PROJECT)


RULES = {rule.name: rule for rule in extractor().rules.rules}
FIRES = [(name, text) for name, rule in RULES.items() for text in rule.fires]
SPARES = [(name, text) for name, rule in RULES.items() for text in rule.spares]


@cache
def firing(text: str) -> frozenset[str]:
    """The rules that fire in a text."""
    return extractor().firing(text)


@pytest.mark.parametrize("name", RULES)
def test_rule_has_sentences(name: str) -> None:
    assert RULES[name].fires, f"{name} has no sentence on which it must fire"
    assert RULES[name].spares, f"{name} has no near miss"


@pytest.mark.parametrize(("name", "text"), FIRES)
def test_rule_fires(name: str, text: str) -> None:
    assert name in firing(text), extractor().explain(text)


@pytest.mark.parametrize(("name", "text"), SPARES)
def test_rule_spares(name: str, text: str) -> None:
    assert name not in firing(text)


EQUIVALENT: dict[str, str] = {
    "paper-reached: pattern 1, word 4 let go": "what the auxiliaries deny is dropped with them",
    "signing-unsaid: pattern 3, word 2 let go": "only the passage begins some words earlier",
    "speech-reported: pattern 2, word 5 let go": "what is said behind the verb is pattern 1",
}
"""Mutants that say the same as their rules, by name, each with the reason."""


@cache
def bench() -> Bench:
    articles = Path(__file__).with_name("articles.yaml").read_text(encoding="utf-8")
    asked = Requirements.read(PROJECT.requirements)
    lenient = replace(asked, words=dict.fromkeys(asked.words, ()))
    return Bench(extractor(), extractor().with_requirements(lenient), yaml.safe_load(articles))


@cache
def mutants_of(name: str) -> tuple[Mutant, ...]:
    return tuple(mutants(RULES[name], extractor().rules.vocabulary))


@pytest.mark.parametrize("name", RULES)
def test_mutants_of_rule_are_noticed(name: str) -> None:
    found = [one for one in mutants_of(name) if one.name not in EQUIVALENT]
    assert [one.name for one in found if not bench().notices(one.rule)] == []


def test_equivalent_mutants_are_mutants() -> None:
    assert {*EQUIVALENT} <= {one.name for name in RULES for one in mutants_of(name)}


@pytest.mark.parametrize("name", EQUIVALENT)
def test_equivalent_mutants_go_unnoticed(name: str) -> None:
    """What a sentence does notice has no place in the table."""
    (mutant,) = (one for one in mutants_of(name.partition(":")[0]) if one.name == name)
    assert not bench().notices(mutant.rule)
