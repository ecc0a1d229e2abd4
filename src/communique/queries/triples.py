"""A triple as a user writes it: names, CURIEs or IRIs, and literals, resolved to terms."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Triple

from communique.errors import AmbiguousNameError, ParameterError, UnknownNameError
from communique.model import Term, object_of
from communique.queries.names import Names, fold
from communique.store import Store
from communique.vocabulary import OWL, RDF, RDFS, Prefixes

_TYPE = frozenset({"a", "is a", "type"})
"""What stands for rdf:type, as in Turtle and in what `show` prints."""
_PROPERTIES = (
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    RDF.Property,
)
_CLASSES = (OWL.Class, RDFS.Class)


class Triples:
    """Reads triples; looks their names up in a store."""

    def __init__(self, store: Store, prefixes: Prefixes, names: Names) -> None:
        self._store = store
        self._prefixes = prefixes
        self._names = names

    def read(self, subject: str, predicate: str, object: str) -> Triple:
        """The triple that is meant, whether the graph has it or not.

        The subject is a name, CURIE or IRI. So is the predicate, where a name is the local name
        or the label of a property, or `a`. The object may also be a literal: in quotes, with its
        language or datatype as in Turtle, or the bare text of a value.
        Raises UnknownNameError or AmbiguousNameError, with the names that are near or fit, and
        ParameterError where a literal is malformed.
        """
        thing = self._names.find(subject)
        relation = self.property(predicate)
        return Triple(thing, relation, self._object(thing, relation, object))

    def property(self, text: str) -> NamedNode:
        """The property of a CURIE, an IRI, a local name or a label; errors as `read`."""
        if text in _TYPE:
            return RDF.type
        return self._declared(text, _PROPERTIES, "property")

    def _object(self, subject: NamedNode, predicate: NamedNode, text: str) -> Term:
        quoted = self._quoted(text) if text[:1] in {'"', "'"} else None
        if quoted is not None and not _is_plain(quoted):
            return quoted
        sought = quoted.value if quoted else text
        same = [value for value in self._values(subject, predicate) if _means(sought, value)]
        if len(same) > 1:
            raise AmbiguousNameError(
                f"{text!r} fits {len(same)} values",
                [str(value) for value in same],
                place=text,
                remedy=f"Say which: {', '.join(map(str, same))}.",
            )
        if same or quoted:
            return same[0] if same else quoted or Literal(text)
        if predicate == RDF.type:
            return self._declared(text, _CLASSES, "class")
        iri = self._names.iri_of(text)
        if iri is not None and self._occurs(None, None, iri):
            return iri
        return self._alike(predicate, text) or self._names.find(text)

    def _alike(self, predicate: NamedNode, text: str) -> Literal | None:
        """The text as a literal of the kind that other values of a property are of."""
        quad = next(self._store.match(None, predicate, None, DefaultGraph()), None)
        if quad is None or not isinstance(quad.object, Literal):
            return None
        if quad.object.language is not None:
            return Literal(text, language=quad.object.language)
        return Literal(text, datatype=quad.object.datatype)

    def _values(self, subject: NamedNode, predicate: NamedNode) -> list[Literal]:
        quads = self._store.match(subject, predicate, None, DefaultGraph())
        values = (object_of(quad) for quad in quads)
        return sorted((value for value in values if isinstance(value, Literal)), key=str)

    def _quoted(self, text: str) -> Literal:
        head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in self._prefixes.items())
        try:
            quads = list(pyoxigraph.parse(f"{head}<x:> <x:> {text} .", format=RdfFormat.TURTLE))
        except SyntaxError as error:
            raise _malformed(text) from error
        if len(quads) != 1 or not isinstance(quads[0].object, Literal):
            raise _malformed(text)
        return quads[0].object

    def _declared(self, text: str, kinds: tuple[NamedNode, ...], kind: str) -> NamedNode:
        """The property or class that a CURIE, an IRI, a local name or a label means."""
        names = dict(self._known(kinds))
        iri = self._names.iri_of(text)
        if iri is not None:
            used = (None, iri, None) if kinds is _PROPERTIES else (None, RDF.type, iri)
            if iri in names or self._occurs(*used):
                return iri
            raise self._unknown(text, names, kind)
        fitting = {node for node, called in names.items() if fold(text) in called}
        if not fitting and kinds is _PROPERTIES:
            fitting = self._elsewhere(text)
        if not fitting:
            raise self._unknown(text, names, kind)
        if len(fitting) > 1:
            offers = sorted(self._prefixes.compress(node.value) for node in fitting)
            raise AmbiguousNameError(
                f"{text!r} fits {len(fitting)} terms",
                offers,
                place=text,
                remedy=f"Say which: {', '.join(offers)}.",
            )
        return fitting.pop()

    def _known(self, kinds: tuple[NamedNode, ...]) -> Iterator[tuple[NamedNode, set[str]]]:
        """Declared terms and what each can be called: its local name and its label."""
        for kind in kinds:
            for quad in self._store.match(None, RDF.type, kind, DefaultGraph()):
                if isinstance(quad.subject, NamedNode):
                    label = self._names.label(quad.subject)
                    yield quad.subject, {fold(_local(quad.subject)), fold(label)}

    def _elsewhere(self, text: str) -> set[NamedNode]:
        """Properties of other vocabularies that the graph uses, by their local name."""
        found = set()
        for namespace in self._prefixes.values():
            try:
                node = NamedNode(namespace + text)
            except ValueError:
                continue
            if self._occurs(None, node, None):
                found.add(node)
        return found

    def _unknown(self, text: str, names: dict[NamedNode, set[str]], kind: str) -> UnknownNameError:
        spoken = {name: node for node, called in names.items() for name in called}
        sought = fold(text.rpartition(":")[2])
        near = get_close_matches(sought, spoken, n=3, cutoff=0.6)
        offers = dict.fromkeys(self._prefixes.compress(spoken[name].value) for name in near)
        return UnknownNameError(
            f"no {kind} is called {text!r}",
            place=text,
            remedy=f"Did you mean {' or '.join(offers)}?" if offers else "",
        )

    def _occurs(
        self, subject: NamedNode | None, predicate: NamedNode | None, object: Term | None
    ) -> bool:
        found = self._store.match(subject, predicate, object, DefaultGraph())
        return next(found, None) is not None


def _local(node: NamedNode) -> str:
    return node.value[max(node.value.rfind("#"), node.value.rfind("/")) + 1 :]


def _is_plain(literal: Literal) -> bool:
    """Whether a literal was written without language and datatype."""
    return literal == Literal(literal.value)


def _means(text: str, value: Literal) -> bool:
    """Whether a bare text is a value's own, or the same number."""
    if text == value.value:
        return True
    try:
        return Decimal(text) == Decimal(value.value)
    except InvalidOperation:
        return False


def _malformed(text: str) -> ParameterError:
    return ParameterError(
        "this is no literal",
        place=text,
        remedy='Write "text", "text"@en or "2024-03-25"^^xsd:date.',
    )
