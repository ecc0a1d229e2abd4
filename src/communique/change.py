"""Frozen records of what changed between two editions of a graph.

A fact is what a reader counts as one: a node between things (a signature, a commitment with its
amounts), told in one line, or a value of a property of a thing. It is gained where passages of
the later edition give it and none of the earlier one does, and lost the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from communique.discrepancy import Discrepancy
from communique.model import Citation, Document, Fact
from communique.state import RowState


class Edition(NamedTuple):
    """A graph as one side of a comparison."""

    name: str
    """What it is: the day, the commit, the folder."""
    version: str
    """Version of the software, and of the data by their digest."""
    note: str = ""
    """What it leaves out."""


class ToldFact(NamedTuple):
    """A fact, and the thing that it is told of."""

    about: str
    """IRI of the thing."""
    label: str
    title: str
    """The property, or the kind of the node."""
    fact: Fact
    """What it says and its state; `cited` are positions in the citations of the changes."""


class StageReached(NamedTuple):
    """The furthest stage of a thing in one edition."""

    label: str
    order: int
    """Its place in the scheme of stages."""
    state: RowState
    cited: tuple[int, ...]


class Move(NamedTuple):
    """A thing whose furthest stage is another one now."""

    about: str
    label: str
    before: StageReached
    after: StageReached

    @property
    def is_later(self) -> bool:
        """Whether it has come further; else a source that said so is gone."""
        return self.before.order < self.after.order


class DifferenceChange(NamedTuple):
    """A difference between sources that was not there before, or that stands no longer."""

    discrepancy: Discrepancy
    cited: tuple[tuple[int, ...], ...]
    """For each side the passages that give it, as positions in the citations of the changes."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from one edition of a graph to another."""

    before: Edition
    after: Edition
    added: tuple[Document, ...] = ()
    """Articles that speak in the later edition only, dated ones first."""
    removed: tuple[Document, ...] = ()
    gained: tuple[ToldFact, ...] = ()
    """Facts, and parts of a node that the earlier edition has without them."""
    lost: tuple[ToldFact, ...] = ()
    moved: tuple[Move, ...] = ()
    """Stages that rose or fell; they are no gained or lost facts, nor differences."""
    differing: tuple[DifferenceChange, ...] = ()
    """Newly differing, or with a side more; those that differ in precision only are none."""
    settled: tuple[DifferenceChange, ...] = ()
    """No longer differing, with a side less, or settled by a verdict."""
    further: tuple[ToldFact, ...] = ()
    """Facts of both editions that more articles give; the passages of these are cited."""
    fewer: tuple[ToldFact, ...] = ()
    """Facts of both editions that fewer articles give; the passages of those gone are cited."""
    citations: tuple[Citation, ...] = ()
    asked: str = ""
    """ISO date of the day of access."""
    news: bool = False
    """Whether only what is new was asked for; then nothing is lost, settled or given by fewer."""
    unlisted: int = 0
    """Of what is new only: how many facts are lost, and not listed."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed that is told here."""
        return not any(
            (
                *(self.added, self.removed, self.gained, self.lost, self.moved),
                *(self.differing, self.settled, self.further, self.fewer),
            )
        )
