"""Triple patterns: triples whose places may be variables.

The vocabulary is SPARQL's (https://www.w3.org/TR/sparql11-query/#sparqlTriplePatterns).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, Variable

from communique.errors import InputError

Node = NamedNode | BlankNode | Literal | Triple
"""What pyoxigraph's triples may hold; triple terms (RDF 1.2) are passed over."""
Slot = Node | Variable
Bindings = dict[Variable, Node]


class Pattern(NamedTuple):
    """Subject, predicate and object, each a term or a variable."""

    subject: Slot
    predicate: Slot
    object: Slot

    def variables(self) -> Iterator[Variable]:
        """Its variables, in order, repeated ones too."""
        for slot in self:
            if isinstance(slot, Variable):
                yield slot

    def substitute(self, values: Mapping[Variable, Slot]) -> Pattern:
        """The same pattern with the variables that have a value replaced by it."""
        subject, predicate, object_ = self
        return Pattern(
            values.get(subject, subject) if isinstance(subject, Variable) else subject,
            values.get(predicate, predicate) if isinstance(predicate, Variable) else predicate,
            values.get(object_, object_) if isinstance(object_, Variable) else object_,
        )

    def unknown(self) -> int:
        """How many variables it has."""
        subject, predicate, object_ = self
        number = isinstance(predicate, Variable) + isinstance(object_, Variable)
        if isinstance(subject, Variable):
            return number + (subject not in {predicate, object_})
        return number

    def take(self, quad: Quad, bindings: Mapping[Variable, Node]) -> Bindings | None:
        """The bindings, extended by a quad that has its terms; None where variables forbid it."""
        extended = dict(bindings)
        subject, predicate, object_ = self
        if isinstance(subject, Variable):
            extended[subject] = quad.subject
        if (
            isinstance(predicate, Variable)
            and extended.setdefault(predicate, quad.predicate) != quad.predicate
        ):
            return None
        if (
            isinstance(object_, Variable)
            and extended.setdefault(object_, quad.object) != quad.object
        ):
            return None
        return extended

    def match(self, triple: Triple, bindings: Mapping[Variable, Node]) -> Bindings | None:
        """The bindings, extended so that the pattern becomes the triple; None where none do."""
        extended = dict(bindings)
        for slot, term in zip(self, (triple.subject, triple.predicate, triple.object), strict=True):
            if not isinstance(slot, Variable):
                if slot != term:
                    return None
            elif extended.setdefault(slot, term) != term:
                return None
        return extended

    def triple(self, values: Mapping[Variable, Node]) -> Triple | None:
        """The triple it becomes, or None where that would be no RDF triple."""
        subject, predicate, object_ = self.substitute(values)
        if (
            not isinstance(subject, NamedNode | BlankNode)
            or not isinstance(predicate, NamedNode)
            or isinstance(object_, Variable)
        ):
            return None
        return Triple(subject, predicate, object_)

    def __str__(self) -> str:
        return f"{self.subject} {self.predicate} {self.object}"


def read_slot(text: str) -> Slot:
    """The term or variable that `str` wrote.

    >>> read_slot("<https://example.org/a>")
    <NamedNode value=https://example.org/a>
    """
    if text.startswith("<"):
        return NamedNode(text[1:-1])
    if text.startswith("?"):
        return Variable(text[1:])
    if text.startswith("_:"):
        return BlankNode(text[2:])
    try:
        quad = next(pyoxigraph.parse(f"<x:> <x:> {text} .", format=RdfFormat.N_TRIPLES))
    except (StopIteration, SyntaxError) as error:
        raise InputError(f"{text!r} is no term", place="compiled rules") from error
    value = quad.object
    if not isinstance(value, Literal):
        raise InputError(f"{text!r} is no literal", place="compiled rules")
    return value
