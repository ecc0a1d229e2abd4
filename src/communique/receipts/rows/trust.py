"""Sources of something: how sure they are, whether they were checked, which tell all of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from communique.receipts.sources.records import CERTAINTIES, Sources
from communique.receipts.sources.reviews import Reviews
from communique.receipts.tracing.circuit import GROUNDED, Names, Node, Reading, common, united
from communique.receipts.tracing.requiring import Allowed

_FREE = -1
"""The level of what needs no source."""
_NEVER = len(CERTAINTIES)
"""The level of what no source gives."""


class Trust:
    """Reads circuits by the records of their passages. A level is a place in CERTAINTIES."""

    def __init__(self, sources: Sources, reviews: Reviews) -> None:
        self._sources = sources
        self._reviews = reviews
        self._levels = Reading(_NEVER, _FREE, self._level, min, max, ways=GROUNDED)
        self._checked = Reading(_NEVER, _FREE, self._checked_level, min, max, ways=GROUNDED)
        self._telling = cache(self._telling_at)
        self.at_most = cache(self._at_most)
        """The passages up to a level."""
        self.of_article = cache(self._of_article)
        """Those of one article."""
        self.checked_at_most = cache(self._checked_at_most)
        """The passages up to a level that somebody has looked at, as a whole or for a triple."""

    def level(self, needs: Iterable[Node]) -> int:
        """How sure the surest sources are of needs; the last level and 1 where none has them."""
        return self._levels.all_of(needs)

    def is_checked(self, needs: Iterable[Node], level: int) -> bool:
        """Whether passages up to a level that somebody has looked at give needs."""
        return self._checked.all_of(needs) <= level

    def telling(self, needs: Iterable[Node], level: int) -> Names:
        """The articles each of which alone, with passages up to a level, gives needs.

        All where needs hold without any.
        """
        return self._telling(level).all_of(needs)

    def _level(self, node: Node) -> int:
        return min([self._sources.passage(one).level for one in node.passages])

    def _checked_level(self, node: Node) -> int:
        right = frozenset[str]()
        if node.triple is not None:
            right = self._reviews.within(node.triple, node.passages)
        records = [(one, self._sources.passage(one)) for one in node.passages]
        return min((r.level for one, r in records if r.checked or one in right), default=_NEVER)

    def _telling_at(self, level: int) -> Reading[Names]:
        def articles(node: Node) -> Names:
            records = map(self._sources.passage, node.passages)
            return frozenset(one.article for one in records if one.level <= level)

        return Reading(frozenset(), None, articles, united, common, ways=GROUNDED)

    def _at_most(self, level: int) -> Allowed:
        return Allowed(
            cache(
                lambda passages: frozenset(
                    one for one in passages if self._sources.passage(one).level <= level
                )
            )
        )

    def _checked_at_most(self, level: int) -> Allowed:
        sure, sources = self.at_most(level), self._sources
        return Allowed(
            lambda passages: frozenset(p for p in sure.of(passages) if sources.passage(p).checked),
            lambda triple, passages: self._reviews.within(triple, sure.of(passages)),
        )

    def _of_article(self, article: str, level: int) -> Allowed:
        own, sure = self._sources.by_article, self.at_most(level)
        return Allowed(lambda passages: sure.of(own(passages).get(article, frozenset())))
