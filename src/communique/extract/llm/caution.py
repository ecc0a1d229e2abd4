"""What in a passage forbids to take a model's claim for done: negations, plans, hearsay.

The support check looks at the words shortly before a trigger, which a rule has chosen. A model may
point at any word as the trigger, so here all of the passage before it counts, and what follows it
up to the last argument.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.claims import Certainty, Claim, Concept, Predicate
from communique.extract.llm.source import Source, Stretch
from communique.extract.mention import Sort
from communique.extract.support import Requirements

_WORD = re.compile(r"n't|'ll|\w+(?=n't)|\w+")
_EMPTY = frozenset({"no", "not", "nothing", "none", "never", "nobody", "n't"})
"""What denies where it follows a trigger: `signed no letter`."""
_NEVER_DENIED = frozenset({Predicate.KIND, Predicate.ALIAS, Predicate.TOPIC, Predicate.CITATION})
"""Predicates that a negation in the passage does not deny."""
_DONE = frozenset({Predicate.SIGNATURE, Predicate.COUNT})
"""Predicates that say that something is done, whatever their stage."""
_DONE_STAGES = frozenset({"stage:signed", "stage:held", "stage:delivered"})


@dataclass(frozen=True)
class Told:
    """A claim with the places that say it, in the view."""

    claim: Claim
    passage: Stretch
    trigger: Stretch
    last: int
    """The end of what is told of: that of the last argument, or of the trigger."""


class Caution:
    """Looks for what speaks against a claim's being done, or firmly said."""

    def __init__(self, source: Source, requirements: Requirements, hedges: frozenset[str]) -> None:
        self._source = source
        self._requirements = requirements
        self._hedges = hedges

    def faults(self, told: Told) -> Iterator[str]:
        """What speaks against a claim."""
        claim = told.claim
        if not self._says(claim.predicate, told.trigger):
            said = self._source.text[slice(*told.trigger)]
            yield f"{said!r} does not say {claim.predicate}"
        before = self._words(told.passage[0], told.trigger[1])
        after = self._words(told.trigger[1], max(told.trigger[1], told.last))
        if claim.certainty is not Certainty.DENIED and claim.predicate not in _NEVER_DENIED:
            denying = [w for w in before if w in self._requirements.negations or w == "no"]
            denying += [word for word in after if word in _EMPTY]
            yield from (f"{word!r} denies it" for word in denying[:1])
        if _is_done(claim):
            planning = [word for word in before if word in self._requirements.plans]
            yield from (f"{word!r} puts it off" for word in planning[:1])

    def is_hedged(self, passage: Stretch) -> bool:
        """Whether a passage has a word of hearsay."""
        return any(word in self._hedges for word in self._words(*passage))

    def _says(self, predicate: Predicate, trigger: Stretch) -> bool:
        wanted = self._requirements.words.get(predicate.value, ())
        said = self._source.text[slice(*trigger)].lower()
        return not wanted or any(re.search(rf"(?<!\w){re.escape(one)}", said) for one in wanted)

    def _words(self, start: int, end: int) -> list[str]:
        """The words of a stretch in lower case, without those of dates (`may` is not `May`)."""
        dates = self._source.at((start, end), Sort.DATE)
        return [
            match[0].lower()
            for match in _WORD.finditer(self._source.text, start, end)
            if not any(one.start <= match.start() < one.end for one in dates)
        ]


def _is_done(claim: Claim) -> bool:
    stages = {one.name for one in claim.all("stage") if isinstance(one, Concept)}
    return claim.predicate in _DONE or bool(stages & _DONE_STAGES)
