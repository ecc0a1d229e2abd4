"""Things that a person has found to be one, made one in what the files say.

The files stay as they are: that B is A is one line of a table, and taken out with it. Wherever B
stands, A is read; B's label becomes another name of A. The names of nodes that are made of their
keys (a signature of B, an amount of a commitment under B) follow, so that what two documents say
of one signature is said of one node.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import NamedNode, Quad

from communique.model import Statement
from communique.vocabulary import ID, RDFS, REGISTRY_GRAPH, SKOS

_THING_PARTS = 2
"""Parts in the name of a thing, `person/rustem-umerov`; a node that is made of keys has more."""


class Unification:
    """Replaces things by the things that they are."""

    def __init__(self, replacements: Mapping[str, str]) -> None:
        """Take for each thing that is another one that other one, itself perhaps another."""
        self._things = {one: _end(one, replacements) for one in replacements}

    def __bool__(self) -> bool:
        return bool(self._things)

    def applied(self, statements: Iterable[Statement], names: Mapping[str, str]) -> list[Statement]:
        """The statements with everything by its one name; `names` are those of key-made nodes."""
        return [self._replaced(statement, names) for statement in statements]

    def node_names(self, statements: Iterable[Statement]) -> dict[str, str]:
        """For each node made of keys whose keys change, its new IRI."""
        links: dict[str, set[str]] = {}
        for quad, _ in statements:
            node, value = quad.subject, quad.object
            if not (isinstance(node, NamedNode) and isinstance(value, NamedNode)):
                continue
            if _is_made_of_keys(node.value):
                links.setdefault(node.value, set()).add(value.value)
        names = {}
        for name in links:
            slugs = {_slug(one): _slug(self._things[one]) for one in self._reached(name, links)}
            renamed = "/".join(slugs.get(part, part) for part in name.split("/"))
            if renamed != name:
                names[name] = renamed
        return names

    def _reached(self, node: str, links: Mapping[str, set[str]]) -> set[str]:
        """The replaced things that a node has in its keys, its own or those of another node."""
        found: set[str] = set()
        seen, ahead = {node}, [node]
        while ahead:
            for target in links.get(ahead.pop(), ()):
                if target in self._things:
                    found.add(target)
                elif target not in seen and _is_made_of_keys(target):
                    seen.add(target)
                    ahead.append(target)
        return found

    def _replaced(self, statement: Statement, names: Mapping[str, str]) -> Statement:
        quad, place = statement
        subject = self._renamed(quad.subject, names)
        value = self._renamed(quad.object, names)
        if subject is quad.subject and value is quad.object:
            return statement
        predicate = quad.predicate
        gone = isinstance(quad.subject, NamedNode) and quad.subject.value in self._things
        if gone and predicate == RDFS.label and quad.graph_name == REGISTRY_GRAPH:
            predicate = SKOS.altLabel
        return Statement(Quad(subject, predicate, value, quad.graph_name), place)

    def _renamed(self, node: Any, names: Mapping[str, str]) -> Any:
        if not isinstance(node, NamedNode):
            return node
        name = self._things.get(node.value) or names.get(node.value)
        return NamedNode(name) if name else node


def _end(iri: str, replacements: Mapping[str, str]) -> str:
    """What a thing is in the end; the table of decisions has no circles."""
    while iri in replacements:
        iri = replacements[iri]
    return iri


def _is_made_of_keys(iri: str) -> bool:
    return iri.startswith(str(ID)) and iri[len(str(ID)) :].count("/") >= _THING_PARTS


def _slug(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
