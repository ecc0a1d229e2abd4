"""Days and places that an article tells of a thing in another sentence.

A paper that is signed at a meeting is signed where, and on the day when, the meeting is held; so it
is the other way round. What is told of a thing itself is never overridden, and where an article
tells several days or places of one thing, none of them is passed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from communique.claims import Argument, Certainty, Claim, Concept, Day, Kind, Mention, Predicate
from communique.claims import Span as Stretch
from communique.extract.relations.things import Things

_OF_ONE_DAY = frozenset({"meeting", "ceremony", "reception", "press-conference"})
"""Kinds of events that begin and end on one day."""
_OF_DAYS = _OF_ONE_DAY | {"summit"}
"""Kinds of events that are held on the day on which something is signed there."""
_TELLING = {Predicate.AGREEMENT: "agreement", Predicate.EVENT: "event"}
_ROLES = ("date", "place")
_PLANNED = "stage:planned"
_AREAS = (Kind.COUNTRY, Kind.ORGANIZATION)
_ROUNDS = 3
"""From a visit to a meeting, from there to a paper, and from that to the ceremony."""


class Bond(NamedTuple):
    """A paper or an event that has its place at an event."""

    thing: str
    event: str
    told: tuple[Stretch, ...]
    """The stretches of the text that tell it."""
    roles: tuple[str, ...] = _ROLES
    """What both have in common."""


class _Told(NamedTuple):
    value: Argument
    claim: Claim


class Circumstances:
    """The days and places of the papers and events of one article."""

    def __init__(self, claims: Iterable[Claim], things: Things) -> None:
        self._things = things
        self._heads: dict[str, Claim] = {}
        self._told: dict[tuple[str, str], list[_Told]] = {}
        for claim in claims:
            self.note(claim)

    def note(self, claim: Claim) -> None:
        """Take in a claim; those that tell of other things, or are hedged, are passed over."""
        role = _TELLING.get(claim.predicate)
        if role is None or claim.certainty is not Certainty.STATED:
            return
        key = claim.entity(role)
        head = self._heads.setdefault(key, claim)
        if _is_planned(head) and not _is_planned(claim):
            self._heads[key] = claim
        for role in _ROLES:
            for value in claim.all(role):
                self._told.setdefault((key, role), []).append(_Told(value, claim))

    def passed_on(self, bonds: Sequence[Bond]) -> Iterator[Claim]:
        """What things have in common with the events where they have their place."""
        for _ in range(_ROUNDS):
            found = [claim for bond in bonds for claim in self._shared(bond, bonds)]
            if not found:
                return
            for claim in found:
                self.note(claim)
            yield from found

    def one(self, key: str, role: str) -> _Told | None:
        """The one day or place that is told of a thing; None for none and for several."""
        told = self._told.get((key, role), [])
        exact = [one for one in told if not self._is_area(one.value)] or told
        values = {meant(one.value) for one in exact}
        return exact[0] if len(values) == 1 else None

    def head(self, key: str) -> Claim | None:
        """What tells first that a thing is there."""
        return self._heads.get(key)

    def is_of_old(self, key: str, published: str) -> bool:
        """Whether a thing is told to be of a year before that of publication."""
        days = (one.value for one in self._told.get((key, "date"), ()))
        return any(isinstance(day, Day) and day.value[:4] < published[:4] for day in days)

    def _shared(self, bond: Bond, bonds: Sequence[Bond]) -> Iterator[Claim]:
        for role in bond.roles:
            kinds = [self._kind(key) for key in (bond.thing, bond.event)]
            if role == "date" and kinds[1] not in _OF_DAYS:
                continue
            if role == "place" or kinds[1] in _OF_ONE_DAY:
                yield from self._given(bond.event, bond.thing, role, bond)
            paper = self._things.kind_of(bond.thing) is Kind.AGREEMENT
            if (
                kinds[1] != "visit"
                and (paper or role == "place")
                and self._agree(bond, role, bonds)
            ):
                yield from self._given(bond.thing, bond.event, role, bond)

    def _agree(self, bond: Bond, role: str, bonds: Sequence[Bond]) -> bool:
        """Whether all that have their place at an event tell the same of it."""
        keys = {one.thing for one in bonds if one.event == bond.event}
        found = {meant(one.value) for key in keys for one in self._told.get((key, role), ())}
        return len(found) == 1

    def _given(self, giver: str, taker: str, role: str, bond: Bond) -> Iterator[Claim]:
        told, head = self.one(giver, role), self._heads.get(taker)
        if told is None or head is None or _is_planned(told.claim) != _is_planned(head):
            return
        spans = (told.claim.span, *told.claim.antecedents, *bond.told)
        yield from self.given(taker, role, told.value, spans, told.claim.rule)

    def given(
        self, taker: str, role: str, value: Argument, told: Sequence[Stretch], rule: str
    ) -> Iterator[Claim]:
        """That a thing has a day or a place, where nothing is told of it in this role."""
        head = self._heads.get(taker)
        if head is None or (taker, role) in self._told:
            return
        arguments = [one for one in head.arguments if one[0] not in _ROLES]
        spans = {*head.antecedents, *told} - {head.span}
        yield replace(
            head,
            arguments=(*arguments, (role, value)),
            antecedents=tuple(sorted(spans)),
            rule=rule,
        )

    def _is_area(self, value: Argument) -> bool:
        return isinstance(value, Mention) and self._things.kind_of(value.entity) in _AREAS

    def _kind(self, key: str) -> str:
        return self._things.concept(key).split(":", 1)[-1] if key in self._things else ""


def bonds_told(claims: Iterable[Claim]) -> Iterator[Bond]:
    """The bonds that sentences tell: at, during, on the sidelines of."""
    for claim in claims:
        if claim.predicate is Predicate.AT_EVENT and claim.certainty is Certainty.STATED:
            told = (claim.span, *claim.antecedents)
            yield Bond(claim.entity("thing"), claim.entity("event"), told)


def _is_planned(claim: Claim) -> bool:
    return any(isinstance(one, Concept) and one.name == _PLANNED for one in claim.all("stage"))


def meant(value: Argument) -> str:
    """What a day or a place means, whatever words tell it."""
    if isinstance(value, Mention):
        return value.entity
    return value.value if isinstance(value, Day) else ""
