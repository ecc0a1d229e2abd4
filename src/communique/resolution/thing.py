"""Things as they are compared: one that the graph knows, and one that a text speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

from communique.claims import Kind

PATHS = {
    Kind.PERSON: "person",
    Kind.POST: "post",
    Kind.COUNTRY: "country",
    Kind.PLACE: "place",
    Kind.AGREEMENT: "agreement",
    Kind.EVENT: "event",
    Kind.INITIATIVE: "initiative",
}
"""The segment of an IRI that tells of what kind a thing is; all others are organisations."""
ORGANIZATION = "organization"
ORGANS = frozenset({Kind.GOVERNMENT, Kind.MINISTRY, Kind.ARMED_FORCES})
"""Organisations that every country has."""
OF_THE_STATE = ORGANS | {Kind.AGENCY}
"""Organisations that act for their state."""
STORIES = frozenset({Kind.AGREEMENT, Kind.EVENT})
"""Kinds whose things are told by what happened and less by a name."""


def path_of(kind: Kind) -> str:
    """The segment of the IRI of a thing of a kind: its most specific class that never changes."""
    return PATHS.get(kind, ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Story:
    """What is told of an agreement, an event or an initiative, by one document or by all."""

    concepts: frozenset[str] = frozenset()
    """Names of its kinds in their scheme: `memorandum`."""
    stages: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    """Partial dates: 2024-03-23, 2024-03, --03-23."""
    reported: frozenset[str] = frozenset()
    """Days on which documents that tell of it were published."""
    places: frozenset[str] = frozenset()
    """IRIs of places, and of the countries in which they are."""
    parties: frozenset[str] = frozenset()
    """IRIs of the sides: countries, or organisations that are no organs of a state."""
    people: frozenset[tuple[str, str]] = frozenset()
    """Who signed or took part, with the side that it was for; the side may be empty."""
    beside: frozenset[str] = frozenset()
    """IRIs of agreements, events and initiatives that it is linked with."""
    sums: frozenset[tuple[str, str]] = frozenset()
    """Sums of money: number and currency."""
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing with all that identity is told by."""

    key: str
    """Its IRI, or the key of an entity of a text."""
    kind: Kind
    names: tuple[str, ...] = ()
    label: str = ""
    """Its label in the registry; empty for an entity of a text."""
    countries: frozenset[str] = frozenset()
    """IRIs of the countries it belongs to; of a person, those that it stands for."""
    owner: str = ""
    """IRI of the organisation, country or person that a post belongs to."""
    code: str = ""
    """Of a country, its ISO 3166-1 code of two letters, in small letters."""
    posts: frozenset[str] = frozenset()
    """Of a person, IRIs of the posts it holds or held."""
    titles: frozenset[str] = frozenset()
    """Of a person in a text, the folded names of posts of which it is not said whose they are."""
    holders: frozenset[str] = frozenset()
    """Of a post in a text, IRIs of the persons who hold it."""
    concept: str = ""
    """Of a post its rank."""
    story: Story = field(default_factory=Story)
    documents: frozenset[str] = frozenset()
    """Slugs of the documents that speak of it."""

    @property
    def path(self) -> str:
        """The segment of its IRI that tells its kind."""
        return path_of(self.kind)


@dataclass(frozen=True, slots=True)
class Match:
    """How well a thing that is known fits an entity of a text."""

    thing: Thing
    score: float
    """From 0 on; more than 1 where more speaks for it than is needed."""
    reasons: tuple[str, ...]


def merged(known: Thing, told: Thing) -> Thing:
    """A thing that is known, with what a text tells of it."""
    return replace(
        known,
        names=tuple(dict.fromkeys((*known.names, *told.names))),
        countries=known.countries | told.countries,
        owner=known.owner or told.owner,
        posts=known.posts | told.posts,
        concept=known.concept or told.concept,
        story=_all_told(known.story, told.story),
        documents=known.documents | told.documents,
    )


def _all_told(one: Story, other: Story) -> Story:
    return Story(**{f.name: getattr(one, f.name) | getattr(other, f.name) for f in fields(Story)})
