"""Extraction: from the text of an article to what it says, by rules, each claim supported."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy

from communique.claims import Claim, Dropped, Extraction, Mention, Span
from communique.extract.article import Article
from communique.extract.lands import Lands
from communique.extract.lexicon import Lexicon
from communique.extract.mentions import Finder
from communique.extract.relations.explaining import Explanation, explain
from communique.extract.relations.reader import Reader
from communique.extract.relations.rules import RuleSet, load
from communique.extract.relations.skeleton import nodes_of
from communique.extract.relations.things import Things
from communique.extract.relations.units import Units
from communique.extract.support import Requirements, SupportCheck
from communique.extract.values import Values
from communique.extract.weeding import weeded
from communique.project import Project
from communique.reading.record import Reading
from communique.roles import misfits


class Extractor:
    """Extracts claims from texts, by the rules of one project."""

    def __init__(self, project: Project) -> None:
        """Read the lexicon and the rules. Raises SyntaxInputError where one is malformed."""
        lexicon = Lexicon.read(project)
        self._finder = Finder(lexicon)
        self.rules = load(project.relations)
        self._countries = lexicon.countries
        self._lands = Lands(lexicon.countries)
        self._reader = Reader(self.rules, self._countries)
        self._requirements = Requirements.read(project.requirements)
        self._values = Values.of(lexicon.lists, lexicon.currencies)

    def with_rules(self, rules: RuleSet) -> Extractor:
        """The same with other rules; the lexicon is not read again."""
        other = copy(self)
        other.rules = rules
        other._reader = Reader(rules, self._countries)
        return other

    def with_requirements(self, requirements: Requirements) -> Extractor:
        """The same with another support check."""
        other = copy(self)
        other._requirements = requirements
        return other

    def __call__(self, reading: Reading) -> Extraction:
        """What an article says."""
        title = reading.title.value if reading.title else ""
        published = reading.published.value if reading.published else ""
        return self.extract(reading.text, title=title, published=published)

    def extract(self, text: str, *, title: str = "", published: str = "") -> Extraction:
        """What a stored text says."""
        article = Article.of(text, title, published)
        desk, found = self._reader.read(article, self._finder.find(article))
        claims, dropped = self._checked(text, found, desk.context.things)
        kept = weeded(claims, desk.context.things)
        keys = {claim.attributed_to for claim in kept}
        keys |= {
            argument.entity
            for claim in kept
            for _, argument in claim.arguments
            if isinstance(argument, Mention)
        }
        return Extraction(
            entities=desk.context.things.entities(keys),
            claims=tuple(sorted(kept, key=lambda claim: (claim.span, claim.predicate))),
            dropped=tuple(dropped),
        )

    def firing(self, text: str) -> frozenset[str]:
        """Names of the rules that put nodes together, tell parties or make a claim in a text."""
        article = Article.of(text)
        desk, found = self._reader.read(article, self._finder.find(article))
        kept, _ = self._checked(text, found, desk.context.things)
        return frozenset({*desk.composed, *(claim.rule.split("/")[0] for claim in kept)})

    def _checked(
        self, text: str, claims: Iterable[Claim], things: Things
    ) -> tuple[list[Claim], list[Dropped]]:
        """The claims with all that their predicates ask for, and supported; and the others."""
        formed: list[Claim] = []
        dropped: list[Dropped] = []
        for claim in self._lands.told(text, claims):
            fault = next(misfits(claim, things.kind_of), "") or self._lands.fault(text, claim)
            if fault:
                dropped.append(Dropped(claim, fault))
            else:
                formed.append(claim)
        kept, unsupported = SupportCheck(text, self._requirements, self._values).sifted(formed)
        return kept, [*dropped, *unsupported]

    def explain(self, text: str, *, within: Span | None = None) -> list[Explanation]:
        """For each sentence which rules fire there, and what the others lack.

        `within` are code points of the text; with it, only sentences that overlap them.
        """
        article = Article.of(text)
        units = Units(article, nodes_of(self._finder.find(article)))
        wanted = (
            unit
            for unit in units.all
            if within is None or _overlap(article.view.span(unit.start, unit.end), within)
        )
        return [explain(self.rules, unit.skeleton, article.text) for unit in wanted]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
