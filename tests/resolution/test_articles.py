"""Twenty real articles (`../shared/evaluation`), by the facts that a reader took from them.

Some report what the repository's documents report too, and must find those things; all else they
speak of is new. They are added one after the other, each knowing those before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from communique.claims import (
    Argument,
    Claim,
    Concept,
    Day,
    Entity,
    Extraction,
    Kind,
    Mention,
    Predicate,
    Span,
    Words,
)
from communique.model import Document
from communique.project import Project
from communique.resolution.resolver import Resolver
from communique.resolution.territories import country
from communique.vocabulary import DOCUMENT, ID
from tests.conftest import ROOT

NOWHERE = Span(0, 0)
KINDS = {
    "Military": Kind.ARMED_FORCES,
    "Fund": Kind.PUBLIC_FUND,
    "IGO": Kind.INTERNATIONAL_ORGANIZATION,
}
STORIES = {
    ("u01", "A1"): "agreement/hague-letter",
    ("u01", "Ramstein format meeting"): "event/ramstein-meeting-2025-06",
    ("u02", "A1"): "agreement/hague-letter",
    ("u02", "Ramstein meeting"): "event/ramstein-meeting-2025-06",
    ("u06", "A1"): "agreement/copenhagen-agreement",
    ("u06", "E1"): "event/zelenskyy-frederiksen-costa-von-der-leyen-meeting",
    ("u07", "A1"): "agreement/copenhagen-agreement",
    ("u11", "Ukrainian-Danish Defense Industries Forum"): "event/dfnc1-danish-edition",
    ("u11", "E1"): "event/kuleba-rasmussen-press-conference-2024-01",
    ("u11", "E2"): "event/rasmussen-visit-mykolaiv-2024-01",
    ("u20", "A1"): "agreement/danish-purchase-memorandum",
    ("u20", "A2"): "agreement/netherlands-industry-letter",
    ("u20", "E1"): "event/umerov-poulsen-meeting-2024-06",
    ("u23", "A1"): "agreement/netherlands-drone-memorandum",
    ("u23", "E1"): "event/zelenskyy-brekelmans-meeting-2025-10",
    ("u24", "A1"): "agreement/netherlands-drone-memorandum",
    ("u24", "E1"): "event/zelenskyy-brekelmans-meeting-2025-10",
    ("u38", "International Defense Industries Forum"): "event/dfnc1-2023",
}
"""What the articles tell of that the repository's documents tell of too."""


class Article(NamedTuple):
    name: str
    published: str
    facts: list[tuple[str, list[str]]]

    def named(self, predicate: str) -> dict[str, str]:
        """The second arguments of a predicate's facts, by the first."""
        return {given[0]: given[1] for told, given in self.facts if told == predicate}


class Telling:
    """Makes an extraction of an article's facts."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.entities: dict[str, Entity] = {}
        self._kinds, self._owners = article.named("kind"), article.named("country")
        self._stories = {"agreement": article.named("agreement"), "event": article.named("event")}
        self._titles = article.named("agreementName")
        signers = {given[2] for told, given in article.facts if told == "signatory"}
        self._persons = signers | set(article.named("holdsPost"))

    def extraction(self) -> Extraction:
        for name in self._kinds:
            self._entity(name)
        claims = tuple(one for told, given in self.article.facts for one in self._told(told, given))
        return Extraction(self.entities, claims)

    def _told(self, told: str, given: list[str]) -> Iterator[Claim]:
        if told == "holdsPost":
            post = self._post(given[1], given[2])
            yield self._claim(
                "term-of-office", holder=self._entity(given[0], Kind.PERSON), post=post
            )
        elif told in self._stories:
            yield self._story(told, given)
        elif told == "signatory":
            agreement, party, signer = given
            yield self._claim(
                "signature", agreement=self._entity(agreement), party=self._entity(party),
                signer=self._entity(signer, Kind.PERSON),
            )  # fmt: skip
        elif told == "participant":
            occasion, who = map(self._entity, given[:2])
            yield self._claim("participation", occasion=occasion, participant=who)
        elif told == "partOf":
            part, whole = self._entity(given[0]), self._entity(given[1], Kind.INITIATIVE)
            yield self._claim("part-of", part=part, whole=whole)
        elif told == "atEvent" and given[1] in self._stories["event"]:
            thing = self._entity(given[0], None if self._is_story(given[0]) else Kind.INITIATIVE)
            yield self._claim("at-event", thing=thing, event=self._entity(given[1]))
        elif told == "subject":
            topic = Words(given[1], NOWHERE)
            yield self._claim("topic", thing=self._entity(given[0]), topic=topic)

    def _story(self, told: str, given: list[str]) -> Claim:
        name, kind, day, place = given
        # the evaluation's XXXX-10-10, a day of no year, is --10-10 here
        day = day.replace("XXXX", "-").partition("/")[0] if day != "-" else ""
        return self._claim(
            told,
            **{told: self._entity(name)},
            kind=Concept(f"{told}-kind:{kind.replace(' ', '-')}", NOWHERE),
            date=Day(day, NOWHERE) if day else None,
            place=self._entity(place, None if country(place) else Kind.PLACE),
        )

    def _is_story(self, name: str) -> bool:
        return any(name in stories for stories in self._stories.values())

    def _post(self, title: str, owner: str) -> Mention:
        known = self._entity(owner) if owner in self._kinds or country(owner) else None
        key = f"{title} of {owner}"
        whose = known.entity if known else ""
        self.entities.setdefault(key, Entity(key, Kind.POST, (title,), owner=whose))
        return Mention(key, NOWHERE)

    def _entity(self, name: str, kind: Kind | None = None) -> Mention | None:
        if name == "-":
            return None
        if name not in self.entities:
            owner = self._owners.get(name, "")
            if owner:
                self._entity(owner)
            own = kind or self._kind(name)
            self.entities[name] = Entity(name, own, self._wordings(name), owner=owner)
        return Mention(name, NOWHERE)

    def _kind(self, name: str) -> Kind:
        if name in self._kinds:
            told = self._kinds[name]
            return KINDS[told] if told in KINDS else Kind(told)
        if name in self._persons:
            return Kind.PERSON
        if self._is_story(name):
            return Kind.AGREEMENT if name in self._stories["agreement"] else Kind.EVENT
        return Kind.COUNTRY if country(name) else Kind.ORGANIZATION

    def _wordings(self, name: str) -> tuple[str, ...]:
        if name in self._stories["agreement"]:
            title = self._titles.get(name)
            return (*((title,) if title else ()), self._stories["agreement"][name])
        return () if name in self._stories["event"] and len(name) == len("E1") else (name,)

    def _claim(self, predicate: str, **roles: Argument | None) -> Claim:
        arguments = tuple((role, value) for role, value in roles.items() if value is not None)
        return Claim(Predicate(predicate), arguments, NOWHERE, NOWHERE, "told/1")


@pytest.fixture(scope="module")
def found(shared: Path) -> dict[tuple[str, str], tuple[str, Kind, bool]]:
    """For each entity of each article its IRI, its kind and whether it is new."""
    resolver = Resolver.of(Project(ROOT))
    things = {}
    for line in (shared / "evaluation" / "articles.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        facts = [(fact["p"], fact["a"]) for fact in row["facts"]]
        article = Article(row["id"], row["published"] or "", facts)
        record = Document(DOCUMENT[article.name].value, "", published=article.published)
        extraction = Telling(article).extraction()
        resolution = resolver.resolve(extraction, record)
        resolver.learn(resolution)
        for key, one in resolution.identities.items():
            kind = extraction.entities[key].kind
            things[article.name, key] = (one.iri.removeprefix(str(ID)), kind, bool(one.label))
    return things


Found = dict[tuple[str, str], tuple[str, Kind, bool]]


def test_what_both_tell_of_is_found_and_nothing_else(found: Found) -> None:
    stories = {
        name: iri
        for name, (iri, kind, is_new) in found.items()
        if kind in (Kind.AGREEMENT, Kind.EVENT) and not is_new
    }
    assert stories == STORIES


def test_what_is_new_is_one_thing_each(found: Found) -> None:
    new = [
        iri
        for iri, kind, is_new in found.values()
        if is_new and kind in (Kind.AGREEMENT, Kind.EVENT)
    ]
    assert len(new) == len(set(new)) > len(STORIES)


def test_a_person_is_one_under_every_spelling_and_no_other(found: Found, shared: Path) -> None:
    groups = json.loads((shared / "evaluation" / "aliases.json").read_text("utf-8"))["persons"]
    canonical = {name: one["canonical"] for one in groups for name in one["in_set"]}
    persons: dict[str, set[str]] = {}
    for (_, name), (iri, kind, _) in found.items():
        if kind is Kind.PERSON:
            persons.setdefault(canonical.get(name, name), set()).add(iri)
    assert {name: len(iris) for name, iris in persons.items()} == dict.fromkeys(persons, 1)
    assert len(set().union(*persons.values())) == len(persons)


def test_armies_and_ministries_are_those_of_their_countries(found: Found) -> None:
    organs = {
        name: iri
        for (_, name), (iri, kind, is_new) in found.items()
        if kind in (Kind.ARMED_FORCES, Kind.MINISTRY) and not is_new
    }
    assert organs["Ukrainian Defense Forces"] == organs["Ukrainian army"]
    assert organs["Ukrainian Defense Ministry"] == "organization/ministry-of-defence-ukraine"
    assert organs["Ministry of Defense"] == "organization/ministry-of-defence-ukraine"
