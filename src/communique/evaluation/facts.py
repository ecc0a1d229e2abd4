"""Facts in the vocabulary of the evaluation, as files hold them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from communique.errors import SyntaxInputError


class Fact(NamedTuple):
    """A predicate and its arguments; `-` where the text does not say, `@` for the article."""

    predicate: str
    arguments: tuple[str, ...]
    flags: str = ""
    """What an annotator remarks, a letter each: c = needs context, n = planned, and so on."""

    def __str__(self) -> str:
        return f"{self.predicate}({', '.join(self.arguments)})"


class Prediction(NamedTuple):
    """The facts that were extracted from one text."""

    id: str
    sha256: str
    facts: tuple[Fact, ...]


class Gold:
    """What a reader has taken from texts, by the text's name or by its hash."""

    def __init__(self) -> None:
        self.articles: dict[str, tuple[Fact, ...]] = {}
        """Facts by the name of the text."""
        self._names: dict[str, str] = {}

    def read(self, path: Path) -> None:
        """Add the articles of a file: JSON lines with an `id` each, or JSON with a `sha256`.

        Raises SyntaxInputError where it is neither.
        """
        lines = path.suffix == ".jsonl"
        for record in records(path) if lines else [_whole(path)]:
            name = str(record["id"]) if lines else path.stem
            self.articles[name] = facts_of(record, path)
            if not lines and "sha256" in record:
                self._names[record["sha256"]] = name

    def name_of(self, name: str, sha256: str) -> str | None:
        """The name under which a text's facts are here; None where they are not."""
        known = self._names.get(sha256, name)
        return known if known in self.articles else None


def facts_of(record: dict[str, Any], path: Path) -> tuple[Fact, ...]:
    """The facts of one article's record; SyntaxInputError where they are malformed."""
    try:
        return tuple(
            Fact(one["p"], tuple(map(str, one["a"])), one.get("f", "")) for one in record["facts"]
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise _malformed(path, error) from error


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines, each with an `id`; SyntaxInputError for other files."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise _malformed(path, error) from error
    for number, line in enumerate(lines, start=1):
        try:
            record = json.loads(line)
        except ValueError as error:
            raise _malformed(path, error, number) from error
        if not isinstance(record, dict) or "id" not in record:
            raise _malformed(path, "it has no id", number)
        yield record


def predictions(found: Iterable[dict[str, Any]], path: Path) -> Iterator[Prediction]:
    """Predictions out of records, as `communique facts` and `evaluate` write them."""
    for record in found:
        facts = facts_of(record, path)
        yield Prediction(str(record["id"]), str(record.get("sha256") or ""), facts)


def _whole(path: Path) -> dict[str, Any]:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _malformed(path, error) from error
    if not isinstance(record, dict):
        raise _malformed(path, "it is no object")
    return record


def _malformed(path: Path, error: object, line: int = 0) -> SyntaxInputError:
    return SyntaxInputError(
        f"these are no facts ({error})",
        place=f"{path}:{line}" if line else str(path),
        remedy='Give JSON with "facts", each with "p" and "a", as `communique facts` writes it.',
    )
