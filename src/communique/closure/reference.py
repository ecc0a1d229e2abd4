"""The reference: the closure that owlrl computes.

Slow, independent, and the measure of ours (https://owl-rl.readthedocs.io). What it adds beyond
the instance triples is left aside: reflexive and axiomatic triples, literals as subjects,
anonymous classes, the ontology's own closure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import owlrl
import pyoxigraph
import rdflib
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple

from communique.model import triple_of
from communique.store import EmbeddedStore
from communique.vocabulary import OWL, RDF, RDFS, XSD

_UNIVERSAL = (OWL.Thing, RDFS.Resource)
_SCHEMA = (
    *(RDFS[name] for name in ("subClassOf", "subPropertyOf", "domain", "range")),
    *(OWL[name] for name in ("equivalentClass", "equivalentProperty", "disjointWith")),
    *(OWL[name] for name in ("inverseOf", "propertyDisjointWith", "complementOf")),
)
_VOCABULARIES = (str(OWL), str(RDF), str(RDFS), str(XSD))


def reference_closure(graph: Iterable[Triple], ontology: Iterable[Triple]) -> set[Triple]:
    """The instance triples that follow by owlrl and are not given, in the store's form."""
    given = [*graph, *ontology]
    text = pyoxigraph.serialize(given, format=RdfFormat.N_TRIPLES) or b""
    closed = rdflib.Graph().parse(data=text, format="nt")
    owlrl.DeductiveClosure(
        owlrl.OWLRL_Semantics,
        axiomatic_triples=False,
        datatype_axioms=False,
        improved_datatypes=False,  # they would stay in rdflib, and refuse each gMonthDay
    ).expand(closed)
    lines = "".join(_lines(closed))
    found = _in_store_form(
        triple_of(quad) for quad in pyoxigraph.parse(lines, format=RdfFormat.N_TRIPLES)
    )
    return {triple for triple in found - _in_store_form(given) if _is_of_instances(triple)}


def _lines(graph: rdflib.Graph) -> Iterator[str]:
    for subject, predicate, object_ in graph:
        if isinstance(subject, rdflib.URIRef) and isinstance(predicate, rdflib.URIRef):
            yield f"{subject.n3()} {predicate.n3()} {object_.n3()} .\n"


def _in_store_form(triples: Iterable[Triple]) -> set[Triple]:
    """The triples as the store gives them back, for it rewrites lexical forms."""
    store = EmbeddedStore()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in triples)
    return {triple_of(quad) for quad in store.match()}


def _is_of_instances(triple: Triple) -> bool:
    subject, predicate, object_ = triple.subject, triple.predicate, triple.object
    if isinstance(object_, BlankNode) or predicate in _SCHEMA:
        return False
    if isinstance(subject, NamedNode) and subject.value.startswith(_VOCABULARIES):
        return False
    if predicate == OWL.sameAs:
        return subject != object_
    if predicate != RDF.type or not isinstance(object_, NamedNode):
        return True
    return object_ == OWL.Nothing or not object_.value.startswith(_VOCABULARIES)
