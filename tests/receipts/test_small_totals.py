"""What sums come to in small graphs: each case is a graph written out, and its totals by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.model import text_of
from communique.queries.header import read_question
from communique.receipts.rows.answering import Answering
from tests.receipts.test_discrepancies import PROJECT, small_store

CASES = Path(__file__).resolve().parent.parent / "totals" / "small.yaml"
QUESTION = read_question(PROJECT.root / "queries" / "questions" / "totals.rq")
CURRENCIES = """
    currency:RUC a cmq:Currency ; skos:notation "RUC" .
    currency:SYK a cmq:Currency ; skos:notation "SYK" .
"""


def cases() -> list[Any]:
    found = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in found]


@pytest.mark.parametrize("case", cases())
def test_totals(case: dict[str, Any]) -> None:
    store = small_store(CURRENCIES + case["data"])
    answering = Answering(PROJECT, store, lambda _triple: (), lambda _triple: ())
    values = {name: [str(value)] for name, value in case.get("asked", {}).items()}
    answer = answering.answer(QUESTION, values)
    assert answer.totals is not None
    outcome = answer.columns.index("outcome")
    lines = {
        text_of(row[0]).rsplit("/", 1)[-1]: text_of(row[outcome])
        for row in answer.rows
        if row[0] is not None and row[outcome] is not None
    }
    assert lines == case["lines"]
    assert [one.words for one in answer.totals.totals if not one.origin] == case["totals"]
    assert list(answer.totals.open) == case.get("open", [])
