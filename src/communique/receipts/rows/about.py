"""Everything that the graph holds about one thing."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from communique.model import Answer, Passage, Subject, Term, object_of, subject_of
from communique.receipts.rows.answering import Answering
from communique.receipts.rows.state import Row
from communique.receipts.sources.records import Sources
from communique.store import Store
from communique.vocabulary import CMQ, RDF, RDFS, SKOS

_FIRST = (RDF.type, RDFS.label, SKOS.prefLabel, SKOS.altLabel, CMQ.alias, CMQ.wording)
_LEFT_OUT = frozenset({CMQ.earliest, CMQ.latest, RDFS.isDefinedBy})


def about(store: Store, answering: Answering, node: NamedNode) -> Answer:
    """Statements with the thing as subject, then those with it as object."""
    sources = answering.states.sources
    outgoing = list(store.match(node, None, None, DefaultGraph()))
    incoming = list(store.match(None, None, node, DefaultGraph()))
    quads = [q for q in outgoing if q.predicate not in _LEFT_OUT]
    quads.sort(key=lambda quad: (_rank(quad), str(quad)))
    quads += sorted((q for q in incoming if _is_thing(subject_of(q))), key=str)
    rows: list[tuple[Term | None, ...]] = []
    for quad in quads:
        other = object_of(quad) if quad.subject == node else subject_of(quad)
        label = Literal(sources.label(other)) if isinstance(other, NamedNode) else None
        rows.append((Literal(_relation(sources, quad, node)), other, label))
    return answering.shown(
        f"What is known of {sources.label(node)}?",
        ("relation", "value", "value_label"),
        rows,
        [Row([(quad,)], subject=node, terms=(node, object_of(quad))) for quad in quads],
    )


def _is_thing(node: Subject) -> bool:
    """Whether a node is something in the world: no passage, and nothing without a name."""
    return isinstance(node, NamedNode) and Passage.parse(node.value) is None


def _rank(quad: Quad) -> int:
    return _FIRST.index(quad.predicate) if quad.predicate in _FIRST else len(_FIRST)


def _relation(sources: Sources, quad: Quad, node: NamedNode) -> str:
    if quad.predicate == RDF.type:
        return "is a" if quad.subject == node else "← is a"
    label = sources.label(quad.predicate)
    return label if quad.subject == node else f"← {label}"
