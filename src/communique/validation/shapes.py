"""Shapes that are made from the ontology, and whether shapes can be used at all.

A property marked `cmq:singleValued` has one value of a thing; several are a difference for someone
to look at. The shapes are plain SHACL (`sh:maxCount 1`, a warning), so that any engine gives them;
`differs` leaves out those values that agree.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from communique.errors import InputError
from communique.vocabulary import CMQ, OWL, RDF, RDFS, SH, SHAPES, XSD

SINGLE_VALUED = f"{SHAPES}SingleValued-"
"""What the name of a shape made from the ontology begins with."""

_TARGETS = {SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf}
_CLASSES = {RDFS.Class, OWL.Class}
_TRUE = Literal("true", datatype=XSD.boolean)


def single_valued_shapes(ontology: Iterable[Triple]) -> list[Triple]:
    """A shape for each property that the ontology marks as single-valued."""
    triples = []
    for mark in ontology:
        if mark.predicate != CMQ.singleValued or mark.object != _TRUE:
            continue
        assert isinstance(mark.subject, NamedNode)  # a property has a name
        prop = mark.subject
        name = prop.value.rpartition("#")[2]
        shape = NamedNode(SINGLE_VALUED + name)
        message = "Look at the sources: keep each value that a source gives, correct a misreading."
        triples += [
            Triple(shape, RDF.type, SH.PropertyShape),
            Triple(shape, SH.targetSubjectsOf, prop),
            Triple(shape, SH.path, prop),
            Triple(shape, SH.maxCount, Literal("1", datatype=XSD.integer)),
            Triple(shape, SH.severity, SH.Warning),
            Triple(shape, SH.name, Literal(f"one value of {name}", language="en")),
            Triple(shape, SH.message, Literal(message, language="en")),
        ]
    return triples


def require_targets(shapes: Iterable[Triple], ontology: Iterable[Triple]) -> None:
    """Refuse shapes that could find nothing (InputError): none, untargeted, or misaimed."""
    shapes, ontology = list(shapes), list(ontology)
    if not shapes:
        raise InputError("there are no shapes", place="shapes", remedy="Name the shapes files.")
    implicit = any(t.predicate == RDF.type and t.object in _CLASSES for t in shapes)
    targets = [triple for triple in shapes if triple.predicate in _TARGETS]
    if not targets and not implicit:
        raise InputError(
            "no shape has a target, so that nothing would be validated",
            place="shapes",
            remedy="Give each node shape a sh:targetClass.",
        )
    known = {t.subject for t in ontology if t.predicate == RDF.type and t.object in _CLASSES}
    for target in targets:
        name = getattr(target.object, "value", "")
        ours = target.predicate == SH.targetClass and name.startswith(str(CMQ))
        if ours and target.object not in known:
            raise InputError(
                f"the target class {name} is not in the ontology",
                place=str(target.subject),
                remedy="Correct the name, or add the class to ontology/communique.ttl.",
            )
