"""Files that change together, whatever happens in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.adding import journal
from communique.errors import StoreError, UsageError
from communique.project import Project

BEFORE = {"data/one.ttl": "one", "data/old.trig": "old", "data/same.ttl": "same"}
AFTER = {"data/one.ttl": "another one", "data/new/two.trig": "two", "data/same.ttl": "same"}
CHANGES = {"data/one.ttl": "another one", "data/new/two.trig": "two", "data/old.trig": None}


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for name, text in BEFORE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Project(tmp_path)


def files(project: Project) -> dict[str, str]:
    """The files of the project that are no drafts, with what is in them."""
    return {
        path.relative_to(project.root).as_posix(): path.read_text("utf-8")
        for path in sorted((project.root / "data").rglob("[!.]*"))
        if path.is_file()
    }


def write(project: Project) -> None:
    journal.write(project, {project.root / name: text for name, text in CHANGES.items()})


def test_all_files_change(project: Project) -> None:
    write(project)
    assert files(project) == AFTER
    assert not list(project.build_folder.iterdir())


@pytest.mark.parametrize("step", range(12))
@pytest.mark.parametrize("call", ["open", "replace", "unlink"])
def test_a_kill_leaves_all_or_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch, call: str, step: int
) -> None:
    real = getattr(Path, call)
    calls = iter(range(1000))

    def killed(self: Path, *arguments: object, **options: object) -> object:
        if next(calls) == step:
            raise Killed
        return real(self, *arguments, **options)

    with monkeypatch.context() as patched:
        patched.setattr(Path, call, killed)
        ended = False
        try:
            write(project)
        except Killed:
            ended = True
    for name, text in files(project).items():
        assert text in {BEFORE.get(name), AFTER.get(name)}  # no file is half-written
    held = journal.recover(project)
    assert files(project) == (AFTER if held or not ended else BEFORE)
    assert journal.recover(project) is False


def test_the_project_of_the_package_is_not_changed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("communique.project._INSTALLED", project.root)
    with pytest.raises(UsageError, match="came with the package"):
        write(project)
    assert files(project) == BEFORE


def test_a_disk_that_refuses_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, *_: object, **__: object) -> object:
        raise OSError(28, "No space left on device", str(self))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", full)
        with pytest.raises(StoreError, match="No space left on device"):
            write(project)
    assert files(project) == BEFORE
