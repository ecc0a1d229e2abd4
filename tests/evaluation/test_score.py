"""Precision and recall: worked examples, and the same figures as the reference script's."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.errors import SyntaxInputError
from communique.evaluation.facts import Fact, Gold, Prediction, predictions
from communique.evaluation.matching import Matcher
from communique.evaluation.names import Spellings, content, folded
from communique.evaluation.score import Score, lines, score

CASES = yaml.safe_load((Path(__file__).parent / "matches.yaml").read_text(encoding="utf-8"))


def facts(given: list[list[Any]]) -> tuple[Fact, ...]:
    return tuple(Fact(one[0], tuple(map(str, one[1:]))) for one in given)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_worked_examples(case: dict[str, Any]) -> None:
    persons = {folded(k): folded(v) for k, v in case.get("persons", {}).items()}
    matched = Matcher(Spellings(persons)).match(facts(case["gold"]), facts(case["said"]))
    assert [str(fact) for fact in matched.missed] == case.get("missed", [])
    assert [str(fact) for fact in matched.wrong] == case.get("wrong", [])
    assert len(matched.hits) == len(case["said"]) - len(matched.wrong)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Ministry of Defence", "ministry of DEFENSE"),
        ("Kim Jesper Jørgensen", "Kim Jesper Jorgensen"),
        ("organisation", "organization"),
        ("Ukraine’s army", "Ukraine's  army"),
    ],
)
def test_differences_of_spelling_are_folded(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_content_leaves_out_empty_words_and_the_plural() -> None:
    assert content("the supply of drones to its armies") == {"supply", "drone", "armie"}


def test_flags_and_predicates_limit_what_counts() -> None:
    gold = Gold()
    gold.articles["x"] = (Fact("kind", ("A", "Ministry"), "c"), Fact("alias", ("A", "B")))
    said = [Prediction("x", "", (Fact("alias", ("A", "C")),)), Prediction("unknown", "", ())]
    found = score(gold, said, Matcher(Spellings()), skip="c")
    assert {name: tally.missed for name, tally in found.predicates.items()} == {"alias": 1}
    assert [(miss.verdict, str(miss.fact)) for miss in found.misses] == [
        ("missed", "alias(A, B)"),
        ("wrong", "alias(A, C)"),
    ]
    only = score(gold, said, Matcher(Spellings()), only={"kind"})
    assert (only.total.missed, only.total.extracted) == (1, 0)
    assert next(iter(lines(only))) == "missed x kind(A, Ministry)"


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("gold.jsonl", '{"id": "x", "facts": []}\n{"facts": []}\n', ":2: these are no facts"),
        ("gold.jsonl", "{\n", ":1: these are no facts"),
        ("gold.json", '{"facts": [{"p": "kind"}]}', ": these are no facts"),
        ("gold.json", "[]", ": these are no facts"),
        ("gold.json", "\udcff", ": these are no facts"),
    ],
)
def test_malformed_facts_are_refused_at_their_place(
    tmp_path: Path, name: str, text: str, place: str
) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SyntaxInputError, match=place):
        Gold().read(path)


def varied(records: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """Predictions out of gold: facts lost, doubled, shuffled, renamed, respelt and swapped."""
    chance = random.Random(seed)
    result = []
    for record in records:
        said = []
        for fact in record["facts"]:
            arguments = list(fact["a"])
            roll = chance.random()
            if roll < 0.1:
                continue
            if roll < 0.2:
                arguments = [value.upper() for value in arguments]
            elif roll < 0.3:
                arguments[-1] = f"the {arguments[-1]} of somewhere"
            elif roll < 0.4:
                arguments.reverse()
            elif roll < 0.45:
                arguments.append("-")
            labels = {"A1": "Agreement", "A2": "The paper", "E1": "meeting of a kind"}
            said += [{"p": fact["p"], "a": [labels.get(v, v) for v in arguments]}] * (
                2 if roll > 0.95 else 1
            )
        chance.shuffle(said)
        result.append({"id": record["id"], "sha256": record.get("sha256"), "facts": said})
    return result


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "options", [[], ["--skip", "nc"], ["--only", "signatory,agreement,saidBy"]]
)
def test_the_figures_are_those_of_the_reference_script(
    shared: Path, tmp_path: Path, seed: int, options: list[str]
) -> None:
    folder = shared / "evaluation"
    files = [folder / "articles.jsonl", folder / "gold-000.json", folder / "gold-004.json"]
    records = [json.loads(line) for line in files[0].read_text("utf-8").splitlines()]
    records += [{"id": "?", **json.loads(path.read_text("utf-8"))} for path in files[1:]]
    path = tmp_path / "said.jsonl"
    said = varied(records, seed)
    path.write_text("".join(json.dumps(one) + "\n" for one in said), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(folder / "score.py"), str(path), *options],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    given = dict(zip(options[::2], options[1::2], strict=True))
    gold = Gold()
    for file in files:
        gold.read(file)
    found = score(
        gold,
        predictions(said, path),
        Matcher(Spellings.read(folder / "aliases.json")),
        only={name for name in given.get("--only", "").split(",") if name},
        skip=given.get("--skip", ""),
    )
    assert figures(found) == done.stdout


def figures(found: Score) -> str:
    """A score in the layout of the reference script, which has no F1 for single predicates."""
    told = (
        line.partition("  F1")[0] if "  F1" in line else line for line in lines(found, misses=False)
    )
    return "".join(f"{line}\n" for line in told)
