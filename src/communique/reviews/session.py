"""One person at the queue: each decision is on disk before the next statement is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from communique.decisions import Decision as Judgement
from communique.decisions import Ledger
from communique.project import Project
from communique.reviews.item import Item
from communique.reviews.logbook import Decision, Logbook, Review
from communique.reviews.proposals import answered

Clock = Callable[[], str]
"""The time now, ISO in UTC, to the second."""


class Kept(NamedTuple):
    """A decision that is on disk, and what stood before it."""

    item: Item
    review: Review | None = None
    """What stood before, on a statement."""
    judgement: Judgement | None = None
    """The decision itself, on a proposal …"""
    before: Judgement | None = None
    """… and what a person had decided on it before."""


class Session:
    """Goes through a queue for one person."""

    def __init__(self, project: Project, items: Sequence[Item], by: str, clock: Clock) -> None:
        self._project = project
        self._logbook = Logbook(project)
        self._by = by
        self._clock = clock
        self._steps: list[tuple[int, Kept]] = []
        self.items = items
        self.position = 0
        self.made = 0
        """Decisions made here that stand."""

    @property
    def current(self) -> Item | None:
        """What is to be decided on; None at the end."""
        return self.items[self.position] if self.position < len(self.items) else None

    def decide(self, decision: Decision, instead: str = "", note: str = "") -> None:
        """Keep a decision on the current item, and go on to the next.

        Raises StoreError where it cannot be kept, UsageError where it contradicts another.
        """
        item = self.items[self.position]
        review = Review(item.key, decision, item.says, instead, self._by, self._clock(), note)
        kept = keep(self._project, self._logbook, item, review)
        self._steps.append((self.position, kept))
        self.position += 1
        self.made += 1

    def skip(self) -> None:
        """Leave the current item open, and go on to the next."""
        self.position += 1

    def undo(self) -> Item | None:
        """Take the last decision made here back and return to it; None where there is none."""
        if not self._steps:
            return None
        self.position, kept = self._steps.pop()
        take_back(self._project, self._logbook, kept)
        self.made -= 1
        return kept.item


def keep(project: Project, logbook: Logbook, item: Item, review: Review) -> Kept:
    """Keep a decision on an item: on a statement in the logbook, on a proposal in the ledger."""
    if item.merge is None:
        before = logbook.of(item.slug).get(item.key)
        logbook.enter(item.slug, [review])
        return Kept(item, review=before)
    ledger = Ledger.read(project)
    told = "; ".join(filter(None, (review.instead, review.note)))
    judgement = answered(item.merge, review.decision, told, review.by, review.when[:10])
    stood = ledger.on_pair(judgement.thing, judgement.other)
    ledger.with_([judgement]).write(project)
    return Kept(item, judgement=judgement, before=None if stood is None or stood.is_ours else stood)


def take_back(project: Project, logbook: Logbook, kept: Kept) -> None:
    """Make what stood before a decision stand again."""
    if kept.judgement is not None:
        ledger = Ledger.read(project).without([kept.judgement])
        ledger.with_([kept.before] if kept.before else []).write(project)
    elif kept.review is not None:
        logbook.enter(kept.item.slug, [kept.review])
    else:
        logbook.withdraw(kept.item.slug, kept.item.key)
