"""How often rules are right, by what people found in a user's own articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from math import sqrt
from typing import NamedTuple

from communique.reviews.logbook import Decision
from communique.reviews.queue import Queue
from communique.reviews.units import Unit

_Z = 1.959963984540054
"""Standard deviations on either side of the mean that hold 95 of 100."""


class Precision(NamedTuple):
    """How many statements of one sort were found right."""

    name: str
    right: int
    wrong: int
    unknown: int
    waiting: int

    @property
    def decided(self) -> int:
        """Statements found right or wrong; nobody's guess counts."""
        return self.right + self.wrong

    @property
    def share(self) -> float | None:
        """The share of right ones among the decided; None where none is decided."""
        return self.right / self.decided if self.decided else None

    @property
    def interval(self) -> tuple[float, float]:
        """Between which shares the true one lies, 95 times in 100."""
        return wilson(self.right, self.decided)


class Report(NamedTuple):
    """The precision of all that rules have read, as far as people decided."""

    total: Precision
    kinds: tuple[Precision, ...]
    """By class of node or property, in the order of the alphabet."""
    rules: tuple[Precision, ...]
    gone: int
    """Decisions on statements that the files no longer have."""


def wilson(right: int, decided: int) -> tuple[float, float]:
    """Wilson's interval of a share, at 95 per cent (Wilson 1927).

    >>> [round(end, 3) for end in wilson(9, 10)]
    [0.596, 0.982]
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not decided:
        return 0.0, 1.0
    share, z2 = right / decided, _Z * _Z
    middle = (share + z2 / (2 * decided)) / (1 + z2 / decided)
    spread = sqrt(share * (1 - share) / decided + z2 / (4 * decided * decided))
    half = spread * _Z / (1 + z2 / decided)
    return max(0.0, middle - half), min(1.0, middle + half)


def report_of(queue: Queue) -> Report:
    """What people's decisions tell of the statements that rules have read."""
    judged = list(_judged(queue))
    known = {(slug, unit.key) for slug, unit, _ in judged}
    entered = {(slug, review.key) for slug, review in queue.logbook.all()}
    (total,) = _by(judged, lambda _: ("all",)) or (Precision("all", 0, 0, 0, 0),)
    return Report(
        total,
        _by(judged, lambda unit: (unit.kind,)),
        _by(judged, lambda unit: unit.notes.rules),
        len(entered - known),
    )


_Judged = tuple[str, Unit, Decision | None]


def _judged(queue: Queue) -> Iterator[_Judged]:
    """Each statement that a rule has read, with its document and what was decided on it."""
    for document in queue.documents:
        standing = queue.standing(document)
        for unit in queue.units[document.iri]:
            review = standing.get(unit.key)
            if unit.notes.rules and (review is not None or not unit.notes.checked):
                yield document.slug, unit, review.decision if review else None


def _by(judged: Iterable[_Judged], names: Callable[[Unit], Iterable[str]]) -> tuple[Precision, ...]:
    found: dict[str, Counter[Decision | None]] = {}
    for _, unit, decision in judged:
        for name in names(unit):
            found.setdefault(name, Counter())[decision] += 1
    return tuple(
        Precision(
            name,
            right=counts[Decision.RIGHT],
            wrong=counts[Decision.WRONG] + counts[Decision.WRONG_BUT],
            unknown=counts[Decision.UNKNOWN],
            waiting=counts[None],
        )
        for name, counts in sorted(found.items())
    )
