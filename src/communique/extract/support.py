"""The support check: whether a passage holds what a claim says, whatever rule has found it.

It knows nothing of rules. A claim is supported where the words of each argument stand in the
passage or in one of its antecedents, a word of its predicate does, every figure, currency and day
can be read there anew, and nothing there denies it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from communique.claims import (
    ELLIPSIS,
    Argument,
    Certainty,
    Claim,
    Concept,
    Day,
    Dropped,
    Figure,
    Mention,
    Money,
    Span,
    Words,
)
from communique.extract.values import Values
from communique.model import LONGEST_PASSAGE

_MAY = re.compile(
    r"\bMay\b(?=,? \d)|(?<=\d )May\b"
    r"|\b(?:in|since|until|of|last|this|early|mid|late|by|from|during) May\b"
)
"""The month, which puts nothing off."""
_BEFORE = 60
"""Characters before a trigger in which a negation bears on it."""
_SENTENCE = 300
"""Characters before and behind a passage that may be of its sentence."""
_STOP = re.compile(r"[.!?](?<=[\w)\"\u201d%].)[\"\u201d]?(?=\s+[^\Wa-z])|\n")
"""The end of a sentence, or of a line."""
_NUMBERED = (Money, Figure)
"""Arguments with a number."""
_NEGATIVE = re.compile(r"(?:(?<=\s)[-\u2212]|\bminus )\Z")
"""What makes a number less than nothing, right before it."""
_YEAR = re.compile(r",? \d{4,}\b(?!,\d)")
"""A number where a day's year would stand."""
_SIGNED = "stage:signed"
"""The stage of a paper that asks for words of its own."""
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely|least)\b")


@dataclass(frozen=True)
class Requirements:
    """What passages must hold, by predicate; see `rules/support.yaml`."""

    words: Mapping[str, Sequence[str]]
    negations: frozenset[str]
    plans: frozenset[str]
    done: frozenset[str]
    deniable: frozenset[str]
    """Predicates and concepts that no negation may stand before, done or not."""
    overruled: re.Pattern[str]
    """What denies, or leaves open, all that stands behind it in its sentence."""
    falsified: re.Pattern[str]
    """What denies all that stands before it in its sentence."""

    @cached_property
    def telling(self) -> dict[str, re.Pattern[str]]:
        """For each predicate an expression for beginnings of words; without any, for anything."""
        return {predicate: _beginnings(words) for predicate, words in self.words.items()}

    @classmethod
    def read(cls, path: Path) -> Requirements:
        """The requirements of a file."""
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls(
            record["words"],
            frozenset(record["negations"]),
            frozenset(record["plans"]),
            frozenset(record["done"]),
            frozenset(record["deniable"]),
            re.compile("|".join(record["overruled"]), re.IGNORECASE),
            re.compile("|".join(record["falsified"]), re.IGNORECASE),
        )


class SupportCheck:
    """Checks claims against one stored text."""

    def __init__(self, text: str, requirements: Requirements, values: Values) -> None:
        self._text = text
        self._requirements = requirements
        self._values = values

    def sifted(self, claims: Sequence[Claim]) -> tuple[list[Claim], list[Dropped]]:
        """The claims that are supported, and the others with a reason each."""
        kept: list[Claim] = []
        dropped: list[Dropped] = []
        for claim in claims:
            reason = next(self.faults(claim), "")
            if reason:
                dropped.append(Dropped(claim, reason))
            else:
                kept.append(claim)
        return kept, dropped

    def faults(self, claim: Claim) -> Iterator[str]:
        """What speaks against a claim."""
        if not 0 <= claim.span.start < claim.span.end <= len(self._text):
            yield "its passage is no stretch of the text"
            return
        if claim.span.end - claim.span.start > LONGEST_PASSAGE:
            yield f"its passage has more than {LONGEST_PASSAGE} characters"
        for role, argument in claim.arguments:
            yield from (f"{role}: {fault}" for fault in self._argument(claim, argument))
        yield from self._predicate(claim)
        yield from self._denied(claim)

    def _argument(self, claim: Claim, argument: Argument) -> Iterator[str]:
        places = [claim.span, *claim.antecedents]
        said = self._said(argument.span)
        if not said or not any(_within(argument.span, place) for place in places):
            yield f"{said!r} is not in the passage"
        if isinstance(argument, Mention) and not argument.entity:
            yield f"it is open what {said!r} is"
        if isinstance(argument, _NUMBERED) and argument.number not in {*self._values.numbers(said)}:
            yield f"{argument.number} is not what {said!r} says"
        if isinstance(argument, _NUMBERED) and self._is_negative(argument.span):
            yield f"{said!r} is below zero"
        if isinstance(argument, Money) and argument.currency not in self._values.codes(said):
            yield f"{argument.currency} is not the currency of {said!r}"
        if isinstance(argument, Day) and self._values.contradicts(
            said, argument.value, resolved=argument.resolved
        ):
            yield f"{argument.value} is not what {said!r} says"
        if isinstance(argument, Day) and _YEAR.match(self._text, argument.span.end):
            yield f"a year stands behind {said!r} that is none"
        if isinstance(argument, Words) and not _holds(said, argument.text):
            yield f"{argument.text!r} is not what {said!r} says"

    def _predicate(self, claim: Claim) -> Iterator[str]:
        telling = self._requirements.telling.get(claim.predicate.value)
        if telling is None:
            yield f"nothing is known of what a passage must hold for {claim.predicate}"
            return
        said = " ".join(map(self._said, (claim.span, *claim.antecedents))).lower()
        if not telling.search(said):
            yield f"no word of the passage says {claim.predicate}"
        if _SIGNED in _concepts(claim) and not self._requirements.telling[_SIGNED].search(said):
            yield "no word of the passage says that it is signed"

    def _denied(self, claim: Claim) -> Iterator[str]:
        """A negation or a plan before the words that say it, in the same passage."""
        done, deniable = self._is_done(claim), self._is_deniable(claim)
        if claim.certainty is Certainty.DENIED or not (done or deniable):
            return
        start = max(
            claim.span.start,
            claim.trigger.end - _BEFORE - (claim.trigger.end - claim.trigger.start),
        )
        said = _MAY.sub("", self._text[start : claim.trigger.end]).lower().replace("\u2019", "'")
        said = _NOT_ONLY.sub("", said)
        for word in re.findall(r"n't|'ll|cannot|\w+?(?=n't|'ll)|\w+", said):
            if word in self._requirements.negations:
                yield f"{word!r} denies it"
            if word in self._requirements.plans and done:
                yield f"{word!r} puts it off"
        yield from self._overruled(claim.span)

    def _overruled(self, span: Span) -> Iterator[str]:
        """What the same sentence says before a passage, or from it on, and thereby denies it."""
        starts, ends = self._stops
        first = max(span.start - _SENTENCE, ends[bisect_right(ends, span.start) - 1])
        last = min(span.end + _SENTENCE, starts[bisect_left(starts, span.end)])
        governing = [
            *self._requirements.overruled.finditer(self._text[first : span.start]),
            *self._requirements.falsified.finditer(self._text[span.start : last]),
        ]
        yield from (f"{one[one.lastindex or 0].strip()!r} denies it" for one in governing)

    @cached_property
    def _stops(self) -> tuple[list[int], list[int]]:
        """Where sentences stop, and where stops end; with the end and the begin of the text."""
        found = [stop.span() for stop in _STOP.finditer(self._text)]
        return [*(start for start, _ in found), len(self._text)], [0, *(end for _, end in found)]

    def _is_done(self, claim: Claim) -> bool:
        """Whether a claim says that something has happened."""
        stages = {one.name for one in claim.all("stage") if isinstance(one, Concept)}
        return bool({claim.predicate.value, *stages} & self._requirements.done)

    def _is_deniable(self, claim: Claim) -> bool:
        """Whether a claim says what a negation would turn into its opposite."""
        return bool({claim.predicate.value, *_concepts(claim)} & self._requirements.deniable)

    def _is_negative(self, span: Span) -> bool:
        """Whether a sign or a word right before a number makes it less than nothing."""
        return _NEGATIVE.search(self._text[max(span.start - 8, 0) : span.start]) is not None

    def _said(self, span: Span) -> str:
        return self._text[span.start : span.end]


def _concepts(claim: Claim) -> set[str]:
    """Names of the concepts in a claim."""
    return {one.name for _, one in claim.arguments if isinstance(one, Concept)}


def _holds(said: str, words: str) -> bool:
    """Whether a text has some words, those parted by an ellipsis one after the other."""
    parts = (re.escape(_plain(part)) for part in words.split(ELLIPSIS))
    return re.search(".* ".join(parts), _plain(said)) is not None


def _beginnings(words: Sequence[str]) -> re.Pattern[str]:
    """An expression for beginnings of words; a sign may stand anywhere: `49%`."""
    signs = [re.escape(word) for word in words if not word[0].isalnum()]
    letters = "|".join(re.escape(word) for word in words if word[0].isalnum())
    return re.compile("|".join([rf"(?<!\w)(?:{letters})", *signs] if letters else signs))


def _plain(text: str) -> str:
    """A text by its words, whatever marks and white space stand between them."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
