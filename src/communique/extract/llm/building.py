"""Claims out of what a model points at: each word is looked up in the text, or nothing is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from communique.claims import (
    Argument,
    Certainty,
    Claim,
    Concept,
    Day,
    Figure,
    Kind,
    Mention,
    Money,
    Span,
    Words,
)
from communique.extract.llm.answer import Pointed, Told
from communique.extract.llm.cast import Cast
from communique.extract.llm.caution import Caution
from communique.extract.llm.caution import Told as Located
from communique.extract.llm.schemes import Schemes
from communique.extract.llm.source import Source, Stretch
from communique.extract.llm.values import UnreadableError, day_at, figure_at, money_at
from communique.model import LONGEST_PASSAGE
from communique.roles import AGENTS, ROLES, Role, misfits

_NOWHERE = Span(0, 0)
"""Stands for the passage of a claim whose quotation the text does not have."""
_STANDING_FOR = frozenset({"party", "on-behalf-of"})
"""Roles that the words for a person may fill: those of whom the person acts for."""
_VALUES: Mapping[type[Argument], Callable[[Source, Stretch], Argument]] = {
    Money: money_at,
    Figure: figure_at,
    Day: day_at,
}


class RefusedError(Exception):
    """A claim of a model that is not made; `claim` is as much of it as is sure."""

    def __init__(self, claim: Claim, reason: str) -> None:
        super().__init__(reason)
        self.claim = claim
        self.reason = reason


@dataclass(frozen=True)
class Builder:
    """Makes claims about one article."""

    source: Source
    cast: Cast
    schemes: Schemes
    caution: Caution
    rule: str

    def claim(self, told: Told, window: Stretch) -> Claim:
        """The claim that a model points at. Raises RefusedError where the text does not bear it."""
        empty = Claim(told.predicate, (), _NOWHERE, _NOWHERE, self.rule, told.certainty)
        passage = self._passage(told, window)
        if passage is None:
            raise RefusedError(empty, "its quotation is not in the text")
        begun = replace(empty, span=self.source.span(passage))
        try:
            found = _Places(self, told, passage, window)
            claim = found.claim(begun)
        except UnreadableError as error:
            raise RefusedError(begun, str(error)) from error
        for fault in self._faults(claim, found):
            raise RefusedError(claim, fault)
        return claim

    def _passage(self, told: Told, window: Stretch) -> Stretch | None:
        """Where a quotation stands; of several places the first that is ascribed as it is."""
        places = list(self.source.places(told.quotation, window))
        spoken = told.attributed_to is not None
        fitting = [one for one in places if self.source.is_quoted(one) == spoken]
        return next(iter([*fitting, *places]), None)

    def _faults(self, claim: Claim, found: _Places) -> Iterator[str]:
        if claim.span.end - claim.span.start > LONGEST_PASSAGE:
            yield f"its passage has more than {LONGEST_PASSAGE} characters"
        if not self.source.is_of_one_sentence(found.passage):
            yield "its quotation goes from one sentence into another"
        yield from misfits(claim, self.cast.kind)
        if self.source.is_quoted(found.passage) and not claim.attributed_to:
            yield "it stands in somebody's speech and is ascribed to nobody"
        yield from self.caution.faults(found.located(claim))


class _Places:
    """Where the words of one claim stand."""

    def __init__(self, builder: Builder, told: Told, passage: Stretch, window: Stretch) -> None:
        self._source = builder.source
        self._cast = builder.cast
        self._schemes = builder.schemes
        self._caution = builder.caution
        self._told = told
        self.passage = passage
        self._window = window
        self._antecedents: list[Stretch] = []
        self._trigger = self._within(told.trigger)
        self._last = self._trigger[1]

    def claim(self, begun: Claim) -> Claim:
        """The claim with all that the places say. Raises UnreadableError where one does not."""
        roles = {role.name: role for role in ROLES[self._told.predicate]}
        arguments: list[tuple[str, Argument]] = []
        for name, one in self._told.pointed:
            if name not in roles:
                raise UnreadableError(f"{self._told.predicate} has no role {name!r}")
            arguments.append((name, self._argument(roles[name], one)))
        order = list(roles)
        arguments.sort(key=lambda argument: order.index(argument[0]))
        speaker = self._speaker()
        hedged = self._caution.is_hedged(self.passage)
        firm = begun.certainty is Certainty.STATED
        outside = {self._source.span(one) for one in self._antecedents if not self._holds(one)}
        return replace(
            begun,
            arguments=tuple(arguments),
            trigger=self._source.span(self._trigger),
            certainty=Certainty.HEDGED if hedged and firm else begun.certainty,
            antecedents=tuple(sorted(outside)),
            attributed_to=speaker,
        )

    def located(self, claim: Claim) -> Located:
        """The claim with its places in the view."""
        return Located(claim, self.passage, self._trigger, self._last)

    def _argument(self, role: Role, one: Pointed) -> Argument:
        words = self._within(one.words)
        self._last = max(self._last, words[1])
        if role.filler is Mention:
            return self._mention(role.name, one, words)
        if role.filler is Concept:
            return self._concept(role, one, words)
        read = _VALUES.get(role.filler)
        if read is not None:
            return read(self._source, words)
        return Words(self._source.text[slice(*words)], self._source.span(words))

    def _mention(self, role: str, one: Pointed, words: Stretch) -> Mention:
        key = self._key(one)
        antecedent = self._antecedent(role, key, one, words)
        self._belongs(key, antecedent)
        told = self._source.span(antecedent) if antecedent else None
        return Mention(key, self._source.span(words), told)

    def _key(self, one: Pointed) -> str:
        if key := self._cast.key(one.entity):
            return key
        raise UnreadableError(f"no name of {one.entity!r} is in the text")

    def _antecedent(self, role: str, key: str, one: Pointed, words: Stretch) -> Stretch | None:
        """The passage that tells what words mean that are no name; None for names.

        Raises UnreadableError where nothing tells it, or the words are the name of something else.
        """
        if self._cast.is_name(key, words):
            return None
        said = self._source.text[slice(*words)]
        others = self._cast.others(key, words)
        if others and not self._stand_for(role, others):
            raise UnreadableError(f"{said!r} is the name of something else")
        found = self._source.find(one.antecedent or "", self._window)
        if found is None or not self._cast.is_named(key, found):
            raise UnreadableError(f"nothing tells what {said!r} means")
        if found[1] - found[0] > LONGEST_PASSAGE:
            raise UnreadableError(f"what tells the meaning of {said!r} is too long")
        if others and not any(self._cast.is_named(other, found) for other in others):
            raise UnreadableError(f"nothing tells for whom {said!r} acts")
        self._antecedents.append(found)
        return found

    def _stand_for(self, role: str, others: list[str]) -> bool:
        persons = all(self._cast.kind(other) is Kind.PERSON for other in others)
        return role in _STANDING_FOR and persons

    def _belongs(self, key: str, antecedent: Stretch | None) -> None:
        """A post is one of a country or organisation only where the passage tells of which."""
        if self._cast.kind(key) is not Kind.POST:
            return
        owner = self._cast.things.owner(key)
        places = [self.passage, *self._antecedents, *([antecedent] if antecedent else [])]
        if owner and not any(self._cast.is_named(owner, one) for one in places):
            name = self._cast.things.wording(owner)
            raise UnreadableError(f"the passage does not say that the post is one of {name!r}")

    def _concept(self, role: Role, one: Pointed, words: Stretch) -> Concept:
        scheme, _, name = one.concept.partition(":")
        if scheme not in role.schemes or name not in self._schemes.names(scheme):
            raise UnreadableError(f"{role.name}: {one.concept!r} is no concept of its scheme")
        said = self._source.text[slice(*words)]
        if other := self._schemes.contradicted(scheme, name, said):
            raise UnreadableError(f"{other!r} is not what is called {name}")
        return Concept(one.concept, self._source.span(words))

    def _speaker(self) -> str:
        """Key of the one to whom the text ascribes the claim; empty where it speaks for itself."""
        one = self._told.attributed_to
        if one is None:
            return ""
        key = self._key(one)
        if self._cast.kind(key) not in AGENTS:
            raise UnreadableError(f"{one.words!r} cannot speak")
        words = self._source.find(one.words, self.passage)
        if words is None:
            words = self._source.find(one.words, self._window)
            if words is None:
                raise UnreadableError(f"{one.words!r} is not in the text")
            self._antecedents.append(words)
        self._antecedent("attributed_to", key, one, words)
        return key

    def _within(self, words: str) -> Stretch:
        """Where words stand in the passage."""
        found = self._source.find(words, self.passage)
        if found is None:
            raise UnreadableError(f"{words!r} is not in the passage")
        return found

    def _holds(self, stretch: Stretch) -> bool:
        return self.passage[0] <= stretch[0] and stretch[1] <= self.passage[1]
