"""Names to things: a parameter's value as a user writes it, resolved to terms of the graph."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches

from pyoxigraph import DefaultGraph, Literal, NamedNode

from communique.dates import interval, literal_of
from communique.errors import AmbiguousNameError, ParameterError, UnknownNameError
from communique.model import Term
from communique.queries.question import Parameter
from communique.store import Store
from communique.vocabulary import CMQ, RDF, RDFS, SCHEME, SKOS, XSD, Prefixes

_CLASSES = {
    "country": CMQ.Country,
    "person": CMQ.Person,
    "organization": CMQ.Organization,
    "agreement": CMQ.Agreement,
    "event": CMQ.Event,
    "post": CMQ.Post,
    "initiative": CMQ.Initiative,
}
_TIERS = (
    (RDFS.label, SKOS.prefLabel),
    (SKOS.altLabel, SKOS.notation),
    (CMQ.wording, CMQ.alias),
)
"""Where names are looked for: the first tier that knows the name decides."""
_DATES = (XSD.date, XSD.gYearMonth, XSD.gYear)


def fold(name: str) -> str:
    """A name without case, diacritics and differences of white space.

    >>> fold("Troels  Lund POULSEN") == fold("troels lund poulsen")
    True
    """
    text = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("Ø", "O"))
    plain = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


class Names:
    """Looks names up in a store."""

    def __init__(self, store: Store, prefixes: Prefixes) -> None:
        self._store = store
        self._prefixes = prefixes

    def resolve(self, parameter: Parameter, value: str) -> list[Term]:
        """The terms that a parameter's value means; a concept brings its narrower ones along.

        Raises UnknownNameError or AmbiguousNameError, with the names that are near or fit, and
        ParameterError where the value is not of the parameter's type.
        """
        place = f"{parameter.name}={value}"
        if parameter.type == "date":
            return [_day(parameter, value, place)]
        if parameter.type == "text":
            return [Literal(value)]
        node = self.find(value, parameter.type, parameter.scheme, place)
        return list(self._narrower(node)) if parameter.type == "concept" else [node]

    def find(
        self, value: str, kind: str = "entity", scheme: str = "", place: str = ""
    ) -> NamedNode:
        """The one thing that a name, CURIE or IRI means.

        Raises UnknownNameError or AmbiguousNameError, with the names that are near or fit.
        """
        place = place or value
        iri = self.iri_of(value)
        if iri is not None:
            if not self._fits(iri, kind, scheme):
                raise UnknownNameError(f"{value} is no {_kind(kind, scheme)} here", place=place)
            return iri
        found = self._named(value, kind, scheme)
        if not found:
            raise self._unknown(value, kind, scheme, place)
        if len(found) > 1:
            offers = [f"{self._prefixes.compress(n.value)} ({self.label(n)})" for n in found]
            raise AmbiguousNameError(
                f"{value!r} fits {len(found)} things",
                offers,
                place=place,
                remedy="Say which: " + ", ".join(offers) + ".",
            )
        return found[0]

    def label(self, node: NamedNode) -> str:
        """The label of a thing, or its CURIE where it has none."""
        for predicate in _TIERS[0]:
            for quad in self._store.match(node, predicate, None, DefaultGraph()):
                if isinstance(quad.object, Literal):
                    return quad.object.value
        return self._prefixes.compress(node.value)

    def iri_of(self, value: str) -> NamedNode | None:
        """The IRI that a text writes, in full or as a CURIE; None where it writes none."""
        text = value[1:-1] if value.startswith("<") and value.endswith(">") else value
        expanded = text if text.startswith(("http://", "https://")) else self._prefixes.expand(text)
        try:
            return NamedNode(expanded) if expanded else None
        except ValueError:
            return None

    def _named(self, value: str, kind: str, scheme: str) -> list[NamedNode]:
        wanted = fold(value)
        for tier in _TIERS:
            found = {
                node
                for predicate in tier
                for node in self._exactly(predicate, value)
                if self._fits(node, kind, scheme)
            } or {
                node
                for predicate in tier
                for node, name in self._names(predicate)
                if fold(name) == wanted and self._fits(node, kind, scheme)
            }
            if found:
                return sorted(found, key=lambda node: node.value)
        return []

    def _exactly(self, predicate: NamedNode, name: str) -> Iterator[NamedNode]:
        for literal in (Literal(name, language="en"), Literal(name)):
            for quad in self._store.match(None, predicate, literal, DefaultGraph()):
                if isinstance(quad.subject, NamedNode):
                    yield quad.subject

    def _names(self, predicate: NamedNode) -> Iterator[tuple[NamedNode, str]]:
        for quad in self._store.match(None, predicate, None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield quad.subject, quad.object.value

    def _fits(self, node: NamedNode, kind: str, scheme: str) -> bool:
        if scheme:
            return self._has(node, SKOS.inScheme, SCHEME[scheme])
        if kind in _CLASSES:
            return self._has(node, RDF.type, _CLASSES[kind])
        return next(iter(self._store.match(node, None, None, DefaultGraph())), None) is not None

    def _has(self, subject: NamedNode, predicate: NamedNode, value: NamedNode) -> bool:
        return next(self._store.match(subject, predicate, value, DefaultGraph()), None) is not None

    def _narrower(self, concept: NamedNode) -> Sequence[NamedNode]:
        found = [concept]
        for node in found:
            for quad in self._store.match(None, SKOS.broader, node, DefaultGraph()):
                if isinstance(quad.subject, NamedNode) and quad.subject not in found:
                    found.append(quad.subject)
        return found

    def _unknown(self, value: str, kind: str, scheme: str, place: str) -> UnknownNameError:
        known: dict[str, str] = {}
        for tier in _TIERS[:2]:
            for predicate in tier:
                for node, name in self._names(predicate):
                    if self._fits(node, kind, scheme):
                        known.setdefault(fold(name), name)
        near = [known[name] for name in get_close_matches(fold(value), known, n=3, cutoff=0.6)]
        remedy = f"Did you mean {' or '.join(near)}?" if near else ""
        if scheme and not near:
            remedy = f"Known: {', '.join(sorted(known.values())[:12])}."
        return UnknownNameError(
            f"no {_kind(kind, scheme)} is called {value!r}", place=place, remedy=remedy
        )


def _kind(kind: str, scheme: str) -> str:
    return scheme.replace("-", " ") if scheme else ("thing" if kind == "entity" else kind)


def _day(parameter: Parameter, value: str, place: str) -> Literal:
    """The day that a date means; of a month or year its first day, or its last for `to`."""
    last = parameter.name == "to"
    for datatype in _DATES:
        days = interval(Literal(value, datatype=datatype))
        if days is not None:
            exact = days[0] == days[1]
            if exact or parameter.name in {"from", "to"}:
                return literal_of(days[1] if last else days[0])
    example = parameter.example or date(2024, 3, 23).isoformat()
    raise ParameterError(
        f"{value!r} is not a date",
        place=place,
        remedy=f"Write a day as YYYY-MM-DD, for instance {parameter.name}={example}.",
    )
