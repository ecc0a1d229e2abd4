"""Fixtures that several rooms share.

Policy, for whoever adds a test:

* Take the smallest thing that has what you need: a few triples written in the test, before a
  case file, before the fictional graph (`fiction`), before the real one (`real`).
* Odd cases are built inline, where the reader sees what is odd. Case files are data: one fault
  each, found by their folder, run by one parametrised test.
* `real` is shared by all tests of a process and is only read. A test that changes a project
  takes `project`, which is its own copy.
* Nothing is written into the repository, and nothing depends on the clock, the terminal or the
  order of tests; only `test_packaging.py` needs the network, to install a wheel.
* What only some machines have (the folder `shared` beside the repository) is asked for by the
  fixture `shared`, which skips and says so.
* Expected answers are written by hand from the documents, never pasted from output.
* A test over a few seconds is marked `full`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = Path(sys.executable).parent
"""Where the environment that runs the tests keeps its commands; `communique` is among them."""

settings.register_profile("default", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("full", deadline=None, max_examples=500)
settings.load_profile("default")

Run = Callable[[Path, str], "subprocess.CompletedProcess[str]"]


def run_in(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """What a shell in a folder gives for a command line, without colours, 80 columns wide."""
    return subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={
            **{name: value for name, value in os.environ.items() if name != "FORCE_COLOR"},
            "PATH": os.pathsep.join([str(COMMANDS), os.environ.get("PATH", os.defpath)]),
            "COLUMNS": "80",
            "NO_COLOR": "1",
            "PYTHONUTF8": "1",
            "TERM": "dumb",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def copy_project(target: Path) -> Path:
    """A copy of the folders that make this repository a project."""
    for name in ("ontology", "data", "queries", "rules", "examples"):
        shutil.copytree(ROOT / name, target / name)
    return target


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """The folder of references beside the repository: source texts, evaluation, suites."""
    folder = root.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared (source texts, suites) is not on this machine")
    return folder


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built copy of the real project, to be read only."""
    folder = copy_project(tmp_path_factory.mktemp("real"))
    built = run_in(folder, "communique build")
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the real project, not built, which the test may change."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def fiction(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A project of invented countries and documents under the real ontology and questions."""
    folder = tmp_path_factory.mktemp("fiction")
    for name in ("ontology", "queries"):
        shutil.copytree(root / name, folder / name)
    shutil.copytree(root / "tests" / "fiction" / "data", folder / "data")
    return folder


@pytest.fixture(scope="session")
def run() -> Run:
    """Runs `run(folder, command)` as a shell would; see `run_in`."""
    return run_in
