"""Decisions in a spreadsheet: the table that goes out, and what comes back filled in.

What comes back may be sorted, filtered, its columns moved, by whatever program: rows are known by
document and key, columns by their heads. Either all of it is taken over or nothing is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from communique.errors import SyntaxInputError
from communique.reviews.item import Item
from communique.reviews.logbook import Decision, Review

HEAD = (
    "statement",
    "words",
    "decision",
    "instead",
    "note",
    "by",
    "why",
    "names",
    "marks",
    "in our words",
    "article",
    "outlet",
    "date",
    "document",
    "key",
)
"""The columns of the table that goes out."""
OPEN = ("decision", "instead", "note", "by")
"""Those that a person fills in."""
_NEEDED = ("document", "key", "decision")
_SHOWN = 20
"""Faults that are told one by one."""

Standing = Mapping[tuple[str, str], Review]
"""Decisions that stand, by document and key."""


class Filled(NamedTuple):
    """A row in which somebody has decided."""

    item: Item
    decision: Decision
    instead: str
    note: str
    by: str
    """Empty where the sheet does not say who decided."""
    place: str

    @property
    def word(self) -> tuple[Decision, str]:
        """What was decided, apart from notes."""
        return self.decision, self.instead


def rows_of(items: Iterable[Item], standing: Standing) -> list[list[str]]:
    """The table of items, with what was decided on those on which it was."""
    table = [list(HEAD)]
    for item in items:
        review = standing.get((item.slug, item.key))
        filled = (review.decision, review.instead, review.note, review.by) if review else ("",) * 4
        article = item.article
        told = (article.title, article.publisher, article.published) if article else ("",) * 3
        says = (item.says, item.words)
        marks = (item.why, "; ".join(item.names), "; ".join(item.marks), item.gloss)
        table.append([*says, *map(str, filled), *marks, *told, item.slug, item.key])
    return table


def read_sheet(path: Path, items: Iterable[Item], standing: Standing) -> list[Filled]:
    """The rows of a sheet in which somebody has decided anew.

    Raises SyntaxInputError, with the place of each cell at fault, where anything in it cannot be
    taken over: no such statement, no such decision, two decisions on one statement, or another
    one than stands.
    """
    known = {(item.slug, item.key): item for item in items}
    found: dict[tuple[str, str], Filled] = {}
    faults: list[str] = []
    for row in _rows(path):
        if not row.text("decision"):
            continue
        try:
            filled = _filled(row, known)
            name = (filled.item.slug, filled.item.key)
            _refuse_contradiction(filled, found.get(name), standing.get(name))
        except ValueError as error:
            faults.append(str(error))
            continue
        found.setdefault(name, filled)
    if faults:
        raise _refusal(path, faults)
    return [one for name, one in found.items() if name not in standing]


class _Row(NamedTuple):
    number: int
    sheet: str
    columns: Mapping[str, int]
    """Positions of the columns, by head."""
    values: Sequence[Any]

    def text(self, name: str) -> str:
        """What a cell has, on one line; empty for one that is not there."""
        position = self.columns.get(name)
        value = None if position is None or position >= len(self.values) else self.values[position]
        return " ".join(str(value).split()) if value is not None else ""

    def place(self, name: str) -> str:
        """Where a cell is, as the programs call it."""
        return f"{self.sheet}!{get_column_letter(self.columns[name] + 1)}{self.number}"


def _rows(path: Path) -> Iterator[_Row]:
    """The rows of the first sheet that has the columns."""
    try:
        workbook = load_workbook(path)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise SyntaxInputError(
            f"this is no workbook that can be read ({error})",
            place=str(path),
            remedy="Save it as Excel 2007–365 (.xlsx).",
        ) from error
    for sheet in workbook.worksheets:
        lines = sheet.iter_rows(values_only=True)
        head = [str(value or "").strip().casefold() for value in next(lines, ())]
        columns = {name: head.index(name) for name in HEAD if name in head}
        if set(_NEEDED) <= columns.keys():
            yield from (_Row(n, sheet.title, columns, line) for n, line in enumerate(lines, 2))
            return
    raise SyntaxInputError(
        f"no sheet has the columns {', '.join(_NEEDED)} in its first row",
        place=str(path),
        remedy="Import a sheet that `communique review --export` wrote, its head as it was.",
    )


def _filled(row: _Row, known: Mapping[tuple[str, str], Item]) -> Filled:
    """A row as a decision; ValueError, with the cell, where it is none."""
    item = known.get((row.text("document"), row.text("key")))
    if item is None:
        key = row.text("key")
        told = f"there is no statement {key!r} of this document" if key else "the key is missing"
        raise ValueError(f"{row.place('key')}: {told}")
    word = row.text("decision").casefold().replace("\u2019", "'").rstrip(".… ")
    if word not in set(Decision):
        raise ValueError(f"{row.place('decision')}: {row.text('decision')!r} is no decision")
    decision = Decision(word)
    instead = row.text("instead")
    if decision is Decision.WRONG_BUT and not instead:
        raise ValueError(f"{row.place('decision')}: what would be right is not told in `instead`")
    place = row.place("decision")
    return Filled(item, decision, instead, row.text("note"), row.text("by"), place)


def _refuse_contradiction(new: Filled, other: Filled | None, review: Review | None) -> None:
    """Raise ValueError, with the cells, where a decision goes against another one."""
    if other is not None and other.word != new.word:
        raise ValueError(
            f"{new.place}: '{new.decision}', but {other.place} has '{other.decision}' for the "
            "same statement"
        )
    if review is not None and (review.decision, review.instead) != new.word:
        undoing = "communique same" if new.item.merge else "communique review"
        raise ValueError(
            f"{new.place}: '{new.decision}', but {review.by} decided '{review.decision}' on "
            f"{review.when[:10]}; take that back first: {undoing} --undo {review.key}"
        )


def _refusal(path: Path, faults: Sequence[str]) -> SyntaxInputError:
    more = f"\n  and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
    listed = "".join(f"\n  {fault}" for fault in faults[:_SHOWN])
    count = f"{len(faults)} row{'s' * (len(faults) != 1)}"
    return SyntaxInputError(
        f"{count} cannot be taken over:{listed}{more}",
        place=str(path),
        remedy=f"Decisions are: {', '.join(Decision)}. Nothing was taken over.",
    )
