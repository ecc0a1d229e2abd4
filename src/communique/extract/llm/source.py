"""An article as a model is shown it, and as its answers are checked against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from communique.claims import Span
from communique.extract.mention import Mention, Sort
from communique.reading.characters import characters
from communique.reading.view import Edit, View

Stretch = tuple[int, int]
"""Code points of the view, half-open."""


@dataclass(frozen=True)
class Source:
    """A text with what is known of it without any model; all stretches are of its view."""

    view: View
    mentions: Sequence[Mention]
    """What names something, in order, without overlaps: figures, sums and dates are read here."""
    sentences: Sequence[Stretch] = ()
    """All sentences, in order."""
    asides: Sequence[Stretch] = ()
    """What is no sentence of the article: menus, captions, links."""
    quotations: Sequence[Stretch] = ()
    """What stands in quotation marks, as far as it is somebody's speech."""

    @property
    def text(self) -> str:
        """The view's text."""
        return self.view.text

    def span(self, stretch: Stretch) -> Span:
        """A stretch as a span of the stored text."""
        return Span(*self.view.span(*stretch))

    def find(self, words: str, within: Stretch) -> Stretch | None:
        """The first place where words stand verbatim; None where there is none.

        Typography and line breaks are as in the view. What is set aside is not searched, and no
        word is cut in two.
        """
        return next(self.places(words, within), None)

    def places(self, words: str, within: Stretch) -> Iterator[Stretch]:
        """All places where words stand verbatim, in order."""
        pattern = _pattern(words)
        for match in pattern.finditer(self.text, *within) if pattern else ():
            if not self.is_aside(match.span()):
                yield match.span()

    def is_aside(self, stretch: Stretch) -> bool:
        """Whether a stretch has a part in what is set aside."""
        return any(start < stretch[1] and stretch[0] < end for start, end in self.asides)

    def is_of_one_sentence(self, stretch: Stretch) -> bool:
        """Whether a stretch goes over no sentence's end."""
        held = [one for one in self.sentences if one[0] < stretch[1] and stretch[0] < one[1]]
        return len(held) == 1

    def is_quoted(self, stretch: Stretch) -> bool:
        """Whether a stretch stands in somebody's speech."""
        return any(start <= stretch[0] and stretch[1] <= end for start, end in self.quotations)

    def at(self, stretch: Stretch, *sorts: Sort) -> list[Mention]:
        """The mentions of some sorts that share a part with a stretch."""
        return [
            one
            for one in self.mentions
            if one.sort in sorts and one.start < stretch[1] and stretch[0] < one.end
        ]


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str] | None:
    """Words as they may stand in a view; None where there are none."""
    normal = View(words, (Edit(*one) for one in characters(words))).text.split()
    if not normal:
        return None
    before = r"(?<!\w)" if _is_of_word(normal[0][0]) else ""
    after = r"(?!\w)" if _is_of_word(normal[-1][-1]) else ""
    return re.compile(before + r"\s+".join(map(re.escape, normal)) + after)


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"
