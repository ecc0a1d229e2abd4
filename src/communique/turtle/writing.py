"""Turtle and TriG written in their one form."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
)

from communique.model import Passage, Subject, Term, object_of, subject_of
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
_NIL = RDF.nil


def serialize(
    quads: Iterable[Quad], prefixes: Prefixes, *, comment: str = "", base: str | None = None
) -> str:
    """Canonical Turtle of quads, or TriG where some stand in named graphs."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    writer = _Writer(prefixes, base)
    body = writer.body(dataset)
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

    def __init__(self, prefixes: Prefixes, base: str | None) -> None:
        self.used: set[str] = set()
        self._prefixes = prefixes
        self._base = base
        self._subjects: dict[Subject, list[tuple[NamedNode, Term]]] = {}
        self._uses: Counter[Term] = Counter()
        self._users: dict[Term, Subject] = {}

    def body(self, dataset: Dataset) -> list[str]:
        """Blocks of the file in their order, each without a final line break."""
        graphs: dict[object, list[Quad]] = defaultdict(list)
        for quad in dataset:
            graphs[quad.graph_name].append(quad)
        default = graphs.pop(DefaultGraph(), [])
        self._index(default)
        if not graphs:
            return self._grouped()
        blocks: list[tuple[tuple[object, ...], str]] = []
        blocks += [((*_order(one), 1), self._block(one)) for one in self._roots()]
        for name, quads in graphs.items():
            assert isinstance(name, NamedNode)  # TriG without blank graph names: see `read`
            self._index(quads)
            inner = "\n".join(self._block(subject, "    ") for subject in self._roots())
            blocks.append(((*_order(name), 0), f"{self._term(name)} {{\n{inner}\n}}"))
        return [text for _, text in sorted(blocks)]

    def _index(self, quads: Iterable[Quad]) -> None:
        self._subjects = defaultdict(list)
        self._uses = Counter()
        for quad in quads:
            subject, value = subject_of(quad), object_of(quad)
            self._subjects[subject].append((quad.predicate, value))
            if isinstance(value, BlankNode):
                self._uses[value] += 1
                self._users[value] = subject

    def _roots(self) -> list[Subject]:
        named = sorted((s for s in self._subjects if isinstance(s, NamedNode)), key=_order)
        blank = [s for s in self._subjects if isinstance(s, BlankNode) and not self._inline(s)]
        return [*named, *sorted(blank, key=self._block)]

    def _grouped(self) -> list[str]:
        """The blocks of a Turtle file; an ontology's terms stand under banners by kind."""
        groups: dict[int, list[str]] = defaultdict(list)
        kinds = [kind for kind, _ in KINDS]
        ontology = any((RDF.type, OWL.Ontology) in pairs for pairs in self._subjects.values())
        for subject in self._roots():
            types = {o for p, o in self._subjects[subject] if p == RDF.type}
            rank = next((i for i, kind in enumerate(kinds) if kind in types), len(kinds))
            if isinstance(subject, BlankNode):
                rank = len(kinds)
            groups[rank if ontology else 0].append(self._block(subject))
        blocks = []
        for rank in sorted(groups):
            title = KINDS[rank][1] if ontology and rank < len(kinds) else ""
            blocks += [f"# {title}"] if title else []
            blocks += groups[rank]
        return blocks

    def _inline(self, node: Term) -> bool:
        """Whether a blank node is written where it is used: used once, and not by itself."""
        if not isinstance(node, BlankNode) or self._uses[node] != 1:
            return False
        seen, current = {node}, self._users[node]
        while isinstance(current, BlankNode) and self._uses[current] == 1:
            if current in seen:
                return False
            seen.add(current)
            current = self._users[current]
        return True

    def _block(self, subject: Subject, indent: str = "") -> str:
        if isinstance(subject, BlankNode) and self._uses[subject] == 0:
            head = f"{indent}[]"
        else:
            head = indent + self._term(subject)
        return "\n".join([head, *self._pairs(subject, indent + "    "), f"{indent}."])

    def _pairs(self, subject: Subject, indent: str) -> Iterator[str]:
        pairs = sorted(self._subjects[subject], key=lambda pair: self._pair_order(*pair))
        for predicate, value in pairs:
            yield f"{indent}{self._predicate(predicate)} {self._object(value, indent)} ;"

    def _pair_order(self, predicate: NamedNode, value: Term) -> tuple[object, ...]:
        last = predicate == RDFS.isDefinedBy
        text = self._object(value, "")
        return (last, _RANK.get(predicate, len(_RANK)), self._predicate(predicate), text)

    def _predicate(self, predicate: NamedNode) -> str:
        return "a" if predicate == RDF.type else self._term(predicate)

    def _object(self, value: Term, indent: str) -> str:
        if isinstance(value, Literal):
            return self._literal(value)
        items = self._list(value)
        if items is not None:
            inner = [f"{indent}    {self._object(item, indent + '    ')}" for item in items]
            return "\n".join(["(", *inner, f"{indent})"])
        if isinstance(value, BlankNode) and self._inline(value):
            return "\n".join(["[", *self._pairs(value, indent + "    "), f"{indent}]"])
        return self._term(value)

    def _list(self, node: Term) -> list[Term] | None:
        """Items of a well-formed list whose cells are used nowhere else; else None."""
        items: list[Term] = []
        while isinstance(node, BlankNode) and self._inline(node):
            pairs = dict(self._subjects[node])
            if len(self._subjects[node]) != 2 or set(pairs) != {RDF.first, RDF.rest}:
                return None
            items.append(pairs[RDF.first])
            node = pairs[RDF.rest]
        return items if items and node == _NIL else None

    def _literal(self, literal: Literal) -> str:
        value, datatype = literal.value, literal.datatype
        if datatype == XSD.boolean and value in {"true", "false"}:
            return value
        if datatype == XSD.integer and _INTEGER.fullmatch(value):
            return value
        text = f'"{value.translate(_ESCAPES)}"'
        if literal.language is not None:
            return f"{text}@{literal.language}"
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


def _order(subject: Subject) -> tuple[str, int, int]:
    """Subjects by IRI, passages of one document by their offsets."""
    passage = Passage.parse(subject.value)
    if passage is None:
        return (subject.value, -1, -1)
    return (passage.document + "#", passage.start, passage.end)
