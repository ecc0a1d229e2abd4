"""Offices: a post that passes from one person to the next, a person who takes up a new post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple

from communique.dates import interval
from communique.discrepancy import Discrepancy, DiscrepancyKind, Side
from communique.model import Passage, object_of
from communique.receipts.differences.judging import Judging
from communique.receipts.differences.sides import in_order
from communique.vocabulary import CMQ, RDF, XSD

Span = tuple[date, date]


class _Tenure(NamedTuple):
    """A term of office, and when it is attested."""

    term: NamedNode
    holder: NamedNode
    post: NamedNode
    passages: tuple[str, ...]
    span: Span | None
    """From the first to the last day that sources give; None where none is dated."""
    bounded: bool = False
    """Whether sources give its start and its end; else it is attested at these times."""


class Offices:
    """Finds posts with several holders, and holders with several posts one after another."""

    def __init__(self, judging: Judging) -> None:
        self._judging = judging
        self._sides = judging.sides

    def all(self) -> Iterator[Discrepancy]:
        """Every post that has changed hands, then every person who has changed posts."""
        tenures = [one for term in self._sides.subjects(CMQ.holder) for one in self._tenures(term)]
        for post, own in _grouped(tenures, key=1).items():
            if len({one.holder for one in own}) > 1:
                found = self._successors(post, own)
                if found is not None:
                    yield found
        for person, own in _grouped(tenures, key=0).items():
            if len({one.post for one in own}) > 1:
                found = self._career(person, own)
                if found is not None:
                    yield found

    def _successors(self, post: NamedNode, tenures: list[_Tenure]) -> Discrepancy | None:
        """Holders of a post: one after the other, or, of a minister's, two at a time.

        Of posts that several hold at a time, as deputies do, only a clear order is told.
        """
        dated = sorted((one for one in tenures if one.span), key=lambda one: one.span or ())
        undated = [one for one in tenures if not one.span]
        known = {one.holder for one in dated}
        unplaced = [one for one in undated if one.holder not in known]
        clear = in_order(one.span for one in _joined(dated))
        single = CMQ.MinisterialPost in self._sides.values(post, RDF.type)
        if not single and (unplaced or not clear):
            return None
        names = ", ".join(self._sides.shown(one.holder) for one in unplaced)
        return self._judging.discrepancy(
            DiscrepancyKind.TIME if clear else DiscrepancyKind.VALUES,
            post,
            CMQ.holder,
            self._told([*dated, *undated], CMQ.holder),
            better=None,
            note=f"the order is open: no dated report names {names}" if unplaced else "",
        )

    def _career(self, person: NamedNode, tenures: list[_Tenure]) -> Discrepancy | None:
        """A person's posts, where each is attested after the one before and not with it."""
        posts: dict[NamedNode, list[Span]] = {}
        for one in tenures:
            if one.span:
                posts.setdefault(one.post, []).append(one.span)
        spans = sorted((min(s)[0], max(end for _, end in s)) for s in posts.values())
        if len(posts) < 2 or not in_order(spans):
            return None
        ordered = sorted(tenures, key=lambda one: one.span or (date.max, date.max))
        return self._judging.discrepancy(
            DiscrepancyKind.TIME, person, CMQ.holdsPost, self._told(ordered, CMQ.post), better=None
        )

    def _told(self, tenures: Iterable[_Tenure], predicate: NamedNode) -> list[Side]:
        """A side for each holder or post, with the times at which it is attested."""
        by_value: dict[NamedNode, list[_Tenure]] = {}
        for one in tenures:
            value = one.holder if predicate == CMQ.holder else one.post
            by_value.setdefault(value, []).append(one)
        sides = []
        for value, own in by_value.items():
            times = dict.fromkeys(_times(one) for one in own if one.span) or ["undated"]
            side = self._sides.side(
                Triple(own[0].term, predicate, value),
                f"{self._sides.shown(value)}, {' and '.join(times)}",
                [passage for one in own for passage in one.passages],
            )
            sides += [side] if side is not None else []
        return sides

    def _tenures(self, term: NamedNode) -> Iterator[_Tenure]:
        """The holdings that a term of office tells of: one, unless sources differ."""
        for holder in self._sides.values(term, CMQ.holder):
            for post in self._sides.values(term, CMQ.post):
                if isinstance(holder, NamedNode) and isinstance(post, NamedNode):
                    quads = self._sides.store.match(term, CMQ.holder, holder)
                    names = (q.graph_name for q in quads)
                    passages = sorted(
                        n.value
                        for n in names
                        if isinstance(n, NamedNode) and Passage.parse(n.value)
                    )
                    bounded = all(self._days(term, one) for one in (CMQ.start, CMQ.end))
                    span = self._span(term, passages)
                    yield _Tenure(term, holder, post, tuple(passages), span, bounded)

    def _span(self, term: NamedNode, passages: list[str]) -> Span | None:
        starts, ends = self._days(term, CMQ.start), self._days(term, CMQ.end)
        if starts and ends:
            return min(starts), max(ends)
        days = [*starts, *ends, *(day for p in passages for day in self._attested(p))]
        return (min(days), max(days)) if days else None

    def _attested(self, passage: str) -> list[date]:
        """The days of what a passage reports; where none is known, of its publication."""
        happenings = [
            object_of(quad)
            for predicate in (CMQ.agreement, CMQ.occasion)
            for quad in self._sides.store.match(None, predicate, None, NamedNode(passage))
        ]
        days = [
            day
            for happening in happenings
            if isinstance(happening, NamedNode)
            for day in self._days(happening, CMQ.date)
        ]
        return days or [day for day in self._sides.days([passage]) if day is not None]

    def _days(self, node: NamedNode, predicate: NamedNode) -> list[date]:
        """Whole days that a property gives; months and years tell no day."""
        found = []
        for quad in self._sides.store.match(node, predicate, None, DefaultGraph()):
            value = object_of(quad)
            if isinstance(value, Literal) and value.datatype == XSD.date:
                days = interval(value)
                found += [days[0]] if days else []
        return found


def _grouped(tenures: Iterable[_Tenure], key: int) -> dict[NamedNode, list[_Tenure]]:
    """Tenures by holder (0) or by post (1)."""
    groups: dict[NamedNode, list[_Tenure]] = {}
    for one in tenures:
        groups.setdefault((one.holder, one.post)[key], []).append(one)
    return groups


def _joined(tenures: Iterable[_Tenure]) -> list[_Tenure]:
    """Tenures of one holder that follow one another, as one."""
    found: list[_Tenure] = []
    for one in tenures:
        last = found[-1] if found else None
        if last and last.holder == one.holder and last.span and one.span:
            found[-1] = last._replace(span=(last.span[0], max(last.span[1], one.span[1])))
        else:
            found.append(one)
    return found


def _times(tenure: _Tenure) -> str:
    assert tenure.span is not None  # the caller has looked
    first, last = tenure.span
    days = f"{first}" if first == last else f"{first} to {last}"
    return f"from {days}" if tenure.bounded else f"attested {days}"
