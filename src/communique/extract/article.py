"""An article as rules read it: its view, cut into blocks, sentences and quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from communique.extract.asides import asides
from communique.extract.part import Part, parts
from communique.extract.quotations import LONGEST, Quotation, quotations
from communique.extract.sentences import Sentence, sentences
from communique.reading.view import View, view_of


@dataclass(frozen=True)
class Article:
    """A text to be read for what it says; all offsets are code points of its view."""

    view: View
    title: str = ""
    published: str = ""
    """The day of publication, as 2024-03-25; empty where it is not known."""

    @classmethod
    def of(cls, stored: str, title: str = "", published: str = "") -> Article:
        """The article of a stored text.

        >>> article = Article.of("Belgium and Italy signed a treaty. Mr. Spaak spoke.")
        >>> [article.text[sentence.start : sentence.end] for sentence in article.sentences]
        ['Belgium and Italy signed a treaty.', 'Mr. Spaak spoke.']
        """
        return cls(view_of(stored, title), title, published)

    @property
    def text(self) -> str:
        """The view's text."""
        return self.view.text

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order; headings and set-aside lines are marked as such."""
        return tuple(sentences(self.text, asides(self.text)))

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """What stands in quotation marks, in order, without the marks; inner ones too."""
        return tuple(quotations(self.text))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The article in parts with their words: of most articles, one."""
        return tuple(parts(self.text))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence around an offset; none between two sentences."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or self.sentences[index].end <= offset:
            return None
        return self.sentences[index]

    def is_aside(self, offset: int) -> bool:
        """Whether an offset is in a line that is no sentence of the article."""
        sentence = self.sentence_at(offset)
        return sentence is not None and sentence.aside

    def quotations_around(self, start: int, end: int) -> list[Quotation]:
        """The quotations that a span stands in, the innermost first."""
        last = bisect_right(self._opened, start)
        first = bisect_left(self._opened, start - LONGEST)
        return [one for one in self.quotations[first:last][::-1] if end <= one.end]

    @cached_property
    def _opened(self) -> list[int]:
        return [quotation.start for quotation in self.quotations]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]
