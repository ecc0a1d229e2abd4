"""The units that rules read: sentences, with long quotations taken out and read on their own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from communique.extract.article import Article
from communique.extract.relations.skeleton import Item, Node, Skeleton, items_of

_SHORTEST_QUOTATION = 35
"""Characters; what is shorter is a name or a word in quotation marks."""
_LONGEST_NAME = 80
"""Characters of a name in quotation marks; what is longer is speech, with or without a stop."""
_CONTENT = 4
"""Letters of words that are written small in speech, and with a capital in names."""
_FIRST_PERSON = {"i": "SPEAKER", "we": "US"}


def _is_speech(quoted: str) -> bool:
    """Whether words in quotation marks are somebody's, and no name or single term."""
    words = [word for word in quoted.split() if len(word) >= _CONTENT]
    if words and all(word[0].isupper() for word in words):
        return False
    closed = quoted.rstrip()[-1:] in (".", ",", "!", "?", "…")
    return len(quoted) >= _SHORTEST_QUOTATION and (closed or len(quoted) >= _LONGEST_NAME)


@dataclass
class Unit:
    """A sentence outside quotations, or one inside."""

    start: int
    end: int
    skeleton: Skeleton
    quotation: int = -1
    """Number of the quotation that it is in; -1 for none."""
    quotes: list[int] = field(default_factory=list)
    """Numbers of the quotations that it holds."""
    heading: bool = False


class Units:
    """The units of an article."""

    def __init__(self, article: Article, nodes: Sequence[Node]) -> None:
        self._article = article
        self._nodes = sorted(nodes, key=lambda node: node.start)
        self._starts = [node.start for node in self._nodes]
        self._next = len(self._nodes)
        self.quotations = [
            (one.start, one.end)
            for one in article.quotations
            if one.depth == 0 and _is_speech(article.text[one.start : one.end])
        ]
        self.speakers: dict[int, list[Node]] = {}
        """The nodes that stand for `I` and `we`, by the number of their quotation."""
        self.all = sorted(self._units(), key=lambda unit: unit.start)

    def _units(self) -> Iterator[Unit]:
        pending = -1
        for sentence in self._article.sentences:
            if sentence.aside:
                continue
            start, end = sentence.start, sentence.end
            for number, (first, last) in enumerate(self.quotations):
                if first < end and start < last:
                    yield self._inner(max(start, first), min(end, last), number)
            opened = self._around(start)
            if opened < 0 and pending < 0:
                pending = start
            if self._around(end) >= 0 and self._around(end, inclusive=False) >= 0:
                continue  # the quotation goes on in the next sentence
            if pending >= 0:
                yield self._outer(pending, end, heading=sentence.heading)
                pending = -1
            elif opened >= 0 and end > self.quotations[opened][1]:
                yield self._outer(self.quotations[opened][0], end, heading=False)

    def _around(self, place: int, *, inclusive: bool = True) -> int:
        """Number of the quotation around a place; -1 for none."""
        for number, (first, last) in enumerate(self.quotations):
            if first <= place < last or (inclusive and first - 1 <= place < last):
                return number
        return -1

    def _inner(self, start: int, end: int, number: int) -> Unit:
        items = items_of(self._article.text, start, end, self._inside(start, end))
        spoken = [self._spoken(item, number) for item in items]
        return Unit(start, end, Skeleton(spoken), quotation=number)

    def _inside(self, start: int, end: int) -> list[Node]:
        """The nodes within a stretch, in their order."""
        first, last = (bisect_left(self._starts, place) for place in (start, end))
        return [node for node in self._nodes[first:last] if node.end <= end]

    def _spoken(self, item: Item, number: int) -> Item:
        sort = _FIRST_PERSON.get(item.form) if item.node is None else None
        if sort is None:
            return item
        node = Node(self._next, sort, item.start, item.end)
        self._next += 1
        self.speakers.setdefault(number, []).append(node)
        return Item(node.form, item.start, item.end, node)

    def _outer(self, start: int, end: int, *, heading: bool) -> Unit:
        held = [
            (number, span)
            for number, span in enumerate(self.quotations)
            if start <= span[0] and span[1] <= end
        ]
        nodes = [
            node
            for node in self._inside(start, end)
            if not any(first <= node.start < last for _, (first, last) in held)
        ]
        for number, (first, last) in held:
            nodes.append(Node(-1 - number, "QUOTE", first, last))
        nodes.sort(key=lambda node: node.start)
        items = items_of(self._article.text, start, end, nodes)
        kept = [item for item in items if item.form != '"']
        return Unit(
            start, end, Skeleton(kept), quotes=[number for number, _ in held], heading=heading
        )
