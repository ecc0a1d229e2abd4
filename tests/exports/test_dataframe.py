from __future__ import annotations

import sys
from typing import Any

import pytest
from pyoxigraph import Literal

from communique.errors import UsageError
from communique.exports.dataframe import to_pandas
from communique.model import Answer
from communique.vocabulary import XSD


@pytest.fixture
def pandas() -> Any:
    return pytest.importorskip("pandas")


def column(*terms: Literal | None) -> Any:
    return to_pandas(Answer("q", "?", {}, ("x",), [(term,) for term in terms]))["x"]


def integer(text: str) -> Literal:
    return Literal(text, datatype=XSD.integer)


def day(text: str) -> Literal:
    return Literal(text, datatype=XSD.date)


@pytest.mark.usefixtures("pandas")
def test_columns_have_types() -> None:
    truth = Literal("true", datatype=XSD.boolean)
    whole, partial = day("2024-03-25"), Literal("2024-03", datatype=XSD.gYearMonth)
    half = Literal("0.5", datatype=XSD.decimal)
    assert str(column(integer("1"), None).dtype) == "Int64"
    assert str(column(integer("1"), half).dtype) == "Float64"
    assert str(column(integer("9" * 30)).dtype) == "Float64"
    assert str(column(truth, None).dtype) == "boolean"
    assert column(whole, None).dtype.kind == "M"
    assert list(column(whole, partial)) == ["2024-03-25", "2024-03"]
    assert list(column(integer("1"), integer("many"))) == ["1", "many"]
    assert str(column(None).dtype) == "string"


def test_the_state_follows(answer: Answer, pandas: Any) -> None:
    frame = to_pandas(answer)
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns)[:8] == [*answer.columns, "stage", "state_certainty"]
    assert str(frame["articles"].dtype) == "Int64"
    assert str(frame["checked"].dtype) == "boolean"
    assert list(frame["checked"]) == [True, False, True]
    assert frame["number"].isna().tolist() == [False, False, True]


@pytest.mark.usefixtures("pandas")
def test_an_empty_answer_keeps_its_columns(empty: Answer) -> None:
    frame = to_pandas(empty)
    assert (len(frame), list(frame.columns)[:6]) == (0, list(empty.columns))


def test_without_pandas_the_remedy_is_named(plain: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="pip install"):
        to_pandas(plain)
