"""What a text tells of its entities, in terms of the things that are already resolved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from communique.claims import (
    Argument,
    Claim,
    Concept,
    Day,
    Entity,
    Extraction,
    Kind,
    Mention,
    Money,
    Predicate,
    Words,
)
from communique.resolution.candidates import Candidates
from communique.resolution.letters import folded
from communique.resolution.thing import OF_THE_STATE, Story, Thing


class Seeking:
    """Makes things to be compared out of the entities of one extraction."""

    def __init__(
        self, extraction: Extraction, candidates: Candidates, document: str, published: str
    ) -> None:
        """Read an extraction; `document` is its slug, `published` a day or empty."""
        self._extraction = extraction
        self._candidates = candidates
        self._document = document
        self._published = published
        self.resolved: dict[str, str] = {}
        """For each entity that is resolved, the IRI of its thing."""
        self._countries: dict[str, frozenset[str]] = {}
        self._claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in extraction.claims:
            for key in {one.entity for _, one in claim.arguments if isinstance(one, Mention)}:
                self._claims[key].append(claim)

    def thing(self, key: str) -> Thing:
        """An entity as a thing that can be compared."""
        entity = self._extraction.entities[key]
        countries = self._countries_of(entity)
        return Thing(
            key=key,
            kind=entity.kind,
            names=tuple(dict.fromkeys((*entity.wordings, *entity.aliases))),
            countries=countries,
            owner=self.resolved.get(entity.owner, "") if entity.kind is Kind.POST else "",
            posts=frozenset(self.resolved.get(post, "") for post in self._posts(key)) - {""},
            titles=frozenset(
                folded(name)
                for post in self._posts(key)
                if post not in self.resolved
                for name in self._extraction.entities[post].wordings
            ),
            holders=frozenset(self._holders(key)),
            concept=entity.concept.rpartition(":")[-1],
            story=self._story(entity),
            documents=frozenset({self._document}),
        )

    def settle(self, key: str, iri: str) -> None:
        """Know which thing an entity is, for those that are told by it."""
        self.resolved[key] = iri

    def _countries_of(self, entity: Entity) -> frozenset[str]:
        """The countries an entity belongs to or stands for, as far as they are resolved."""
        keys = {entity.owner} - {""}
        if entity.kind is Kind.PERSON:
            for claim in self._claims[entity.key]:
                keys |= _sides(claim, entity.key)
        for claim in self._claims[entity.key]:
            if claim.predicate is Predicate.COUNTRY and claim.entity("thing") == entity.key:
                keys.add(claim.entity("country"))
        found = {side for key in keys if (side := self.side(key))}
        return frozenset(iri for iri in found if "/country/" in iri)

    def side(self, key: str) -> str:
        """For whom an agent stands: its country for an organ of a state; empty where unresolved."""
        entity = self._extraction.entities.get(key)
        if entity is None:
            return ""
        owned = entity.kind in OF_THE_STATE or entity.kind in {Kind.POST, Kind.PLACE}
        if owned and entity.owner in self._extraction.entities and entity.owner != key:
            return self.side(entity.owner)
        return self.resolved.get(key, "")

    def _posts(self, key: str) -> Iterable[str]:
        for claim in self._claims[key]:
            if claim.predicate is Predicate.TERM_OF_OFFICE and claim.entity("holder") == key:
                yield claim.entity("post")

    def _holders(self, key: str) -> Iterable[str]:
        for claim in self._claims[key]:
            holder = claim.entity("holder")
            held = claim.predicate is Predicate.TERM_OF_OFFICE and claim.entity("post") == key
            if held and holder in self.resolved:
                yield self.resolved[holder]

    def _story(self, entity: Entity) -> Story:
        told = _Told(entity.key, self.resolved, self.side)
        for claim in self._claims[entity.key]:
            told.take(claim)
        places = set(told.places)
        for place in told.places:
            thing = self._candidates.get(place)
            places |= thing.countries if thing is not None else set()
        concept = {entity.concept.rpartition(":")[-1]} - {""}
        return Story(
            concepts=frozenset(told.concepts["kind"] | concept),
            stages=frozenset(told.concepts["stage"]),
            dates=frozenset(told.dates),
            reported=frozenset({self._published} - {""}),
            places=frozenset(places),
            parties=frozenset(told.parties),
            people=frozenset(told.people),
            beside=frozenset(told.beside),
            sums=frozenset(told.sums),
            topics=frozenset(told.topics),
        )


def _sides(claim: Claim, person: str) -> set[str]:
    """Keys of those for whom a claim says that a person acts."""
    if claim.predicate is Predicate.TERM_OF_OFFICE and claim.entity("holder") == person:
        return {claim.entity("post")}
    if claim.predicate is Predicate.SIGNATURE and claim.entity("signer") == person:
        return {claim.entity("party")}
    if claim.predicate is Predicate.PARTICIPATION and claim.entity("participant") == person:
        return {claim.entity("on-behalf-of")} - {""}
    return set()


class _Told:
    """What claims tell of one agreement, event or initiative."""

    def __init__(self, key: str, resolved: Mapping[str, str], side: Callable[[str], str]) -> None:
        self._key = key
        self._resolved = resolved
        self._side = side
        self.concepts: dict[str, set[str]] = defaultdict(set)
        self.dates: set[str] = set()
        self.places: set[str] = set()
        self.parties: set[str] = set()
        self.people: set[tuple[str, str]] = set()
        self.beside: set[str] = set()
        self.sums: set[tuple[str, str]] = set()
        self.topics: set[str] = set()

    def take(self, claim: Claim) -> None:
        """Take what a claim tells."""
        match claim.predicate:
            case Predicate.AGREEMENT | Predicate.EVENT:
                self._kind(claim)
            case Predicate.SIGNATURE if claim.entity("agreement") == self._key:
                self._side_by(claim.entity("party"), claim.entity("signer"))
            case Predicate.PARTICIPATION if claim.entity("occasion") == self._key:
                self._participant(claim)
            case Predicate.AT_EVENT | Predicate.PART_OF:
                ends = {claim.entity(role) for role in ("thing", "event", "part", "whole")}
                self.beside |= {self._resolved.get(end, "") for end in ends - {self._key}} - {""}
            case Predicate.AMOUNT | Predicate.COMMITMENT:
                if self._key in {claim.entity("thing"), claim.entity("under")}:
                    self._sums(claim.all("amount"))
            case Predicate.TOPIC if claim.entity("thing") == self._key:
                self.topics |= {
                    folded(one.text).replace(" ", "-")
                    for one in claim.all("topic")
                    if isinstance(one, Words)
                }

    def _kind(self, claim: Claim) -> None:
        if claim.entity(claim.predicate.value) != self._key:
            return
        for role in ("kind", "stage"):
            for concept in claim.all(role):
                if isinstance(concept, Concept):
                    self.concepts[role].add(concept.name.rpartition(":")[-1])
        self.dates |= {one.value for one in claim.all("date") if isinstance(one, Day)}
        place = self._resolved.get(claim.entity("place"))
        if place:
            self.places.add(place)

    def _side_by(self, party: str, person: str) -> None:
        side = self._side(party)
        if side:
            self.parties.add(side)
        if person in self._resolved:
            self.people.add((self._resolved[person], side))

    def _participant(self, claim: Claim) -> None:
        iri = self._resolved.get(claim.entity("participant"), "")
        if "/person/" in iri:
            self.people.add((iri, self._side(claim.entity("on-behalf-of"))))
        elif iri and "/place/" not in iri:
            self.parties.add(self._side(claim.entity("participant")))

    def _sums(self, amounts: Iterable[Argument]) -> None:
        for money in amounts:
            if isinstance(money, Money):
                self.sums.add((_digits(money.number), money.currency))


def _digits(number: Decimal) -> str:
    """A number without an exponent and without zeros behind the point."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
