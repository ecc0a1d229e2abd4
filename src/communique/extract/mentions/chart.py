"""What has been found in an article so far, for the sorts that are found after others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique.extract.article import Article
from communique.extract.mention import Mention, Sort
from communique.extract.part import Part
from communique.extract.words import Word


class Chart:
    """A part of an article with the mentions found in it, which never overlap.

    What is added first keeps its place, except that it gives way where it lies wholly within a
    longer mention that is added with `over`.
    """

    def __init__(self, article: Article, part: Part) -> None:
        self.article = article
        self.part = part
        self.text = article.text
        self.words: tuple[Word, ...] = part.words
        self._taken: list[Mention | None] = [None] * (part.end - part.start)
        self._mentions: dict[int, Mention] = {}

    @property
    def mentions(self) -> list[Mention]:
        """All mentions in order."""
        return [self._mentions[start] for start in sorted(self._mentions)]

    def of(self, *sorts: Sort) -> list[Mention]:
        """The mentions of some sorts, in order."""
        return [mention for mention in self.mentions if mention.sort in sorts]

    def at(self, offset: int) -> Mention | None:
        """The mention that covers an offset."""
        at = offset - self.part.start
        return self._taken[at] if 0 <= at < len(self._taken) else None

    def ending(self, offset: int) -> Mention | None:
        """The mention that ends at an offset."""
        found = self.at(offset - 1)
        return found if found and found.end == offset else None

    def starting(self, offset: int) -> Mention | None:
        """The mention that begins at an offset."""
        return self._mentions.get(offset)

    def owner(self, start: int) -> Mention | None:
        """The mention right before an offset, also one with `'s` or `'` after it."""
        for gap in ("'s ", "' ", " ", "-"):
            if self.text[max(0, start - len(gap)) : start] == gap:
                return self.ending(start - len(gap))
        return None

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that share a character with a span, in order."""
        found: list[Mention] = []
        for mention in self._taken[self._inside(start, end)]:
            if mention is not None and (not found or found[-1] is not mention):
                found.append(mention)
        return found

    def add(
        self,
        sort: Sort,
        start: int,
        end: int,
        details: Mapping[str, Any] | None = None,
        over: tuple[Sort, ...] = (),
    ) -> Mention | None:
        """Add a mention, and return it; None where another stands in its way.

        Mentions of the sorts in `over` give way where they lie within the span.
        """
        if not self.part.start <= start < end <= self.part.end:
            return None
        others = self.within(start, end)
        for other in others:
            inside = start <= other.start and other.end <= end
            if not (inside and other.sort in over):
                return None
        for other in others:
            self._remove(other)
        mention = Mention(sort, start, end, self.text[start:end], details or {})
        self._mentions[start] = mention
        self._taken[self._inside(start, end)] = [mention] * (end - start)
        return mention

    def replace(self, mention: Mention, details: Mapping[str, Any]) -> Mention:
        """Give a mention other details, and return it."""
        changed = mention._replace(details=details)
        self._mentions[mention.start] = changed
        length = mention.end - mention.start
        self._taken[self._inside(mention.start, mention.end)] = [changed] * length
        return changed

    def _remove(self, mention: Mention) -> None:
        del self._mentions[mention.start]
        length = mention.end - mention.start
        self._taken[self._inside(mention.start, mention.end)] = [None] * length

    def _inside(self, start: int, end: int) -> slice:
        """Where a span lies within the part."""
        return slice(start - self.part.start, end - self.part.start)
