"""The claims of rules against the table of roles, on every text that the repository has."""

from __future__ import annotations

from collections.abc import Iterator

from communique.claims import Claim, Extraction
from communique.extract.extractor import Extractor
from communique.extract.relations.rules import load
from communique.project import Project
from communique.roles import misfits
from tests.conftest import ROOT

PROJECT = Project.find(ROOT)


def extractions() -> Iterator[Extraction]:
    extract = Extractor(PROJECT).extract
    for brief in PROJECT.briefs:
        yield extract(brief.read_text("utf-8"))
    for rule in load(PROJECT.relations).rules:
        for sentence in rule.fires:
            yield extract(sentence)


def test_every_claim_of_a_rule_has_its_roles() -> None:
    claims: list[Claim] = []
    for found in extractions():
        kinds = {key: entity.kind for key, entity in found.entities.items()}
        for claim in found.claims:
            assert list(misfits(claim, kinds.get)) == [], claim
        claims += found.claims
    assert len({claim.predicate for claim in claims}) > 10
