"""Precision, recall and F1, for each predicate and over all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from communique.evaluation.facts import Fact, Gold, Prediction
from communique.evaluation.matching import Matcher


@dataclass(slots=True)
class Tally:
    """How many facts were right, extracted, and missed."""

    right: int = 0
    extracted: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The part of what was extracted that is right; 0 where nothing was extracted."""
        return self.right / self.extracted if self.extracted else 0.0

    @property
    def recall(self) -> float:
        """The part of what a reader found that was extracted; 0 where there was nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if self.right else 0.0

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        self.right += other.right
        self.extracted += other.extracted
        self.missed += other.missed


class Miss(NamedTuple):
    """A fact that was missed, or is wrong."""

    verdict: str
    """`missed` or `wrong`."""
    article: str
    fact: Fact


@dataclass(slots=True)
class Score:
    """What a set of predictions comes to."""

    predicates: dict[str, Tally] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    """Article by article, first what was missed, then what is wrong."""
    seen: set[str] = field(default_factory=set)
    """The articles of which there were predictions."""
    known: int = 0
    """How many articles a reader has annotated."""

    @property
    def total(self) -> Tally:
        """All predicates together."""
        total = Tally()
        for tally in self.predicates.values():
            total.add(tally)
        return total


def score(
    gold: Gold,
    predictions: Iterable[Prediction],
    matcher: Matcher,
    *,
    only: Collection[str] = (),
    skip: str = "",
) -> Score:
    """Predictions against a reader's facts; texts that no reader has annotated do not count.

    `only` limits it to some predicates. A missed fact that bears one of the flags `skip` is not
    counted as missed.
    """
    result = Score(known=len(gold.articles))
    for prediction in predictions:
        name = gold.name_of(prediction.id, prediction.sha256)
        if name is None:
            continue
        result.seen.add(name)
        wanted = [fact for fact in gold.articles[name] if not only or fact.predicate in only]
        said = [fact for fact in prediction.facts if not only or fact.predicate in only]
        matched = matcher.match(wanted, said)
        missed = [fact for fact in matched.missed if not set(fact.flags) & set(skip)]
        for fact, _ in matched.hits:
            _tally(result, fact).right += 1
        for fact in said:
            _tally(result, fact).extracted += 1
        for fact in missed:
            _tally(result, fact).missed += 1
        result.misses += [Miss("missed", name, fact) for fact in missed]
        result.misses += [Miss("wrong", name, fact) for fact in matched.wrong]
    return result


def _tally(result: Score, fact: Fact) -> Tally:
    return result.predicates.setdefault(fact.predicate, Tally())


def lines(result: Score, *, misses: bool = True) -> Iterator[str]:
    """The score as text: the misses, a line for each predicate, and one for all of them."""
    if misses:
        for miss in result.misses:
            yield f"{miss.verdict:6} {miss.article} {miss.fact}"
    for predicate, tally in sorted(result.predicates.items()):
        gold = tally.right + tally.missed
        yield (
            f"{predicate:18s} P {tally.precision:.3f} ({tally.right}/{tally.extracted})  "
            f"R {tally.recall:.3f} ({tally.right}/{gold})  F1 {tally.f1:.3f}"
        )
    total = result.total
    yield (
        f"ALL P {total.precision:.4f} R {total.recall:.4f} F1 {total.f1:.4f}  "
        f"right {total.right} predicted {total.extracted} missed {total.missed} "
        f"articles {len(result.seen)}/{result.known}"
    )
