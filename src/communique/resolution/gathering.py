"""What the graph knows of its things: registry, background, and what documents say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from communique.claims import Kind
from communique.model import Passage
from communique.resolution.thing import OF_THE_STATE, ORGANIZATION, PATHS, Story, Thing
from communique.vocabulary import CMQ, DOCUMENT, ID, PROV, RDF, RDFS, SKOS

_NAMES = frozenset({SKOS.altLabel, CMQ.wording, CMQ.alias})
_LINKS = (CMQ.atEvent, CMQ.partOf, CMQ.under)
_KINDS = {str(CMQ[kind].value): kind for kind in Kind} | {
    CMQ.MinisterialPost.value: Kind.POST,
    CMQ.DeputyMinisterialPost.value: Kind.POST,
    CMQ.Conference.value: Kind.EVENT,
    CMQ.Summit.value: Kind.EVENT,
    CMQ.Meeting.value: Kind.EVENT,
}
_OF_PATHS = {path: kind for kind, path in PATHS.items()} | {ORGANIZATION: Kind.ORGANIZATION}

_PARTS = 2
"""Segments in the name of a thing."""

Values = dict[str, dict[str, list[str]]]
"""For each property, for each subject, its values in the order of reading."""


class Gathering:
    """The values of the properties that identity is told by, and things made of them."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Gather from quads with their graphs; a quad of the default graph tells of no document."""
        self._values: Values = defaultdict(lambda: defaultdict(list))
        self._documents: dict[str, set[str]] = defaultdict(set)
        for quad in quads:
            if isinstance(quad.subject, NamedNode):
                self._gather(quad, quad.subject.value)

    def things(self) -> Iterator[Thing]:
        """Every thing that has a type or a name, in the order of IRIs."""
        named = [self._values[p.value] for p in (*_NAMES, RDFS.label, RDF.type)]
        subjects = {iri for values in named for iri in values if iri.startswith(str(ID))}
        nodes = self._nodes()
        for iri in sorted(subjects):
            if path_in(iri) in _OF_PATHS:
                yield self._thing(iri, path_in(iri), nodes)

    def _gather(self, quad: Quad, subject: str) -> None:
        value = quad.object
        if not isinstance(value, NamedNode | Literal):
            return
        self._values[quad.predicate.value][subject].append(value.value)
        graph = quad.graph_name
        passage = Passage.parse(graph.value) if isinstance(graph, NamedNode) else None
        if passage is not None:
            slug = passage.document.rsplit("/", 1)[-1]
            self._documents[subject].add(slug)
            if isinstance(value, NamedNode):
                self._documents[value.value].add(slug)

    def _of(self, predicate: NamedNode, subject: str) -> list[str]:
        return self._values[predicate.value].get(subject, [])

    def _one(self, predicate: NamedNode, subject: str) -> str:
        return next(iter(self._of(predicate, subject)), "")

    def _thing(self, iri: str, path: str, nodes: _Nodes) -> Thing:
        label = self._one(RDFS.label, iri)
        names = [*self._of(RDFS.label, iri), *(n for p in _NAMES for n in self._of(p, iri))]
        kind = self._kind(iri, path)
        posts = frozenset(nodes.posts.get(iri, ()))
        countries = set(self._of(CMQ.country, iri))
        owner = self._one(CMQ.postIn, iri)
        if kind is Kind.PERSON:
            countries |= {
                self.side(self._one(CMQ.postIn, post)) for post in posts
            } | nodes.sides.get(iri, set())
        return Thing(
            key=iri,
            kind=kind,
            names=tuple(dict.fromkeys(names)),
            label=label,
            countries=frozenset(one for one in countries if "/country/" in one),
            owner=owner,
            code=min((c for c in self._of(SKOS.notation, iri) if len(c) == 2), default="").lower(),
            posts=posts,
            concept=self._one(CMQ.rank, iri).rsplit("/", 1)[-1],
            story=self._story(iri, nodes),
            documents=frozenset(self._documents.get(iri, ())),
        )

    def _kind(self, iri: str, path: str) -> Kind:
        kinds = [_KINDS[name] for name in self._of(RDF.type, iri) if name in _KINDS]
        telling = [kind for kind in kinds if kind is not Kind.ORGANIZATION]
        return next(iter(telling), _OF_PATHS[path])

    def side(self, iri: str) -> str:
        """For whom an agent stands: an organ of a state for its country, others for themselves."""
        kinds = {_KINDS.get(name) for name in self._of(RDF.type, iri)}
        return self._one(CMQ.country, iri) or iri if kinds & OF_THE_STATE else iri

    def _story(self, iri: str, nodes: _Nodes) -> Story:
        places = set(self._of(CMQ.place, iri))
        places |= {country for place in places for country in self._of(CMQ.country, place)}
        reported = {day for slug in self._documents.get(iri, ()) for day in self._published(slug)}
        beside = {value for link in _LINKS for value in self._of(link, iri)}
        beside |= nodes.beside.get(iri, set())
        return Story(
            concepts=frozenset(c.rsplit("/", 1)[-1] for c in self._of(CMQ.kind, iri)),
            stages=frozenset(s.rsplit("/", 1)[-1] for s in self._of(CMQ.stage, iri)),
            dates=frozenset(self._of(CMQ.date, iri)),
            reported=frozenset(reported),
            places=frozenset(places),
            parties=frozenset(nodes.parties.get(iri, ())),
            people=frozenset(nodes.people.get(iri, ())),
            beside=frozenset(one for one in beside if path_in(one) in _OF_PATHS),
            sums=frozenset(nodes.sums.get(iri, ())),
            topics=frozenset(t.rsplit("/", 1)[-1] for t in self._of(CMQ.topic, iri)),
        )

    def _published(self, slug: str) -> list[str]:
        """The day of publication of a document, or of the article that it restates."""
        document = DOCUMENT[slug].value
        articles = (document, *self._of(PROV.wasDerivedFrom, document))
        return [day for article in articles for day in self._of(CMQ.published, article)]

    def _nodes(self) -> _Nodes:
        nodes = _Nodes()
        for link in _LINKS:
            for one, targets in self._values[link.value].items():
                for target in targets:
                    nodes.beside[target].add(one)
        for term, holders in self._values[CMQ.holder.value].items():
            for holder in holders:
                nodes.posts[holder].update(self._of(CMQ.post, term))
        for signature, agreements in self._values[CMQ.agreement.value].items():
            self._signature(signature, agreements, nodes)
        for participation, occasions in self._values[CMQ.occasion.value].items():
            self._participation(participation, occasions, nodes)
        for amount, sources in self._values[CMQ.amountOf.value].items():
            money = self._one(CMQ.number, amount), self._one(CMQ.currency, amount)[-3:]
            for source in sources:
                for under in (source, *self._of(CMQ.under, source)):
                    nodes.sums[under].add(money)
        return nodes

    def _signature(self, signature: str, agreements: list[str], nodes: _Nodes) -> None:
        party = self.side(self._one(CMQ.party, signature))
        signer = self._one(CMQ.signer, signature)
        if signer:
            nodes.sides[signer].add(party)
        for agreement in agreements:
            nodes.parties[agreement].add(party)
            if signer:
                nodes.people[agreement].add((signer, party))

    def _participation(self, participation: str, occasions: list[str], nodes: _Nodes) -> None:
        participant = self._one(CMQ.participant, participation)
        side = self._one(CMQ.onBehalfOf, participation)
        for occasion in occasions:
            if "/person/" in participant:
                nodes.people[occasion].add((participant, side))
            elif "/place/" not in participant:
                nodes.parties[occasion].add(self.side(participant))


def path_in(iri: str) -> str:
    """The segment of a thing's IRI that tells its kind; empty where it is a node made of keys."""
    parts = iri[len(str(ID)) :].split("/") if iri.startswith(str(ID)) else []
    return parts[0] if len(parts) == _PARTS else ""


class _Nodes:
    """What nodes made of keys say of the things in them."""

    def __init__(self) -> None:
        self.posts: dict[str, set[str]] = defaultdict(set)
        self.sides: dict[str, set[str]] = defaultdict(set)
        self.parties: dict[str, set[str]] = defaultdict(set)
        self.people: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.beside: dict[str, set[str]] = defaultdict(set)
        self.sums: dict[str, set[tuple[str, str]]] = defaultdict(set)
