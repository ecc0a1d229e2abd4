"""What is spoken of, so that an entry which nothing speaks of any more can go."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pyoxigraph import NamedNode, Quad

from communique.dataset import Matter
from communique.vocabulary import BACKGROUND_GRAPHS, DOCUMENTS_GRAPH, REGISTRY_GRAPH

_NAMING = (REGISTRY_GRAPH, DOCUMENTS_GRAPH, NamedNode(f"{BACKGROUND_GRAPHS}currencies"))
"""Graphs that name their subjects, and do not speak of them."""


def used_without(matter: Matter, documents: Collection[str]) -> set[NamedNode]:
    """Things and concepts of which something else than some documents, named by IRI, speaks.

    That the registry names a thing, that a scheme describes a concept, and that the background
    names a currency, is no use of it.
    """
    used: set[NamedNode] = set()
    for statement in matter.common:
        subject, _, value, graph = statement.quad
        ours = getattr(subject, "value", "") in documents and graph == DOCUMENTS_GRAPH
        terms = (value,) if graph in _NAMING else (subject, value)
        used |= {term for term in terms if isinstance(term, NamedNode) and not ours}
    for document in matter.documents:
        if document.document.value not in documents:
            used |= nodes_of(statement.quad for statement in document.statements)
    return used


def nodes_of(quads: Iterable[Quad]) -> set[NamedNode]:
    """Everything with a name of which quads speak."""
    terms = (term for quad in quads for term in (quad.subject, quad.object))
    return {term for term in terms if isinstance(term, NamedNode)}
