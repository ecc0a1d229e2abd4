"""The queue as a sheet to be filled in, and a filled sheet taken over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from communique.cli import Context
from communique.errors import UsageError
from communique.exports.file import whole_file
from communique.exports.form_xlsx import Choice, write_form
from communique.reviews.item import Item
from communique.reviews.logbook import Decision, Review, now
from communique.reviews.queue import Queue
from communique.reviews.session import keep
from communique.reviews.sheet import OPEN, read_sheet, rows_of


def write(context: Context, queue: Queue, items: Sequence[Item], target: Path) -> None:
    """Write items as a sheet.

    Raises UsageError where the file's name is not that of a sheet.
    """
    if target.suffix.lower() != ".xlsx":
        raise UsageError("the sheet is a workbook", place=str(target), remedy="Name it *.xlsx.")
    choice = Choice("decision", [str(decision) for decision in Decision])
    with whole_file(target) as stream:
        write_form(rows_of(items, queue.decided()), OPEN, choice, stream)
    context.say(f"{len(items)} statement{'s' * (len(items) != 1)} to decide on in {target}")


def take_over(context: Context, queue: Queue, source: Path, by: str) -> None:
    """Keep the decisions of a filled sheet; of rows that name nobody, `by` decided."""
    items, standing = queue.items(decided=True), queue.decided()
    filled = read_sheet(source, items, standing)
    for one in filled:
        review = Review(
            one.item.key, one.decision, one.item.says, one.instead, one.by or by, now(), one.note
        )
        keep(queue.project, queue.logbook, one.item, review)
    count = f"{len(filled)} new decision{'s' * (len(filled) != 1)}"
    context.say(f"{count} from {source}")
