"""The axioms of an ontology, as they stand in its triples.

The mapping of axioms to triples: https://www.w3.org/TR/owl2-mapping-to-rdf/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, Variable

from communique.closure.datatypes import is_datatype
from communique.closure.patterns import Node, Pattern, Slot
from communique.errors import InputError
from communique.vocabulary import OWL, RDF, RDFS

Subject = NamedNode | BlankNode


@dataclass(frozen=True, slots=True)
class Property:
    """A property or the inverse of one (https://www.w3.org/TR/owl2-syntax/#Inverse_Object_Properties)."""

    iri: NamedNode
    is_inverse: bool = False

    def pattern(self, subject: Slot, object_: Slot) -> Pattern:
        """The pattern that says that the one has the other as a value of this property."""
        if self.is_inverse:
            return Pattern(object_, self.iri, subject)
        return Pattern(subject, self.iri, object_)


class Axioms:
    """An ontology's triples, found by predicate; blank nodes are numbered in the order given."""

    def __init__(self, ontology: Iterable[Triple]) -> None:
        self._labels: dict[BlankNode, BlankNode] = {}
        self._triples: dict[NamedNode, dict[Subject, list[Node]]] = {}
        for triple in ontology:
            subject, object_ = self._numbered(triple.subject), self._numbered(triple.object)
            if isinstance(subject, Triple | Literal) or isinstance(object_, Triple):
                continue
            values = self._triples.setdefault(triple.predicate, {}).setdefault(subject, [])
            if object_ not in values:
                values.append(object_)

    def _numbered(self, term: Node) -> Node:
        if isinstance(term, BlankNode):
            return self._labels.setdefault(term, BlankNode(f"b{len(self._labels)}"))
        return term

    def triples(self, predicate: NamedNode) -> Iterator[tuple[Subject, Node, Triple]]:
        """Subject, object and triple of each axiom with this predicate."""
        for subject, values in self._triples.get(predicate, {}).items():
            for value in values:
                yield subject, value, Triple(subject, predicate, value)

    def typed(self, kind: NamedNode) -> Iterator[tuple[Subject, Triple]]:
        """Subjects that have this type, each with the triple that says so."""
        for subject, value, triple in self.triples(RDF.type):
            if value == kind:
                yield subject, triple

    def values(self, subject: Node, predicate: NamedNode) -> list[tuple[Node, Triple]]:
        """Objects of a subject, each with its triple."""
        if not isinstance(subject, NamedNode | BlankNode):
            return []
        values = self._triples.get(predicate, {}).get(subject, ())
        return [(value, Triple(subject, predicate, value)) for value in values]

    def members(self, node: Node) -> list[Node]:
        """The members of an RDF collection; InputError where it has no end or is broken."""
        members: list[Node] = []
        seen: set[Node] = set()
        while node != RDF.nil:
            first, rest = self.values(node, RDF.first), self.values(node, RDF.rest)
            if node in seen or len(first) != 1 or len(rest) != 1:
                raise InputError(
                    f"the list at {node} is broken",
                    place="ontology",
                    remedy="A list has one first and one rest at each step, and ends with rdf:nil.",
                )
            seen.add(node)
            members.append(first[0][0])
            node = rest[0][0]
        return members

    def property(self, node: Node, depth: int = 0) -> Property | None:
        """The property that a node stands for, or None where it is no property expression."""
        if isinstance(node, NamedNode):
            return Property(node)
        for inner, _ in self.values(node, OWL.inverseOf) if depth < len(self._labels) else ():
            found = self.property(inner, depth + 1)
            return Property(found.iri, not found.is_inverse) if found else None
        return None

    def properties(self, node: Node) -> list[Property]:
        """The properties in a list; none at all where one of them is no property expression."""
        found = [self.property(member) for member in self.members(node)]
        known = [expression for expression in found if expression]
        return known if len(known) == len(found) else []

    def is_datatype(self, node: Node) -> bool:
        """Whether a node names a datatype or a range of data."""
        declared = any(value == RDFS.Datatype for value, _ in self.values(node, RDF.type))
        return declared or is_datatype(node)


def variables(count: int) -> list[Variable]:
    """So many variables, each time the same ones."""
    return [Variable(f"v{number}") for number in range(count)]


def instance(individual: Slot, kind: Node) -> Pattern:
    """The pattern that says that an individual is an instance of a class."""
    return Pattern(individual, RDF.type, kind)
