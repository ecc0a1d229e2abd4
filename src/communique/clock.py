"""The second clock: when documents reported, beside when things happened.

The graph of a day is what documents had reported by then. A document counts from the day of its
publication on, of a partial date from the last day that it can mean; a brief counts with the
article that it restates. What bears no date cannot be put into any day's graph.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple


class Publication(NamedTuple):
    """When a document reported."""

    article: str
    """IRI of the article: the document, or what it restates."""
    day: str
    """ISO date of the last day on which it can have been published; empty where it bears none."""
    spoken: bool
    """Whether passages of the document are in the graph."""


class AsOf(NamedTuple):
    """A day, and what the graph of that day has and leaves out."""

    day: date
    """`date.max` stands for every day: what is dated stays, what is not falls out."""
    documents: tuple[str, ...]
    """IRIs of the documents that had been published by then, briefs among them."""
    verdicts: tuple[str, ...]
    """IRIs of the verdicts that had been given by then."""
    kept: int
    """Articles that speak in the graph of that day …"""
    later: int
    """… that were published later …"""
    undated: int
    """… and that bear no date."""
    first: str
    """ISO date of the first article; empty where none is dated."""

    @property
    def is_open(self) -> bool:
        """Whether only what bears no date is left out."""
        return self.day == date.max

    @property
    def name(self) -> str:
        """The graph in a few words, as versions and citations carry it."""
        return "dated documents only" if self.is_open else f"as of {self.day.isoformat()}"

    def __str__(self) -> str:
        """What the graph has and leaves out, in a sentence."""
        return f"{self.name[0].upper()}{self.name[1:]}: {self.told}."

    @property
    def told(self) -> str:
        """What the graph has and leaves out, without its name."""
        left_out = ", ".join(
            filter(None, (_counted(self.later, "later"), _counted(self.undated, "undated")))
        )
        told = f"; left out: {left_out}" if left_out else ""
        if self.kept:
            articles = self.kept + self.later + self.undated
            return f"{self.kept} of {articles} articles{told}"
        first = f"; the first is of {self.first}" if self.first else ""
        return f"no document had been published by then{first}{told}"


class Reported(NamedTuple):
    """When each document of a graph reported, and when each verdict was given."""

    documents: Mapping[str, Publication]
    """By the document's IRI."""
    verdicts: Mapping[str, str]
    """ISO date by the verdict's IRI; empty where it bears none."""

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Reported:
        """The same, from what `to_json` gave."""
        documents = {iri: Publication(*one) for iri, one in value["documents"].items()}
        return cls(documents, value["verdicts"])

    def to_json(self) -> dict[str, Any]:
        """The same as JSON values."""
        return self._asdict()

    def by(self, day: date) -> AsOf:
        """What had been reported by a day."""
        last = day.isoformat()
        told = {one.article: one.day for one in self.documents.values() if one.spoken}
        days = sorted(filter(None, told.values()))
        return AsOf(
            day,
            tuple(sorted(iri for iri, one in self.documents.items() if "" < one.day <= last)),
            tuple(sorted(iri for iri, given in self.verdicts.items() if "" < given <= last)),
            kept=sum(one <= last for one in days),
            later=sum(one > last for one in days),
            undated=len(told) - len(days),
            first=days[0] if days else "",
        )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number else ""
