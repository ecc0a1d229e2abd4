"""`communique evaluate`, as a user calls it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique.claims import Extraction
from communique.cli import main
from communique.project import Project
from communique.reading.record import Reading
from tests.statements.extractions import extraction, load

TREATY = load(Path(__file__).parent.parent / "statements" / "treaty.yaml")
Evaluate = Callable[..., Result]


def by_hand(project: Project) -> Callable[[Reading], Extraction]:
    return lambda reading: extraction(TREATY, reading.text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A text with a reader's facts: those that are extracted, one more, and one otherwise."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "treaty.txt").write_text(TREATY["text"], encoding="utf-8")
    facts = [{"p": fact[0], "a": fact[1:], "f": ""} for fact in TREATY["facts"]]
    facts[3]["a"][1] = "2000000000"
    facts.append({"p": "witness", "a": ["Treaty of Rome", "Joseph Bech"], "f": "c"})
    line = json.dumps({"id": "treaty", "facts": facts})
    (tmp_path / "gold.jsonl").write_text(f"{line}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def evaluate(root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Evaluate:
    monkeypatch.setattr("communique.cli.evaluate.extractor_of", by_hand)

    def run(*options: str | Path) -> Result:
        call = ["--project", root, "evaluate", "--gold", folder / "gold.jsonl"]
        return CliRunner().invoke(
            main, [*map(str, [*call, "--texts", folder / "texts"]), *map(str, options)]
        )

    return run


def test_figures_and_misses(evaluate: Evaluate) -> None:
    done = evaluate("--misses")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(
        "missed treaty amount(Treaty of Rome, 2000000000, USD, -)\n"
        "missed treaty witness(Treaty of Rome, Joseph Bech)\n"
        "wrong  treaty amount(Treaty of Rome, 1000000000, USD, -)\n"
    )
    assert "amount             P 0.500 (1/2)  R 0.500 (1/2)  F1 0.500\n" in done.stdout
    assert done.stdout.endswith("right 27 predicted 28 missed 2 articles 1/1\n")


def test_limits(evaluate: Evaluate) -> None:
    only = evaluate("--only", "witness,signatory", "--skip", "c")
    assert only.stdout.endswith("right 1 predicted 1 missed 0 articles 1/1\n")


def test_predictions_are_facts(evaluate: Evaluate, folder: Path) -> None:
    path = folder / "found.jsonl"
    assert evaluate("--predictions", path).exit_code == 0
    record = json.loads(path.read_text("utf-8"))
    assert (record["id"], record["published"]) == ("treaty", "1957-03-26")
    assert [[fact["p"], *fact["a"]] for fact in record["facts"]] == TREATY["facts"]


def test_a_folder_without_texts(evaluate: Evaluate, folder: Path) -> None:
    (folder / "texts" / "treaty.txt").unlink()
    done = evaluate()
    assert done.exit_code == 2
    assert "there is no text here" in done.stderr
