"""What one text says, before it is known which things of the graph it speaks of.

An extraction holds entities, known by keys within one text, and claims about them. A claim stands
for one node of the graph with its links (a signature, a commitment) or for one link (a topic); it
names the span that says it. All spans are code points of the stored text, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

AND = " + "
"""Stands between the names of those who have found one claim."""
ELLIPSIS = "…"
"""Stands where words of the text are left out."""


class Span(NamedTuple):
    """A stretch of the stored text, in code points, half-open."""

    start: int
    end: int


class Kind(StrEnum):
    """What an entity is: the name of a class of the ontology."""

    PERSON = "Person"
    POST = "Post"
    COUNTRY = "Country"
    PLACE = "Place"
    ORGANIZATION = "Organization"
    GOVERNMENT = "Government"
    MINISTRY = "Ministry"
    AGENCY = "Agency"
    COMPANY = "Company"
    PUBLIC_FUND = "PublicFund"
    ASSOCIATION = "Association"
    COALITION = "Coalition"
    ARMED_FORCES = "ArmedForces"
    INSTITUTE = "Institute"
    INTERNATIONAL_ORGANIZATION = "InternationalOrganization"
    MEDIA_OUTLET = "MediaOutlet"
    AGREEMENT = "Agreement"
    EVENT = "Event"
    INITIATIVE = "Initiative"


class Certainty(StrEnum):
    """How firmly a passage says what it says: concepts of the scheme `certainty`."""

    STATED = "stated"
    HEDGED = "hedged"
    DENIED = "denied"


class Mention(NamedTuple):
    """Words that name an entity, or a word that refers to it."""

    entity: str
    """Key of the entity within its extraction."""
    span: Span
    antecedent: Span | None = None
    """Of a word that only refers (`his deputy`, `the document`): a passage that tells to what."""


class Figure(NamedTuple):
    """A number as a text gives it."""

    number: Decimal
    span: Span
    bound: str = "exact"
    """Name of a concept of the scheme `bound`: exact, at-least, at-most, about."""


class Money(NamedTuple):
    """A sum of money, in full (`500 million kroner` is 500000000)."""

    number: Decimal
    currency: str
    """Code of the currency (ISO 4217); `%GDP` for a share of the gross domestic product."""
    span: Span
    bound: str = "exact"


class Day(NamedTuple):
    """A partial date: 2024-03-23, 2024-03, 2024, or --03-23 where no year is known."""

    value: str
    span: Span
    resolved: bool = False
    """Whether it was worked out from the day of publication (`on Tuesday`, `last month`)."""


class Concept(NamedTuple):
    """A concept of one of the schemes: `agreement-kind:letter-of-intent`, `stage:signed`."""

    name: str
    span: Span
    """The words that say it."""


class Words(NamedTuple):
    """Words of the text that are kept as they are: an acronym, a topic, a purpose.

    Where some are left out between them, an `…` stands.
    """

    text: str
    span: Span


Argument = Mention | Figure | Money | Day | Concept | Words


class Predicate(StrEnum):
    """What a claim says; the roles of its arguments in brackets, those with `?` may lack."""

    KIND = "kind"
    """(thing) is what its entity's kind says."""
    COUNTRY = "country"
    """(thing: organisation or place) belongs to (country)."""
    ALIAS = "alias"
    """(thing) is also called (name: words)."""
    MEMBERSHIP = "membership"
    """(member) belongs to (whole: organisation)."""
    TERM_OF_OFFICE = "term-of-office"
    """(holder) holds (post); the post's entity names the country or organisation it is in."""
    AGREEMENT = "agreement"
    """(agreement) is of this (kind), at this (stage), with (date?) and (place?)."""
    EVENT = "event"
    """(event) is of this (kind), at this (stage?), with (date?) and (place?)."""
    SIGNATURE = "signature"
    """(agreement) is signed for (party) by (signer?)."""
    PARTICIPATION = "participation"
    """(participant) has this (role) in (occasion: event or agreement), for (on-behalf-of?)."""
    COUNT = "count"
    """(scope: event, agreement or organisation) has (number) of (counted: concept), (from?)."""
    AT_EVENT = "at-event"
    """(thing: agreement, initiative or event) belongs to (event): at it or on its sidelines."""
    PART_OF = "part-of"
    """(part: agreement, initiative or event) is a part of (whole)."""
    TOPIC = "topic"
    """(thing: agreement, event or initiative) is about (topic: words)."""
    BENEFICIARY = "beneficiary"
    """(thing: agreement) is to the good of (beneficiary)."""
    INVOLVEMENT = "involvement"
    """(thing: agreement or event) has to do with (organization)."""
    COMMITMENT = "commitment"
    """(payer?) gives (amount?) for (purpose?: words), at this (stage), (under?) an agreement or
    initiative, to (beneficiary?), out of (origin?), also given as (conversion?: money)."""
    AMOUNT = "amount"
    """(thing: agreement or initiative) is about (amount), also given as (conversion?: money)."""
    QUANTITY = "quantity"
    """(agreement) provides for (number) of (product: words)."""
    DEADLINE = "deadline"
    """(agreement) provides for (what: words) by (date)."""
    LEGAL_FORCE = "legal-force"
    """(agreement) binds its parties in law, or does not: of this (force)."""
    SHARE = "share"
    """(holder) owns (percent: figure) of (venture)."""
    UTTERANCE = "utterance"
    """(speaker) speaks, about any number of (topic: words), at (event?)."""
    CITATION = "citation"
    """The document takes what it reports from (source)."""
    PUBLISHER = "publisher"
    """The document names (outlet) as its own publisher."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Something a text speaks of, by all the words it has for it."""

    key: str
    """Tells it from the others of the same text; means nothing elsewhere."""
    kind: Kind
    wordings: tuple[str, ...]
    """The text's names for it, the longest first; empty where the text has only descriptions."""
    aliases: tuple[str, ...] = ()
    """Other names that the text gives in brackets or as such."""
    owner: str = ""
    """Key of the country, organisation or person to which an organisation, place or post belongs;
    empty where the text does not say."""
    concept: str = ""
    """Of an agreement or event the most specific kind, of a post the rank: a scheme's concept."""
    proper: bool = True
    """Whether its wordings are names; else descriptions, as `the agreement`."""

    @property
    def name(self) -> str:
        """The longest wording; empty where the text has none."""
        return self.wordings[0] if self.wordings else ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something the text says, with the span that says it."""

    predicate: Predicate
    arguments: tuple[tuple[str, Argument], ...]
    """Roles and what fills them; only topics occur more than once."""
    span: Span
    trigger: Span
    """The words that say the predicate: the verb, the title, the bracket."""
    rule: str
    """Name and version of what found it, as `signing-active/1`; of several, joined by ` + `."""
    certainty: Certainty = Certainty.STATED
    antecedents: tuple[Span, ...] = ()
    """Other spans, in which words that only refer to something are resolved."""
    attributed_to: str = ""
    """Key of the entity to whom the text ascribes it; empty where it speaks for itself."""

    @property
    def rules(self) -> list[str]:
        """Name and version of each that found it."""
        return self.rule.split(AND)

    def all(self, role: str) -> list[Argument]:
        """What fills a role."""
        return [argument for name, argument in self.arguments if name == role]

    @property
    def subject(self) -> str:
        """Key of the entity that the claim is about, in its first role; empty for none."""
        return self.entity(self.arguments[0][0]) if self.arguments else ""

    def entity(self, role: str) -> str:
        """Key of the entity in a role; empty where there is none."""
        for name, argument in self.arguments:
            if name == role and isinstance(argument, Mention):
                return argument.entity
        return ""


class Identity(NamedTuple):
    """Which thing of the graph an entity of a text is, or is proposed to be."""

    iri: str
    score: float
    """From 0 to 1: how much speaks for it; 1 where a person has decided."""
    reasons: tuple[str, ...]
    """What speaks for it and against it, each in a few words."""
    label: str = ""
    """The label of a thing that the registry does not have yet; empty for one that it has."""


class Dropped(NamedTuple):
    """A claim that was found and is not made, and why."""

    claim: Claim
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one text."""

    entities: dict[str, Entity] = field(default_factory=dict)
    """By key."""
    claims: tuple[Claim, ...] = ()
    """In the order of their spans."""
    dropped: tuple[Dropped, ...] = ()
    """What failed the support check."""
    notices: tuple[str, ...] = ()
    """What a person should know, such as look-alike letters in a name."""
