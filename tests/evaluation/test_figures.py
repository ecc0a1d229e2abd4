"""What is extracted from the two documents and from our briefs does not get worse.

The figures are floors, a little below what is reached: a rule that loses facts or makes wrong ones
must be looked at. The briefs' facts are those of the graph, which were read by hand.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.evaluation.facts import Gold, predictions
from communique.evaluation.matching import Matcher
from communique.evaluation.names import Spellings
from communique.evaluation.score import Tally, score
from communique.extract.extractor import Extractor
from communique.predicting import Predictor
from communique.project import Project
from tests.conftest import Run

STRONG = frozenset(
    {
        "holdsPost",
        "signatory",
        "agreement",
        "event",
        "amount",
        "commitment",
        "kind",
        "country",
        "participantCount",
    }
)


@pytest.fixture(scope="module")
def predictor(root: Path) -> Predictor:
    project = Project(root)
    return Predictor(project, Extractor(project))


def measured(
    predictor: Predictor, texts: Path, gold: Gold, spellings: Spellings, only: frozenset[str]
) -> Tally:
    records = [predictor.facts(path) for path in sorted(texts.glob("*.txt"))]
    return score(gold, predictions(records, texts), Matcher(spellings), only=only).total


def test_documents(predictor: Predictor, shared: Path) -> None:
    gold = Gold()
    for name in ("gold-000.json", "gold-004.json"):
        gold.read(shared / "evaluation" / name)
    spellings = Spellings.read(shared / "evaluation" / "aliases.json")
    total = measured(predictor, shared / "documents", gold, spellings, frozenset())
    assert total.precision >= 0.97
    assert total.recall >= 0.94
    assert total.f1 >= 0.96


def test_briefs(predictor: Predictor, root: Path, real: Path, run: Run, tmp_path: Path) -> None:
    """The briefs are terse and refer much; so fewer facts are found in them than in reports."""
    done = run(real, "communique facts")
    briefs = {path.stem for path in (root / "data" / "briefs").glob("*.txt")}
    path = tmp_path / "facts.jsonl"
    lines = [line for line in done.stdout.splitlines() if json.loads(line)["id"] in briefs]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    gold = Gold()
    gold.read(path)
    total = measured(predictor, root / "data" / "briefs", gold, Spellings(), STRONG)
    assert total.precision >= 0.80
    assert total.recall >= 0.42
