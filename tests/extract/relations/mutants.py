"""Rules with one fault each, of which a rule's own sentences must notice every one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from communique.extract.extractor import Extractor
from communique.extract.relations.patterns import Pattern, Vocabulary
from communique.extract.relations.rules import STAGES, Rule, RuleSet
from tests.extract.relations.shortform import agrees

_SORTS = re.compile(r"[A-Z]+(?:\|[A-Z]+)*\+?")
_GAP = re.compile(r"\.\.\d+")
_ROLE = re.compile(r"<[a-z_]+:(?P<what>[^>]+?)\+?>")
_GRAMMAR = frozenset({"(", ")", ")?", "|", "...", "^", "$", "=>"})


@dataclass(frozen=True)
class Mutant:
    """A rule with a fault."""

    name: str
    """The rule, and what was done to it."""
    rule: Rule


def mutants(rule: Rule, vocabulary: Vocabulary) -> Iterator[Mutant]:
    """All mutants of a rule: one without each of its parts, one for each word let go."""
    for number, one in enumerate(rule.unless):
        left = (*rule.unless[:number], *rule.unless[number + 1 :])
        yield Mutant(f"{rule.name}: without unless {one.text}", replace(rule, unless=left))
    if rule.becomes:
        yield Mutant(f"{rule.name}: without becomes", replace(rule, becomes=""))
    for number, one in enumerate(rule.patterns):
        before, after = rule.patterns[:number], rule.patterns[number + 1 :]
        if before or after:
            lesser = replace(rule, patterns=(*before, *after))
            yield Mutant(f"{rule.name}: without pattern {number + 1}", lesser)
        for place, wide in loosened(one.text):
            mutated = replace(rule, patterns=(*before, Pattern(wide, vocabulary), *after))
            yield Mutant(f"{rule.name}: pattern {number + 1}, word {place + 1} let go", mutated)


def loosened(pattern: str) -> Iterator[tuple[int, str]]:
    """A pattern with a gap in the place of each of its words, and which part that was.

    Plain words that stand together are one: `part of`.

    >>> list(loosened("PERSON @signed|inked ( as part of )? AGREEMENT"))
    [(1, 'PERSON ..2 ( as part of )? AGREEMENT'), (3, 'PERSON @signed|inked ( ..3 )? AGREEMENT')]
    """
    parts = pattern.split()
    place = 0
    while place < len(parts):
        end = place + 1
        if _is_word(parts[place]):
            while end < len(parts) and {*map(_is_plain, parts[place : end + 1])} == {True}:
                end += 1
            wide = f"..{max(2, end - place)}"
            yield place, " ".join([*parts[:place], wide, *parts[end:]])
        place = end


def _is_plain(part: str) -> bool:
    """Whether a part is one word and no set of words."""
    return part.isalpha() and not part.isupper()


def _is_word(part: str) -> bool:
    """Whether a part of a pattern asks for words of the text."""
    bare = part.removesuffix("?")
    if part in _GRAMMAR or _GAP.fullmatch(bare) or _SORTS.fullmatch(bare):
        return False
    role = _ROLE.fullmatch(bare)
    return role is None or not (role["what"] == "..." or _SORTS.fullmatch(role["what"]))


class Bench:
    """Tries changed rules on their own sentences and on small articles.

    The sentences are tried with a support check that asks for no words of a predicate, so that it
    hides no rule's fault.
    """

    def __init__(
        self, extractor: Extractor, lenient: Extractor, articles: Sequence[Mapping[str, Any]]
    ) -> None:
        """Take the unchanged rules, and articles; those must agree, else they tell nothing."""
        self._extractor = extractor
        self._lenient = lenient
        self._articles = articles
        wrong = [one["case"] for one in articles if not agrees(extractor, one)]
        if wrong:
            raise ValueError(f"the rules themselves fail {', '.join(wrong)}")

    def notices(self, mutant: Rule) -> bool:
        """Whether a sentence of a rule fails for a mutant of it, or else an article does.

        Of a rule that puts nodes together a sentence fails, too, where what builds on it fires no
        more.
        """
        rules = self._extractor.rules.rules
        changed = RuleSet(mutant if one.name == mutant.name else one for one in rules)
        return self._fails_sentence(self._lenient.with_rules(changed), mutant) or any(
            not agrees(self._extractor.with_rules(changed), article) for article in self._articles
        )

    def _fails_sentence(self, other: Extractor, mutant: Rule) -> bool:
        for text in mutant.fires:
            found = other.firing(text)
            if mutant.name not in found:
                return True
            if mutant.stage != STAGES[-1] and self._firing(text) - found:
                return True
        spared = (text for text in mutant.spares if mutant.name not in self._firing(text))
        return any(mutant.name in other.firing(text) for text in spared)

    @cache  # noqa: B019  # a bench lives as long as its tests
    def _firing(self, text: str) -> frozenset[str]:
        return self._lenient.firing(text)
