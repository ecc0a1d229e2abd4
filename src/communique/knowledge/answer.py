"""An answer as Python users hold it: shown in notebooks, taken to pandas, written to files."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from communique import model
from communique.clock import AsOf
from communique.exports import write_answer
from communique.exports.file import whole_file
from communique.vocabulary import Prefixes


def of_day(answer: model.Answer, as_of: AsOf | None) -> model.Answer:
    """An answer of the graph of a day: with the day, and with what that graph leaves out."""
    if as_of is None:
        return answer
    return replace(
        answer,
        note=" ".join(filter(None, (answer.note, str(as_of)))),
        as_of="" if as_of.is_open else as_of.day.isoformat(),
    )


@dataclass(frozen=True, slots=True)
class Answer(model.Answer):
    """The answer to a question: solutions, the state of each, and the passages they rest on."""

    prefixes: Prefixes = field(default_factory=lambda: Prefixes({}), repr=False)

    @classmethod
    def of(cls, answer: model.Answer, prefixes: Prefixes) -> Answer:
        """The same answer, with the project's prefixes."""
        values = {one.name: getattr(answer, one.name) for one in fields(answer)}
        return cls(**{**values, "prefixes": prefixes})

    def __len__(self) -> int:
        return len(self.rows)

    def write(self, path: str | Path, format: str = "") -> None:
        """Write the answer to a file; without a format, in that of the file's ending.

        Formats: csv, tsv, json, md, xlsx. Raises UnknownNameError for another one.
        """
        path = Path(path)
        with whole_file(path) as stream:
            write_answer(self, format or path.suffix.removeprefix("."), stream, self.prefixes)

    def __str__(self) -> str:
        return f"{self.question} {len(self)} rows"

    def to_pandas(self) -> Any:
        """The answer as a `pandas.DataFrame`, with the state of each row as columns.

        Raises UsageError where pandas is not installed (the extra `notebook`).
        """
        return import_module("communique.exports.dataframe").to_pandas(self)

    def _repr_html_(self) -> str:
        html: str = import_module("communique.exports.answer_html").html(self, self.prefixes)
        return html
