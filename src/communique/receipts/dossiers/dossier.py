"""What is known of one thing, on one page: facts grouped by property, each with its sources.

A node between things (a signature, a commitment, a count) is no fact in itself; it is told in one
line, with what it relates and what hangs on it, as one document tells it. Documents that tell the
same support the same line. What merely follows is left out where a line that is stated names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from communique.model import (
    Dossier,
    Fact,
    Part,
    Passage,
    Section,
    Term,
    object_of,
    subject_of,
    text_of,
    triple_of,
)
from communique.receipts.dossiers.telling import Telling, is_nameless, shown_part
from communique.receipts.rows.answering import Answering
from communique.receipts.rows.state import Row
from communique.receipts.sources.records import Sources
from communique.receipts.tracing.standing import graphs_of
from communique.store import Store
from communique.vocabulary import CMQ, INFERRED_GRAPH, OWL, RDF, RDFS, ROUND_GRAPHS, SCHEMA, SKOS

_WORDS = {
    RDF.type: "is a",
    SKOS.altLabel: "also called",
    CMQ.alias: "also called",
    CMQ.wording: "named in sources as",
    SKOS.exactMatch: "known elsewhere as",
    SKOS.editorialNote: "the editors remark",
    SKOS.scopeNote: "the editors remark",
    SKOS.notation: "code",
}
"""Properties whose own label is no plain word."""
_LEFT_OUT = frozenset(
    {
        CMQ.earliest,
        CMQ.latest,
        OWL.sameAs,
        SCHEMA.sameAs,
        RDF.type,
        RDFS.isDefinedBy,
        RDFS.label,
        SKOS.prefLabel,
    }
)
_SAID = frozenset({CMQ.alias, CMQ.wording})
_FIRST = ("is a", "also called", "named in sources as", "kind", "stage", "date", "took place in")
_LAST = ("known elsewhere as", "the editors remark")

Line = tuple[int, str, tuple[Part, ...]]
"""The group a line stands in (its own facts, nodes, other things), its section, what it says."""


def dossier(store: Store, answering: Answering, node: NamedNode) -> Dossier:
    """Everything that is stated of a thing, and what follows and no stated line names."""
    told = _Told(store, answering.states.sources, node)
    lines = sorted(told.lines().items(), key=lambda item: _order(item[0]))
    answer = answering.shown(
        f"What is known of {told.label}?",
        ("relation",),
        [(Literal(title),) for (_, title, _), _ in lines],
        [Row(solutions, terms=_terms(solutions)) for _, solutions in lines],
    )
    assert answer.states is not None  # `shown` gives them
    assert answer.cited is not None
    facts = [
        (title, Fact(parts, state, cited, told.only_follows(solutions)))
        for ((_, title, parts), solutions), state, cited in zip(
            lines, answer.states, answer.cited, strict=True
        )
        if title != _WORDS[RDF.type] or cited  # what only the registry says stands in the heading
    ]
    return Dossier(
        label=told.label,
        kinds=tuple(map(told.sources.label, told.kinds)),
        sections=tuple(
            Section(title, tuple(fact for _, fact in group))
            for title, group in groupby(facts, key=lambda one: one[0])
        ),
        answer=answer,
    )


Told = Sequence[Quad]
"""The quads that say a line."""


class _Told:
    """The lines about one thing, with the solutions that give each."""

    def __init__(self, store: Store, sources: Sources, node: NamedNode) -> None:
        self._store = store
        self._node = node
        self.sources = sources
        self.label = sources.label(node)
        self.kinds = _most_specific(store, node)

    def lines(self) -> dict[Line, list[Told]]:
        """Every line once, with its alternative solutions."""
        found: dict[Line, list[Told]] = {}
        named: set[Term] = set()
        inferred: list[tuple[Line, Quad]] = []
        for line, solution in [*self._own(), *self._nodes(), *self._others()]:
            if self.only_follows([solution]):
                inferred.append((line, solution[0]))
                continue
            if solution not in found.setdefault(line, []):
                found[line].append(solution)
            named |= {term for quad in solution for term in (subject_of(quad), object_of(quad))}
        for line, quad in inferred:
            other = object_of(quad) if quad.subject == self._node else subject_of(quad)
            if other not in named or quad.predicate == RDF.type:
                found.setdefault(line, []).append([quad])
        return found

    def _own(self) -> Iterator[tuple[Line, Told]]:
        """Statements with the thing as subject."""
        for kind in self.kinds:
            yield self._line(0, Quad(self._node, RDF.type, kind), kind, _WORDS[RDF.type])
        quads = list(self._store.match(self._node, None, None, DefaultGraph()))
        said = {text_of(quad.object) for quad in quads if quad.predicate in _SAID}
        for quad in quads:
            value = object_of(quad)
            if quad.predicate == SKOS.altLabel and text_of(value) in said:
                continue  # the registry's spelling of a name that a source uses
            if quad.predicate not in _LEFT_OUT and not is_nameless(value):
                title = _WORDS.get(quad.predicate) or self.sources.label(quad.predicate)
                yield self._line(0, quad, value, title)

    def _nodes(self) -> Iterator[tuple[Line, Told]]:
        """What nodes between things say of it, document by document."""
        for quad in self._store.match(None, None, self._node):
            node, passage = subject_of(quad), Passage.parse(text_of(quad.graph_name))
            if passage is None or not isinstance(node, NamedNode) or not is_nameless(node):
                continue
            telling = Telling(self._store, self.sources, passage.document)
            title, parts, quads = telling.of(node, quad.predicate, self._node)
            yield (1, title, parts), quads

    def _others(self) -> Iterator[tuple[Line, Told]]:
        """Statements with the thing as object, of things that have names."""
        for quad in self._store.match(None, None, self._node, DefaultGraph()):
            other = subject_of(quad)
            if not isinstance(other, NamedNode) or is_nameless(other) or quad.predicate == RDF.type:
                continue
            if Passage.parse(other.value) is None:
                title = f"{self.sources.label(quad.predicate)} {self.label}"
                yield self._line(2, quad, other, title)

    def _line(self, group: int, quad: Quad, value: Term, title: str) -> tuple[Line, Told]:
        if quad.predicate == CMQ.cites and isinstance(value, NamedNode):
            value = NamedNode(self.sources.document(value.value).restates or value.value)
        return (group, title, (shown_part(self.sources, value),)), [quad]

    def only_follows(self, solutions: Iterable[Told]) -> bool:
        """Whether nothing states what solutions of one quad each say."""
        quads = [quad for solution in solutions for quad in solution]
        names = {name for quad in quads for name in graphs_of(self._store, triple_of(quad))}
        return all(n == INFERRED_GRAPH.value or n.startswith(ROUND_GRAPHS) for n in names)


def _most_specific(store: Store, node: NamedNode) -> list[NamedNode]:
    """The classes of a thing that are above no other class of it, by IRI."""
    types = {object_of(q) for q in store.match(node, RDF.type, None, DefaultGraph())}
    own = sorted(
        (t for t in types if isinstance(t, NamedNode) and t.value.startswith(str(CMQ))), key=str
    )
    return [one for one in own if not any(one in _above(store, t) for t in own if t != one)]


def _above(store: Store, node: NamedNode) -> list[Term]:
    """The superclasses of a class, any number of steps away."""
    reached: list[Term] = [node]
    for one in reached:
        if isinstance(one, NamedNode):
            quads = store.match(one, RDFS.subClassOf, None, DefaultGraph())
            reached += [value for value in map(object_of, quads) if value not in reached]
    return reached[1:]


def _terms(solutions: Iterable[Told]) -> tuple[Term | None, ...]:
    """Everything that a line names; what is only planned is said with it."""
    quads = [quad for solution in solutions for quad in solution]
    return tuple(dict.fromkeys(t for q in quads for t in (subject_of(q), object_of(q))))


def _order(line: Line) -> tuple[int, int, str, list[str], str]:
    group, title, parts = line
    places = {name: number for number, name in enumerate(_FIRST)}
    places |= {name: len(_FIRST) + 1 for name in _LAST}
    return (
        group,
        places.get(title, len(_FIRST)),
        title,
        [part.value.value.casefold() for part in parts],
        str(parts),
    )
