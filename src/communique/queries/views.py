"""Views: queries that say the graph in another vocabulary; here, the facts of one document.

A document's facts are read from its own passage graphs and nothing else: never from what is
inferred, from the registry, or from another document; only a country that it calls `Danish` or
`US` is called by its label in the registry. The views know the predicates, this module does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from communique.dataset import with_default
from communique.model import Term, text_of
from communique.store import EmbeddedStore, Store
from communique.vocabulary import (
    CMQ,
    DOCUMENTS_GRAPH,
    ID,
    ONTOLOGY_GRAPH,
    RDF,
    RDFS,
    REGISTRY_GRAPH,
)

_POSTS = f"{ID}post/"


class Views:
    """The fact views of a project, ready to be run on documents."""

    def __init__(self, folder: Path) -> None:
        self._name = (folder / "name.rq").read_text(encoding="utf-8")
        self._facts = {
            path.stem: path.read_text(encoding="utf-8")
            for path in sorted((folder / "facts").glob("*.rq"))
        }

    def facts(self, store: Store, document: NamedNode) -> dict[str, Any]:
        """What a document states: its id, the hash of its text, and facts with their passages."""
        own = EmbeddedStore()
        own.extend(with_default(_quads_of(store, document)))
        names = own.query(self._name)
        assert isinstance(names, list)  # name.rq is a CONSTRUCT
        own.extend(_told_apart(names))
        found: dict[tuple[str, ...], list[str]] = {}
        for predicate, text in self._facts.items():
            for arguments, passage in _rows(own, text, document):
                found.setdefault((predicate, *arguments), []).append(passage)
        sha256 = next((text_of(q.object) for q in store.match(document, CMQ.sha256)), None)
        return {
            "id": document.value.rsplit("/", 1)[-1],
            "sha256": sha256,
            "facts": [
                {"p": fact[0], "a": list(fact[1:]), "passages": list(dict.fromkeys(passages))}
                for fact, passages in sorted(found.items())
            ],
        }


def _told_apart(names: Iterable[Triple]) -> Iterator[Quad]:
    """The names of things; of several things called by one common noun all but one get a number.

    So `agreement` and `agreement 2` are two labels; titles of posts stay as they are worded.
    """
    taken: dict[str, int] = {}
    for triple in sorted(names, key=lambda one: text_of(one.subject)):
        name = text_of(triple.object)
        if name[:1].islower() and not text_of(triple.subject).startswith(_POSTS):
            taken[name] = taken.get(name, 0) + 1
            name = name if taken[name] == 1 else f"{name} {taken[name]}"
        yield Quad(triple.subject, triple.predicate, Literal(name))


def _quads_of(store: Store, document: NamedNode) -> Iterator[Quad]:
    """A document's passage graphs, what is recorded of them, the ontology, names of countries."""
    yield from store.match(None, None, None, ONTOLOGY_GRAPH)
    for quad in store.match(None, RDF.type, CMQ.Country, REGISTRY_GRAPH):
        if isinstance(quad.subject, NamedNode):
            yield quad
            yield from store.match(quad.subject, RDFS.label, None, REGISTRY_GRAPH)
    for quad in store.match(None, CMQ.source, document, DOCUMENTS_GRAPH):
        if isinstance(quad.subject, NamedNode):
            yield from store.match(None, None, None, quad.subject)
            yield from store.match(quad.subject, None, None, DOCUMENTS_GRAPH)


def _rows(
    store: EmbeddedStore, text: str, document: NamedNode
) -> Iterator[tuple[tuple[str, ...], str]]:
    solutions = store.select(text)
    places = [i for i, name in enumerate(solutions.variables) if name != "passage"]
    passage = solutions.variables.index("passage")
    for row in solutions.rows:
        arguments = tuple(_text(row[place], document) for place in places)
        named = row[passage]
        yield arguments, named.value if isinstance(named, NamedNode) else ""


def _text(term: Term | None, document: NamedNode) -> str:
    if term is None:
        return "-"
    if term == document:
        return "@"
    return text_of(term) if isinstance(term, Literal) else text_of(term).rsplit("/", 1)[-1]


def documents_of(store: Store) -> Iterable[NamedNode]:
    """The documents that have passages."""
    quads = store.match(None, CMQ.source, None, DefaultGraph())
    return sorted(
        {quad.object for quad in quads if isinstance(quad.object, NamedNode)},
        key=lambda node: node.value,
    )
