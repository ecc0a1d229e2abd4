"""The state of a row: what its solutions rest on, and what a reader must know of that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad

from communique.model import Passage, Term, object_of, text_of, triple_of
from communique.receipts.differences.stages import stage_order, stages_not_done
from communique.receipts.differences.values import Differences
from communique.receipts.money.lines import Line
from communique.receipts.sources.origins import Origins
from communique.receipts.sources.records import CERTAINTIES, Sources
from communique.receipts.sources.shared_wording import SharedWording
from communique.receipts.tracing.standing import Standings
from communique.receipts.tracing.support import (
    Allowed,
    Derive,
    Ground,
    Need,
    Requirement,
    Support,
    cover,
)
from communique.state import Difference, RowState
from communique.store import Store
from communique.vocabulary import CMQ, RDF

Derivation = Sequence[Ground]
"""What one solution rests on; quads of the default graph may come from any source."""


class Row(NamedTuple):
    """A row of an answer as far as its state depends on it."""

    solutions: Sequence[Derivation]
    """Alternatives any of which gives the row; of an aggregate, members all of which count."""
    subject: Term | None = None
    """What the row is about."""
    terms: tuple[Term | None, ...] = ()
    """All that the row shows."""
    aggregate: bool = False
    absence: bool = False
    """Whether the row also rests on something that is not there."""
    clauses: Sequence[Sequence[Derivation]] = ()
    """What the row as it is rests on: of each clause one alternative."""


class States:
    """Computes the state of rows, and the passages that show them."""

    def __init__(self, store: Store, derive: Derive, wording: SharedWording | None = None) -> None:
        self._store = store
        self.sources = Sources(store)
        self._told_by = cache(self._articles_of)
        self._origins = Origins(self.sources, wording)
        self.standings = Standings(store)
        self._support = Support(store, derive, self.standings)
        self.differences = Differences(store, self.sources)
        self._order = stage_order(store)
        self._not_done = stages_not_done(store)
        self._stages: dict[NamedNode, list[tuple[str, Term]]] = {}

    def state(self, row: Row) -> tuple[RowState, list[str]]:
        """The state of a row and the passages that show it, article by article."""
        options = [self._support.needs(one) for one in row.solutions]
        certainty = self._certainty(options, row.aggregate)
        articles, passages = self._articles(options, certainty, row.aggregate)
        shown = articles or {self.sources.passage(p).article for p in passages}
        checked = _checked(self.sources, certainty)
        quantified = all if row.aggregate else any
        quads = quads_of(row.solutions)
        state = RowState(
            stage=self._stage(row, shown),
            certainty=certainty,
            checked=quantified(self._support.all_of(one, checked) is not None for one in options),
            checked_by=_distinct(self.sources.passage(p).checked_by for p in passages),
            rules=_distinct(self.sources.passage(p).rule for p in passages),
            articles=len(shown),
            together=not articles and bool(passages),
            origins=self._origins.count(shown),
            background=self._background(quads if row.aggregate else quads_of(row.solutions[:1])),
            absence=row.absence,
            differences=self._all_differences(quads),
        )
        return state, passages

    def _background(self, quads: Iterable[Quad]) -> tuple[str, ...]:
        return _distinct(name.removeprefix("background/") for name in self._support.files(quads))

    def _certainty(self, options: Sequence[Sequence[Need]], aggregate: bool) -> str:
        """The strongest of alternatives, the weakest of members."""
        if aggregate:
            worst = (CERTAINTIES.index(self._certainty([one], False)) for one in options)
            return CERTAINTIES[max(worst, default=0)]
        for certainty in CERTAINTIES:
            allowed = _certainty_at_most(self.sources, certainty)
            if any(self._support.all_of(one, allowed) is not None for one in options):
                return certainty
        return CERTAINTIES[0]

    def _articles(
        self, options: Sequence[Sequence[Need]], certainty: str, aggregate: bool
    ) -> tuple[set[str], list[str]]:
        """Articles that alone give the row, or a member of it, and passages that show it."""
        touched: dict[str, list[Sequence[Need]]] = {}
        for one in options:
            for article in self._telling(one):
                touched.setdefault(article, []).append(one)
        alone: dict[str, dict[str, None]] = {}
        for article in sorted(touched):
            allowed = _of_article(self.sources, article, certainty)
            found = self._shown_by(touched[article], allowed, aggregate)
            if found:
                alone[article] = dict.fromkeys(found)
        if alone:
            return set(alone), [passage for found in alone.values() for passage in found]
        level = _certainty_at_most(self.sources, certainty)
        return set(), self._shown_by(options, level, aggregate)

    def _telling(self, needs: Iterable[Need]) -> frozenset[str]:
        """Articles that tell something of each need, so that one of them may give all."""
        told = filter(None, map(self._told_by, needs))  # of what needs no passage, nothing is told
        return frozenset.intersection(*found) if (found := list(told)) else frozenset()

    def _articles_of(self, need: Need) -> frozenset[str]:
        passages = self._support.passages([need])
        return frozenset(self.sources.passage(passage).article for passage in passages)

    def _shown_by(
        self, options: Sequence[Sequence[Need]], allowed: Allowed, aggregate: bool
    ) -> list[str]:
        """Few allowed passages that show one of the alternatives, or every member they can."""
        if aggregate:
            found = [self._best([one], allowed) or [] for one in options]
            return sorted({passage for one in found for passage in one})
        return self._best(options, allowed) or []

    def _best(self, options: Sequence[Sequence[Need]], allowed: Allowed) -> list[str] | None:
        """The fewest passages that show one of the options."""
        covers = []
        for one in options:
            requirements = self._support.all_of(one, allowed)
            if requirements is not None:
                covers.append(self._cover(requirements))
        return min(covers, key=lambda found: (len(found), found)) if covers else None

    def _cover(self, requirements: Iterable[Requirement]) -> list[str]:
        rank = self.sources.rank
        return sorted(cover(requirements, rank), key=lambda passage: rank(passage)[2:])

    def _stage(self, row: Row, articles: Collection[str]) -> tuple[str, ...]:
        """Stages as the row's articles give them, else as any does.

        Of what the row is about, all; of anything else in it, only those at which nothing is
        done yet.
        """
        stages: set[Term] = set(self._stages_of(row.subject, articles))
        for term in row.terms:
            stages |= self._stages_of(term, articles) & self._not_done
        ordered = sorted(stages, key=lambda stage: self._order.get(stage, 0))
        return tuple(self.sources.label(s) for s in ordered if isinstance(s, NamedNode))

    def _stages_of(self, node: Term | None, articles: Collection[str]) -> frozenset[Term]:
        if not isinstance(node, NamedNode):
            return frozenset()
        if node not in self._stages:
            self._stages[node] = [
                (self._article(quad), object_of(quad))
                for quad in self._store.match(node, CMQ.stage)
            ]
        said = frozenset(stage for article, stage in self._stages[node] if article in articles)
        return said or frozenset(stage for _, stage in self._stages[node])

    def _article(self, quad: Quad) -> str:
        """The article whose passage a quad stands in; empty where it stands in none."""
        name = text_of(quad.graph_name)
        return self.sources.passage(name).article if Passage.parse(name) else ""

    def _all_differences(self, quads: Iterable[Quad]) -> tuple[Difference, ...]:
        found = (self.differences.of(triple_of(quad)) for quad in quads)
        return tuple(dict.fromkeys(one for one in found if one is not None))


def merged(line: Line, rows: Sequence[Row]) -> Row:
    """A line that stands for several rows and rests on further statements.

    Each of these is a member, so that all articles are shown from which a part of it comes; but
    that a thing is of a class, which any mention of it says, shows nothing.
    """
    further: list[list[Derivation]] = [[(quad,) for quad in group] for group in line.grounds]
    own = [rows[number] for group in line.rows for number in group]
    grounds = dict.fromkeys(ground for row in own for one in row.solutions for ground in one)
    members = [
        *((one,) for one in grounds if not _is_type(one)),
        *(one for group in further for one in group),
    ]
    clauses = [
        [one for number in group for clause in rows[number].clauses for one in clause]
        for group in line.rows
    ]
    return Row(
        solutions=list(dict.fromkeys(members)),
        subject=line.terms[0],
        terms=line.terms,
        aggregate=True,
        absence=any(row.absence for row in own),
        clauses=[*clauses, *further],
    )


def _is_type(ground: Ground) -> bool:
    return isinstance(ground, Quad) and ground.predicate == RDF.type


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({text for text in texts if text}))


def quads_of(solutions: Iterable[Derivation]) -> list[Quad]:
    """The quads among what solutions rest on, each once."""
    grounds = dict.fromkeys(ground for solution in solutions for ground in solution)
    return [ground for ground in grounds if isinstance(ground, Quad)]


def _certainty_at_most(sources: Sources, certainty: str) -> Allowed:
    worst = CERTAINTIES.index(certainty)

    def fits(passage: str) -> bool:
        return CERTAINTIES.index(sources.passage(passage).certainty) <= worst

    return Allowed(certainty, lambda passages: frozenset(filter(fits, passages)))


def _checked(sources: Sources, certainty: str) -> Allowed:
    level = _certainty_at_most(sources, certainty)
    return Allowed(
        f"checked {certainty}",
        lambda passages: frozenset(p for p in level.of(passages) if sources.passage(p).checked),
    )


def _of_article(sources: Sources, article: str, certainty: str) -> Allowed:
    level = _certainty_at_most(sources, certainty)
    return Allowed(
        f"{article} {certainty}",
        lambda passages: level.of(sources.by_article(passages).get(article, frozenset())),
    )
