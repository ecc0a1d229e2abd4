"""Small articles in our own words: what the rules must make of them, and what they must not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.extract.extractor import Extractor
from communique.project import Project
from tests.extract.relations.shortform import predicate, short_forms

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("articles.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(Project(Path(__file__).parents[3]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_article_says(case: dict[str, Any], extractor: Extractor) -> None:
    found = short_forms(extractor.extract(case["text"], published=case.get("published", "")))
    wanted = set(case.get("says", ()))
    listed = {predicate(line) for line in wanted}
    assert {line for line in found if predicate(line) in listed} == wanted
    assert not found & set(case.get("never", ()))


def test_every_article_asserts_something() -> None:
    assert all(case.get("says") or case.get("never") for case in CASES)
