"""The entities of one text by the names they have in the graph."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode

from communique.claims import Entity, Extraction, Identity, Kind
from communique.slugs import slug_of
from communique.vocabulary import ID

_SEGMENTS = {
    Kind.PERSON: "person",
    Kind.POST: "post",
    Kind.COUNTRY: "country",
    Kind.PLACE: "place",
    Kind.AGREEMENT: "agreement",
    Kind.EVENT: "event",
    Kind.INITIATIVE: "initiative",
}
"""The part of an IRI that tells the kind; of all others it is `organization`."""

_DESCRIBED = frozenset({Kind.MINISTRY, Kind.GOVERNMENT, Kind.ARMED_FORCES, Kind.AGREEMENT})
"""Kinds whose names are descriptions for the most part."""
_OCCASIONS = frozenset(
    {"ceremony", "conference", "exercise", "exhibition", "forum", "meeting", "summit", "visit"}
)


class Names:
    """IRIs, slugs and readable names of an extraction's entities, by key."""

    def __init__(self, extraction: Extraction, identities: Mapping[str, Identity]) -> None:
        self._entities = extraction.entities
        self._identities = identities

    def entity(self, key: str) -> Entity:
        """What the text tells of it."""
        return self._entities[key]

    def node(self, key: str) -> NamedNode:
        """The thing of the graph that it is."""
        return NamedNode(self._identities[key].iri)

    def slug(self, key: str) -> str:
        """The last part of its IRI, by which nodes with a KEY name it."""
        return self._identities[key].iri.rpartition("/")[2]

    def title(self, key: str) -> str:
        """What it is called in a sentence of ours."""
        entity, label = self._entities[key], self._identities[key].label
        described = bool(entity.name) and not entity.proper and not label
        name = entity.name if entity.proper or described else label
        name = name.removeprefix("the ") or label
        if not name:
            return self.slug(key).replace("-", " ").title()
        last = name.rpartition(" ")[2].lower()
        article = described or entity.kind in _DESCRIBED or last in _OCCASIONS
        return f"the {name}" if article else name


def segment_of(kind: Kind) -> str:
    """The part of an IRI that tells what kind of thing it names."""
    return _SEGMENTS.get(kind, "organization")


def fresh(extraction: Extraction) -> dict[str, Identity]:
    """An identity of its own for every entity, as where no registry is known.

    Named after the entity's name; where it has none, after what follows the last colon of its key.
    """
    taken: set[str] = set()
    found = {}
    for key, entity in extraction.entities.items():
        name = entity.name or key.rpartition(":")[2]
        base = iri = ID[f"{segment_of(entity.kind)}/{slug_of(name)}"].value
        number = 1
        while iri in taken:
            number += 1
            iri = f"{base}-{number}"
        taken.add(iri)
        found[key] = Identity(iri, 1.0, ("taken as new",), name)
    return found
