"""Glosses: what a passage says, in short plain sentences of ours, made from its claims.

They consist of names, numbers and the words of templates; no clause of the text is in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from communique.claims import (
    Certainty,
    Claim,
    Concept,
    Day,
    Figure,
    Kind,
    Money,
    Predicate,
    Words,
)
from communique.statements import phrases
from communique.statements.concepts import short
from communique.statements.names import Names
from communique.statements.roles import given

LONGEST = 200
"""Characters of the longest gloss that the shape of passages accepts."""
_MODES = {Certainty.HEDGED: "perhaps ", Certainty.DENIED: "it is denied that "}
_LAST = (Predicate.COUNTRY, Predicate.KIND, Predicate.ALIAS)
"""What a gloss leaves out first where it would be too long."""
_ROLES = {
    "role:backer": "backs",
    "role:host": "hosts",
    "role:opener": "opens",
    "role:organiser": "organises",
    "role:participant": "takes part in",
    "role:presenter": "presents something at",
    "role:shareholder": "owns a share of",
    "role:witness": "is present at the signing of",
}
_GIVES = {
    "stage:planned": "plans to give",
    "stage:announced": "announces that it gives",
    "stage:agreed": "agrees to give",
    "stage:committed": "commits itself to give",
    "stage:allocated": "sets aside",
    "stage:contracted": "contracts for",
    "stage:delivered": "has given",
    "stage:cancelled": "no longer gives",
    "stage:not-done": "has not given",
}


class Glosses:
    """Sentences about the claims of one extraction."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._said: dict[Predicate, Callable[[Claim], str]] = {
            Predicate.KIND: self._kind,
            Predicate.COUNTRY: self._between("thing", "belongs to", "country"),
            Predicate.ALIAS: self._alias,
            Predicate.MEMBERSHIP: self._between("member", "is a member of", "whole"),
            Predicate.TERM_OF_OFFICE: self._term,
            Predicate.AGREEMENT: self._agreement,
            Predicate.EVENT: self._event,
            Predicate.SIGNATURE: self._signature,
            Predicate.PARTICIPATION: self._participation,
            Predicate.COUNT: self._count,
            Predicate.AT_EVENT: self._between("thing", "has its place at", "event"),
            Predicate.PART_OF: self._between("part", "is a part of", "whole"),
            Predicate.TOPIC: self._topic,
            Predicate.BENEFICIARY: self._between("thing", "is to the good of", "beneficiary"),
            Predicate.INVOLVEMENT: self._between("thing", "involves", "organization"),
            Predicate.COMMITMENT: self._commitment,
            Predicate.AMOUNT: self._amount,
            Predicate.QUANTITY: self._quantity,
            Predicate.DEADLINE: self._deadline,
            Predicate.LEGAL_FORCE: self._force,
            Predicate.SHARE: self._share,
            Predicate.UTTERANCE: self._utterance,
            Predicate.CITATION: self._citation,
            Predicate.PUBLISHER: self._publisher,
        }

    def gloss(self, claims: Iterable[Claim]) -> str:
        """What a passage says: as many sentences about its claims as are short enough together."""
        found: list[str] = []
        for sentence in self.sentences(claims):
            if len(" ".join([*found, sentence])) <= LONGEST:
                found.append(sentence)
        return " ".join(found) or "A statement whose names are too long to be told here."

    def sentences(self, claims: Iterable[Claim]) -> Sequence[str]:
        """All that a passage says, those sentences last that a gloss leaves out first."""
        ordered = sorted(claims, key=lambda claim: claim.predicate in _LAST)
        return tuple(dict.fromkeys(self._sentences(ordered)))

    def _sentences(self, claims: Sequence[Claim]) -> Iterator[str]:
        """A sentence for each claim; what a thing is and whose it is makes one together."""
        kinds = {claim.entity("thing") for claim in claims if claim.predicate is Predicate.KIND}
        countries = {
            claim.entity("thing"): self._in(claim, "country", " of ")
            for claim in claims
            if claim.predicate is Predicate.COUNTRY and claim.entity("thing") in kinds
        }
        shared = _shared_signatures(claims)
        for claim in claims:
            thing = claim.entity("thing")
            if claim in shared:
                yield self._signed(shared[claim])
            elif claim.predicate is Predicate.KIND and thing in countries:
                yield f"{self.sentence(claim)[:-1]}{countries[thing]}."
            elif claim.predicate is not Predicate.COUNTRY or thing not in countries:
                yield self.sentence(claim)

    def _signed(self, claims: Sequence[Claim]) -> str:
        """Several signatures under one paper, in one sentence."""
        sides = [f"for {self._in(one, 'party')}{self._in(one, 'signer', ' by ')}" for one in claims]
        said = f"{self._in(claims[0], 'agreement')} is signed {', '.join(sides)}."
        return f"{said[:1].upper()}{said[1:]}"

    def sentence(self, claim: Claim) -> str:
        """One claim as a sentence."""
        said = _MODES.get(claim.certainty, "") + self._said[claim.predicate](claim)
        if claim.attributed_to:
            said = f"according to {self._title(claim.attributed_to)}, {said}"
        return f"{said[:1].upper()}{said[1:]}."

    def naming(self, keys: Iterable[str]) -> str:
        """What a passage says that only tells what another one refers to."""
        titles = phrases.listed(map(self._title, keys))
        said = f"The words tell who or what is meant: {titles}."
        return said if titles and len(said) <= LONGEST else "The words tell who or what is meant."

    def _title(self, key: str) -> str:
        return self._names.title(key)

    def _in(self, claim: Claim, role: str, before: str = "", otherwise: str = "") -> str:
        """What fills a role, with words before it, or something else where nothing does."""
        key = claim.entity(role)
        return before + self._title(key) if key else otherwise

    def _between(self, one: str, verb: str, other: str) -> Callable[[Claim], str]:
        return lambda claim: f"{self._in(claim, one)} {verb} {self._in(claim, other)}"

    def _kind(self, claim: Claim) -> str:
        entity = self._names.entity(claim.entity("thing"))
        verb = "are" if entity.kind is Kind.ARMED_FORCES else "is"
        return f"{self._in(claim, 'thing')} {verb} {phrases.kind(entity.kind)}"

    def _alias(self, claim: Claim) -> str:
        name = phrases.listed(words.text for words in given(claim, "name", Words))
        return f"{self._in(claim, 'thing')} is also called {name}"

    def _term(self, claim: Claim) -> str:
        owner = self._names.entity(claim.entity("post")).owner
        served = f" of {self._title(owner)}" if owner else ""
        return f"{self._in(claim, 'holder')} is {self._in(claim, 'post')}{served}"

    def _agreement(self, claim: Claim) -> str:
        return self._in(claim, "agreement") + self._circumstances(claim)

    def _event(self, claim: Claim) -> str:
        return self._in(claim, "event") + self._circumstances(claim)

    def _circumstances(self, claim: Claim) -> str:
        kinds = [phrases.with_article(phrases.concept(c)) for c in given(claim, "kind", Concept)]
        stages = [phrases.concept(stage) for stage in given(claim, "stage", Concept)]
        days = [phrases.day(day.value) for day in given(claim, "date", Day)]
        said = [", ".join([*kinds, *stages]) or "told of", *days]
        return " ".join([" is", *said]) + self._in(claim, "place", " in ")

    def _signature(self, claim: Claim) -> str:
        agreement, party = self._in(claim, "agreement"), self._in(claim, "party")
        signer = self._in(claim, "signer")
        return f"{signer} signs {agreement} for {party}" if signer else f"{party} signs {agreement}"

    def _participation(self, claim: Claim) -> str:
        roles = [one.name for one in given(claim, "role", Concept)]
        verb = next((_ROLES[name] for name in roles if name in _ROLES), "has a part in")
        behalf = self._in(claim, "on-behalf-of", " for ")
        return f"{self._in(claim, 'participant')} {verb} {self._in(claim, 'occasion')}{behalf}"

    def _count(self, claim: Claim) -> str:
        numbers = phrases.listed(phrases.number(one) for one in given(claim, "number", Figure))
        counted = phrases.listed(phrases.concept(one) for one in given(claim, "counted", Concept))
        origin = self._in(claim, "from", " from ")
        return f"{self._in(claim, 'scope')} has {numbers} {counted}{origin}"

    def _topic(self, claim: Claim) -> str:
        return f"{self._in(claim, 'thing')} is about {_topics(claim)}"

    def _commitment(self, claim: Claim) -> str:
        verbs = (_GIVES.get(stage.name) for stage in given(claim, "stage", Concept))
        verb = next((verb for verb in verbs if verb), "gives")
        purpose = phrases.listed(short(words.text) for words in given(claim, "purpose", Words))
        parts = (
            self._in(claim, "payer", otherwise="somebody"),
            f" {verb} {_sums(claim) or 'something'}",
            self._in(claim, "beneficiary", " to "),
            self._in(claim, "under", " under "),
            self._in(claim, "origin", " out of "),
            f" (purpose: {purpose})" if purpose else "",
        )
        return "".join(parts)

    def _amount(self, claim: Claim) -> str:
        return f"{self._in(claim, 'thing')} comes to {_sums(claim)}"

    def _quantity(self, claim: Claim) -> str:
        numbers = phrases.listed(phrases.number(one) for one in given(claim, "number", Figure))
        product = phrases.listed(short(words.text) for words in given(claim, "product", Words))
        return f"{self._in(claim, 'agreement')} provides for this: {numbers} {product}"

    def _deadline(self, claim: Claim) -> str:
        what = phrases.listed(short(words.text) for words in given(claim, "what", Words))
        days = phrases.listed(phrases.day(day.value) for day in given(claim, "date", Day))
        return f"{self._in(claim, 'agreement')} sets a day for this: {what}, {days}"

    def _force(self, claim: Claim) -> str:
        force = phrases.listed(phrases.concept(one) for one in given(claim, "force", Concept))
        return f"{self._in(claim, 'agreement')} is of {force} force"

    def _share(self, claim: Claim) -> str:
        part = phrases.listed(phrases.number(one) for one in given(claim, "percent", Figure))
        return f"{self._in(claim, 'holder')} owns {part} per cent of {self._in(claim, 'venture')}"

    def _utterance(self, claim: Claim) -> str:
        topics = _topics(claim)
        event = self._in(claim, "event", " at ")
        return f"{self._in(claim, 'speaker')} speaks{f' about {topics}' if topics else ''}{event}"

    def _citation(self, claim: Claim) -> str:
        return f"the report has its news from {self._in(claim, 'source')}"

    def _publisher(self, claim: Claim) -> str:
        return f"the report names {self._in(claim, 'outlet')} as its publisher"


def _topics(claim: Claim) -> str:
    return phrases.listed(short(words.text) for words in given(claim, "topic", Words))


def _sums(claim: Claim) -> str:
    """The sums of a claim, conversions in brackets."""
    sums = phrases.listed(phrases.money(one) for one in given(claim, "amount", Money))
    conversions = phrases.listed(phrases.money(one) for one in given(claim, "conversion", Money))
    return f"{sums} ({conversions})" if conversions else sums


def _shared_signatures(claims: Iterable[Claim]) -> dict[Claim, list[Claim]]:
    """The signatures of those papers that several sign, each with all of its paper.

    Only plain ones: what is hedged, denied or attributed has a sentence of its own.
    """
    papers: dict[str, list[Claim]] = {}
    for claim in claims:
        is_plain = claim.certainty is Certainty.STATED and not claim.attributed_to
        if claim.predicate is Predicate.SIGNATURE and is_plain:
            papers.setdefault(claim.entity("agreement"), []).append(claim)
    return {one: signed for signed in papers.values() if len(signed) > 1 for one in signed}
