"""The parts of an output folder, each written by one process, and the folder as a whole."""

from __future__ import annotations

import gzip
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from communique.corpora.extraction import Reader
from communique.corpora.record import Given, Record, Refused
from communique.errors import StoreError, UsageError

REFUSED = "refused.jsonl"
SUCCESS = "_SUCCESS"
"""The name of the file by which Hadoop's committer says that an output is whole."""
_PART_OF_REFUSED = "refused-{:05}.jsonl"


class Counts(NamedTuple):
    """What became of the records of one part, or of all."""

    read: int = 0
    """Texts whose statements are written."""
    quads: int = 0
    refused: int = 0
    repeated: int = 0
    """Records that say word for word what another says."""

    def plus(self, other: Counts) -> Counts:
        """The sum of both."""
        return Counts(*(one + two for one, two in zip(self, other, strict=True)))


def part_of(name: str, parts: int) -> int:
    """The number of the part into which a record falls by its name."""
    return zlib.crc32(name.encode()) % parts


def clashing(record: Record) -> Refused:
    """The refusal of a record where another that differs has its name."""
    reason = f"texts that differ are called {record.name!r}, and this is one of them"
    return Refused(record.place, record.id, reason)


class Part:
    """A part that is being written: what records say, and beside it what was refused."""

    def __init__(self, output: BinaryIO, refusals: BinaryIO, reader: Reader) -> None:
        self._output = output
        self._refusals = refusals
        self._reader = reader
        self.counts = Counts()

    def take(self, given: Given) -> None:
        """Write what a record says, or why it says nothing."""
        result = self._reader(given) if isinstance(given, Record) else given
        if isinstance(result, Refused):
            self._refusals.write(result.line().encode())
            self.counts = self.counts.plus(Counts(refused=1))
        else:
            self._output.write(result.lines)
            self.counts = self.counts.plus(Counts(read=1, quads=result.quads))

    def take_all(self, group: Iterable[Given]) -> None:
        """Write records that have one name: what says the same once, what differs not at all."""
        kept: dict[bytes, Record] = {}
        for one in group:
            if isinstance(one, Refused):
                self.take(one)
                continue
            self.counts = self.counts.plus(Counts(repeated=int(one.digest in kept)))
            kept[one.digest] = min(one, kept.get(one.digest, one))
        for one in kept.values():
            self.take(one if len(kept) == 1 else clashing(one))


@contextmanager
def part(folder: Path, number: int, reader: Reader, *, packed: bool) -> Iterator[Part]:
    """A part to be written, which is in the folder once it is whole.

    A part that is written twice, as Spark does with a task that it has lost, is there once.
    """
    name = f"part-{number:05}.nq{'.gz' if packed else ''}"
    with (
        _whole(folder / name, packed=packed) as output,
        _whole(folder / _PART_OF_REFUSED.format(number)) as refusals,
    ):
        yield Part(output, refusals, reader)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to write parts into, which gets its name once all of them are there.

    Raises UsageError where something is there already, StoreError where the disk refuses.
    """
    path = path.absolute()
    if path.exists():
        raise UsageError(
            "this is there already", place=str(path), remedy="Name a folder that is not there."
        )
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.mkdir()
        yield draft
        _gather(draft)
        (draft / SUCCESS).touch()
        draft.rename(path)
    except OSError as error:
        raise StoreError(
            f"the folder cannot be written ({error.strerror})",
            place=str(path),
            remedy="Name a folder in one that exists, is writable and has room.",
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _gather(folder: Path) -> None:
    """Put the refusals of all parts into one file, in one order."""
    files = sorted(folder.glob("refused-*.jsonl"))
    lines = sorted(line for file in files for line in file.read_bytes().splitlines(keepends=True))
    (folder / REFUSED).write_bytes(b"".join(lines))
    for file in files:
        file.unlink()


@contextmanager
def _whole(path: Path, *, packed: bool = False) -> Iterator[BinaryIO]:
    """A file that is renamed to its path when it is whole; packed without name and time."""
    draft = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    with draft.open("xb") as stream:
        if packed:
            with gzip.GzipFile("", "wb", fileobj=stream, mtime=0) as zipped:
                yield cast("BinaryIO", zipped)
        else:
            yield stream
    draft.replace(path)
