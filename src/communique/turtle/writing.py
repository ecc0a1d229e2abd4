"""Turtle and TriG written in their one form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from communique.errors import SyntaxInputError
from communique.model import Passage, Subject, Term
from communique.turtle.labels import relabelled
from communique.turtle.shape import DEEPEST, Pairs, Shape
from communique.vocabulary import OWL, RDF, RDFS, SKOS, XSD, Prefixes

_FIRST = (
    RDF.type,
    RDFS.label,
    SKOS.prefLabel,
    SKOS.altLabel,
    SKOS.definition,
    SKOS.example,
    SKOS.scopeNote,
    SKOS.editorialNote,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
)
_RANK = {predicate: rank for rank, predicate in enumerate(_FIRST)}
KINDS = (
    (OWL.Ontology, ""),
    (OWL.Class, "Classes"),
    (OWL.ObjectProperty, "Object properties"),
    (OWL.DatatypeProperty, "Datatype properties"),
    (OWL.AnnotationProperty, "Annotation properties"),
)
BANNERS = frozenset(f"# {title}" for _, title in KINDS if title)
"""The lines above the terms of an ontology, by kind."""
_INTEGER = re.compile(r"[+-]?[0-9]+")
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)
TOO_DEEP = f"blank nodes stand inside one another more than {DEEPEST} levels deep"
TOO_DEEP_REMEDY = "Give some of them names; nothing was written."


def serialize(
    quads: Iterable[Quad], prefixes: Prefixes, *, comment: str = "", base: str | None = None
) -> str:
    """Canonical Turtle of quads, or TriG where some stand in named graphs.

    Raises SyntaxInputError where a quad is not RDF 1.1, or blank nodes stand in one another deeper
    than can be written.
    """
    shape = Shape(quads)
    if shape.too_deep() is not None:
        raise SyntaxInputError(TOO_DEEP, remedy=TOO_DEEP_REMEDY)
    if shape.labelled:
        shape = Shape(relabelled(shape))
    writer = _Writer(shape, prefixes, base)
    body = writer.body()
    head = [comment] if comment else []
    lines = []
    if base is not None:
        lines.append(f"@base <{base}> .")
    lines += [f"@prefix {name}: <{prefixes[name]}> ." for name in sorted(writer.used)]
    if lines:
        head.append("\n".join(lines))
    return "\n\n".join([*head, *body]) + "\n"


class _Writer:
    """Renders one dataset; remembers which prefixes it used."""

    def __init__(self, shape: Shape, prefixes: Prefixes, base: str | None) -> None:
        self.used: set[str] = set()
        self._prefixes = prefixes
        self._base = base
        self._shape = shape
        self._later = {rest for _, rest in shape.cells.values()}
        self._inside: dict[BlankNode, str] = {}
        for node in reversed(shape.depths):  # what stands inside first: nothing here recurses
            self._inside[node] = self._inner(node)

    def body(self) -> list[str]:
        """Blocks of the file in their order, each without a final line break."""
        graphs = dict(self._shape.graphs)
        default = graphs.pop(DefaultGraph(), {})
        if not graphs:
            return self._grouped(default)
        blocks: list[tuple[tuple[object, ...], str]] = [
            ((*self._rank(one), 1), self._block(one, default)) for one in self._roots(default)
        ]
        for name, pairs in graphs.items():
            assert isinstance(name, NamedNode)  # the default graph was taken out
            inner = "\n".join(self._block(one, pairs) for one in self._roots(pairs))
            text = f"{self._term(name)} {{\n    {_indented(inner)}\n}}"
            blocks.append(((*_order(name), 0), text))
        return [text for _, text in sorted(blocks)]

    def _rank(self, subject: Subject) -> tuple[str, int, int]:
        if isinstance(subject, BlankNode):  # without a label its text decides
            return (str(subject) if subject in self._shape.labelled else "_:", -1, -1)
        return _order(subject)

    def _roots(self, graph: Pairs) -> list[Subject]:
        named = sorted((s for s in graph if isinstance(s, NamedNode)), key=_order)
        blank = [s for s in graph if isinstance(s, BlankNode) and s not in self._inside]
        return [*named, *sorted(blank, key=lambda one: self._block(one, graph))]

    def _grouped(self, graph: Pairs) -> list[str]:
        """The blocks of a Turtle file; an ontology's terms stand under banners by kind."""
        groups: dict[int, list[str]] = defaultdict(list)
        kinds = [kind for kind, _ in KINDS]
        ontology = any((RDF.type, OWL.Ontology) in pairs for pairs in graph.values())
        for subject in self._roots(graph):
            types = {o for p, o in graph[subject] if p == RDF.type}
            rank = next((i for i, kind in enumerate(kinds) if kind in types), len(kinds))
            if isinstance(subject, BlankNode):
                rank = len(kinds)
            groups[rank if ontology else 0].append(self._block(subject, graph))
        blocks = []
        for rank in sorted(groups):
            title = KINDS[rank][1] if ontology and rank < len(kinds) else ""
            blocks += [f"# {title}"] if title else []
            blocks += groups[rank]
        return blocks

    def _block(self, subject: Subject, graph: Pairs) -> str:
        anonymous = isinstance(subject, BlankNode) and subject not in self._shape.labelled
        head = "[]" if anonymous else self._term(subject)
        return "\n".join([head, *self._pairs(graph[subject]), "."])

    def _pairs(self, pairs: Iterable[tuple[NamedNode, Term]]) -> Iterator[str]:
        rendered = []
        for predicate, value in pairs:
            name = "a" if predicate == RDF.type else self._term(predicate)
            rank = _RANK.get(predicate, len(_RANK))
            rendered.append((predicate == RDFS.isDefinedBy, rank, name, self._object(value)))
        for _, _, name, text in sorted(rendered):
            yield f"    {name} {_indented(text)} ;"

    def _object(self, value: Term) -> str:
        if isinstance(value, Literal):
            return self._literal(value)
        if isinstance(value, BlankNode) and value in self._inside:
            return self._inside[value]
        return self._term(value)

    def _inner(self, node: BlankNode) -> str:
        """An inline node as its user writes it; a list's cell after the first is not written."""
        cells = self._shape.cells
        if node not in cells:
            return "\n".join(["[", *self._pairs(self._shape.pairs(node)), "]"])
        if node in self._later:
            return ""
        items = []
        rest: Term = node
        while isinstance(rest, BlankNode):
            item, rest = cells[rest]
            items.append(f"    {_indented(self._object(item))}")
        return "\n".join(["(", *items, ")"])

    def _literal(self, literal: Literal) -> str:
        value, datatype = literal.value, literal.datatype
        if datatype == XSD.boolean and value in {"true", "false"}:
            return value
        if datatype == XSD.integer and _INTEGER.fullmatch(value):
            return value
        text = f'"{value.translate(_ESCAPES)}"'
        if literal.language is not None:
            direction = f"--{literal.direction}" if literal.direction is not None else ""
            return f"{text}@{literal.language}{direction}"
        return text if datatype == XSD.string else f"{text}^^{self._term(datatype)}"

    def _term(self, term: Subject) -> str:
        if isinstance(term, BlankNode):
            return str(term)
        base = self._base
        if base is not None and (term.value == base or term.value.startswith(base + "#")):
            return f"<{term.value.removeprefix(base)}>"
        parts = self._prefixes.split(term.value)
        if parts is None:
            return str(term)
        self.used.add(parts[0])
        return f"{parts[0]}:{parts[1]}"


def _indented(text: str) -> str:
    """A text one level deeper, but for its first line."""
    return text.replace("\n", "\n    ")


def _order(subject: Subject) -> tuple[str, int, int]:
    """Subjects by IRI, passages of one document by their offsets."""
    passage = Passage.parse(subject.value)
    if passage is None:
        return (subject.value, -1, -1)
    return (passage.document + "#", passage.start, passage.end)
