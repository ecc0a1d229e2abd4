"""What changed between two editions: on the invented and the real documents, and by law.

What is expected was written by hand, from the documents, into `tests/changes/*.yaml`; lines are
as a reader sees them, in any order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

import communique
from communique import KnowledgeGraph
from communique.change import Changes, DifferenceChange, ToldFact
from communique.exports.changes import fact_text
from communique.vocabulary import DOCUMENT, Prefixes

CASES = Path(__file__).resolve().parent.parent / "changes"
DAYS = ["2024-01-25", "2024-01-26", "2024-03-25", "2024-06-14", "2025-06-24", "2025-10-10"]

Open = Callable[[str, str], KnowledgeGraph]


def cases() -> list[Any]:
    texts = (path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.yaml")))
    found = [case for text in texts for case in yaml.safe_load(text)]
    return [pytest.param(case, id=f"{case['graph']} {case['from']}") for case in found]


@pytest.fixture(scope="module")
def opened(real: Path, fiction: Path) -> Open:
    folders = {"real": real, "fiction": fiction}
    return lambda name, day: communique.open(folders[name], as_of=day)


def lines(told: tuple[ToldFact, ...], prefixes: Prefixes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in told:
        found.setdefault(one.label, []).append(fact_text(one, prefixes))
    return {label: sorted(texts) for label, texts in found.items()}


def differences(found: tuple[DifferenceChange, ...]) -> list[list[str]]:
    told = (one.discrepancy for one in found)
    return sorted([one.kind.label, one.label, one.property_label] for one in told)


def wanted(case: dict[str, Any], name: str) -> dict[str, list[str]]:
    return {label: sorted(texts) for label, texts in case.get(name, {}).items()}


@pytest.mark.parametrize("case", cases())
def test_what_changed_is_what_the_documents_say_anew(case: dict[str, Any], opened: Open) -> None:
    before, after = (opened(case["graph"], str(case[name])) for name in ("from", "to"))
    found, prefixes = before.diff(after), after.project.prefixes
    assert [one.iri.removeprefix(str(DOCUMENT)) for one in found.added] == case.get("added", [])
    assert lines(found.gained, prefixes) == wanted(case, "gained")
    assert lines(found.further, prefixes) == wanted(case, "further")
    assert differences(found.differing) == sorted(case.get("differing", []))
    assert differences(found.settled) == sorted(case.get("settled", []))
    assert (found.removed, found.lost, found.moved, found.fewer) == ((), (), (), ())
    if case.get("unchecked"):
        assert not any(one.fact.state.checked for one in found.gained)


def test_what_a_later_article_reports_as_done_has_moved(opened: Open) -> None:
    found = opened("real", "2024-01-26").diff(opened("real", "2024-03-25"))
    (move,) = found.moved
    assert (move.label, move.before.label, move.after.label, move.is_later) == (
        "DFNC1: Danish Edition",
        "planned",
        "held",
        True,
    )
    outlets = [
        {found.citations[position].article.publisher for position in stage.cited}
        for stage in (move.before, move.after)
    ]
    assert outlets == [{"UNN"}, {"Interfax-Ukraine"}]
    assert not [one for one in found.gained if one.title == "stage" and one.about == move.about]


def test_every_line_cites_passages_of_its_own_edition(opened: Open) -> None:
    after = opened("real", "2025-10-10")
    found = opened("real", "2024-06-14").diff(after)
    known = {str(passage.citation.passage) for passage in _passages(after)}
    assert found.gained
    for told in (*found.gained, *found.further):
        cited = {found.citations[position].passage for position in told.fact.cited}
        assert cited
        assert cited <= known
    days = [one.article.published for one in found.citations]
    assert days == sorted(days)


def _passages(graph: KnowledgeGraph) -> list[Any]:
    return [p for one in graph.documents for p in graph.passages(graph.find_document(one.slug))]


@pytest.mark.parametrize("day", [*DAYS, "2033"])
def test_nothing_changes_from_a_graph_to_itself(day: str, opened: Open) -> None:
    for name in ("real", "fiction"):
        found = opened(name, day).diff(opened(name, day))
        assert found.is_empty
        assert found.citations == ()


@pytest.mark.parametrize(("one", "other"), list(pairwise(DAYS)))
def test_the_way_back_loses_what_the_way_there_gained(one: str, other: str, opened: Open) -> None:
    there = opened("real", one).diff(opened("real", other))
    back = opened("real", other).diff(opened("real", one))
    assert told(there) == told(mirrored(back))
    assert there.gained


def told(changes: Changes) -> list[Any]:
    """All that is told, without the numbers of citations."""
    return [
        changes.added,
        changes.removed,
        *(
            sorted(
                [(one.about, one.title, str(one.fact.parts)) for one in facts],
            )
            for facts in (changes.gained, changes.lost, changes.further, changes.fewer)
        ),
        [(one.about, one.before.label, one.after.label) for one in changes.moved],
        [one.discrepancy for one in changes.differing],
        [one.discrepancy for one in changes.settled],
    ]


def mirrored(changes: Changes) -> Changes:
    """The same changes, read in the other direction."""
    return replace(
        changes,
        added=changes.removed,
        removed=changes.added,
        gained=changes.lost,
        lost=changes.gained,
        moved=tuple(one._replace(before=one.after, after=one.before) for one in changes.moved),
        differing=changes.settled,
        settled=changes.differing,
        further=changes.fewer,
        fewer=changes.further,
    )


def test_news_are_the_same_without_what_is_gone(real: Path) -> None:
    every = communique.diff("2024-06-14", path=real)
    news = communique.open(real).new_since(date(2024, 6, 14))
    assert news.news
    assert [one.fact.parts for one in news.gained] == [one.fact.parts for one in every.gained]
    assert (news.lost, news.removed, news.settled, news.fewer) == ((), (), (), ())
    assert news.unlisted == len(every.lost) == 0


def test_beside_a_day_what_bears_no_date_is_left_out_of_both(real: Path) -> None:
    found = communique.diff("2025-10-10", path=real)
    assert found.is_empty or not (found.added or found.gained or found.further)
    assert "6 undated" in found.before.note
    assert "6 undated" in found.after.note
    assert not [one for one in found.citations if not one.article.published]
