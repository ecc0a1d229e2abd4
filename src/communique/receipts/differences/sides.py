"""The sides of a difference: a value in words, and who gives it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from pyoxigraph import NamedNode, Triple

from communique.discrepancy import Side
from communique.model import Passage, Term, object_of, subject_of, text_of
from communique.receipts.differences.figures import Figure
from communique.receipts.differences.things import Things
from communique.receipts.tracing.standing import graphs_of
from communique.vocabulary import (
    BACKGROUND_GRAPHS,
    CMQ,
    DOCUMENTS_GRAPH,
    REGISTRY_GRAPH,
)

_FILES = {DOCUMENTS_GRAPH.value: "records", REGISTRY_GRAPH.value: "registry"}


class Sides(Things):
    """Collects who says what."""

    def side(
        self, statement: Triple, shown: str = "", passages: Iterable[str] | None = None
    ) -> Side | None:
        """The side that a triple is, from all who give it or some passages; None: nobody does."""
        given = sorted(graphs_of(self.store, statement) if passages is None else passages)
        names = tuple(dict.fromkeys(name for name in map(self._giver, given) if name))
        if not names:
            return None
        said = tuple(graph for graph in given if Passage.parse(graph))
        return Side(statement, shown or self.shown(object_of(statement)), names, said)

    def figures(self, node: NamedNode, currency: str = "") -> list[tuple[Side, Figure]]:
        """What sources give as the number of a node, each with its bound."""
        given: dict[Figure, list[tuple[Term, str]]] = {}
        for quad in self.store.match(node, CMQ.number):
            name, number = quad.graph_name, object_of(quad)
            if isinstance(name, NamedNode) and Passage.parse(name.value):
                figure = self.figure(node, number, name)
                if figure is not None:
                    given.setdefault(figure, []).append((number, name.value))
        found = []
        for figure, standing in sorted(given.items()):
            shown = f"{figure} {currency or self.currency(node)}".strip()
            statement = Triple(node, CMQ.number, min(standing, key=str)[0])
            side = self.side(statement, shown, [passage for _, passage in standing])
            found += [(side, figure)] if side is not None else []
        return found

    def figure(self, node: NamedNode, number: Term, passage: NamedNode) -> Figure | None:
        """A number of a node with the bound that one passage gives; None for what is no number."""
        bounds = self.store.match(node, CMQ.bound, None, passage)
        bound = min((text_of(one.object).rsplit("/", 1)[-1] for one in bounds), default="")
        try:
            return Figure(Decimal(text_of(number)), bound)
        except InvalidOperation:
            return None

    def articles(self, passages: Iterable[str]) -> set[str]:
        """The articles in which passages stand."""
        return {self.sources.passage(passage).article for passage in passages}

    def days(self, passages: Iterable[str]) -> list[date | None]:
        """The days on which the articles of passages were published; None for an undated one."""
        texts = (self.sources.document(one).published for one in sorted(self.articles(passages)))
        return [_day(text) for text in texts]

    def _giver(self, graph: str) -> str:
        if Passage.parse(graph):
            record = self.sources.passage(graph)
            article = self.sources.document(record.article)
            certainty = "" if record.certainty == "stated" else record.certainty
            outlet = article.publisher or article.slug
            return ", ".join(filter(None, (outlet, article.published, certainty)))
        if graph.startswith(BACKGROUND_GRAPHS):
            return f"background: {graph.removeprefix(BACKGROUND_GRAPHS)}"
        return _FILES.get(graph, "")


def in_order(spans: Iterable[tuple[date, date] | None]) -> bool:
    """Whether every span ends before the next one begins.

    >>> in_order([(date(2024, 1, 1), date(2024, 2, 1)), (date(2024, 2, 2), date(2024, 3, 1))])
    True
    """
    last = date.min
    for span in spans:
        if span is None or span[0] <= last:
            return False
        last = span[1]
    return True


def span_of(days: Iterable[date | None]) -> tuple[date, date] | None:
    """The first and the last of days; None where one of them is not known, or there is none."""
    known = list(days)
    dated = [day for day in known if day is not None]
    return (min(dated), max(dated)) if dated and len(dated) == len(known) else None


def pairs(sides: Iterable[Side]) -> Iterator[tuple[Side, Side]]:
    """Every two different sides, each once."""
    found = list(sides)
    for position, one in enumerate(found):
        yield from ((one, other) for other in found[position + 1 :])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def subject_node(triple: Triple) -> NamedNode:
    """The subject of a triple, which in our data is always named."""
    node = subject_of(triple)
    assert isinstance(node, NamedNode)
    return node
