"""Nodes that stand for more than a link, named by the KEY of their class.

The KEYs are in the definitions of the classes in the ontology; the type and all the links of a
node stand together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from communique.claims import Claim, Concept, Day, Figure, Kind, Money, Words
from communique.model import Document
from communique.statements.commitments import NONE, Commitments, Told, plain
from communique.statements.concepts import Concepts, short
from communique.statements.names import Names
from communique.statements.roles import concept_in, entity_in, given, words_in
from communique.statements.terms import (
    GDP,
    bound_term,
    concept_term,
    count_term,
    currency_term,
    date_term,
    named_concept,
    sum_term,
)
from communique.vocabulary import CMQ, ID, RDF, SCHEME

POSTS = {"rank:minister": CMQ.MinisterialPost, "rank:deputy-minister": CMQ.DeputyMinisterialPost}
"""Classes of posts by their rank."""
_SHAREHOLDER = SCHEME["role/shareholder"]


class Nodes:
    """Writes claims that are nodes as triples, for one document."""

    def __init__(
        self, document: Document, names: Names, concepts: Concepts, commitments: Commitments
    ) -> None:
        self._document = document
        self._names = names
        self._concepts = concepts
        self._commitments = commitments
        self._utterances: dict[str, int] = {}

    def signature(self, claim: Claim) -> Iterator[Triple]:
        """KEY: agreement, party, and signer or `unnamed`."""
        signer = claim.entity("signer")
        key = (self._slug(claim, "agreement"), self._slug(claim, "party"))
        node = _node("signature", *key, self._names.slug(signer) if signer else "unnamed")
        yield Triple(node, RDF.type, CMQ.Signature)
        yield from self._links(node, claim, ("agreement", "party", "signer"))

    def term_of_office(self, claim: Claim) -> Iterator[Triple]:
        """KEY: holder, post and ordinal; the ordinal is 1, since no text tells terms apart."""
        holder, post = claim.entity("holder"), claim.entity("post")
        node = _node("term-of-office", self._slug(claim, "holder"), self._slug(claim, "post"), "1")
        yield Triple(node, RDF.type, CMQ.TermOfOffice)
        yield Triple(node, CMQ.holder, self._names.node(holder))
        yield Triple(node, CMQ.post, self._names.node(post))
        yield from self._post(post)

    def _post(self, key: str) -> Iterator[Triple]:
        entity, node = self._names.entity(key), self._names.node(key)
        yield Triple(node, RDF.type, POSTS.get(entity.concept, CMQ.Post))
        if entity.owner:
            yield Triple(node, CMQ.postIn, self._names.node(entity.owner))
        if entity.concept:
            yield Triple(node, CMQ.rank, named_concept(entity.concept))

    def participation(self, claim: Claim) -> Iterator[Triple]:
        """KEY: occasion, participant, role, and on whose behalf or a hyphen."""
        role = concept_in(claim, "role")
        behalf = claim.entity("on-behalf-of")
        node = self._participation(claim, "occasion", "participant", role, behalf)
        yield Triple(node, RDF.type, CMQ.Participation)
        yield Triple(node, CMQ.role, role)
        yield from self._links(node, claim, ("occasion", "participant"))
        if behalf:
            yield Triple(node, CMQ.onBehalfOf, self._names.node(behalf))

    def share(self, claim: Claim) -> Iterator[Triple]:
        """The participation of a shareholder in a venture."""
        node = self._participation(claim, "venture", "holder", _SHAREHOLDER, "")
        yield Triple(node, RDF.type, CMQ.Participation)
        yield Triple(node, CMQ.role, _SHAREHOLDER)
        yield Triple(node, CMQ.occasion, self._names.node(entity_in(claim, "venture")))
        yield Triple(node, CMQ.participant, self._names.node(entity_in(claim, "holder")))
        for percent in given(claim, "percent", Figure):
            yield Triple(node, CMQ.share, sum_term(percent))

    def _participation(
        self, claim: Claim, occasion: str, participant: str, role: NamedNode, behalf: str
    ) -> NamedNode:
        key = (self._slug(claim, occasion), self._slug(claim, participant), _last(role))
        return _node("participation", *key, self._names.slug(behalf) if behalf else NONE)

    def count(self, claim: Claim) -> Iterator[Triple]:
        """KEY: scope, what is counted, and the country from which or a hyphen."""
        counted = concept_in(claim, "counted")
        country = claim.entity("from")
        origin = self._names.slug(country) if country else NONE
        node = _node("count", self._slug(claim, "scope"), _last(counted), origin)
        yield Triple(node, RDF.type, CMQ.Count)
        yield Triple(node, CMQ.counted, counted)
        yield from self._links(node, claim, ("scope", "from"))
        yield from _figures(node, given(claim, "number", Figure))

    def quantity(self, claim: Claim) -> Iterator[Triple]:
        """KEY: agreement and product."""
        product = self._concepts.of("product", words_in(claim, "product"))
        node = _node("quantity", self._slug(claim, "agreement"), _last(product))
        yield Triple(node, RDF.type, CMQ.Quantity)
        yield Triple(node, CMQ.quantityOf, self._names.node(entity_in(claim, "agreement")))
        yield Triple(node, CMQ.product, product)
        yield from _figures(node, given(claim, "number", Figure))

    def utterance(self, claim: Claim) -> Iterator[Triple]:
        """KEY: speaker, document and ordinal."""
        speaker = self._slug(claim, "speaker")
        ordinal = self._utterances[speaker] = self._utterances.get(speaker, 0) + 1
        node = _node("utterance", speaker, self._document.slug, str(ordinal))
        yield Triple(node, RDF.type, CMQ.Utterance)
        yield from self._links(node, claim, ("speaker",))
        for topic in given(claim, "topic", Words):
            yield Triple(node, CMQ.topic, self._concepts.of("topic", topic.text))
        if event := claim.entity("event"):
            yield Triple(node, CMQ.atEvent, self._names.node(event))

    def amount(self, claim: Claim) -> Iterator[Triple]:
        """KEY: what it is the amount of, and the currency."""
        thing = self._names.node(entity_in(claim, "thing"))
        yield from self._sums(thing, claim)

    def commitment(self, claim: Claim) -> Iterator[Triple]:
        """KEY: payer, agreement or initiative or a hyphen, and ordinal."""
        purpose = next((short(words.text) for words in given(claim, "purpose", Words)), "")
        node = self._commitment(claim, purpose)
        yield Triple(node, RDF.type, CMQ.Commitment)
        yield from self._links(node, claim, ("payer", "under", "beneficiary"))
        for stage in given(claim, "stage", Concept):
            yield Triple(node, CMQ.stage, concept_term(stage))
        if origin := claim.entity("origin"):
            yield Triple(node, CMQ.originOfFunds, self._names.node(origin))
        if purpose:
            yield Triple(node, CMQ.purpose, Literal(purpose, language="en"))
        yield from self._sums(node, claim)

    def deadline(self, claim: Claim) -> Iterator[Triple]:
        """Something to be done under an agreement, by whomever, and by when."""
        purpose = short(words_in(claim, "what"))
        key = (NONE, self._document.slug)
        ordinal = self._commitments.ordinal(Told(key, 0, frozenset(), "", purpose))
        node = _node("commitment", *key, str(ordinal))
        yield Triple(node, RDF.type, CMQ.Commitment)
        yield Triple(node, CMQ.under, self._names.node(entity_in(claim, "agreement")))
        yield Triple(node, CMQ.purpose, Literal(purpose, language="en"))
        for day in given(claim, "date", Day):
            yield Triple(node, CMQ.deadline, date_term(day))

    def _commitment(self, claim: Claim, purpose: str) -> NamedNode:
        payer, under = claim.entity("payer"), claim.entity("under")
        whole = self._names.slug(under) if under else NONE
        key = (self._payer(payer), whole) if payer else (NONE, self._document.slug)
        sums = [*given(claim, "amount", Money), *given(claim, "conversion", Money)]
        told_sums = frozenset((one.currency, plain(one.number)) for one in sums)
        told = Told(key, 0, told_sums, self._document.published, purpose)
        return _node("commitment", *key, str(self._commitments.ordinal(told)))

    def _payer(self, key: str) -> str:
        """A payer's slug; a state and its government count as one."""
        entity = self._names.entity(key)
        state = entity.kind is Kind.GOVERNMENT and entity.owner
        return self._names.slug(entity.owner if state else key)

    def _sums(self, thing: NamedNode, claim: Claim) -> Iterator[Triple]:
        """The amounts of a thing, each with the conversions that the text gives."""
        path = thing.value.removeprefix(str(ID))
        conversions = given(claim, "conversion", Money)
        for money in given(claim, "amount", Money):
            if money.currency == GDP:
                yield Triple(thing, CMQ.shareOfGdp, sum_term(money))
                continue
            node = _node("amount", path, money.currency)
            yield Triple(node, RDF.type, CMQ.Amount)
            yield Triple(node, CMQ.amountOf, thing)
            yield from _money(node, money)
            for converted in conversions:
                into = _node("conversion", path, money.currency, converted.currency)
                yield Triple(into, RDF.type, CMQ.Conversion)
                yield Triple(into, CMQ.conversionOf, node)
                yield from _money(into, converted)

    def _links(self, node: NamedNode, claim: Claim, roles: Iterable[str]) -> Iterator[Triple]:
        """Links to the things in some roles, each named like its role; what lacks is left out."""
        for role in roles:
            if key := claim.entity(role):
                yield Triple(node, CMQ[role], self._names.node(key))

    def _slug(self, claim: Claim, role: str) -> str:
        return self._names.slug(entity_in(claim, role))


def _node(kind: str, *key: str) -> NamedNode:
    return ID["/".join((kind, *key))]


def _last(concept: NamedNode) -> str:
    return concept.value.rpartition("/")[2]


def _money(node: NamedNode, money: Money) -> Iterator[Triple]:
    yield Triple(node, CMQ.currency, currency_term(money.currency))
    yield Triple(node, CMQ.number, sum_term(money))
    yield Triple(node, CMQ.bound, bound_term(money.bound))


def _figures(node: NamedNode, figures: Iterable[Figure]) -> Iterator[Triple]:
    for figure in figures:
        yield Triple(node, CMQ.number, count_term(figure))
        yield Triple(node, CMQ.bound, bound_term(figure.bound))
