"""The logbook: what people have decided, one file a document, one line a decision.

`data/reviews/<document>.tsv` holds the decisions that stand, in the order of their keys, so that
two people who decide on different statements merge without a conflict. What stood before is in the
history of the repository. Nothing but a person's word changes a line.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from communique.draft import lock
from communique.errors import StoreError, SyntaxInputError
from communique.project import Project
from communique.texts import plain_text

_LOCK = "reviews-lock"


class Decision(StrEnum):
    """What a person says of a statement."""

    RIGHT = "right"
    WRONG = "wrong"
    WRONG_BUT = "wrong here but"
    """Wrong as it stands; what would be right is told beside it."""
    UNKNOWN = "can't tell"

    @property
    def refuses(self) -> bool:
        """Whether the statement is not to be loaded."""
        return self in (Decision.WRONG, Decision.WRONG_BUT)


class Review(NamedTuple):
    """A decision on one unit."""

    key: str
    decision: Decision
    says: str
    """What the unit says, as the person read it."""
    instead: str
    """What would be right; empty unless the decision is `wrong here but`."""
    by: str
    when: str
    """ISO time in UTC, to the second."""
    note: str = ""


def now() -> str:
    """The time at which a decision is made, as `Review.when` has it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Logbook:
    """The decisions of a project's people."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._files: dict[str, dict[str, Review]] = {}

    def of(self, document: str) -> Mapping[str, Review]:
        """The decisions on a document, named by its slug, by key.

        Raises SyntaxInputError where its file is malformed.
        """
        if document not in self._files:
            path = self._project.review(document)
            self._files[document] = read_reviews(path) if path.is_file() else {}
        return self._files[document]

    def all(self) -> Iterator[tuple[str, Review]]:
        """Every decision, with the slug of its document."""
        for path in self._project.reviews:
            yield from ((path.stem, review) for review in self.of(path.stem).values())

    def refused(self) -> int:
        """How many statements are not loaded because people found them wrong."""
        return sum(review.decision.refuses for _, review in self.all())

    def enter(self, document: str, reviews: Iterable[Review]) -> None:
        """Put decisions in the place of what stood under their keys; on disk when it returns."""
        with self._changing(document) as standing:
            standing.update({review.key: review for review in reviews})

    def withdraw(self, document: str, key: str) -> Review | None:
        """Take a decision back; what it was, or None where there was none."""
        with self._changing(document) as standing:
            return standing.pop(key, None)

    @contextmanager
    def _changing(self, document: str) -> Iterator[dict[str, Review]]:
        """A document's decisions as they are on disk, written when the block ends."""
        with lock(self._project, _LOCK):
            path = self._project.review(document)
            standing = read_reviews(path) if path.is_file() else {}
            yield standing
            _write(path, standing.values())
            self._files[document] = standing


def read_reviews(path: Path) -> dict[str, Review]:
    """The decisions of a file, by key.

    Raises SyntaxInputError, with the line, where the file is malformed or has a key twice.
    """
    found: dict[str, Review] = {}
    lines = plain_text(path).split("\n")
    if lines[0] != "\t".join(Review._fields):
        raise SyntaxInputError(
            "the first line does not name the columns",
            place=f"{path}:1",
            remedy=f"Write them with tabs between: {' '.join(Review._fields)}.",
        )
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        review = _review(line, f"{path}:{number}")
        if review.key in found:
            raise SyntaxInputError(
                f"the key {review.key} stands twice",
                place=f"{path}:{number}",
                remedy="Keep the line that holds.",
            )
        found[review.key] = review
    return found


def _review(line: str, place: str) -> Review:
    cells = line.split("\t")
    if len(cells) != len(Review._fields):
        raise SyntaxInputError(
            f"the line has {len(cells)} columns, not {len(Review._fields)}",
            place=place,
            remedy="Keep a tab between two columns, also where one is empty.",
        )
    key, decision, *others = cells
    try:
        return Review(key, Decision(decision), *others)
    except ValueError as error:
        raise SyntaxInputError(
            f"{decision!r} is no decision",
            place=place,
            remedy=f"Write one of: {', '.join(Decision)}.",
        ) from error


def _write(path: Path, reviews: Iterable[Review]) -> None:
    """Write a file whole or not at all, to the disk; without decisions there is no file."""
    rows = [[" ".join(cell.split()) for cell in review] for review in sorted(reviews)]
    draft = path.with_name(f".{path.name}.draft")
    try:
        if not rows:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8", newline="") as stream:
            stream.write("".join("\t".join(row) + "\n" for row in [Review._fields, *rows]))
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise StoreError(
            f"the decision cannot be kept ({error.strerror})",
            place=str(path),
            remedy="Make room or give the right to write there; nothing was changed.",
        ) from error
