"""Entries of the registry: identity only, for things that it does not have yet."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from communique.claims import Entity, Identity, Kind
from communique.fingerprint import words
from communique.statements.concepts import Concepts
from communique.statements.nodes import POSTS
from communique.statements.terms import named_concept
from communique.vocabulary import CMQ, ID, RDF, RDFS, SKOS

_FILES = {
    "agreement": "agreements",
    "country": "countries",
    "event": "events",
    "initiative": "initiatives",
    "organization": "organizations",
    "person": "persons",
    "place": "places",
    "post": "posts",
}


def file_of(thing: NamedNode) -> str:
    """Name of the file, without its ending, in which a thing has its entry."""
    return _FILES[thing.value.removeprefix(str(ID)).partition("/")[0]]


def entry(identity: Identity, entity: Entity, concepts: Concepts) -> Iterator[Quad]:
    """Type, label and spellings of a thing that is new.

    Descriptions are no spellings; nor are names that differ from the label in signs only.
    """
    thing = NamedNode(identity.iri)
    label = identity.label or entity.name or thing.value.rpartition("/")[2].replace("-", " ")
    yield Quad(thing, RDF.type, _class_of(entity, concepts))
    yield Quad(thing, RDFS.label, Literal(label, language="en"))
    if entity.proper:
        known = {_folded(label)}
        for name in dict.fromkeys((*entity.wordings, *entity.aliases)):
            if _folded(name) not in known:
                known.add(_folded(name))
                yield Quad(thing, SKOS.altLabel, Literal(" ".join(name.split()), language="en"))


def _class_of(entity: Entity, concepts: Concepts) -> NamedNode:
    general: NamedNode = CMQ[entity.kind.value]
    if entity.kind is Kind.POST:
        return POSTS.get(entity.concept, general)
    if entity.kind is Kind.EVENT and entity.concept:
        return concepts.classes.get(named_concept(entity.concept), general)
    return general


def _folded(text: str) -> str:
    return " ".join(word.text for word in words(text))
