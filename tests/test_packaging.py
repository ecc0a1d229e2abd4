"""What is installed: one version, a wheel that carries the graph, an archive that holds all."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from pyoxigraph import parse

from communique.vocabulary import OWL

FOLDERS = ("ontology", "data", "queries", "rules")


def run(*words: str | Path, folder: Path) -> str:
    """What a command prints; its complaint is the failure's message."""
    done = subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def files_below(root: Path, *names: str) -> set[str]:
    """The files of some folders, from the root on, caches left out."""
    return {
        path.relative_to(root).as_posix()
        for name in names
        for path in (root / name).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The wheel, made from the source archive as an installer would make it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, folder=root)
    archive = next(folder.glob("*.tar.gz"))
    with tarfile.open(archive) as source:
        source.extractall(folder, filter="data")
    unpacked = folder / archive.name.removesuffix(".tar.gz")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=unpacked)
    return next(folder.glob("*.whl"))


def test_the_version_is_said_once(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    ontology = list(parse(path=str(root / "ontology" / "communique.ttl")))
    assert [q.object.value for q in ontology if q.predicate == OWL.versionInfo] == [
        project["version"]
    ]
    (address,) = (q.object.value for q in ontology if q.predicate == OWL.versionIRI)
    assert address.endswith(f"/{project['version']}")
    for other in ("CITATION.cff", "DATA-LICENSE", "src/communique/__init__.py"):
        assert project["version"] not in (root / other).read_text("utf-8")


@pytest.mark.full
def test_the_wheel_holds_package_and_project(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    code = {name.removeprefix("src/") for name in files_below(root, "src/communique")}
    assert code <= names
    assert {f"communique/project/{name}" for name in files_below(root, *FOLDERS)} <= names
    others = {name for name in names if not name.startswith("communique/")}
    assert all(".dist-info/" in name for name in others)
    assert {name.rpartition("/")[2] for name in others} >= {"LICENSE", "DATA-LICENSE"}


@pytest.mark.full
def test_the_archive_holds_everything(wheel: Path, root: Path) -> None:
    with tarfile.open(next(wheel.parent.glob("*.tar.gz"))) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    assert files_below(root, "src", "tests", "benchmarks", *FOLDERS) <= names
    assert {"Makefile", "CHANGELOG.md", "CONTRIBUTING.md", "CITATION.cff", "README.md"} <= names
    assert {".ci/run", ".pre-commit-config.yaml", "LICENSE", "DATA-LICENSE"} <= names
    assert not any(name.startswith((".venv/", "build/", "attached/")) for name in names)


@pytest.mark.full
def test_the_installed_command_answers_from_an_empty_folder(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    commands = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    run(commands / "python", "-m", "pip", "install", "--quiet", wheel, folder=tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "Oleksandr Kamyshin" in run(commands / "communique", "ask", "ministers", folder=empty)
    assert list(empty.iterdir()) == []
