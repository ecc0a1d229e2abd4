"""Units: what a passage says, cut into statements that a person can judge one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from communique.dataset import DocumentStatements
from communique.fingerprint import Fingerprint
from communique.model import Passage, Term, object_of, subject_of, text_of, triple_of
from communique.reviews.keys import key_of
from communique.vocabulary import CMQ, DOCUMENTS_GRAPH, RDF

NODES = {
    CMQ[name]: name
    for name in (
        "Amount",
        "Commitment",
        "Conversion",
        "Count",
        "Participation",
        "Quantity",
        "RunningTotal",
        "Signature",
        "TermOfOffice",
        "Utterance",
    )
}
"""Classes of the nodes that stand for a relation; each node is one statement."""
_HANGS_ON = {CMQ.Amount: CMQ.amountOf, CMQ.Conversion: CMQ.conversionOf}
"""Nodes that are said with another one, and the property that names it."""
_POSTS = frozenset({CMQ.Post, CMQ.MinisterialPost, CMQ.DeputyMinisterialPost})
_DESCRIBES = frozenset(
    {
        RDF.type,
        CMQ.date,
        CMQ.earliest,
        CMQ.kind,
        CMQ.latest,
        CMQ.legalForce,
        CMQ.place,
        CMQ.stage,
        CMQ.stageDate,
    }
)
"""What describes an agreement, event or initiative, and is judged together."""
COMPUTED = frozenset({CMQ.earliest, CMQ.latest})
_SAYS_LITTLE = COMPUTED | {RDF.type}


@dataclass(frozen=True, slots=True)
class Notes:
    """What a statements file says of a passage itself."""

    passage: Passage
    fingerprint: Fingerprint | None = None
    certainty: str = "stated"
    rules: tuple[str, ...] = ()
    checked: bool = False
    antecedents: tuple[str, ...] = ()
    attributed_to: NamedNode | None = None
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement as a person judges it."""

    key: str
    """The same in every extraction while the words and the statement are."""
    kind: str
    """Name of the node's class or of the link's property; `description` of a thing."""
    root: Term
    """The node, or the subject of a link."""
    triples: tuple[Triple, ...]
    """What is judged; what is computed from it is among them."""
    riders: tuple[Triple, ...]
    """Wordings and bare types of the things that it speaks of, which other units may share."""
    notes: Notes

    @property
    def things(self) -> frozenset[Term]:
        """The nodes that it speaks of."""
        return frozenset(_terms(self.triples))

    @property
    def passage(self) -> str:
        """IRI of the passage."""
        return self.notes.passage.iri.value


def units_of(document: DocumentStatements) -> list[Unit]:
    """The units of a document, in the order of its text."""
    graphs: dict[str, dict[Triple, None]] = {}
    described: dict[str, list[Quad]] = {}
    for quad, _ in document.statements:
        graph = quad.graph_name
        if graph == DOCUMENTS_GRAPH:
            described.setdefault(text_of(quad.subject), []).append(quad)
        elif not isinstance(graph, DefaultGraph):
            graphs.setdefault(text_of(graph), {})[triple_of(quad)] = None
    passages = sorted(p for p in map(Passage.parse, graphs) if p is not None)
    return [
        unit
        for passage in passages
        for unit in units_in(
            list(graphs[passage.iri.value]),
            notes_of(passage, described.get(passage.iri.value, ())),
        )
    ]


def notes_of(passage: Passage, quads: Iterable[Quad]) -> Notes:
    """What quads about a passage say of it."""
    said: dict[NamedNode, list[Term]] = {}
    for quad in quads:
        said.setdefault(quad.predicate, []).append(object_of(quad))
    texts = {predicate: sorted(map(text_of, values)) for predicate, values in said.items()}
    attributed = texts.get(CMQ.attributedTo)
    return Notes(
        passage,
        Fingerprint.parse(next(iter(texts.get(CMQ.fingerprint, ())), "")),
        next(iter(texts.get(CMQ.certainty, ())), "stated").rpartition("/")[2],
        tuple(texts.get(CMQ.rule, ())),
        CMQ.checkedBy in said,
        tuple(texts.get(CMQ.antecedent, ())),
        NamedNode(attributed[0]) if attributed else None,
        next(iter(texts.get(CMQ.gloss, ())), ""),
    )


def units_in(triples: list[Triple], notes: Notes) -> list[Unit]:
    """The units of one passage; every triple that is no rider is in at least one of them."""
    graph = _Graph(triples)
    cuts = [*graph.nodes(), *graph.descriptions(), *graph.links()]
    spoken = {term for cut in cuts for term in _terms(cut.triples)}
    cuts += [cut for cut in graph.bare() if cut.root not in spoken]
    return [_unit(cut, graph, notes) for cut in cuts]


@dataclass(frozen=True, slots=True)
class _Cut:
    kind: str
    root: Term
    triples: tuple[Triple, ...]
    own: frozenset[Term] = frozenset()
    """Nodes whose names mean nothing beyond what is said of them here."""


class _Graph:
    """The triples of a passage by their subjects."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._of: dict[Term, list[Triple]] = {}
        self._wordings: dict[Term, list[Triple]] = {}
        for triple in sorted(triples, key=str):
            part = self._wordings if triple.predicate == CMQ.wording else self._of
            part.setdefault(subject_of(triple), []).append(triple)
        self._types = {
            subject: {t.object for t in said if t.predicate == RDF.type}
            for subject, said in self._of.items()
        }
        self._hung = self._hanging()

    def nodes(self) -> Iterator[_Cut]:
        """A cut for each node that stands for a relation, and for each post without a holder."""
        for subject, types in self._types.items():
            names = [name for node, name in NODES.items() if node in types]
            if (names or types & _POSTS) and subject not in self._hung:
                group = self._group(subject)
                triples = tuple(t for one in group for t in self._of[one])
                own = frozenset(one for one in group if self._types[one] & NODES.keys())
                yield _Cut(names[0] if names else "Post", subject, triples, own)

    def descriptions(self) -> Iterator[_Cut]:
        """A cut for each thing of which kind, stage, date or place is said."""
        for subject in self._things():
            said = tuple(t for t in self._of[subject] if t.predicate in _DESCRIBES)
            if any(t.predicate not in _SAYS_LITTLE for t in said):
                yield _Cut("description", subject, said)

    def links(self) -> Iterator[_Cut]:
        """A cut for each other triple of a thing but its types."""
        for subject in self._things():
            for triple in self._of[subject]:
                if triple.predicate not in _DESCRIBES:
                    dated = triple.predicate == CMQ.published
                    days = (t for t in self._of[subject] if dated and t.predicate in COMPUTED)
                    name = triple.predicate.value.rpartition("#")[2]
                    yield _Cut(name, subject, (triple, *days))

    def bare(self) -> Iterator[_Cut]:
        """A cut for each thing of which the passage says what it is, and no more."""
        for subject in self._things():
            said = tuple(self._of[subject])
            if all(t.predicate == RDF.type for t in said):
                yield _Cut("type", subject, said)

    def riders(self, cut: _Cut) -> Iterator[Triple]:
        """Wordings and types of what a cut speaks of, as far as they are not in it."""
        for term in sorted(_terms(cut.triples), key=str):
            yield from self._wordings.get(term, ())
            for triple in self._of.get(term, ()):
                if triple.predicate == RDF.type and triple not in cut.triples:
                    yield triple

    def _things(self) -> Iterator[Term]:
        for subject, types in self._types.items():
            if not types & (NODES.keys() | _POSTS):
                yield subject

    def _hanging(self) -> dict[Term, set[Term]]:
        """Nodes that are said with others: an amount, its conversion, the post of a term."""
        found: dict[Term, set[Term]] = {}
        for subject, types in self._types.items():
            wanted = {link for node, link in _HANGS_ON.items() if node in types}
            wanted |= {CMQ.post} if CMQ.TermOfOffice in types else set()
            for triple in self._of[subject]:
                other = object_of(triple)
                if triple.predicate not in wanted or other not in self._of:
                    continue
                if triple.predicate == CMQ.post:
                    found.setdefault(other, set()).add(subject)
                elif self._types[other] & NODES.keys():
                    found.setdefault(subject, set()).add(other)
        return found

    def _group(self, root: Term) -> list[Term]:
        """A node with all that hangs on it, directly or not."""
        group = [root]
        for one in group:
            group += [n for n, over in self._hung.items() if one in over and n not in group]
        return group


def _unit(cut: _Cut, graph: _Graph, notes: Notes) -> Unit:
    riders = tuple(dict.fromkeys(graph.riders(cut)))
    meant = [t for t in cut.triples if t.predicate not in COMPUTED]
    meant += [t for t in riders if t.predicate == RDF.type]
    key = key_of(notes.fingerprint, notes.passage, meant, cut.own)
    return Unit(key, cut.kind, cut.root, cut.triples, riders, notes)


def _terms(triples: Iterable[Triple]) -> set[Term]:
    """The nodes that triples speak of; a class or a literal is none."""
    found: set[Term] = set()
    for triple in triples:
        found.add(subject_of(triple))
        if triple.predicate != RDF.type and isinstance(triple.object, NamedNode):
            found.add(triple.object)
    return found
