"""Records of a corpus: texts with a name each, and what could not be taken for one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from communique.errors import SyntaxInputError
from communique.reading.source import LARGEST, from_file, too_large
from communique.slugs import slug_of

COLUMNS = ("id", "text", "title", "published", "publisher")
"""What a record has; all but the first two may be missing."""
_DAY = len("2024-06-30")


class Record(NamedTuple):
    """A text, and what is said of it."""

    place: str
    """File, and line where it has lines."""
    id: str
    data: bytes
    """The text; UTF-8 where it does not come from a file of its own."""
    title: str = ""
    publisher: str = ""
    published: str = ""
    """A day, a month or a year in ISO form; empty where it is not said."""

    @property
    def name(self) -> str:
        """The last part of its document's IRI."""
        return slug_of(self.id)

    @property
    def digest(self) -> bytes:
        """Equal for records that say the same, wherever they stand."""
        fields = (self.id, self.title, self.publisher, self.published)
        return hashlib.sha256(json.dumps(fields).encode() + self.data).digest()


class Refused(NamedTuple):
    """What is not extracted, and why."""

    place: str
    id: str
    """Empty where it is not known."""
    reason: str

    @property
    def name(self) -> str:
        """Some name of its own, as a record has."""
        return slug_of(f"{self.place} {self.id}")

    def line(self) -> str:
        """Itself as a line of JSON (https://jsonlines.org/)."""
        return json.dumps(self._asdict(), ensure_ascii=True) + "\n"


Given = Record | Refused
"""One of a corpus, as it is given."""


def of_file(path: Path) -> Given:
    """The record that a file is: its text, called by the file's stem."""
    try:
        return Record(str(path), path.stem, from_file(path).data)
    except SyntaxInputError as error:
        return Refused(str(path), path.stem, error.fact)


def of_line(line: bytes, place: str) -> Given:
    """The record that a line of JSON is."""
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return Refused(place, "", "the line is not UTF-8")
    except (ValueError, RecursionError) as error:
        return Refused(place, "", f"the line is not JSON ({error})")
    if not isinstance(fields, dict):
        return Refused(place, "", "the line is no JSON object")
    return of_fields(fields, place)


def of_fields(fields: Mapping[str, Any], place: str) -> Given:
    """The record of a row of `COLUMNS`; other columns are passed over."""
    try:
        told = {column: _plain(column, fields.get(column)) for column in COLUMNS}
        data = told["text"].encode("utf-8")
        _ = told["id"].encode("utf-8")
    except UnicodeEncodeError:
        return Refused(place, "", "half a character stands in it (a lone surrogate)")
    except SyntaxInputError as error:
        return Refused(place, "", error.fact)
    if not told["id"].strip():
        return Refused(place, "", "it has no id")
    if len(data) > LARGEST:
        return Refused(place, told["id"], too_large(place).fact)
    return Record(
        place, told["id"], data, told["title"], told["publisher"], told["published"][:_DAY]
    )


def _plain(column: str, value: object) -> str:
    """A value as text; SyntaxInputError where it is none."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date):  # a time of day is one too
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise SyntaxInputError(f"its {column} is no text")
