"""Where the texts of a corpus are: a folder, a file of JSON lines, or Parquet."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from communique.errors import SyntaxInputError, UsageError

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Form(StrEnum):
    """What the texts of a source stand in."""

    TEXTS = "a folder of texts, <id>.txt"
    LINES = "JSON lines, .jsonl"
    PARQUET = "Parquet, .parquet"


_MARK = b"PAR1"
"""With what Parquet files begin and end (https://parquet.apache.org/docs/file-format/)."""
_ENDINGS = {".jsonl": Form.LINES, ".ndjson": Form.LINES, ".parquet": Form.PARQUET}


def form_of(path: Path) -> Form | None:
    """The form that a path's ending names; None where it names none."""
    return _ENDINGS.get(path.suffix.lower())


class Source(NamedTuple):
    """A place where texts are."""

    path: Path
    form: Form

    @classmethod
    def of(cls, path: Path) -> Source:
        """The source at a path.

        Raises UsageError where it is of no form that is known, SyntaxInputError where a Parquet
        file is none.
        """
        form = form_of(path) or (Form.TEXTS if path.is_dir() else None)
        if form is None:
            raise UsageError(
                "this is no corpus", place=str(path), remedy=f"A corpus is {'; '.join(Form)}."
            )
        if form is Form.PARQUET:
            _refuse_damaged(path)
        source = cls(path, form)
        if form is Form.TEXTS and not source.texts():
            raise UsageError(
                "there is no text here",
                place=str(path),
                remedy="Name a folder with <id>.txt in it.",
            )
        return source

    def texts(self) -> list[Path]:
        """The files of a folder of texts."""
        return sorted(self.path.glob("*.txt"))

    def line(self, number: int) -> str:
        """The place of a line, counted from 0."""
        return f"{self.path}:{number + 1}"


def _refuse_damaged(path: Path) -> None:
    """Raises SyntaxInputError where a file of a Parquet source is cut or something else."""
    for file in sorted(path.glob("*.parquet")) if path.is_dir() else [path]:
        with file.open("rb") as stream:
            head = stream.read(len(_MARK))
            stream.seek(max(file.stat().st_size - len(_MARK), 0))
            if head != _MARK or stream.read() != _MARK:
                raise SyntaxInputError(
                    "this is no whole Parquet file",
                    place=str(file),
                    remedy="Write it again; nothing was read.",
                )
