"""Which papers and meetings belong to which event of an article, where no sentence says so.

The one signing ceremony that an article tells of is that of its papers; the one meeting of those
who sign is where they sign; what a visitor does, he does where his one visit takes him.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.claims import Argument, Claim, Concept, Kind, Predicate, Span
from communique.extract.relations.circumstances import Bond, Circumstances, bonds_told, meant
from communique.extract.relations.desk import Desk
from communique.extract.relations.occasions import Occasion
from communique.extract.relations.paper import Paper

_BEFORE = re.compile(
    r"\b(?:earlier|previously|recall|before|ahead of|prior|last (?:week|month|year)|a (?:day|week)"
    r" (?:earlier|before)|background|as reported)\b",
    re.IGNORECASE,
)
"""What tells that a sentence is of another time than the signing."""
_JOINT = re.compile(r"joint ", re.IGNORECASE)
_PLACE = ("place",)
_NEXT = 150
"""Characters from a meeting to a paper that is told of next."""


class Bonds:
    """The bonds between the papers and the events of one article."""

    def __init__(self, desk: Desk, claims: Sequence[Claim]) -> None:
        self._desk = desk
        self._claims = claims
        self._circumstances = Circumstances(claims, desk.context.things)
        signed = {
            claim.subject
            for claim in claims
            if claim.predicate is Predicate.AGREEMENT and _is_signed(claim)
        }
        self._papers = [
            one
            for one in desk.papers.found
            if one.key in signed and not one.back and not self._is_of_old(one)
        ]
        self._places = {
            claim.entity("thing"): claim.entity("event")
            for claim in claims
            if claim.predicate is Predicate.AT_EVENT
        }

    def passed_on(self) -> Iterator[Claim]:
        """What papers and events have in common with those to which they belong."""
        shared = list(self._of_common())
        yield from shared
        for claim in shared:
            self._circumstances.note(claim)
        bonds = [*bonds_told((*self._claims, *shared)), *self._found()]
        yield from self._circumstances.passed_on(bonds)

    def _of_common(self) -> Iterator[Claim]:
        """The event, the day and the place that the article tells of several papers at once."""
        for role in ("event", "date", "place"):
            common = [one for one in self._desk.common if one.role == role]
            if len({meant(one.value) for one in common}) != 1:
                continue
            value, told, rule = common[0].value, common[0].told, common[0].rule
            for paper in (one for one in self._papers if self._is_behind(one, told)):
                if role == "event":
                    yield from self._at(paper, value, told, rule)
                else:
                    yield from self._circumstances.given(paper.key, role, value, [told], rule)

    def _is_behind(self, paper: Paper, told: Span) -> bool:
        """Whether a paper is told behind a stretch of the text, or within it."""
        last = paper.nodes[-1]
        return self._desk.context.span(last.start, last.end).end > told.start

    def _at(self, paper: Paper, event: Argument, told: Span, rule: str) -> Iterator[Claim]:
        head = self._circumstances.head(paper.key)
        if head is not None and paper.key not in self._places:
            yield replace(
                head,
                predicate=Predicate.AT_EVENT,
                arguments=(("thing", head.arguments[0][1]), ("event", event)),
                antecedents=tuple(sorted({*head.antecedents, told} - {head.span})),
                rule=rule,
            )

    def _found(self) -> Iterator[Bond]:
        """All bonds."""
        yield from self._of_ceremony()
        yield from self._of_meeting()
        yield from self._of_visit()
        yield from self._of_conference()

    def _is_of_old(self, paper: Paper) -> bool:
        return self._circumstances.is_of_old(paper.key, self._desk.context.article.published)

    def _of_ceremony(self) -> Iterator[Bond]:
        """All papers belong to the one signing ceremony, save those of another event."""
        ceremonies = [one for one in self._desk.occasions.found if one.is_of_signing]
        if len(ceremonies) != 1:
            return
        for paper in self._papers:
            if self._kind(self._places.get(paper.key, "")) not in ("visit", "meeting"):
                yield Bond(paper.key, ceremonies[0].key, self._told(ceremonies[0]))

    def _of_meeting(self) -> Iterator[Bond]:
        """Papers belong to the one meeting of all who sign them."""
        meetings = self._people("event-kind:meeting")
        if len(meetings) != 1:
            return
        ((event, claims),) = meetings.items()
        people = {claim.entity("participant") for claim in claims}
        if any(self._is_of_another_time(claim) for claim in claims):
            return
        for paper in self._papers:
            signers = self._signers(paper)
            lands = self._lands(paper)
            sides = {self._side(one) for one in people} - {""}
            met = len(signers) > 1 and signers <= people
            same = len(lands) > 1 and sides and sides <= lands
            if met or (same and (sides == lands or self._is_next(paper, claims[0]))):
                yield Bond(paper.key, event, tuple(claim.span for claim in claims))

    def _of_visit(self) -> Iterator[Bond]:
        """Meetings of a visitor, and papers with his hosts, are where his one visit takes him."""
        visits = self._people("event-kind:visit")
        if len(visits) != 1:
            return
        ((event, claims),) = visits.items()
        people = {claim.entity("participant") for claim in claims}
        told = tuple(claim.span for claim in claims)
        sides = {self._side(one) for one in people} - {""}
        place = self._circumstances.one(event, "place")
        for paper in self._papers:
            lands = self._lands(paper)
            if place and self._side(meant(place.value)) in lands - sides and sides & lands:
                yield Bond(paper.key, event, told, _PLACE)
        for meeting, others in self._people("event-kind:meeting").items():
            present = {claim.entity("participant") for claim in others}
            if people & present and not any(map(self._is_of_another_time, others)):
                yield Bond(meeting, event, told, _PLACE)

    def _of_conference(self) -> Iterator[Bond]:
        """Those who have signed face the press together on the same day at the same place."""
        text = self._desk.context.article.text
        for occasion in self._desk.occasions.found:
            node = occasion.nodes[0]
            if occasion.concept == "press-conference" and _JOINT.match(text, node.start):
                for paper in self._papers:
                    yield Bond(paper.key, occasion.key, self._told(occasion))

    def _people(self, concept: str) -> dict[str, list[Claim]]:
        """The events of a kind that have no name, each with what tells who takes part."""
        found: dict[str, list[Claim]] = {}
        for claim in self._claims:
            event = claim.entity("occasion")
            if claim.predicate is Predicate.PARTICIPATION and self._is(event, concept):
                found.setdefault(event, []).append(claim)
        return found

    def _is(self, event: str, concept: str) -> bool:
        things = self._desk.context.things
        return things.kind_of(event) is Kind.EVENT and things.is_described(event, concept)

    def _signers(self, paper: Paper) -> set[str]:
        return {
            claim.entity("signer")
            for claim in self._claims
            if claim.predicate is Predicate.SIGNATURE and claim.entity("agreement") == paper.key
        } - {""}

    def _lands(self, paper: Paper) -> set[str]:
        """The countries for which, and for whose bodies, a paper is signed."""
        return {
            self._side(claim.entity("party"))
            for claim in self._claims
            if claim.predicate is Predicate.SIGNATURE and claim.entity("agreement") == paper.key
        } - {""}

    def _is_next(self, paper: Paper, claim: Claim) -> bool:
        """Whether a word for a paper stands right behind what a claim tells."""
        context = self._desk.context
        starts = (context.span(node.start, node.end).start for node in paper.nodes)
        return any(0 < start - claim.span.end < _NEXT for start in starts)

    def _side(self, key: str) -> str:
        """The country of a person or body; of a country itself."""
        context = self._desk.context
        if context.things.kind_of(key) is Kind.PERSON:
            key = self._desk.offices.side(key)
        return (context.things.owner(key) or key) if key in context.things else key

    def _is_of_another_time(self, claim: Claim) -> bool:
        """Whether the sentence of a claim tells of a time before the signing."""
        sentence = self._desk.context.article.sentence_at(claim.span.start)
        start = sentence.start if sentence else claim.span.start
        return bool(_BEFORE.search(self._desk.context.article.text, start, claim.span.end))

    def _kind(self, key: str) -> str:
        things = self._desk.context.things
        return things.concept(key).split(":", 1)[-1] if key in things else ""

    def _told(self, occasion: Occasion) -> tuple[Span, ...]:
        node = occasion.nodes[0]
        return (self._desk.context.span(node.start, node.end),)


def _is_signed(claim: Claim) -> bool:
    return any(
        isinstance(one, Concept) and one.name == "stage:signed" for one in claim.all("stage")
    )
