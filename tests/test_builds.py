"""Builds: made aside, published whole, kept while they are read."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from communique import builds
from communique.draft import Draft
from communique.errors import StoreError
from communique.project import Project


@pytest.fixture
def empty(tmp_path: Path) -> Project:
    """A project with one file in each folder."""
    for name in ("ontology/communique.ttl", "data/documents.ttl", "queries/questions/q.rq"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}\n")
    return Project(tmp_path)


def published(project: Project, note: str = "") -> builds.Build:
    draft = Draft(project)
    draft.write("questions", [note])
    return draft.publish(builds.inputs_of(project), {"software": "0"})


def test_a_published_build_is_the_current_one(empty: Project) -> None:
    assert builds.current(empty) is None
    made = published(empty, "first")
    found = builds.current(empty)
    assert found is not None
    assert found.folder == made.folder
    assert found.read("questions") == ["first"]
    assert builds.changed(empty, found) == []


def test_a_discarded_draft_leaves_nothing(empty: Project) -> None:
    first = published(empty)
    draft = Draft(empty)
    draft.discard()
    found = builds.current(empty)
    assert found is not None
    assert found.folder == first.folder
    assert sorted(p.name for p in empty.build_folder.iterdir()) == sorted(
        ["current", first.folder.name]
    )


def test_what_has_changed_is_known_by_its_content(empty: Project) -> None:
    made = published(empty)
    same = empty.root / "data" / "documents.ttl"
    os.utime(same, (1, 1))
    assert builds.changed(empty, made) == []
    same.write_text("# other\n")
    (empty.root / "data" / "new.ttl").write_text("")
    (empty.root / "queries" / "questions" / "q.rq").unlink()
    assert sorted(builds.changed(empty, made)) == [
        "data/documents.ttl",
        "data/new.ttl",
        "queries/questions/q.rq",
    ]


def test_the_build_before_stays_and_old_ones_go(empty: Project) -> None:
    made = []
    for number in range(5):
        (empty.root / "data" / "documents.ttl").write_text(f"# {number}\n")
        made.append(published(empty).folder)
        hours = 3600 * (9 - number)
        os.utime(made[-1], (time.time() - hours, time.time() - hours))
    assert [folder.exists() for folder in made] == [False, False, False, True, True]


def test_a_build_that_may_still_be_read_stays(empty: Project) -> None:
    made = []
    for number in range(4):
        (empty.root / "data" / "documents.ttl").write_text(f"# {number}\n")
        made.append(published(empty).folder)
    assert all(folder.exists() for folder in made)


def test_the_draft_of_a_process_that_is_gone_is_removed(empty: Project) -> None:
    empty.build_folder.mkdir()
    gone = empty.build_folder / "draft-999999999-x"
    alive = empty.build_folder / f"draft-{os.getpid()}-x"
    nobody = empty.build_folder / "draft-nobody"
    for folder in (gone, alive, nobody):
        folder.mkdir()
    published(empty)
    assert not gone.exists()
    assert not nobody.exists()
    assert alive.exists()


def test_the_same_files_have_the_same_digest(empty: Project) -> None:
    assert published(empty).digest == published(empty).digest


@pytest.mark.parametrize("content", ["", "{", "[]", json.dumps({"format": -1})])
def test_a_build_that_cannot_be_read_is_none(empty: Project, content: str) -> None:
    made = published(empty)
    (made.folder / "manifest.json").write_text(content)
    assert builds.current(empty) is None


def test_an_unwritable_folder_is_said(empty: Project) -> None:
    empty.build_folder.write_text("a file where the folder should be")
    with pytest.raises(StoreError, match="cannot be written") as error:
        Draft(empty)
    assert error.value.exit_code == 4
