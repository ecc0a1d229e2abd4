"""Corpora extracted by this process alone, record after record."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import ExitStack
from functools import reduce
from importlib import import_module
from pathlib import Path

from communique.corpora.extraction import ExtractorOf, reader_of
from communique.corpora.parts import Counts, clashing, part, part_of
from communique.corpora.record import COLUMNS, Given, Record, Refused, of_fields, of_file, of_line
from communique.corpora.source import BYTE_ORDER_MARK, Form, Source
from communique.errors import SyntaxInputError, UsageError
from communique.project import Project


def extract(
    project: Project,
    source: Source,
    extractor_of: ExtractorOf,
    folder: Path,
    *,
    parts: int = 1,
    packed: bool = False,
) -> Counts:
    """Write what the texts of a source say into a folder; what became of them.

    The source is read twice, first for the names only; one text at a time is in memory.
    Raises UsageError where a library is missing, SyntaxInputError where a file cannot be read.
    """
    reader = reader_of(pickle.dumps((project, extractor_of)))
    with ExitStack() as stack:
        opened = [
            stack.enter_context(part(folder, number, reader, packed=packed))
            for number in range(parts)
        ]
        repeated = 0
        for one in _apart(source):
            if one is None:
                repeated += 1
            else:
                opened[part_of(one.name, parts)].take(one)
    return reduce(Counts.plus, (one.counts for one in opened), Counts(repeated=repeated))


def _apart(source: Source) -> Iterator[Given | None]:
    """The records of a source, those refused whose name others have; None for a repeated one."""
    places: dict[str, dict[bytes, str]] = {}
    for one in records(source):
        if isinstance(one, Record):
            said = places.setdefault(one.name, {})
            said[one.digest] = min(one.place, said.get(one.digest, one.place))
    alone = {name for name, said in places.items() if len(said) == 1}
    for one in records(source):
        if isinstance(one, Refused):
            yield one
        elif places[one.name].get(one.digest) != one.place:
            yield None
        else:
            del places[one.name][one.digest]
            yield one if one.name in alone else clashing(one)


def records(source: Source) -> Iterator[Given]:
    """The records of a source."""
    if source.form is Form.TEXTS:
        yield from map(of_file, source.texts())
    elif source.form is Form.LINES:
        yield from _lines(source)
    else:
        yield from _rows(source)


def _lines(source: Source) -> Iterator[Given]:
    with source.path.open("rb") as stream:
        for number, line in enumerate(stream):
            if number == 0:
                line = line.removeprefix(BYTE_ORDER_MARK)  # noqa: PLW2901  # the same line
            if line.strip():
                yield of_line(line.removesuffix(b"\n"), source.line(number))


def _rows(source: Source) -> Iterator[Given]:
    try:
        parquet = import_module("pyarrow.dataset")
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{error.name} is not installed, which reads Parquet",
            remedy="pip install 'communique[spark]'",
        ) from error
    try:
        found = parquet.dataset(source.path, format="parquet")
        columns = [name for name in COLUMNS if name in found.schema.names]
        for batch in found.to_batches(columns=columns):
            yield from (of_fields(row, str(source.path)) for row in batch.to_pylist())
    except (OSError, ValueError) as error:
        raise SyntaxInputError(f"this is no Parquet ({error})", place=str(source.path)) from error
