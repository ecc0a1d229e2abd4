"""Why a triple is in the graph, or what it lacks where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import NamedTuple

from pyoxigraph import NamedNode, Triple

from communique.closure.derivations import Derivation, derivations
from communique.closure.patterns import Pattern
from communique.closure.rounds import round_of
from communique.closure.rules import RuleSet
from communique.errors import StoreError
from communique.model import Citation, Passage, Subject, Term, object_of, subject_of
from communique.proof import Absence, Gap, Leaf, OpenTriple, Proof, Step
from communique.receipts.proofs.axioms import axioms_of
from communique.receipts.proofs.nearest import Near, nearest
from communique.receipts.proofs.shortest import Options, fewest_steps
from communique.receipts.rows.answering import Answering
from communique.receipts.sources.records import CERTAINTIES
from communique.receipts.tracing.standing import graphs_of
from communique.store import Store
from communique.vocabulary import BACKGROUND_GRAPHS, GRAPH, INFERRED_GRAPH, LINKS_GRAPH

_CITED_GRAPHS = (BACKGROUND_GRAPHS, LINKS_GRAPH.value)
_ENOUGH = 16
"""Derivations of a triple of the first round that are chosen from: all are equally short."""
_WIDEST = 400
"""Derivations of any other triple that are looked at."""
_CITED = 5
"""Passages that a leaf of one proof cites."""
_WEIGHED = 20
"""Passages of one triple that are weighed against one another, where it has very many."""
MOST_DERIVATIONS = 20_000
"""Derivations that a graph of all derivations may have."""


class Explaining:
    """Explains triples of one store by the rules that closed it."""

    def __init__(self, store: Store, rules: RuleSet, answering: Answering) -> None:
        self._store = store
        self._rules = rules
        self._answering = answering
        self._sources = answering.states.sources
        self._height = cache(self._round)
        self._stands = cache(self._standing)

    def explain(self, triple: Triple, *, whole: bool = False) -> Proof | Absence:
        """A proof with the fewest steps, or with `whole` all derivations; else what is missing.

        An asserted triple is its own proof: the passages that assert it. Raises StoreError where
        the graph has a triple that its rules do not give.
        """
        if round_of(self._store, triple) is None:
            return self.absence(triple)
        return self.derivation_graph(triple) if whole else self.shortest(triple)

    def shortest(self, triple: Triple) -> Proof:
        """The proof of a triple of the graph with the fewest steps; see `fewest_steps`."""
        if not self._height(triple):
            return self._proof(triple, [], _CITED)
        found = fewest_steps(triple, cache(self._options), self._height)
        if found is None:
            raise StoreError(
                "the rules of this build do not give this triple, though it is inferred in it",
                place=str(triple),
                remedy="Build again with `communique build`; the reasoner owlrl keeps no proofs.",
            )
        steps = [(one, derivation) for one, derivation in found.derivations.items()]
        return self._proof(triple, steps, _CITED, fewest=found.fewest)

    def derivation_graph(self, triple: Triple) -> Proof:
        """A triple and all it can follow from, each with all its one-step derivations.

        Derivations from higher rounds are among them, so there may be rings: a proof never uses
        those, but they too may hold when something else is taken away.
        """
        steps: list[tuple[Triple, Derivation]] = []
        seen = {triple: None}
        waiting = [triple]
        for one in waiting:
            left = MOST_DERIVATIONS - len(steps)
            found = list(islice(derivations(self._store, self._rules, one), left))
            for derivation in sorted(found, key=self._preference):
                steps.append((one, derivation))
                new = [p for p in dict.fromkeys(derivation.premises) if p not in seen]
                seen |= dict.fromkeys(new)
                waiting += new
        return self._proof(triple, steps, None, whole=True, fewest=len(steps) < MOST_DERIVATIONS)

    def absence(self, triple: Triple) -> Absence:
        """What a triple lacks that is not in the graph."""
        gaps = tuple(self._gap(near) for near in nearest(self._store, self._rules, triple))
        quads = self._store.match(subject_of(triple), triple.predicate, None)
        known = sorted({object_of(quad) for quad in islice(quads, 1_000)}, key=str)
        shown = tuple(known[:_CITED])
        parts: list[Triple | OpenTriple] = [part for gap in gaps for part in gap.found]
        parts += [part for gap in gaps for part in (*gap.premises, *gap.missing)]
        terms = [term for part in (triple, *parts) for term in _terms(part)]
        return Absence(
            triple,
            gaps,
            shown,
            self._answering.searched(),
            self._labels([*terms, *shown]),
        )

    def _options(self, triple: Triple) -> Options:
        """The derivations of a triple from lower rounds, those from better sources first."""
        height = self._height(triple)
        below = (
            derivation
            for derivation in derivations(self._store, self._rules, triple)
            if all(self._height(premise) < height for premise in derivation.premises)
        )
        found = list(islice(below, _ENOUGH if height == 1 else _WIDEST))
        found.sort(key=self._preference)
        if height == 1:
            return Options(found[:1], complete=True)
        return Options(found, complete=len(found) < _WIDEST)

    def _preference(self, derivation: Derivation) -> tuple[object, ...]:
        """Stated before hedged and denied, few premises first, passages before the registry."""
        asserted = [p for p in derivation.premises if not self._height(p)]
        cited = [self._stands(premise).passages for premise in asserted]
        return (
            max((min(map(self._rank, ps[:_WEIGHED]))[0] for ps in cited if ps), default=0),
            len(derivation.premises),
            sum(not passages for passages in cited),
            len(derivation.rule.axioms),
            derivation.rule.names,
            str(derivation.premises),
        )

    def _rank(self, passage: str) -> tuple[int, bool]:
        """The strongest passages first, those that a person has looked at before others."""
        record = self._sources.passage(passage)
        return CERTAINTIES.index(record.certainty), not record.checked

    def _proof(
        self,
        triple: Triple,
        derived: Sequence[tuple[Triple, Derivation]],
        cited: int | None,
        *,
        whole: bool = False,
        fewest: bool = True,
    ) -> Proof:
        """The records of derivations, with the leaves they end in."""
        steps = tuple(
            Step(one, found.rule.names, axioms_of(self._store, found.rule), found.premises)
            for one, found in derived
        )
        premises = [premise for step in steps for premise in step.premises]
        triples = dict.fromkeys([triple, *premises])
        chosen = {one: self._chosen(one, cited) for one in triples if not self._height(one)}
        order = self._answering.citing.order
        passages = sorted({p for found in chosen.values() for p in found}, key=order)
        position = {passage: number for number, passage in enumerate(passages)}
        leaves = [
            _leaf(one, self._stands(one), [position[p] for p in found])
            for one, found in chosen.items()
        ]
        citations = self._answering.citing.citations(passages)
        return Proof(
            triple,
            steps,
            tuple(leaves),
            tuple(self._as_checked(one, chosen) for one in citations),
            self._labels(term for one in triples for term in _terms(one)),
            whole,
            fewest,
        )

    def _as_checked(self, citation: Citation, chosen: Mapping[Triple, Sequence[str]]) -> Citation:
        """A citation that is checked too where all that it is cited for was found right."""
        passage = citation.passage
        cited = [triple for triple, passages in chosen.items() if passage in passages]
        within = self._answering.states.reviews.within
        right = all(within(triple, [passage]) for triple in cited)
        return replace(citation, checked=citation.checked or right)

    def _chosen(self, triple: Triple, most: int | None) -> Sequence[str]:
        """Passages to cite for an asserted triple: the strongest, checked ones first."""
        passages = self._stands(triple).passages
        if most is None or len(passages) <= most:
            return passages
        return sorted(passages[:_WEIGHED], key=self._rank)[:most]

    def _gap(self, near: Near) -> Gap:
        return Gap(
            near.rule.names,
            axioms_of(self._store, near.rule),
            tuple(_open(pattern) for pattern in near.body),
            near.found,
            tuple(_open(pattern) for pattern in near.missing),
            near.ways > 1,
        )

    def _labels(self, terms: Iterable[object]) -> dict[str, str]:
        nodes = dict.fromkeys(term for term in terms if isinstance(term, NamedNode))
        return {node.value: self._sources.label(node) for node in nodes}

    def _round(self, triple: Triple) -> int:
        """The round of a triple of the graph, 0 where it is asserted."""
        inferred = self._store.match(*_match(triple), INFERRED_GRAPH)
        return round_of(self._store, triple) or 0 if next(inferred, None) is not None else 0

    def _standing(self, triple: Triple) -> _Stands:
        graphs = sorted(graphs_of(self._store, triple))
        passages = [name for name in graphs if Passage.parse(name)]
        known = {*passages, *(name for name in graphs if name.startswith(INFERRED_GRAPH.value))}
        others = [name.removeprefix(str(GRAPH)) for name in graphs if name not in known]
        files = [name for name in others if f"{GRAPH}{name}".startswith(_CITED_GRAPHS)]
        return _Stands(passages, files, [name for name in others if name not in files])


class _Stands(NamedTuple):
    """The graphs that assert a triple: passages, files that are cited, and what never is."""

    passages: Sequence[str]
    files: Sequence[str]
    common: Sequence[str]


def _match(triple: Triple) -> tuple[Subject, NamedNode, Term]:
    return subject_of(triple), triple.predicate, object_of(triple)


def _terms(one: Triple | OpenTriple) -> tuple[object, object, object]:
    return one.subject, one.predicate, one.object


def _open(pattern: Pattern) -> OpenTriple:
    """A pattern of a rule as a record; rules speak of no triple terms (RDF 1.2)."""
    subject, predicate, object_ = pattern
    assert not isinstance(subject, Triple)
    assert not isinstance(predicate, Triple)
    assert not isinstance(object_, Triple)
    return OpenTriple(subject, predicate, object_)


def _leaf(triple: Triple, stands: _Stands, cited: Iterable[int]) -> Leaf:
    """The record of an asserted triple."""
    return Leaf(
        triple,
        tuple(sorted(cited)),
        len(stands.passages),
        tuple(stands.files),
        tuple(stands.common),
    )
