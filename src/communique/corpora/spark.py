"""Corpora extracted by Apache Spark: in this machine's processes, or on a cluster.

https://spark.apache.org/docs/latest/api/python/
"""

from __future__ import annotations

import os
import pickle
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from pyspark import RDD
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from communique.corpora.extraction import ExtractorOf, reader_of
from communique.corpora.parts import Counts, part, part_of
from communique.corpora.record import COLUMNS, Given, of_fields, of_file, of_line
from communique.corpora.source import Form, Source
from communique.errors import StoreError, UsageError
from communique.project import Project

_SUBMITTED = "PYSPARK_GATEWAY_PORT"
"""What spark-submit sets for the program that it starts."""


@contextmanager
def session(master: str = "") -> Iterator[SparkSession]:
    """A Spark session, ended afterwards.

    `master` is a master URL; without it that of spark-submit, else of the environment's
    SPARK_MASTER, else the processors of this machine. Raises UsageError where there is no Java.
    """
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise UsageError(
            "there is no Java, which Spark runs on", remedy="Install Java 17 or newer."
        )
    builder = SparkSession.builder.appName("communique")
    builder = builder.config("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower())
    if _SUBMITTED not in os.environ or master:
        url = master or os.environ.get("SPARK_MASTER", "local[*]")
        builder = builder.master(url)
        if url.startswith("local"):
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
            builder = builder.config("spark.ui.enabled", "false")
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    try:
        yield spark
    except PySparkException as error:
        fact = str(error).partition("\n")[0]  # the rest is Java's stack
        raise StoreError(f"Spark has given up ({fact})") from error
    finally:
        spark.stop()


def extract(
    spark: SparkSession,
    project: Project,
    source: Source,
    extractor_of: ExtractorOf,
    folder: Path,
    *,
    parts: int = 0,
    packed: bool = False,
) -> Counts:
    """Write what the texts of a source say into a folder; what became of them.

    Without `parts` there are as many as the cluster works on at a time. All workers must see the
    source, the project and the folder under the same paths.
    """
    parts = parts or spark.sparkContext.defaultParallelism
    write = partial(_write, folder, pickle.dumps((project, extractor_of)), packed)
    records = _records(spark, source)
    groups = records.keyBy(_name).groupByKey(parts, partial(part_of, parts=parts))
    counts = Counts()
    for written in groups.values().mapPartitionsWithIndex(write).collect():
        counts = counts.plus(Counts(*written))
    return counts


def _write(
    folder: Path, pickled: bytes, packed: bool, number: int, groups: Iterable[Iterable[Given]]
) -> Iterator[Counts]:
    with part(folder, number, reader_of(pickled), packed=packed) as opened:
        for group in groups:
            opened.take_all(group)
    yield opened.counts


def _records(spark: SparkSession, source: Source) -> RDD[Any]:
    """The records of a source; a line's bytes are not decoded by Spark."""
    path = str(source.path.absolute())
    if source.form is Form.TEXTS:
        return spark.sparkContext.parallelize(source.texts()).map(of_file)
    if source.form is Form.LINES:
        lines = spark.read.text(path, lineSep="\n").selectExpr("CAST(value AS BINARY)")
        numbered = lines.rdd.map(_value).zipWithIndex()
        return numbered.filter(_is_written).map(partial(_of_line, source))
    table = spark.read.parquet(path)
    rows = table.select(*(name for name in COLUMNS if name in table.columns))
    return rows.rdd.map(partial(_of_row, str(source.path)))


def _name(given: Given) -> str:
    return given.name


def _value(row: Any) -> bytes:
    return bytes(row[0])


def _is_written(line: tuple[bytes, int]) -> bool:
    return bool(line[0].strip())


def _of_line(source: Source, line: tuple[bytes, int]) -> Given:
    return of_line(line[0], source.line(line[1]))


def _of_row(place: str, row: Any) -> Given:
    return of_fields(row.asDict(), place)
