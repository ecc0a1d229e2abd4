"""Claims that others of the same article make needless, or that nothing gives ground for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.claims import Claim, Concept, Kind, Mention, Money, Predicate
from communique.extract.relations.things import Things

_OF_PAPERS = frozenset(
    {
        Predicate.TOPIC,
        Predicate.PART_OF,
        Predicate.BENEFICIARY,
        Predicate.INVOLVEMENT,
        Predicate.QUANTITY,
        Predicate.AT_EVENT,
    }
)
"""What is told of a paper beside its kind, its stage and its signatures."""
_PLANNED = "stage:planned"
_BODIES = (Kind.MINISTRY, Kind.GOVERNMENT)


def weeded(claims: Iterable[Claim], things: Things) -> list[Claim]:
    """The claims, each once, without those that are needless."""
    kept = list(dict.fromkeys(claims))
    for weed in (_unnamed_signatures, _overtaken_plans, _unheard_papers, _conversions):
        needless = weed(kept, things)
        kept = [claim for claim in kept if claim not in needless]
    passing = _events_in_passing(kept)
    return [claim for claim in kept if claim not in passing]


def _unnamed_signatures(claims: Sequence[Claim], things: Things) -> set[Claim]:
    """Signatures without a signer, where one for the same party has one.

    And those of a country where a ministry of it has signed.
    """
    signatures = [claim for claim in claims if claim.predicate is Predicate.SIGNATURE]
    named = {
        (one.entity("agreement"), one.entity("party")) for one in signatures if one.entity("signer")
    }
    named |= {
        (one.entity("agreement"), things.owner(one.entity("party")))
        for one in signatures
        if one.entity("party") and things.kind(one.entity("party")) in _BODIES
    }
    return {
        one
        for one in signatures
        if not one.entity("signer") and (one.entity("agreement"), one.entity("party")) in named
    }


def _overtaken_plans(claims: Sequence[Claim], _things: Things) -> set[Claim]:
    """That a paper is planned, where the same article tells who signed it."""
    signed = {one.entity("agreement") for one in claims if one.predicate is Predicate.SIGNATURE}
    return {
        claim
        for claim in claims
        if claim.predicate is Predicate.AGREEMENT
        and claim.entity("agreement") in signed
        and any(isinstance(s, Concept) and s.name == _PLANNED for s in claim.all("stage"))
    }


def _unheard_papers(claims: Sequence[Claim], _things: Things) -> set[Claim]:
    """What is told of papers that nobody signs, drafts or plans."""
    papers = {
        claim.entity("agreement")
        for claim in claims
        if claim.predicate in (Predicate.AGREEMENT, Predicate.SIGNATURE)
    }
    return {
        claim
        for claim in claims
        if claim.predicate in _OF_PAPERS
        and claim.subject.startswith("agreement:")
        and claim.subject not in papers
    }


def _conversions(claims: Sequence[Claim], _things: Things) -> set[Claim]:
    """Commitments whose sum another one of the same payer gives as a conversion."""
    commitments = [claim for claim in claims if claim.predicate is Predicate.COMMITMENT]
    converted = {(one.entity("payer"), *sums) for one in commitments for sums in _sums(one, True)}
    return {
        one
        for one in commitments
        if any((one.entity("payer"), *sums) in converted for sums in _sums(one, False))
    }


def _sums(claim: Claim, conversion: bool) -> list[tuple[object, str]]:
    found = claim.all("conversion" if conversion else "amount")
    return [(one.number, one.currency) for one in found if isinstance(one, Money)]


def _events_in_passing(claims: Sequence[Claim]) -> set[Claim]:
    """Events without day and place that somebody quoted names, and of which no more is told."""
    elsewhere = {
        argument.entity
        for claim in claims
        if claim.predicate is not Predicate.EVENT
        for _, argument in claim.arguments
        if isinstance(argument, Mention)
    }
    return {
        claim
        for claim in claims
        if claim.predicate is Predicate.EVENT
        and claim.attributed_to
        and not (claim.all("date") or claim.all("place"))
        and claim.entity("event") not in elsewhere
    }
