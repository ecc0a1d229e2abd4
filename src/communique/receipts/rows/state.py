"""The state of a row: what its solutions rest on, and what a reader must know of that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad

from communique.model import Passage, Term, object_of, text_of, triple_of
from communique.receipts.differences.stages import stage_order, stages_not_done
from communique.receipts.differences.values import Differences
from communique.receipts.money.lines import Line
from communique.receipts.rows.trust import Trust
from communique.receipts.sources.origins import Origins
from communique.receipts.sources.records import CERTAINTIES, Sources
from communique.receipts.sources.reviews import Reviews
from communique.receipts.sources.shared_wording import SharedWording
from communique.receipts.tracing.circuit import GROUNDED, Nodes
from communique.receipts.tracing.covering import cover
from communique.receipts.tracing.requiring import Allowed, Requirements, Requiring
from communique.receipts.tracing.standing import Standings
from communique.receipts.tracing.support import Derive, Ground, Support
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


class _Told(NamedTuple):
    """What a reader must know of a quad that a row rests on."""

    files: tuple[str, ...]
    """Files of what every reader knows, and of links, that give it where no passage does."""
    difference: Difference | None


class States:
    """Computes the state of rows, and the passages that show them."""

    def __init__(
        self,
        store: Store,
        derive: Derive,
        wording: SharedWording | None = None,
        standings: Standings | None = None,
        derive_fully: Derive | None = None,
    ) -> None:
        self._store = store
        self.sources = Sources(store)
        self.reviews = Reviews(store, self.sources.label)
        self._trust = Trust(self.sources, self.reviews)
        self._told = cache(self._told_by)
        self._cover = cache(self._covered)
        self._origins = Origins(self.sources, wording)
        partly = self.reviews.of if self.reviews.exist else None
        self.support = Support(store, derive, derive_fully, standings, partly)
        self._requiring = Requiring(self.support, GROUNDED)
        self.differences = Differences(store, self.sources)
        self._order = stage_order(store)
        self._not_done = stages_not_done(store)
        self._stages: dict[NamedNode, list[tuple[str, Term]]] = {}

    def state(self, row: Row) -> tuple[RowState, list[str]]:
        """The state of a row and the passages that show it, article by article."""
        options = list(dict.fromkeys(map(self.support.needs, row.solutions)))
        level = self._level(options, row.aggregate)
        articles, passages = self._articles(options, level, row.aggregate)
        records = [self.sources.passage(one) for one in passages]
        shown = articles or {one.article for one in records}
        quantified = all if row.aggregate else any
        told = [self._told(quad) for quad in quads_of(row.solutions)]
        is_checked = quantified(self._trust.is_checked(one, level) for one in options)
        reviewers = self._reviewers(options, level, row) if is_checked else ()
        first = told if row.aggregate else [self._told(q) for q in quads_of(row.solutions[:1])]
        state = RowState(
            stage=self._stage(row, shown),
            certainty=CERTAINTIES[level],
            checked=is_checked,
            checked_by=_distinct([*(one.checked_by for one in records), *reviewers]),
            rules=_distinct(one.rule for one in records),
            articles=len(shown),
            together=not articles and bool(passages),
            origins=self._origins.count(shown),
            background=_distinct(name for one in first for name in one.files),
            absence=row.absence,
            differences=tuple(dict.fromkeys(d for one in told if (d := one.difference))),
        )
        return state, passages

    def _reviewers(self, options: Iterable[Nodes], level: int, row: Row) -> Iterator[str]:
        """Who found right what passages, not checked as a whole, say of a row."""
        if not self.reviews.exist:
            return
        triples = [triple_of(quad) for quad in quads_of(row.solutions)]
        for one in options:
            met = self._requiring.all_of(one, self._trust.checked_at_most(level))
            for passage in self._cover(met or ()):
                if not self.sources.passage(passage).checked:
                    yield from self.reviews.people(triples, passage)

    def _told_by(self, quad: Quad) -> _Told:
        compared = self.differences.compares(quad.predicate)
        return _Told(
            tuple(name.removeprefix("background/") for name in self.support.files(quad)),
            self.differences.of(triple_of(quad)) if compared else None,
        )

    def _level(self, options: Iterable[Nodes], aggregate: bool) -> int:
        """The certainty of the strongest of alternatives, of the weakest of members."""
        levels = [self._trust.level(one) for one in options]
        if aggregate:
            return max((_known(level) for level in levels), default=0)
        return _known(min(levels, default=0))

    def _articles(
        self, options: Sequence[Nodes], level: int, aggregate: bool
    ) -> tuple[set[str], list[str]]:
        """Articles that alone give the row, or a member of it, and passages that show it."""
        telling: dict[str, list[Nodes]] = {}
        for one in options:
            for article in self._trust.telling(one, level) or ():
                telling.setdefault(article, []).append(one)
        if not telling:
            return set(), self._shown_by(options, self._trust.at_most(level), aggregate)
        shown = [
            self._shown_by(telling[article], self._trust.of_article(article, level), aggregate)
            for article in sorted(telling)
        ]
        return set(telling), list(dict.fromkeys(passage for one in shown for passage in one))

    def _shown_by(self, options: Iterable[Nodes], allowed: Allowed, aggregate: bool) -> list[str]:
        """Few allowed passages that show one of the alternatives, or every member they can."""
        met = dict.fromkeys(self._requiring.all_of(one, allowed) for one in options)
        covers = [self._cover(one) for one in met if one is not None]
        if aggregate:
            return sorted({passage for one in covers for passage in one})
        return min(covers, key=lambda found: (len(found), found), default=[])

    def _covered(self, requirements: Requirements) -> list[str]:
        return sorted(cover(requirements, self.sources.rank), key=self.sources.position)

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


def _known(level: int) -> int:
    """A level, the first where nothing is known."""
    return level if level in range(len(CERTAINTIES)) else 0


def _is_type(ground: Ground) -> bool:
    return isinstance(ground, Quad) and ground.predicate == RDF.type


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({text for text in texts if text}))


def quads_of(solutions: Iterable[Derivation]) -> list[Quad]:
    """The quads among what solutions rest on, each once."""
    grounds = dict.fromkeys(ground for solution in solutions for ground in solution)
    return [ground for ground in grounds if isinstance(ground, Quad)]
