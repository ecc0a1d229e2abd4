"""Dates as articles write them: the list that libraries are measured by, too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.extract.article import Article
from communique.extract.lexicon import Lexicon
from communique.extract.mention import Mention, Sort
from communique.extract.mentions import Finder
from communique.project import Project
from tests.conftest import ROOT

LISTED = Path(__file__).with_name("mentions") / "days.yaml"
PUBLISHED = "2025-06-25"
FINDER = Finder(Lexicon.read(Project(ROOT)))

CASES: list[dict[str, Any]] = [
    {"published": group.get("published", PUBLISHED), **case}
    for group in yaml.load(LISTED.read_text("utf-8"), yaml.BaseLoader)
    for case in group["cases"]
]


def told(mention: Mention) -> str:
    """The value of a date as the list writes it."""
    value, last = mention.details.get("value", "?"), mention.details.get("last")
    return f"{value}/{last}" if last else str(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_dates_mean_what_a_reader_understands(case: dict[str, Any]) -> None:
    mentions = FINDER.find(Article.of(case["text"], "", case["published"]))
    found = [one for one in mentions if one.sort is Sort.DATE]
    wanted = case.get("instead", case["dates"])
    values = {words: _value(found, case["text"], words) for words in wanted}
    assert {words: value or "?" for words, value in values.items()} == wanted
    assert len(found) == sum(value is not None for value in values.values())


def _value(found: list[Mention], text: str, words: str) -> str | None:
    """The value of the date that shares characters with some words; None where there is none."""
    start = text.index(words)
    here = (one for one in found if one.start < start + len(words) and start < one.end)
    return next(map(told, here), None)


def test_what_differs_has_a_reason() -> None:
    assert all(("instead" in case) == ("reason" in case) for case in CASES)
    assert not [case for case in CASES if case.get("instead") == case["dates"]]
