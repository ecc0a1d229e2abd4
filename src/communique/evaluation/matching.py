"""Which extracted facts are which of a reader's facts.

Labels of agreements and unnamed events (`A1`, `E1`) are the reader's own: to each at most one of
the names that were extracted is assigned, so that as many facts as possible agree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from communique.evaluation.facts import Fact
from communique.evaluation.names import Spellings, content

_LABEL = re.compile(r"[AE]\d")
_FREE = {
    ("subject", 1),
    ("deadline", 1),
    ("quantity", 1),
    ("commitment", 3),
    ("eventCount", 1),
    ("participantCount", 1),
    ("amount", 3),
}
"""Arguments in free words, of which half must be there."""
_ANY = {("saidBy", 1)}
"""Arguments that are not compared."""
_BAGS = {("holdsPost", 1)}
"""Arguments whose words must be the same, in whatever order."""
_EXACT = frozenset({"amount", "commitment", "converted", "quantity"})
"""Predicates in which no name counts that merely contains the other."""
_SHORT = 5
"""Characters up to which a name is not looked for inside another."""

Labels = Mapping[str, str]
"""Extracted names, each with the reader's label that it is taken for."""


class Matched(NamedTuple):
    """The facts of one article, sorted out."""

    hits: list[tuple[Fact, Fact]]
    """What a reader says, and what was extracted."""
    missed: list[Fact]
    wrong: list[Fact]


class Matcher:
    """Compares facts by the known spellings of names."""

    def __init__(self, spellings: Spellings) -> None:
        self._spellings = spellings

    def match(self, gold: Sequence[Fact], said: Sequence[Fact]) -> Matched:
        """The best assignment of labels, found greedily, and what it makes of the facts."""
        return self._sorted_out(gold, said, self._aligned(gold, said))

    def _aligned(self, gold: Sequence[Fact], said: Sequence[Fact]) -> dict[str, str]:
        goals = list(dict.fromkeys(v for f in gold for v in f.arguments if _LABEL.fullmatch(v)))
        about = {f.predicate for f in gold if any(map(_LABEL.fullmatch, f.arguments))}
        names = list(dict.fromkeys(f.arguments[0] for f in said if f.predicate in about))
        labels: dict[str, str] = {}
        hits = self._hits(gold, said, labels)
        while True:
            best, chosen = hits, None
            for goal in (goal for goal in goals if goal not in labels.values()):
                for name in (name for name in names if name not in labels):
                    found = self._hits(gold, said, {**labels, name: goal})
                    if found > best:
                        best, chosen = found, (name, goal)
            if chosen is None:
                return labels
            labels[chosen[0]] = chosen[1]
            hits = best

    def _hits(self, gold: Sequence[Fact], said: Sequence[Fact], labels: Labels) -> int:
        return len(self._sorted_out(gold, said, labels).hits)

    def _sorted_out(self, gold: Sequence[Fact], said: Sequence[Fact], labels: Labels) -> Matched:
        """Those that agree to the letter first, then the others, each with the first that fits."""
        missed, hits, rest = list(gold), [], []
        for fact in said:
            named = tuple(labels.get(value, value) for value in fact.arguments)
            same = (g for g in missed if g.predicate == fact.predicate and g.arguments == named)
            if (found := next(same, None)) is None:
                rest.append(fact)
            else:
                missed.remove(found)
                hits.append((found, fact))
        wrong = []
        for fact in rest:
            found = next((g for g in missed if self._agree(g, fact, labels)), None)
            if found is None:
                wrong.append(fact)
            else:
                missed.remove(found)
                hits.append((found, fact))
        return Matched(hits, missed, wrong)

    def _agree(self, gold: Fact, said: Fact, labels: Labels) -> bool:
        if gold.predicate != said.predicate or len(gold.arguments) != len(said.arguments):
            return False
        return all(
            labels.get(value) == wanted
            if _LABEL.fullmatch(wanted)
            else self._equal((gold.predicate, place), wanted, value)
            for place, (wanted, value) in enumerate(
                zip(gold.arguments, said.arguments, strict=True)
            )
        )

    def _equal(self, role: tuple[str, int], gold: str, said: str) -> bool:
        """Whether an argument agrees; what a reader left open is held against nobody."""
        if role in _ANY or gold == "-":
            return True
        if role in _FREE:
            wanted = content(gold)
            return not wanted or len(wanted & content(said)) * 2 >= len(wanted)
        if role in _BAGS:
            return content(gold) == content(said)
        one, other = self._spellings.name(gold), self._spellings.name(said)
        if self._spellings.same(one, other):
            return True
        if role[0] in _EXACT or min(len(one), len(other)) <= _SHORT:
            return False
        return one in other or other in one
