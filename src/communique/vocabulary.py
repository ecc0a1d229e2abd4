"""Namespaces and compact IRIs.

The prefixes themselves are data (`ontology/prefixes.ttl`, as `sh:declare`); this module only
knows the namespaces that the code itself speaks of. CURIEs follow
https://www.w3.org/TR/2010/NOTE-curie-20101216/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pyoxigraph import NamedNode

BASE = "https://w3id.org/communique/"
"""Everything Communiqué names begins with this."""


class Namespace:
    """An IRI prefix whose attributes and items are the terms in it.

    >>> CMQ.Minister
    <NamedNode value=https://w3id.org/communique/ontology#Minister>
    >>> str(CMQ)
    'https://w3id.org/communique/ontology#'
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def __str__(self) -> str:
        return self._prefix

    def __getitem__(self, name: str) -> NamedNode:
        return _named(self._prefix + name)

    def __getattr__(self, name: str) -> NamedNode:
        """The term of that name, which is an attribute from then on."""
        if name.startswith("_"):
            raise AttributeError(name)
        term = self.__dict__[name] = self[name]
        return term


@lru_cache(maxsize=4096)
def _named(iri: str) -> NamedNode:
    return NamedNode(iri)


CMQ = Namespace(BASE + "ontology#")
ID = Namespace(BASE + "id/")
DOCUMENT = Namespace(BASE + "document/")
GRAPH = Namespace(BASE + "graph/")
SCHEME = Namespace(BASE + "scheme/")
QUERY = Namespace(BASE + "query/")
SHAPES = Namespace(BASE + "shapes#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SH = Namespace("http://www.w3.org/ns/shacl#")
SCHEMA = Namespace("https://schema.org/")
DCTERMS = Namespace("http://purl.org/dc/terms/")

DOCUMENTS_GRAPH = GRAPH.documents
REGISTRY_GRAPH = GRAPH.registry
LINKS_GRAPH = GRAPH.links
VERDICTS_GRAPH = GRAPH.verdicts
REVIEWS_GRAPH = GRAPH.reviews
ONTOLOGY_GRAPH = GRAPH.ontology
INFERRED_GRAPH = GRAPH.inferred
BACKGROUND_GRAPHS = f"{GRAPH}background/"
ROUND_GRAPHS = f"{GRAPH}inferred#round="
"""Graph `…/graph/inferred#round=N` repeats the inferred triples that appeared in round N > 1."""

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
"""Local names that need no escape in Turtle (https://www.w3.org/TR/turtle/#sec-grammar)."""


class Prefixes(Mapping[str, str]):
    """The table of prefixes: prefix to namespace.

    >>> table = Prefixes({"cmq": str(CMQ)})
    >>> table.compress("https://w3id.org/communique/ontology#Minister")
    'cmq:Minister'
    >>> table.expand("cmq:Minister")
    'https://w3id.org/communique/ontology#Minister'
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        self._namespaces = dict(sorted(table.items()))
        self._by_namespace = {namespace: prefix for prefix, namespace in table.items()}

    def __getitem__(self, prefix: str) -> str:
        return self._namespaces[prefix]

    def __iter__(self) -> Iterator[str]:
        return iter(self._namespaces)

    def __len__(self) -> int:
        return len(self._namespaces)

    def split(self, iri: str) -> tuple[str, str] | None:
        """Prefix and local name of an IRI, or None where it has no CURIE without escapes."""
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._by_namespace.get(iri[:cut])
        local = iri[cut:]
        return (prefix, local) if prefix is not None and _LOCAL.fullmatch(local) else None

    def compress(self, iri: str) -> str:
        """The CURIE of an IRI, or the IRI itself where there is none."""
        parts = self.split(iri)
        return f"{parts[0]}:{parts[1]}" if parts else iri

    def expand(self, curie: str) -> str | None:
        """The IRI of a CURIE, or None where its prefix is not in the table."""
        prefix, colon, local = curie.partition(":")
        namespace = self._namespaces.get(prefix) if colon else None
        return None if namespace is None else namespace + local
