"""The files of decisions: one line each, in one order, kept whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import StoreError, SyntaxInputError
from communique.project import Project
from communique.reviews.logbook import Decision, Logbook, Review, read_reviews

HEAD = "key\tdecision\tsays\tinstead\tby\twhen\tnote\n"


def review(key: str, decision: Decision = Decision.RIGHT, **more: str) -> Review:
    fields = {"says": "A signs B.", "instead": "", "by": "us", "when": "2026-11-20T10:00:00Z"}
    return Review(key, decision, **{**fields, **more})


@pytest.fixture
def logbook(project: Path) -> Logbook:
    return Logbook(Project(project))


def test_decisions_stand_in_the_order_of_their_keys(project: Path, logbook: Logbook) -> None:
    logbook.enter("a", [review("c-1")])
    logbook.enter("a", [review("a-1", Decision.WRONG), review("b-1", Decision.UNKNOWN)])
    assert (project / "data" / "reviews" / "a.tsv").read_text("utf-8") == (
        HEAD
        + "a-1\twrong\tA signs B.\t\tus\t2026-11-20T10:00:00Z\t\n"
        + "b-1\tcan't tell\tA signs B.\t\tus\t2026-11-20T10:00:00Z\t\n"
        + "c-1\tright\tA signs B.\t\tus\t2026-11-20T10:00:00Z\t\n"
    )


def test_what_is_read_is_what_was_written(project: Path, logbook: Logbook) -> None:
    told = review("k", Decision.WRONG_BUT, instead="B\tsigns\n A", note="“see there”")
    logbook.enter("a", [told])
    found = Logbook(Project(project)).of("a")["k"]
    assert found == told._replace(instead="B signs A")


def test_a_new_decision_takes_the_place_of_the_old_one(logbook: Logbook) -> None:
    logbook.enter("a", [review("k")])
    logbook.enter("a", [review("k", Decision.WRONG)])
    assert [one.decision for one in logbook.of("a").values()] == [Decision.WRONG]


def test_withdrawing_the_last_one_leaves_no_file(project: Path, logbook: Logbook) -> None:
    logbook.enter("a", [review("k")])
    assert logbook.withdraw("a", "k") == review("k")
    assert logbook.withdraw("a", "k") is None
    assert not list((project / "data" / "reviews").iterdir())


def test_two_people_at_once_lose_nothing(project: Path) -> None:
    one, other = Logbook(Project(project)), Logbook(Project(project))
    assert one.of("a") == other.of("a") == {}
    one.enter("a", [review("k1", by="one")])
    other.enter("a", [review("k2", by="other")])
    one.enter("a", [review("k3", by="one")])
    assert {key: one.by for key, one in Logbook(Project(project)).of("a").items()} == {
        "k1": "one",
        "k2": "other",
        "k3": "one",
    }


@pytest.mark.parametrize(
    ("text", "line", "fact"),
    [
        ("key\tdecision\n", 1, "columns"),
        (HEAD + "k\tright\n", 2, "2 columns"),
        (HEAD + "k\tmaybe\ts\t\tus\tnow\t\n", 2, "no decision"),
        (HEAD + "k\tright\ts\t\tus\tnow\t\n" * 2, 3, "twice"),
        ("", 1, "columns"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, fact: str
) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(text, "utf-8")
    with pytest.raises(SyntaxInputError, match=fact) as refused:
        read_reviews(path)
    assert refused.value.place == f"{path}:{line}"


def test_a_folder_that_cannot_be_written_is_said(project: Path, logbook: Logbook) -> None:
    (project / "data" / "reviews").write_text("in the way", "utf-8")
    with pytest.raises(StoreError, match="cannot be kept"):
        logbook.enter("a", [review("k")])
