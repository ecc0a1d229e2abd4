"""The skeleton of a sentence: its words, with each thing that is named replaced by its sort.

`The Letter, signed by Ukraine's Rustem Umerov` has the skeleton
`AGREEMENT#0 , signed by COUNTRY#1 's PERSON#2`. Rules are patterns over skeletons. Articles (a, an,
the) are left out. A rule may put one node in the place of several items (`becomes`), so that later
rules see a person where a country, a post and a name stood.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from communique.extract.mention import Mention, Sort

_WORD = re.compile(r"\w+(?:[-'./]\w+)*|'s\b|[^\w\s]")
_PASSED_OVER = frozenset({"a", "an", "the", '"', "“", "”"})


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """Something that is named, quoted or referred to, in one place of an article.

    Nodes with one number are equal, however much of the text each takes up.
    """

    number: int
    """Tells it from the other nodes of the article; nodes of one mention share it."""
    sort: str
    """A `Sort`, POSTS for a title of several, or QUOTE for a quotation."""
    start: int
    """Code points of the view, half-open: the name with all that belongs to it."""
    end: int
    mention: Mention | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Node) and self.number == other.number

    def __hash__(self) -> int:
        return self.number

    @property
    def form(self) -> str:
        """How the node stands in a skeleton."""
        return f"{self.sort}#{abs(self.number)}"


class Item(NamedTuple):
    """A word, a mark or a node of a skeleton."""

    form: str
    start: int
    end: int
    node: Node | None = None


class Skeleton:
    """The items of one sentence; patterns are sought in its `text`."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = tuple(items)
        self.text = " ".join([*(item.form for item in self.items), ""])
        self.keys = frozenset([item.node.sort if item.node else item.form for item in self.items])
        """Words are in small letters, sorts in capitals."""

    @cached_property
    def sorts(self) -> frozenset[str]:
        """The sorts of its nodes."""
        return frozenset(item.node.sort for item in self.items if item.node)

    @cached_property
    def _places(self) -> list[int]:
        """Where each item begins in the text."""
        lengths = (len(item.form) + 1 for item in self.items)
        return list(accumulate(lengths, initial=0))

    def between(self, start: int, end: int) -> tuple[Item, ...]:
        """The items of a span of the text; it must begin and end with an item."""
        return self.items[bisect_left(self._places, start) : bisect_left(self._places, end)]

    def index(self, place: int) -> int:
        """Number of the item that stands at a place of the text."""
        return bisect_right(self._places, place) - 1

    def collapsed(self, stretches: Iterable[tuple[int, int, Node]]) -> Skeleton:
        """The skeleton with one node in the place of each stretch of items, which don't overlap."""
        items: list[Item] = []
        done = 0
        for first, last, node in sorted(stretches, key=lambda one: one[0]):
            items += self.items[done:first]
            span = self.items[first].start, self.items[last - 1].end
            wide = replace(node, start=span[0], end=span[1])
            items.append(Item(wide.form, *span, wide))
            done = last
        return Skeleton([*items, *self.items[done:]])


def items_of(text: str, start: int, end: int, nodes: Sequence[Node]) -> list[Item]:
    """The items of a stretch of a text, given the nodes in it, in their order."""
    items: list[Item] = []
    done = start
    for node in nodes:
        items += _words(text, done, node.start)
        items.append(Item(node.form, node.start, node.end, node))
        done = node.end
    return [*items, *_words(text, done, end)]


def _words(text: str, start: int, end: int) -> list[Item]:
    return [
        Item(word, *match.span())
        for match in _WORD.finditer(text, start, end)
        if (word := match[0].lower()) not in _PASSED_OVER
    ]


def nodes_of(mentions: Iterable[Mention]) -> list[Node]:
    """A node for each mention, numbered; what stands in the brackets of another has none."""
    found: list[Node] = []
    for number, one in enumerate(mentions):
        if not found or one.start >= found[-1].end:
            found.append(Node(number, _sort(one), _start(one), _end(one), one))
    return found


def _sort(mention: Mention) -> str:
    """The sort of a node: a mention's, or POSTS for a title that several bear."""
    several = mention.sort is Sort.POST and mention.details.get("plural")
    return "POSTS" if several else Sort(mention.sort).value


def _start(mention: Mention) -> int:
    """Where a name begins with the honorifics before it."""
    titled = mention.details.get("titled")
    return titled[1] if isinstance(titled, tuple) else mention.start


def _end(mention: Mention) -> int:
    """Where a name ends with the other name that stands in brackets behind it."""
    alias = mention.details.get("alias")
    return max(mention.end, alias[2] + 1) if isinstance(alias, tuple) else mention.end
