"""Organisations that nothing names as such but what they do: they sign, or are signed with."""

from __future__ import annotations

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Sort
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.companies import Companies
from communique.extract.phrasebook import Phrasebook

_WITH = " with "
_KIND = "Organization"


class Parties:
    """Finds names before a verb of signing and after a paper `with`, once people are known."""

    def __init__(self, lexicon: Lexicon) -> None:
        verbs = lexicon.lists["organizations"]["signing"]
        self._signing = Phrasebook(dict.fromkeys(verbs, True))
        self._companies = Companies(lexicon)

    def find(self, chart: Chart) -> None:
        """Add organisations to a chart, marked as guessed."""
        for verb in self._signing.find(chart.part):
            sentence = chart.article.sentence_at(verb.start)
            free = verb.start > 0 and chart.at(verb.start - 2) is None
            if sentence and free and chart.text[verb.start - 1] == " ":
                self._before(chart, verb.start - 1, heading=sentence.heading)
        for paper in chart.of(Sort.AGREEMENT):
            at = paper.end + len(_WITH)
            if chart.text.startswith(_WITH, paper.end) and chart.at(at) is None:
                self._companies.following(chart, at, _KIND, {"guessed": True})
        self._companies.repeat(chart)

    def _before(self, chart: Chart, end: int, *, heading: bool) -> None:
        """Add the name that ends at an offset; in a heading, only where small letters follow."""
        after = chart.part.word_at(end + 1) + 1
        if heading and (after >= len(chart.words) or chart.words[after].capital):
            return
        self._companies.preceding(chart, end, _KIND, {"guessed": True})
