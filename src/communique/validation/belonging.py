"""What may be said outside passages: what things are called and are, not what is so of them.

An answer rests on passages; a statement that no passage gives would answer without a source. The
graphs of a dataset (https://www.w3.org/TR/rdf11-concepts/#section-dataset) beside the passages'
therefore take the properties that are listed here, and no others.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, Triple

from communique.model import Subject, Term
from communique.validation.report import text_of
from communique.vocabulary import (
    BACKGROUND_GRAPHS,
    CMQ,
    DCTERMS,
    GRAPH,
    ID,
    LINKS_GRAPH,
    ONTOLOGY_GRAPH,
    OWL,
    PROV,
    RDF,
    RDFS,
    REGISTRY_GRAPH,
    SCHEMA,
    SKOS,
    VERDICTS_GRAPH,
)

Fault = tuple[str, str, str, Term | Triple]
"""Name of the check, fact, remedy, and what the fact is about."""

_VOID = "http://rdfs.org/ns/void#"
_ABOUT_GRAPHS = (str(DCTERMS), _VOID, PROV.wasDerivedFrom.value)
"""Properties, and namespaces of them, that describe a file's graph and where it comes from."""
_NAMING = frozenset({
    RDF.type, RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.note,
    SKOS.scopeNote, SKOS.editorialNote, SKOS.historyNote, SKOS.changeNote, SKOS.definition,
    SKOS.example,
})  # fmt: skip
_KNOWN_TO_ALL = _NAMING | {SKOS.notation, CMQ.country, CMQ.currency}
_OF_A_RATE = frozenset({
    CMQ.rateOf, CMQ.number, CMQ.date, CMQ.start, CMQ.end, CMQ.earliest, CMQ.latest,
})  # fmt: skip
"""What a background file may say of an exchange rate, and of nothing else."""
_FINDING = _NAMING | {RDF.subject, RDF.predicate, RDF.object}
_MATCHING = frozenset({
    SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch,
    SCHEMA.sameAs, OWL.sameAs,
})  # fmt: skip
_TAKEN = {
    REGISTRY_GRAPH.value: _NAMING, LINKS_GRAPH.value: _MATCHING, VERDICTS_GRAPH.value: _FINDING,
}  # fmt: skip
_TOLD = frozenset({
    CMQ.Signature, CMQ.Participation, CMQ.Count, CMQ.TermOfOffice, CMQ.Commitment, CMQ.Amount,
    CMQ.Conversion, CMQ.Quantity, CMQ.Utterance,
})  # fmt: skip
"""Classes of what passages tell; nothing is one of these because a registry says so."""
_REMEDY = "Put it into the passage that says it."


def unsourced_faults(quad: Quad) -> Iterator[Fault]:
    """The fault of a statement outside passages that only a passage may make; none, or one."""
    subject, predicate, graph = quad.subject, quad.predicate, quad.graph_name
    name = graph.value if isinstance(graph, NamedNode) else ""
    about = text_of(subject)
    if predicate == RDF.type and quad.object in _TOLD:
        assert isinstance(quad.object, NamedNode)  # all of _TOLD are
        fact = f"no passage says that {about} is a {text_of(quad.object)}"
        yield ("structure-graph", fact, _REMEDY, subject)
    elif graph == ONTOLOGY_GRAPH:
        if isinstance(subject, NamedNode) and subject.value.startswith(str(ID)):
            fact = f"a statement about {about} stands in the ontology"
            yield ("structure-graph", fact, _REMEDY, subject)
    elif name.startswith(str(GRAPH)) and not _is_allowed(subject, predicate, name):
        fact = f"no passage gives {text_of(predicate)} of {about}"
        yield ("structure-graph", fact, _REMEDY, subject)


def kind_faults(subject: Subject, types: dict[NamedNode, set[NamedNode]]) -> Iterator[Fault]:
    """The fault of a thing that is not typed as its name says; none, or one.

    `types` gives each class that the thing is said to be of, with all classes above it.
    """
    kind = subject.value.removeprefix(str(ID)).partition("/")[0]
    wanted = CMQ["".join(part.capitalize() for part in kind.split("-"))]
    if any(wanted in classes for classes in types.values()):
        return
    fact = f"{text_of(subject)} has no type"
    if types:
        named = ", ".join(sorted(text_of(one) for one in types))
        fact = f"{text_of(subject)} is typed {named}, and named a {kind}"
    remedy = f"Type it cmq:{text_of(wanted)} or a class below, or name it after what it is."
    yield ("structure-type", fact, remedy, subject)


def _is_allowed(subject: Subject | Triple, predicate: NamedNode, graph: str) -> bool:
    """Whether a graph beside the passages' may give a property of a thing."""
    if predicate.value.startswith((str(DCTERMS), _VOID)):
        return True
    if isinstance(subject, NamedNode) and subject.value.startswith(str(GRAPH)):
        return predicate in _NAMING or predicate.value.startswith(_ABOUT_GRAPHS)
    if graph in _TAKEN:
        return predicate in _TAKEN[graph]
    taken = _KNOWN_TO_ALL | _OF_A_RATE if _is_rate(subject) else _KNOWN_TO_ALL
    return graph.startswith(BACKGROUND_GRAPHS) and predicate in taken


def _is_rate(subject: Subject | Triple) -> bool:
    return isinstance(subject, NamedNode) and subject.value.startswith(f"{ID}exchange-rate/")
