"""Identity: one name that sources use for two things.

A name is what passages call a thing (`cmq:wording`, `cmq:alias`). Left out are words that name a
sort and no thing ("Memorandum", labels of concepts and classes; "the paper", without a capital),
the titles of posts, which every country has, and words that one passage uses for both at once ("the
Ministries of Defence").
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Triple

from communique.discrepancy import Discrepancy, DiscrepancyKind
from communique.model import Passage, object_of, text_of
from communique.receipts.differences.judging import Judging
from communique.receipts.differences.things import kind_of
from communique.vocabulary import CMQ, ID, RDFS, SKOS

_KINDS = frozenset({"agreement", "event", "initiative", "organization", "person", "place"})
_NAMES = (CMQ.wording, CMQ.alias)
_Uses = dict[NamedNode, dict[Triple, set[str]]]
"""Of a name, for each thing, the statements that give it and their passages."""


class Namesakes:
    """Finds names that things of one kind share, whole or before a subtitle."""

    def __init__(self, judging: Judging) -> None:
        self._judging = judging
        self._sides = judging.sides

    def all(self) -> Iterator[Discrepancy]:
        """Every name that means two things."""
        names = self._names()
        for folded, uses in sorted(names.items()):
            kinds: dict[str, _Uses] = {}
            for node, given in uses.items():
                kinds.setdefault(kind_of(node), {})[node] = given
            for own in kinds.values():
                shared = _apart(own)
                if len(shared) > 1:
                    yield self._discrepancy(folded, shared)

    def _discrepancy(self, folded: str, uses: _Uses) -> Discrepancy:
        ordered = sorted(uses, key=str)
        sides = []
        for node in ordered:
            statement = min(uses[node], key=lambda triple: (len(str(triple.object)), str(triple)))
            passages = sorted(p for own in uses[node].values() for p in own)
            side = self._sides.side(statement, self._sides.shown(node), passages)
            sides += [side] if side is not None else []
        spellings = [str(object_of(t).value) for t in _statements(uses) if _fold(t) == folded]
        name = Literal(min(spellings, default=folded))
        return self._judging.discrepancy(
            DiscrepancyKind.IDENTITY,
            name,
            CMQ.wording,
            sides,
            better=None,
            words="is what sources call",
            things=ordered,
        )

    def _names(self) -> dict[str, _Uses]:
        """Names by their folded form; a name with a subtitle also by what stands before it."""
        sorts = self._sorts()
        found: dict[str, _Uses] = {}
        titled: list[tuple[str, Triple, str]] = []
        for predicate in _NAMES:
            for quad in self._sides.store.match(None, predicate):
                graph, node, value = quad.graph_name, quad.subject, quad.object
                if not isinstance(graph, NamedNode) or not Passage.parse(graph.value):
                    continue
                if not isinstance(node, NamedNode) or kind_of(node) not in _KINDS:
                    continue
                statement = Triple(node, predicate, value)
                folded = _fold(statement)
                if folded not in sorts and text_of(value) != folded:
                    given = found.setdefault(folded, {}).setdefault(node, {})
                    given.setdefault(statement, set()).add(graph.value)
                    before, colon, _ = folded.partition(":")
                    titled += [(before.strip(), statement, graph.value)] if colon else []
        for before, statement, passage in titled:
            if before in found and isinstance(statement.subject, NamedNode):
                given = found[before].setdefault(statement.subject, {})
                given.setdefault(statement, set()).add(passage)
        return found

    def _sorts(self) -> set[str]:
        """Labels of concepts and classes, folded."""
        labels = (
            quad.object
            for predicate in (SKOS.prefLabel, SKOS.altLabel, RDFS.label)
            for quad in self._sides.store.match(None, predicate)
            if isinstance(quad.subject, NamedNode) and not quad.subject.value.startswith(str(ID))
        )
        return {label.value.casefold() for label in labels if isinstance(label, Literal)}


def _apart(uses: _Uses) -> _Uses:
    """The things of which another one bears the name in other passages only."""
    kept: _Uses = {}
    for one, other in combinations(sorted(uses, key=str), 2):
        passages = [{p for own in uses[node].values() for p in own} for node in (one, other)]
        if not passages[0] & passages[1]:
            kept |= {one: uses[one], other: uses[other]}
    return kept


def _statements(uses: _Uses) -> Iterator[Triple]:
    for given in uses.values():
        yield from given


def _fold(statement: Triple) -> str:
    value = object_of(statement)
    return value.value.casefold() if isinstance(value, Literal) else ""
