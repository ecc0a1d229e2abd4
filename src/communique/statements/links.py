"""Claims that are plain links between things, or from a thing to a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from communique.claims import Claim, Concept, Day, Kind, Predicate, Words
from communique.model import Document
from communique.statements.concepts import Concepts
from communique.statements.names import Names
from communique.statements.roles import concept_in, entity_in, given, words_in
from communique.statements.terms import concept_term, date_term
from communique.vocabulary import CMQ, RDF

_BETWEEN = {
    Predicate.COUNTRY: ("thing", CMQ.country, "country"),
    Predicate.MEMBERSHIP: ("member", CMQ.memberOf, "whole"),
    Predicate.AT_EVENT: ("thing", CMQ.atEvent, "event"),
    Predicate.PART_OF: ("part", CMQ.partOf, "whole"),
    Predicate.BENEFICIARY: ("thing", CMQ.beneficiary, "beneficiary"),
    Predicate.INVOLVEMENT: ("thing", CMQ.involves, "organization"),
}
"""Links between two things: the role of the one, the property, the role of the other."""
_OF_DOCUMENT = {
    Predicate.CITATION: (CMQ.cites, "source"),
    Predicate.PUBLISHER: (CMQ.publisher, "outlet"),
}
"""Links of the document itself: the property, the role of the other."""


class Links:
    """Writes claims that are links as triples, for one document."""

    def __init__(self, document: Document, names: Names, concepts: Concepts) -> None:
        self._document = NamedNode(document.iri)
        self._names = names
        self._concepts = concepts
        self._others: dict[Predicate, Callable[[Claim], Iterator[Triple]]] = {
            Predicate.KIND: self._kind,
            Predicate.ALIAS: self._alias,
            Predicate.TOPIC: self._topics,
            Predicate.AGREEMENT: self._agreement,
            Predicate.EVENT: self._event,
            Predicate.LEGAL_FORCE: self._force,
        }

    def of(self, claim: Claim) -> Iterator[Triple]:
        """The triples of a claim; KeyError where it is no link."""
        if claim.predicate in _BETWEEN:
            role, link, other = _BETWEEN[claim.predicate]
            yield Triple(self._node(claim, role), link, self._node(claim, other))
        elif claim.predicate in _OF_DOCUMENT:
            link, other = _OF_DOCUMENT[claim.predicate]
            yield Triple(self._document, link, self._node(claim, other))
        else:
            yield from self._others[claim.predicate](claim)

    def _kind(self, claim: Claim) -> Iterator[Triple]:
        kind = self._names.entity(entity_in(claim, "thing")).kind
        yield Triple(self._node(claim, "thing"), RDF.type, CMQ[kind.value])

    def _alias(self, claim: Claim) -> Iterator[Triple]:
        yield Triple(self._node(claim, "thing"), CMQ.alias, Literal(words_in(claim, "name")))

    def _topics(self, claim: Claim) -> Iterator[Triple]:
        thing = self._node(claim, "thing")
        for topic in given(claim, "topic", Words):
            yield Triple(thing, CMQ.topic, self._concepts.of("topic", topic.text))

    def _agreement(self, claim: Claim) -> Iterator[Triple]:
        agreement = self._node(claim, "agreement")
        yield Triple(agreement, RDF.type, CMQ[Kind.AGREEMENT.value])
        yield from self._circumstances(agreement, claim)

    def _force(self, claim: Claim) -> Iterator[Triple]:
        agreement = self._node(claim, "agreement")
        yield Triple(agreement, CMQ.legalForce, concept_in(claim, "force"))

    def _event(self, claim: Claim) -> Iterator[Triple]:
        event = self._node(claim, "event")
        kinds = (self._concepts.classes.get(concept_term(c)) for c in given(claim, "kind", Concept))
        yield Triple(event, RDF.type, next(kinds, None) or CMQ[Kind.EVENT.value])
        yield from self._circumstances(event, claim)

    def _circumstances(self, node: NamedNode, claim: Claim) -> Iterator[Triple]:
        """Kind, stage, date and place, as far as they are said."""
        for link, role in ((CMQ.kind, "kind"), (CMQ.stage, "stage")):
            for concept in given(claim, role, Concept):
                yield Triple(node, link, concept_term(concept))
        for day in given(claim, "date", Day):
            yield Triple(node, CMQ.date, date_term(day))
        if claim.entity("place"):
            yield Triple(node, CMQ.place, self._node(claim, "place"))

    def _node(self, claim: Claim, role: str) -> NamedNode:
        return self._names.node(entity_in(claim, role))
