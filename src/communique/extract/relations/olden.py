"""Whether an article tells of a paper as of something of an earlier time."""

from __future__ import annotations

import calendar
import re
from functools import cached_property

from communique.extract.relations.context import Context
from communique.extract.relations.skeleton import Node

_BACK = re.compile(
    r"\b(?:previously|earlier(?! (?:in the day|today|on \w+day|this (?:week|month)))"
    r"|in (?:19|20)\d\d|last (?:year|month|autumn|spring|summer|winter)"
    r"|back in|years? ago|months? ago|in (?P<month>January|February|March|April|May|June|July"
    r"|August|September|October|November|December))\b",
    re.IGNORECASE,
)

_MONTHS = [name.lower() for name in calendar.month_name[1:]]
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BEFORE, _BEHIND = 90, 140
"""Characters around a word for a paper in which a time tells when it was signed."""


class Olden:
    """Reads the times that stand beside words for papers."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def is_back(self, node: Node, *, above: bool) -> bool:
        """Whether a time before the publication stands beside a word, which may be in a heading."""
        last = str(int(self._year or 0) - above)
        text = _YEAR.sub(lambda year: "" if year[0] > last > "0" else year[0], self._near(node))
        return self.is_of_a_year(node) or any(map(self._is_past, _BACK.finditer(text)))

    def _is_past(self, told: re.Match[str]) -> bool:
        """Whether a time is before the publication; a month of this year may be to come."""
        published = self._context.article.published[5:7]
        month = told["month"]
        return not (month and published) or _MONTHS.index(month.lower()) + 1 < int(published)

    def is_of_a_year(self, node: Node) -> bool:
        """Whether a year before that of publication stands beside a word for a paper."""
        return any(year < self._year for year in _YEAR.findall(self._near(node)))

    @cached_property
    def _year(self) -> str:
        """The year of the publication; where it is open, the first that the text names."""
        article = self._context.article
        first = _YEAR.search(article.text)
        return article.published[:4] or (first[0] if first else "")

    def _near(self, node: Node) -> str:
        start, end = self._context.sentence(node)
        near = max(start, node.start - _BEFORE), min(end, node.end + _BEHIND)
        return self._context.article.text[near[0] : near[1]]
