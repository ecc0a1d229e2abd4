"""Independent origins: from how many sides a fact has reached the articles that report it.

Two articles have one origin where they cite the same agent or document, where one cites the other
or its publisher, or where their texts share whole stretches of wording. An article that cites
nobody is an origin of its own. So the number is an upper bound: what an article does not say of
where it has something from, nobody can count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from communique.receipts.sources.records import Sources
from communique.receipts.sources.shared_wording import SharedWording


class Origins:
    """Counts the independent origins of articles; remembers what each of them cites."""

    def __init__(self, sources: Sources, wording: SharedWording | None = None) -> None:
        self._sources = sources
        self._wording = wording
        self._of = cache(self._followed)

    def count(self, articles: Collection[str]) -> int:
        """How many independent origins articles have, which are given by IRI."""
        if len(articles) < 2:
            return len(articles)
        origins: dict[str, set[object]] = {one: set(self._of(one)) for one in sorted(articles)}
        cited = {agent for article in articles for agent in self._of(article)}
        for article in origins:
            origins[article] |= {article, self._sources.publisher(article)} & cited
        if self._wording is not None:
            for pair in self._wording.pairs(articles):
                for article in pair:
                    origins[article].add(pair)
        return groups(origins.values())

    def _followed(self, article: str) -> frozenset[str]:
        """What an article cites, and what that cites in turn; itself where it cites nothing."""
        reached = [article]
        for one in reached:
            reached += [cited for cited in sorted(self._sources.cited(one)) if cited not in reached]
        return frozenset(reached[1:]) or frozenset({article})


def groups(sets: Iterable[Collection[object]]) -> int:
    """How many groups remain when sets that share a member are put together; none is empty.

    >>> groups([{"a"}, {"b"}, {"c"}, {"a", "c"}])
    2
    """
    leader: dict[object, object] = {}

    def led(member: object) -> object:
        while (above := leader.setdefault(member, member)) is not member:
            leader[member] = member = leader[above]
        return member

    for one in sets:
        first, *others = one
        for other in others:
            leader[led(other)] = led(first)
        led(first)
    return sum(1 for member, above in leader.items() if member is above)
