"""A node between things, told in words as one document tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from communique.model import Part, Passage, Term, object_of, subject_of, text_of
from communique.receipts.sources.records import Sources
from communique.store import Store
from communique.vocabulary import CMQ, ID, RDF, SCHEME

_UNITS = (CMQ.currency, CMQ.counted, CMQ.product)
"""What a number is a number of."""
_UNTOLD = frozenset({RDF.type, CMQ.earliest, CMQ.latest, CMQ.wording, CMQ.bound, *_UNITS})
_PLAIN = frozenset(
    {
        CMQ.agreement,
        CMQ.amountOf,
        CMQ.conversionOf,
        CMQ.holder,
        CMQ.occasion,
        CMQ.participant,
        CMQ.post,
        CMQ.quantityOf,
        CMQ.scope,
        CMQ.signer,
        CMQ.speaker,
        CMQ.under,
    }
)
"""Links that the class of the node already implies."""
_ORDER = (
    CMQ.number,
    CMQ.agreement,
    CMQ.occasion,
    CMQ.participant,
    CMQ.party,
    CMQ.signer,
    CMQ.payer,
    CMQ.post,
)
_TOLD_ALONE = frozenset({CMQ.agreement, CMQ.occasion, CMQ.participant, CMQ.post})
"""Properties whose value says by itself what it is in the line."""
Wanted = Callable[[list[Quad]], bool]
"""Whether a part is to be told that some quads give."""
_EXACT = SCHEME["bound/exact"]


class Telling:
    """Tells nodes as one document does, with nothing from another."""

    def __init__(self, store: Store, sources: Sources, document: str) -> None:
        self._store = store
        self._sources = sources
        self._document = document

    def of(
        self, node: NamedNode, link: NamedNode, thing: NamedNode, wanted: Wanted = bool
    ) -> tuple[str, tuple[Part, ...], list[Quad]]:
        """The title of a node as it concerns a thing, what it says, and what must hold for that.

        The quads are those of the default graph, which other documents may give as well. A part
        is told where its quads are wanted.
        """
        own = self._quads(node)
        role = next((object_of(q) for q in own if q.predicate == CMQ.role), None)
        title = self._title(own, link)
        left_out = {link}
        if link == CMQ.occasion and isinstance(role, NamedNode):
            title, left_out = self._sources.label(role), {link, CMQ.role}
        quads = [q for q in own if q.predicate == link]
        parts: list[Part] = []
        for part, said in self._told(node, left_out, {node, thing}):
            if wanted(said):
                parts.append(part)
                quads += said
        if not parts:
            parts = [Part("in our words", Literal(self._gloss(quads)))]
        return title, tuple(dict.fromkeys(parts)), list(dict.fromkeys(map(_anywhere, quads)))

    def _title(self, quads: list[Quad], link: NamedNode) -> str:
        classes = sorted(text_of(q.object) for q in quads if q.predicate == RDF.type)
        name = self._sources.label(NamedNode(classes[0])) if classes else "node"
        return name if link in _PLAIN else f"{name} ({self._sources.label(link)})"

    def _told(
        self, node: NamedNode, left_out: set[NamedNode], seen: set[Term]
    ) -> Iterator[tuple[Part, list[Quad]]]:
        """The parts of a node, and of nodes without a name that hang on it."""
        own = self._quads(node)
        for quad in own:
            value = object_of(quad)
            if quad.predicate in _UNTOLD | left_out or value in seen:
                continue
            if quad.predicate == CMQ.number:
                yield self._number(quad, own)
            elif isinstance(value, NamedNode) and is_nameless(value):
                for part, quads in self._told(value, set(), {*seen, value}):
                    yield part, [quad, *quads]
            else:
                told = quad.predicate in _TOLD_ALONE
                label = "" if told else self._sources.label(quad.predicate)
                yield shown_part(self._sources, value, label), [quad]
        for quad in self._hanging(node):
            below = subject_of(quad)
            if isinstance(below, NamedNode) and below not in seen:
                for part, quads in self._told(below, {quad.predicate}, {*seen, below}):
                    yield part, [quad, *quads]

    def _number(self, quad: Quad, own: list[Quad]) -> tuple[Part, list[Quad]]:
        """A number with its unit and its bound."""
        units = [q for q in own if q.predicate in _UNITS]
        bounds = [q for q in own if q.predicate == CMQ.bound and q.graph_name == quad.graph_name]
        inexact = [q for q in bounds if q.object != _EXACT]
        bound, unit = (self._label(quads[:1]) for quads in (inexact, units))
        return shown_part(self._sources, object_of(quad), bound, unit), [quad, *units, *bounds]

    def _label(self, quads: list[Quad]) -> str:
        """The label of what a quad has as its object; empty without one."""
        return "".join(self._sources.label(NamedNode(text_of(quad.object))) for quad in quads)

    def _quads(self, node: NamedNode) -> list[Quad]:
        """What the document says of a node, in the order of telling."""
        quads = [q for q in self._store.match(node, None, None) if self._is_here(q)]
        return sorted(quads, key=self._rank)

    def _hanging(self, node: NamedNode) -> list[Quad]:
        """Statements of the document by which nodes without a name hang on this one."""
        quads = [q for q in self._store.match(None, None, node) if self._is_here(q)]
        return sorted((q for q in quads if is_nameless(subject_of(q))), key=str)

    def _is_here(self, quad: Quad) -> bool:
        passage = Passage.parse(text_of(quad.graph_name))
        return passage is not None and passage.document == self._document

    def _rank(self, quad: Quad) -> tuple[int, str, str]:
        known = quad.predicate in _ORDER
        place = _ORDER.index(quad.predicate) if known else len(_ORDER)
        return place, self._sources.label(quad.predicate), str(quad)

    def _gloss(self, quads: list[Quad]) -> str:
        return self._sources.passage(text_of(quads[0].graph_name)).gloss if quads else ""


def _anywhere(quad: Quad) -> Quad:
    """A quad as any passage may give it."""
    return Quad(quad.subject, quad.predicate, quad.object)


def is_nameless(term: object) -> bool:
    """Whether a term is a node between things, which has a key and no name of its own.

    >>> is_nameless(ID["signature/pact/syldavia/unnamed"]), is_nameless(ID["country/syldavia"])
    (True, False)
    """
    if not isinstance(term, NamedNode) or not term.value.startswith(str(ID)):
        return False
    return term.value.removeprefix(str(ID)).count("/") > 1


def shown_part(sources: Sources, value: Term, role: str = "", unit: str = "") -> Part:
    """A value as a part of a line: a literal as it is, a thing by its label."""
    if isinstance(value, Literal):
        plain = Literal(value.value) if value.language else value
        return Part(role, plain, unit)
    return Part(role, Literal(sources.label(NamedNode(value.value))), unit, value.value)
