"""The entities of one text, settled one after the other.

Countries and places come first, then organisations, posts, persons, initiatives, and at last
what is told by all of these: agreements and events, of which a text means no two by one thing.
A person's decision holds against any rule, and what was decided on a text before is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from communique.claims import Entity, Extraction, Identity, Kind
from communique.decisions import Decision, Ledger, Verdict
from communique.model import Document
from communique.resolution.candidates import Candidates, Known, taken_apart
from communique.resolution.identifiers import Naming
from communique.resolution.lexicon import Lexicon
from communique.resolution.minutes import RULE, Minutes, deceiving, name_of
from communique.resolution.naming import compare_names
from communique.resolution.seeking import Seeking
from communique.resolution.stories import compare_stories
from communique.resolution.territories import Territory, country_of_names
from communique.resolution.thing import ORGANS, STORIES, Match, Thing, merged

SAME = 0.7
"""From here on it is one thing."""
OPEN = 0.45
"""From here on a person should look."""
MARGIN = 0.05
"""By how much a match must be better than the next one."""
_PROPOSED = 3
"""Things that one entity is proposed to be, at most."""
_ROUNDS = 2
"""Times that agreements and events are looked at, since they tell of each other."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the entities of one text are, and what was decided for that."""

    identities: dict[str, Identity]
    """By key of the entity."""
    decisions: list[Decision]
    things: list[Thing]
    """The things, with what this text tells of them."""


class Settling:
    """The resolution of one text."""

    def __init__(
        self,
        extraction: Extraction,
        document: Document,
        candidates: Candidates,
        *,
        lexicon: Lexicon,
        ledger: Ledger,
        proposed: Set[frozenset[str]],
        on: str,
    ) -> None:
        """Take a text's extraction, its record and what is known.

        `proposed` are pairs of things that may be one; `on` dates the decisions.
        """
        self._entities = extraction.entities
        self._slug = document.slug
        self._candidates = candidates
        self._lexicon = lexicon
        self._ledger = ledger
        self._proposed = proposed
        self._naming = Naming(candidates, lexicon)
        self._seeking = Seeking(extraction, candidates, self._slug, document.published)
        self._minutes = Minutes(document.slug, on)
        self._added: list[str] = []
        names = Counter((one.kind, name_of(one)) for one in self._entities.values())
        self._shared = {name for name, count in names.items() if count > 1}

    def done(self) -> Resolution:
        """Settle every entity."""
        for key in self._byname_of():
            self._settle_byname_of(self._entities[key])
        for _ in range(_ROUNDS):
            for kind in (Kind.EVENT, Kind.AGREEMENT):
                self._settle_stories(self._unsettled(kind))
        for kind in (Kind.EVENT, Kind.AGREEMENT):
            for entity in self._unsettled(kind):
                again = kind is Kind.EVENT  # a text may have two words for one event
                self._settle_new(entity, self._stories_like(entity, taken=again))
        ordered = {key: self._minutes.identities[key] for key in self._entities}
        things = [self._told(key, identity) for key, identity in ordered.items()]
        return Resolution(ordered, sorted(self._minutes.decisions), things)

    def forget(self) -> None:
        """Take what is new out of the candidates."""
        for iri in self._added:
            self._candidates.discard(iri)

    def _byname_of(self) -> list[str]:
        """Keys of the entities that are told by their names, what others need first."""
        told = (one for one in self._entities.values() if one.kind not in STORIES)
        return [one.key for one in sorted(told, key=self._turn)]

    def _turn(self, entity: Entity) -> tuple[int, int]:
        owner = self._entities.get(entity.owner)
        match entity.kind:
            case Kind.COUNTRY:
                turn = 0
            case Kind.PLACE:
                turn = 1
            case Kind.POST:
                turn = 5 if owner is None or owner.kind is Kind.PERSON else 3
            case Kind.PERSON:
                turn = 4
            case Kind.INITIATIVE:
                turn = 6
            case _:
                turn = 2
        return turn, self._depth(entity)

    def _depth(self, entity: Entity) -> int:
        """How many owners stand above an entity; a circle of owners ends where it closes."""
        seen = {entity.key}
        while entity.owner in self._entities and entity.owner not in seen:
            entity = self._entities[entity.owner]
            seen.add(entity.key)
        return len(seen)

    def _unsettled(self, kind: Kind) -> list[Entity]:
        all_ = self._entities.values()
        return [one for one in all_ if one.kind is kind and one.key not in self._minutes.identities]

    def _settle_byname_of(self, entity: Entity) -> None:
        if self._settle_decided(entity) or self._settle_country(entity):
            return
        matches = self._names_like(entity)
        if not self._settle_same(entity, matches):
            self._settle_new(entity, matches)

    def _names_like(self, entity: Entity) -> list[Match]:
        """The things that an entity may be by its names, the best first."""
        sought = self._sought(entity)
        if entity.kind is Kind.COUNTRY:
            return [
                Match(one.thing, 0.9, ("the same name",)) for one in self._candidates.near(sought)
            ]
        return self._ranked(
            entity,
            (
                compare_names(sought, known, self._candidates, self._lexicon)
                for known in self._candidates.near(sought)
            ),
        )

    def _sought(self, entity: Entity) -> Known:
        """An entity to be compared; a description is no name, except of what a country has one."""
        thing = self._seeking.thing(entity.key)
        if not (entity.proper or entity.kind in ORGANS | STORIES | {Kind.POST}):
            thing = replace(thing, names=entity.aliases)
        return taken_apart(thing, self._lexicon)

    def _stories_like(self, entity: Entity, *, taken: bool = False) -> list[Match]:
        """The agreements or events that an entity may be, the best first.

        Those that are taken by another entity of the text are left out unless they are asked for.
        """
        sought = self._sought(entity)
        settled = {identity.iri for identity in self._minutes.identities.values()}
        return self._ranked(
            entity,
            (
                compare_stories(sought, known, self._told_beside(known.thing), self._lexicon)
                for known in self._candidates.near(sought)
                if taken or known.thing.key not in settled
            ),
        )

    def _told_beside(self, thing: Thing) -> frozenset[str]:
        """Agreements and events of this text that a document which tells of a thing has too."""
        told = self._candidates.told_with(thing)
        return told & {identity.iri for identity in self._minutes.identities.values()}

    def _ranked(self, entity: Entity, matches: Iterable[Match]) -> list[Match]:
        """Matches that are worth a look and that no person has refused, the best first."""
        refused = {
            decision.thing
            for decision in self._ledger.of_document(self._slug)
            if decision.verdict is Verdict.NOT and decision.name == name_of(entity)
        }
        kept = (one for one in matches if one.score >= OPEN and one.thing.key not in refused)
        return sorted(kept, key=lambda one: (-one.score, one.thing.key))

    def _settle_stories(self, entities: list[Entity]) -> None:
        """Settle those that surely are known, the surest first; of two alike neither."""
        decided = [one for one in entities if self._settle_decided(one)]
        ranked = [(one, self._stories_like(one)) for one in entities if one not in decided]
        ranked = [(one, matches) for one, matches in ranked if matches]
        claimed = Counter(matches[0].thing.key for _, matches in ranked)
        for entity, matches in sorted(ranked, key=lambda pair: -pair[1][0].score):
            rivals = [
                other[0].score
                for one, other in ranked
                if one is not entity and other[0].thing.key == matches[0].thing.key
            ]
            if claimed[matches[0].thing.key] == 1 or matches[0].score - max(rivals) >= MARGIN:
                self._settle_same(entity, matches)

    def _settle_decided(self, entity: Entity) -> bool:
        """Settle by what was decided on this text before: by a person, else by this rule."""
        about = (str(entity.kind), name_of(entity))
        found = [
            one
            for one in self._ledger.of_document(self._slug)
            if (one.kind, one.name) == about and one.verdict is not Verdict.NOT
        ]
        persons = [one for one in found if not one.is_ours]
        ours = [
            one for one in found if one.by == RULE and (entity.kind, about[1]) not in self._shared
        ]
        for decision in (*persons, *ours):
            iri = self._ledger.canonical(decision.thing)
            if iri not in self._candidates:
                continue
            score = 1.0 if decision in persons else float(decision.score)
            proposed = self._ledger.proposed_by(self._slug)
            kept = [decision, *(one for one in proposed if one.other == decision.thing)]
            identity = Identity(iri, score, decision.reasons)
            self._minutes.keep(entity, identity, kept if decision.is_ours else [])
            self._seeking.settle(entity.key, iri)
            return True
        return False

    def _settle_country(self, entity: Entity) -> bool:
        """Settle a country by its code; whether it is one of the world and known."""
        found = _territory(entity)
        known = self._candidates.of_code(found.code) if found else None
        if found is None or known is None:
            return False
        reasons = (f"ISO 3166-1: {found.code.upper()}",)
        self._settle(entity, Identity(known.key, 1.0, reasons), Verdict.SAME)
        return True

    def _settle_same(self, entity: Entity, matches: list[Match]) -> bool:
        """Settle as the best match, where it is good, alone, and its letters do not deceive."""
        if not matches or matches[0].score < SAME or deceiving(entity):
            return False
        best = matches[0]
        if any(self._is_rival(other, best) for other in matches[1:]):
            return False
        self._settle(
            entity, Identity(best.thing.key, min(best.score, 1.0), best.reasons), Verdict.SAME
        )
        return True

    def _is_rival(self, other: Match, best: Match) -> bool:
        """Whether another match is as good; one that may be the best one itself is no rival."""
        if best.score - other.score >= MARGIN:
            return False
        judged = self._ledger.on_pair(best.thing.key, other.thing.key)
        apart = judged is not None and judged.verdict is Verdict.NOT
        return apart or {best.thing.key, other.thing.key} not in self._proposed

    def _settle_new(self, entity: Entity, matches: list[Match]) -> None:
        """Settle as a thing that nothing had named before, and propose what it may be."""
        thing = self._seeking.thing(entity.key)
        iri, label = self._naming.named(thing, self._seeking.resolved.get(entity.owner, ""))
        found = _territory(entity)
        reasons = ["nothing known fits" if not matches else "nothing known fits well enough"]
        reasons += [f"ISO 3166-1: {found.code.upper()}"] if found else []
        reasons += deceiving(entity)
        code = found.code if found else ""
        self._candidates.add(replace(thing, key=iri, label=label, code=code))
        self._added.append(iri)
        score = round(1.0 - min(matches[0].score if matches else 0.0, 1.0), 2)
        self._settle(entity, Identity(iri, score, tuple(reasons), label), Verdict.NEW)
        for match in matches[:_PROPOSED]:
            judged = self._ledger.on_pair(match.thing.key, iri)
            if judged is None or judged.is_ours:
                self._minutes.propose(entity, iri, match)

    def _settle(self, entity: Entity, identity: Identity, verdict: Verdict) -> None:
        self._minutes.settle(entity, identity, verdict)
        self._seeking.settle(entity.key, identity.iri)

    def _told(self, key: str, identity: Identity) -> Thing:
        """A thing with what this text tells of it."""
        told = self._seeking.thing(key)
        known = self._candidates.get(identity.iri)
        return merged(known, told) if known is not None else replace(told, key=identity.iri)


def _territory(entity: Entity) -> Territory | None:
    """The country of the world that a country's names mean."""
    if entity.kind is not Kind.COUNTRY or deceiving(entity):
        return None
    return country_of_names((*entity.wordings, *entity.aliases))
