"""The queue: what waits, in the order of what a mistake would do."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.dataset import read_matter
from communique.project import Project
from communique.reviews.item import Consequence, Item
from communique.reviews.logbook import Decision, Logbook, Review
from communique.reviews.queue import Queue
from tests.reviews.support import HAGUE, item, unchecked, waiting

NORDIC = "2024-10-29-communique-nordic-support-unn"
TABLE = "document\tkind\tname\tthing\tother\tverdict\tscore\treasons\tby\ton\n"
OPEN = "\tPerson\tRutte\tperson:mark-rutte\tperson:rustem-umerov\topen\t0.61\tone office; two names\tidentity/1\t2026-11-20\n"  # noqa: E501  # one line of a table


@pytest.fixture
def two(project: Path) -> Path:
    """A project in which a rule has read two documents."""
    return unchecked(unchecked(project), NORDIC)


def reasons(one: Item) -> set[Consequence]:
    return {consequence for consequence, _ in one.reasons}


def test_what_people_have_checked_does_not_wait(project: Path) -> None:
    assert waiting(project) == []


def test_the_gravest_comes_first(two: Path) -> None:
    ranks = [one.rank for one in waiting(two)]
    assert ranks == sorted(ranks)
    assert {Consequence.MONEY, Consequence.SIGNATURE, Consequence.OTHER} <= set(ranks)


def test_money_and_signatures_are_known_by_what_they_say(two: Path) -> None:
    assert item(two, "Denmark gives 500 million").rank is Consequence.MONEY
    assert item(two, "Rustem Umerov signs").rank is Consequence.SIGNATURE


def test_of_one_rank_documents_come_by_date_and_passages_as_they_stand(two: Path) -> None:
    money = [one for one in waiting(two) if one.rank is Consequence.MONEY]
    places = [(one.slug, one.unit.notes.passage.start) for one in money if one.unit]
    assert places == sorted(places)


def test_a_thing_is_mentioned_first_where_nothing_checked_speaks_of_it(two: Path) -> None:
    first = [
        why for one in waiting(two) for c, why in one.reasons if c is Consequence.FIRST_MENTION
    ]
    assert "first mention of the summit of Ukraine and Northern Europe" in first
    assert not [why for why in first if "Hague Letter" in why]  # other documents speak of it
    assert len(first) == len(set(first))


def test_what_is_hedged_or_leans_on_another_passage_has_low_support(two: Path) -> None:
    path = two / "data" / "statements" / f"{HAGUE}.trig"
    text = path.read_text("utf-8").replace("certainty:stated", "certainty:hedged")
    path.write_text(text, "utf-8")
    found = item(two, "Mark Rutte is")
    assert Consequence.LOW_SUPPORT in reasons(found)
    assert "hedged" in found.why
    assert "leans on another passage" in item(two, "Rustem Umerov signs").why


def test_statements_on_which_sources_differ_are_told(two: Path) -> None:
    project = Project(two)
    unit = item(two, "Mark Rutte is").unit
    assert unit is not None
    queue = Queue(project, read_matter(project), [unit.triples[-1]])
    (told,) = [one for one in queue.items() if Consequence.DIFFERENCE in reasons(one)]
    assert told.says.startswith("Mark Rutte is")


def test_things_that_may_be_one_are_asked_for_and_marked(two: Path) -> None:
    (two / "data" / "registry" / "decisions.tsv").write_text(TABLE + OPEN, "utf-8")
    found = item(two, "Mark Rutte (person:mark-rutte) and Rustem Umerov")
    assert found.says.endswith("are one.")
    assert found.why == "look-alikes: one office; two names"
    assert found.rank is Consequence.LOOK_ALIKE
    assert "may be the same as Rustem Umerov" in item(two, "Mark Rutte is").why


def test_the_words_of_a_brief_are_shown_and_those_they_lean_on(two: Path) -> None:
    found = item(two, "Troels Lund Poulsen signs")
    assert found.words.startswith("In The Hague a Letter of Intent on this was signed")
    assert found.before[0].startswith("Denmark has allocated 500 million kroner")
    assert found.article is not None
    assert (found.article.publisher, found.article.published) == ("UNN", "2025-06-24")


def test_documents_can_be_named(two: Path) -> None:
    project = Project(two)
    queue = Queue(project, read_matter(project))
    (nordic,) = [one.iri for one in queue.documents if one.slug == NORDIC]
    assert {one.slug for one in queue.items({nordic})} == {NORDIC}


def test_what_is_decided_waits_no_more_but_can_be_asked_for(two: Path) -> None:
    found = item(two, "Troels Lund Poulsen signs")
    review = Review(found.key, Decision.UNKNOWN, found.says, "", "Ada", "2026-11-20T10:00:00Z")
    Logbook(Project(two)).enter(HAGUE, [review])
    queue = Queue(Project(two), read_matter(Project(two)))
    assert found.key not in {one.key for one in queue.items()}
    assert found.key in {one.key for one in queue.items(decided=True)}
