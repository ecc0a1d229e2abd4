"""A JSON-LD context made ready to compact with, one node object at a time.

Of the compaction algorithm (https://www.w3.org/TR/json-ld11-api/#compaction-algorithms) this is
what a context of terms, prefixes, keyword aliases, coercions to a type or to `@id`, language maps
and type-scoped terms needs; a context that asks for more is refused. Nodes are never nested, so
that writing needs the memory of one node only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from communique.errors import SyntaxInputError, UsageError
from communique.model import Subject, Term
from communique.vocabulary import RDF, XSD

Node = dict[str, Any]
"""A node object (https://www.w3.org/TR/json-ld11/#node-objects)."""

_KEYWORDS = ("@id", "@type")
_DEFINED = {"@id", "@type", "@container", "@context"}
_DELIMITERS = tuple(":/?#[]@")


@dataclass(frozen=True, slots=True)
class Definition:
    """A term of the context."""

    name: str
    iri: str
    type: str = ""
    """`@id`, the IRI of a datatype, or empty for no coercion."""
    languages: bool = False
    """Whether its values are a map by language."""

    def fits(self, value: Term) -> bool:
        """Whether the term says all of a value that is not in its text."""
        if not isinstance(value, Literal):
            return self.type == "@id"
        if value.language is not None:
            return self.languages
        if self.languages:
            return False
        return value.datatype == XSD.string if not self.type else value.datatype.value == self.type


class Context:
    """A JSON-LD context, read from a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.document = _read(path)
        entries = self.document["@context"]
        names = {v: k for k, v in entries.items() if v in _KEYWORDS}
        self.id, self.type = (names.get(keyword, keyword) for keyword in _KEYWORDS)
        self._prefixes = {
            name: value
            for name, value in entries.items()
            if isinstance(value, str) and value.endswith(_DELIMITERS) and not name.startswith("@")
        }
        self._longest = sorted(self._prefixes.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        self._scoped: dict[str, list[Definition]] = {}
        self._terms = self._definitions(entries, self._scoped)
        self._by_iri: dict[str, list[Definition]] = {}
        for term in self._terms:
            self._by_iri.setdefault(term.iri, []).append(term)
        self.iri = lru_cache(maxsize=100_000)(self._iri)

    def node(self, subject: Subject, pairs: Sequence[tuple[NamedNode, Term]]) -> Node:
        """The node object of a subject and its predicates and objects."""
        types = [o for p, o in pairs if p == RDF.type and not isinstance(o, Literal)]
        found: Node = {self.id: self._reference(subject)}
        if types:
            found[self.type] = _one_or_all([self._word(one) for one in types])
        scoped = self._overrides(types)
        for predicate, value in pairs:
            if predicate != RDF.type or isinstance(value, Literal):
                self._add(found, self._definition(predicate, value, scoped), value)
        return found

    def _add(self, node: Node, term: Definition, value: Term) -> None:
        if term.languages:
            assert isinstance(value, Literal)  # `fits` says so
            values = node.setdefault(term.name, {})
            _append(values, str(value.language), value.value)
        else:
            shown = self._text(value) if term.fits(value) else self._object(value)
            _append(node, term.name, shown)

    def _definition(
        self, predicate: NamedNode, value: Term, scoped: Mapping[str, Definition]
    ) -> Definition:
        """The term that fits a value best; without one, the predicate's compact IRI."""
        plain = None
        for term in self._by_iri.get(predicate.value, ()):
            used = scoped.get(term.name, term)
            if used.fits(value):
                return used
            if not used.type and not used.languages:
                plain = used
        return plain or Definition(self.iri(predicate.value), predicate.value)

    def _overrides(self, types: Iterable[Term]) -> dict[str, Definition]:
        """The terms that the types of a node define anew, in the order of the types' names."""
        found = {}
        if self._scoped:
            for name in sorted(map(self._word, types)):
                found.update({term.name: term for term in self._scoped.get(name, ())})
        return found

    def _text(self, value: Term) -> str:
        return value.value if isinstance(value, Literal) else self._reference(value)

    def _object(self, value: Term) -> Node:
        if not isinstance(value, Literal):
            return {self.id: self._reference(value)}
        if value.language is not None:
            return {"@value": value.value, "@language": value.language}
        if value.datatype == XSD.string:
            return {"@value": value.value}
        return {"@value": value.value, self.type: self.iri(value.datatype.value)}

    def _reference(self, node: Term) -> str:
        return str(node) if isinstance(node, BlankNode) else self.iri(node.value)

    def _word(self, node: Term) -> str:
        """A class as its term, else as its compact IRI."""
        terms = self._by_iri.get(node.value, ())
        plain = (term.name for term in terms if not term.type and not term.languages)
        return next(plain, None) or self._reference(node)

    def _iri(self, iri: str) -> str:
        """The compact IRI; raises UsageError where the context would read the IRI as another."""
        for prefix, namespace in self._longest:
            if iri.startswith(namespace) and not iri.startswith("//", len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        scheme, _, rest = iri.partition(":")
        if scheme in self._prefixes and not rest.startswith("//"):
            raise UsageError(
                f"<{iri}> would be read with the prefix {scheme}:",
                place=str(self._path),
                remedy="Give that prefix another name in the context.",
            )
        return iri

    def _definitions(
        self, entries: Mapping[str, Any], scoped: dict[str, list[Definition]]
    ) -> list[Definition]:
        found = []
        for name, value in entries.items():
            if name == "@version" or name in self._prefixes or value in _KEYWORDS:
                continue
            entry = {"@id": value} if isinstance(value, str) else value
            if name.startswith("@") or not isinstance(entry, dict) or not _known(entry):
                raise self._refusal(name)
            type_ = str(entry.get("@type", ""))
            found.append(
                Definition(
                    name,
                    self._expand(name, entry.get("@id")),
                    type_ if type_ in {"", "@id"} else self._expand(name, type_),
                    languages=entry.get("@container") == "@language",
                )
            )
            if "@context" in entry:
                scoped[name] = self._definitions(entry["@context"], {})
        return found

    def _expand(self, name: str, curie: object) -> str:
        prefix, colon, local = str(curie).partition(":")
        if local.startswith("//"):
            return str(curie)
        if not colon or prefix not in self._prefixes:
            raise self._refusal(name)
        return self._prefixes[prefix] + local

    def _refusal(self, name: str) -> SyntaxInputError:
        return SyntaxInputError(
            f"the definition of {name!r} cannot be compacted with",
            place=str(self._path),
            remedy="Use @id with a prefix of the context, @type, @container: @language, @context.",
        )


def _known(entry: Mapping[str, Any]) -> bool:
    container, coercion = entry.get("@container"), entry.get("@type", "")
    return (
        set(entry) <= _DEFINED
        and container in {None, "@language"}
        and not (container and coercion)
        and isinstance(coercion, str)
        and (not coercion.startswith("@") or coercion == "@id")
        and isinstance(entry.get("@context", {}), dict)
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SyntaxInputError(
            f"the JSON-LD context cannot be read ({error})", place=str(path)
        ) from error
    if not isinstance(document, dict) or not isinstance(document.get("@context"), dict):
        raise SyntaxInputError("the file holds no object @context", place=str(path))
    return {"@context": document["@context"]}


def _append(values: dict[str, Any], name: str, value: Any) -> None:
    """Put a value under a name: alone, or in an array beside the ones that are there."""
    if name not in values:
        values[name] = value
    elif isinstance(values[name], list):
        values[name].append(value)
    else:
        values[name] = [values[name], value]


def _one_or_all(values: list[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else values
