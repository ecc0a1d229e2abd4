"""A document's statements told back as an extraction, as if a text had just been read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

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
    Span,
    Words,
)
from communique.dataset import DocumentStatements
from communique.model import Statement
from communique.resolution.gathering import path_in
from communique.resolution.thing import Thing
from communique.vocabulary import CMQ, RDF

NOWHERE = Span(0, 0)
_PATHS = {
    "person": Kind.PERSON,
    "post": Kind.POST,
    "country": Kind.COUNTRY,
    "place": Kind.PLACE,
    "organization": Kind.ORGANIZATION,
    "agreement": Kind.AGREEMENT,
    "event": Kind.EVENT,
    "initiative": Kind.INITIATIVE,
}
_CLASSES = {
    "MinisterialPost": Kind.POST,
    "DeputyMinisterialPost": Kind.POST,
    "Conference": Kind.EVENT,
    "Summit": Kind.EVENT,
    "Meeting": Kind.EVENT,
}
_OWNERS = (CMQ.country, CMQ.postIn)


@dataclass(frozen=True)
class Said:
    """The values of every property, by subject, in one document."""

    values: dict[str, dict[str, list[str]]]

    @classmethod
    def by(cls, document: DocumentStatements) -> Said:
        values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad, _ in document.statements:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                values[quad.predicate.value][quad.subject.value].append(quad.object.value)
        return cls(values)

    def of(self, predicate: NamedNode, subject: str) -> list[str]:
        return list(dict.fromkeys(self.values.get(predicate.value, {}).get(subject, ())))

    def one(self, predicate: NamedNode, subject: str) -> str:
        return next(iter(self.of(predicate, subject)), "")

    def links(self, predicate: NamedNode) -> Iterator[tuple[str, str]]:
        for subject, values in self.values.get(predicate.value, {}).items():
            for value in dict.fromkeys(values):
                yield subject, value


def retold(document: DocumentStatements) -> Extraction:
    """What a document says, with the things' IRIs as keys of its entities."""
    said = Said.by(document)
    ends = {
        end for values in said.values.values() for pair in values.items() for end in _flat(pair)
    }
    keys = sorted(iri for iri in ends if path_in(iri) in _PATHS)
    return Extraction(
        entities={key: _entity(key, said) for key in keys}, claims=tuple(_claims(said))
    )


def completed(document: DocumentStatements, organs: Mapping[str, Thing]) -> DocumentStatements:
    """A document that also says of what kind the organs of states are that it names, and whose.

    Statements say it once; a text says it in words wherever it has the name ("the Danish
    ministry"), and whoever reads the text knows it there.
    """
    added = [
        Statement(Quad(quad.subject, predicate, NamedNode(value), quad.graph_name), place)
        for quad, place in document.statements
        if quad.predicate == CMQ.wording and isinstance(quad.subject, NamedNode)
        if (thing := organs.get(quad.subject.value)) is not None
        for predicate, value in (
            (RDF.type, CMQ[thing.kind].value),
            *((CMQ.country, country) for country in thing.countries),
        )
    ]
    return replace(document, statements=[*document.statements, *added])


def _flat(pair: tuple[str, list[str]]) -> list[str]:
    return [pair[0], *pair[1]]


def _entity(key: str, said: Said) -> Entity:
    wordings = sorted(said.of(CMQ.wording, key), key=lambda name: (-len(name), name))
    if not wordings and path_in(key) == "country":  # its organs are named after it: `Swedish`
        wordings = [key.rsplit("/", 1)[-1].replace("-", " ").title()]
    kinds = [kind for name in said.of(RDF.type, key) if (kind := _kind(name))]
    told = next((owner for link in _OWNERS for owner in said.of(link, key)), "")
    concept = said.one(CMQ.rank, key)
    return Entity(
        key=key,
        kind=next(iter(kinds), _PATHS[path_in(key)]),
        wordings=tuple(wordings),
        aliases=tuple(said.of(CMQ.alias, key)),
        owner=told,
        concept=f"rank:{concept.rsplit('/', 1)[-1]}" if concept else "",
        proper=bool(wordings),
    )


def _kind(iri: str) -> Kind | None:
    name = iri.removeprefix(str(CMQ))
    return _CLASSES.get(name) or (Kind(name) if name in set(Kind) else None)


def _claims(said: Said) -> Iterator[Claim]:
    for predicate, scheme in ((Predicate.AGREEMENT, "agreement"), (Predicate.EVENT, "event")):
        for key in {key for values in said.values.values() for key in values}:
            if path_in(key) == scheme:
                yield _claim(predicate, **{scheme: key}, **_told(key, said, scheme))
    for node, agreement in said.links(CMQ.agreement):
        roles = {"party": said.one(CMQ.party, node), "signer": said.one(CMQ.signer, node)}
        yield _claim(Predicate.SIGNATURE, agreement=agreement, **roles)
    for node, holder in said.links(CMQ.holder):
        yield _claim(Predicate.TERM_OF_OFFICE, holder=holder, post=said.one(CMQ.post, node))
    for node, occasion in said.links(CMQ.occasion):
        roles = {
            "participant": said.one(CMQ.participant, node),
            "on-behalf-of": said.one(CMQ.onBehalfOf, node),
        }
        yield _claim(Predicate.PARTICIPATION, occasion=occasion, **roles)
    yield from _links(said)


def _links(said: Said) -> Iterator[Claim]:
    for thing, event in said.links(CMQ.atEvent):
        yield _claim(Predicate.AT_EVENT, thing=thing, event=event)
    for part, whole in said.links(CMQ.partOf):
        yield _claim(Predicate.PART_OF, part=part, whole=whole)
    for thing, topic in said.links(CMQ.topic):
        words = Words(topic.rsplit("/", 1)[-1].replace("-", " "), NOWHERE)
        yield _claim(Predicate.TOPIC, thing=thing, topic=words)
    for node, source in said.links(CMQ.amountOf):
        number, currency = said.one(CMQ.number, node), said.one(CMQ.currency, node)
        money = Money(Decimal(number), currency.rsplit("/", 1)[-1], NOWHERE)
        under = said.one(CMQ.under, source) or source
        yield _claim(Predicate.AMOUNT, thing=under, amount=money)


def _told(key: str, said: Said, scheme: str) -> dict[str, Argument | str]:
    told: dict[str, Argument | str] = {}
    kinds = sorted(said.of(CMQ.kind, key), key=len)
    if kinds:
        told["kind"] = Concept(f"{scheme}-kind:{kinds[-1].rsplit('/', 1)[-1]}", NOWHERE)
    if stage := said.one(CMQ.stage, key):
        told["stage"] = Concept(f"stage:{stage.rsplit('/', 1)[-1]}", NOWHERE)
    if date := said.one(CMQ.date, key):
        told["date"] = Day(date, NOWHERE)
    told["place"] = said.one(CMQ.place, key)
    return told


def _claim(predicate: Predicate, **roles: Argument | str) -> Claim:
    arguments = tuple(
        (role, Mention(value, NOWHERE) if isinstance(value, str) else value)
        for role, value in roles.items()
        if value
    )
    return Claim(predicate, arguments, NOWHERE, NOWHERE, "retold/1")
