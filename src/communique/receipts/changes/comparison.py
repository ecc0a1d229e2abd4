"""Two editions of a graph compared: facts, stages, differences and sources, each side by side.

Everything is told in the same way in both directions, so that what is gained from one edition to
the other is what is lost on the way back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad, Triple

from communique.change import Changes, DifferenceChange, Move, StageReached, ToldFact
from communique.discrepancy import Discrepancy
from communique.model import Citation, Document, Fact, Term, object_of, subject_of
from communique.receipts.changes.facts import Key, Line, is_ours, text_of_line
from communique.receipts.changes.numbering import numbered
from communique.receipts.changes.side import Furthest, Side
from communique.receipts.rows.state import Row
from communique.vocabulary import CMQ

Told = list[tuple[Line, list[list[Quad]], frozenset[str]]]
"""Lines, each with its alternative grounds and the passages to cite; none for what shows it."""


def compare(before: Side, after: Side, *, news: bool = False) -> Changes:
    """What changed from one edition to the other; of `news`, only what is new."""
    moved = _moved(before, after)
    old, new = _Telling(before, after, moved), _Telling(after, before, moved)
    citations: dict[Citation, int] = {}
    found = Changes(
        before.edition,
        after.edition,
        added=new.documents(),
        gained=new.told(new.gained(), citations),
        moved=tuple(_moves(old, new, moved, citations)),
        differing=new.differing(citations),
        further=new.told(new.further(), citations),
        news=news,
        unlisted=len(old.gained()) if news else 0,
    )
    if news:
        later = tuple(one for one in found.moved if one.is_later)
        return numbered(replace(found, moved=later), citations)
    found = replace(
        found,
        removed=old.documents(),
        lost=old.told(old.gained(), citations),
        settled=old.settled(citations),
        fewer=old.told(old.further(), citations),
    )
    return numbered(found, citations)


Moved = dict[NamedNode, tuple[Furthest, Furthest]]
"""Things, each with its furthest stage before and after."""


def _moves(
    old: _Telling, new: _Telling, moved: Moved, citations: dict[Citation, int]
) -> Iterator[Move]:
    for thing in sorted(moved, key=lambda one: (new.label(one).casefold(), one.value)):
        before, after = moved[thing]
        yield Move(
            thing.value,
            new.label(thing),
            old.stage(thing, before, citations),
            new.stage(thing, after, citations),
        )


def _moved(before: Side, after: Side) -> Moved:
    """The things whose furthest stage rose or fell."""
    old, new = before.furthest(), after.furthest()
    return {
        thing: (old[thing], new[thing])
        for thing in old.keys() & new.keys()
        if old[thing].order != new[thing].order
    }


class _Telling:
    """Tells what one edition has and the other lacks."""

    def __init__(self, side: Side, other: Side, moved: Moved) -> None:
        self._side = side
        self._other = other
        self._moved = moved

    def label(self, node: NamedNode) -> str:
        """A thing in words."""
        return self._side.label(node)

    def documents(self) -> tuple[Document, ...]:
        """The articles that speak here only."""
        there = {one.iri for one in self._other.sources.articles()}
        return tuple(one for one in self._side.sources.articles() if one.iri not in there)

    def gained(self) -> Told:
        """The facts that are here only, and what is said here only of nodes that are in both."""
        found: dict[Line, list[list[Quad]]] = {}
        for key, statements in self._side.facts.given.items():
            news = self._news(key, statements)
            if news is None or news:
                for line, quads in self._side.facts.lines(key, news):
                    grounds = found.setdefault(line, [])
                    grounds += [quads] if quads not in grounds else []
        return [(line, grounds, frozenset()) for line, grounds in found.items()]

    def further(self) -> Told:
        """The facts of both for which there are articles here only."""
        told = []
        for key, statements in self._side.facts.given.items():
            if self._news(key, statements) != set() or self._is_move(key):
                continue
            articles = self._side.facts.articles(key) - self._other.facts.articles(key)
            if articles:
                said = {
                    triple: {p for p in passages if self._article(p) in articles}
                    for triple, passages in statements.items()
                }
                news = {triple for triple, passages in said.items() if passages}
                line, quads = next(iter(self._side.facts.lines(key, news)))
                told.append((line, [quads], frozenset().union(*said.values())))
        return told

    def told(self, lines: Told, citations: dict[Citation, int]) -> tuple[ToldFact, ...]:
        """Lines as facts, with state and sources, in order."""
        ordered = sorted(lines, key=lambda one: self._order(one[0]))
        answer = self._side.answering.shown(
            "",
            ("fact",),
            [(Literal(line.title),) for line, *_ in ordered],
            [
                Row([tuple(one) for one in grounds], terms=_terms(grounds))
                for _, grounds, _ in ordered
            ],
        )
        assert answer.states is not None  # `shown` gives them
        assert answer.citations is not None
        assert answer.cited is not None
        found = []
        for (line, _, passages), state, cited in zip(
            ordered, answer.states, answer.cited, strict=True
        ):
            shown = self._cited(passages) if passages else [answer.citations[n] for n in cited]
            fact = Fact(line.parts, state, _positions(shown, citations))
            found.append(ToldFact(line.about.value, self._side.label(line.about), line.title, fact))
        return tuple(found)

    def stage(
        self, thing: NamedNode, reached: Furthest, citations: dict[Citation, int]
    ) -> StageReached:
        """The furthest stage of a thing, with its state and the passages that give it."""
        quad = Quad(thing, CMQ.stage, reached.stage)
        answer = self._side.answering.shown("", ("stage",), [()], [Row([(quad,)], terms=(thing,))])
        assert answer.states is not None
        assert answer.citations is not None
        label = (
            self._side.sources.label(reached.stage) if isinstance(reached.stage, NamedNode) else ""
        )
        cited = _positions(answer.citations, citations)
        return StageReached(label, reached.order, answer.states[0], cited)

    def differing(self, citations: dict[Citation, int]) -> tuple[DifferenceChange, ...]:
        """The differences that are open here, and there are not, or with fewer sides."""
        return tuple(self._difference(self._side, one, citations) for one, _ in self._opened())

    def settled(self, citations: dict[Citation, int]) -> tuple[DifferenceChange, ...]:
        """The differences that are open here and not there; a verdict there is told."""
        return tuple(
            self._difference(self._other, judged, citations)
            if judged is not None
            else self._difference(self._side, here, citations)
            for here, judged in self._opened()
        )

    def _opened(self) -> Iterator[tuple[Discrepancy, Discrepancy | None]]:
        """The differences that are open here only; beside one, what it is there with a verdict."""
        for (about, relation), found in self._side.differences.items():
            if relation == CMQ.stage and about in self._moved:
                continue
            known = self._other.differences.get((about, relation), [])
            for here in found:
                there = [one for one in known if _values(here) <= _values(one)]
                judged = next((one for one in there if one.verdict is not None), None)
                if not there or (judged is not None and here.verdict is None):
                    yield here, judged

    def _difference(
        self, side: Side, one: Discrepancy, citations: dict[Citation, int]
    ) -> DifferenceChange:
        cited = [
            _positions(
                side.answering.citing.numbered([each.passages])[0],
                citations,
            )
            for each in one.sides
        ]
        return DifferenceChange(one, tuple(cited))

    def _news(self, key: Key, statements: Iterable[Triple]) -> set[Triple] | None:
        """What is said here only; empty where nothing is, None where the fact is here only."""
        if key not in self._other.facts.given:
            return set() if self._is_move(key) else None
        known = self._other.facts.given[key]
        return {t for t in statements if t not in known and not is_ours(t) and not self._is_move(t)}

    def _is_move(self, key: Key) -> bool:
        """Whether a statement gives a stage that is told as a move."""
        return isinstance(key, Triple) and key.predicate == CMQ.stage and key.subject in self._moved

    def _article(self, passage: str) -> str:
        return self._side.sources.passage(passage).article

    def _cited(self, passages: Iterable[str]) -> list[Citation]:
        return self._side.answering.citing.numbered([passages])[0]

    def _order(self, line: Line) -> tuple[str, str, bool, str, str]:
        """Things by label; of each first its own values, then nodes."""
        label = self._side.label(line.about).casefold()
        node = len(line.parts) > 1 or any(part.role for part in line.parts)
        return label, line.about.value, node, line.title, text_of_line(line)


def _values(one: Discrepancy) -> set[tuple[Triple, str]]:
    """What the sides say: figures with their bounds, other values without their times."""
    return {
        (side.statement, side.shown if isinstance(side.statement.object, Literal) else "")
        for side in one.sides
    }


def _positions(shown: Iterable[Citation], citations: dict[Citation, int]) -> tuple[int, ...]:
    return tuple(sorted({citations.setdefault(one, len(citations)) for one in shown}))


def _terms(grounds: Sequence[Sequence[Quad]]) -> tuple[Term | None, ...]:
    """Everything that a line names; what is only planned is said with it."""
    quads = [quad for one in grounds for quad in one]
    return tuple(dict.fromkeys(t for q in quads for t in (subject_of(q), object_of(q))))
