"""Corpora on Apache Spark: what this process gives, in any number of partitions."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from communique.cli.extracting import extractor_of
from communique.corpora.parts import Counts, whole_folder
from communique.corpora.source import Source
from communique.errors import UsageError
from tests.corpora.test_corpora import (
    ODD,
    TEXTS,
    extracted,
    fields,
    lines_of,
    odd,
    project,
    refusals,
    whole,
    written,
)

__all__ = ["odd", "whole"]  # fixtures of the other module

pytest.importorskip("pyspark", reason="pyspark is not installed")
pytestmark = [
    pytest.mark.skipif(
        not (shutil.which("java") or os.environ.get("JAVA_HOME")), reason="there is no Java"
    ),
    pytest.mark.filterwarnings("ignore"),  # PySpark's own: pandas 3, sockets it leaves open
    pytest.mark.xdist_group("spark"),
]
SPARK = "communique.corpora.spark"


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    with import_module(SPARK).session("local[2]") as session:
        yield session


def by_spark(session: Any, source: Path, output: Path, parts: int) -> Counts:
    with whole_folder(output) as folder:
        counts: Counts = import_module(SPARK).extract(
            session, project(), Source.of(source), extractor_of, folder, parts=parts
        )
    return counts


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_spark_says_the_same_in_any_number_of_parts(
    session: Any, whole: Path, tmp_path: Path, parts: int
) -> None:
    counts = by_spark(session, TEXTS, tmp_path / "out", parts)
    assert counts == Counts(read=6, quads=len(lines_of(whole)))
    assert len(list((tmp_path / "out").glob("part-*.nq"))) == parts
    assert lines_of(tmp_path / "out") == lines_of(whole)


def test_each_part_is_that_of_the_other_engine(session: Any, tmp_path: Path) -> None:
    by_spark(session, TEXTS, tmp_path / "spark", 3)
    extracted(TEXTS, tmp_path / "plain", 3)
    for number in range(3):
        name = f"part-{number:05}.nq"
        one, other = tmp_path / "spark" / name, tmp_path / "plain" / name
        assert sorted(one.read_bytes().splitlines()) == sorted(other.read_bytes().splitlines())


def test_spark_reads_json_lines_and_loses_nothing(session: Any, odd: Path, tmp_path: Path) -> None:
    counts = by_spark(session, odd, tmp_path / "spark", 2)
    other, _ = extracted(odd, tmp_path / "plain")
    assert counts._replace(quads=0) == ODD
    assert lines_of(tmp_path / "spark") == lines_of(other)
    assert refusals(tmp_path / "spark") == refusals(other)


def test_spark_reads_parquet(session: Any, whole: Path, tmp_path: Path) -> None:
    lines = written(tmp_path / "six.jsonl", *map(fields, sorted(TEXTS.glob("*.txt"))))
    session.read.json(str(lines)).write.parquet(str(tmp_path / "six.parquet"))
    by_spark(session, tmp_path / "six.parquet", tmp_path / "spark", 2)
    assert lines_of(tmp_path / "spark") == lines_of(whole)
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    assert lines_of(extracted(tmp_path / "six.parquet", tmp_path / "plain")[0]) == lines_of(whole)


def test_spark_without_java_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="Java"), import_module(SPARK).session():
        pass
