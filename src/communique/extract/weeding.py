"""Claims that others of the same article make needless, or that nothing gives ground for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from communique.claims import (
    Argument,
    Claim,
    Concept,
    Day,
    Figure,
    Kind,
    Mention,
    Money,
    Predicate,
    Span,
    Words,
)
from communique.extract.relations.things import Things

_OF_PAPERS = frozenset(
    {
        Predicate.TOPIC,
        Predicate.PART_OF,
        Predicate.BENEFICIARY,
        Predicate.INVOLVEMENT,
        Predicate.QUANTITY,
        Predicate.DEADLINE,
        Predicate.LEGAL_FORCE,
        Predicate.AT_EVENT,
    }
)
"""What is told of a paper beside its kind, its stage and its signatures."""
_PLAIN = 3
"""Arguments of what tells of a paper its kind and stage only, and neither place nor date."""
_DATED = frozenset({Predicate.AGREEMENT, Predicate.EVENT})
"""What is on one day."""
_PLANNED = "stage:planned"
_BODIES = (Kind.MINISTRY, Kind.GOVERNMENT)
_ENCOUNTERS = {"event-kind:meeting": 2, "event-kind:visit": 2, "event-kind:press-conference": 1}
"""Kinds of events, each with how many must be told to have been there, for lack of other news."""
_OF_ENCOUNTERS = frozenset({Predicate.EVENT, Predicate.PARTICIPATION, Predicate.TOPIC})
"""What may be told of a meeting that the article does not say more of than that it was."""


def weeded(claims: Iterable[Claim], things: Things) -> list[Claim]:
    """The claims, each once, without those that are needless."""
    kept = list(dict.fromkeys(map(_without_month, claims)))
    for weed in (
        _unnamed_signatures,
        _told_within,
        _wider_places,
        _wider_days,
        _overtaken_plans,
        _unheard_papers,
        _conversions,
        _reworded,
    ):
        if needless := weed(kept, things):
            kept = [claim for claim in kept if claim not in needless]
    kept = list(dict.fromkeys(_with_one_purpose(kept)))
    passing = _events_in_passing(kept) | _events_untold(kept, things)
    return [claim for claim in kept if claim not in passing]


def _without_month(claim: Claim) -> Claim:
    """The claim without a month of an unknown year, of which the graph has no date: `--11`."""
    day = _day(claim)
    if not day.startswith("--") or len(day) > len("--11"):
        return claim
    return replace(claim, arguments=tuple(one for one in claim.arguments if one[0] != "date"))


def _with_one_purpose(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims, with commitments of one sum by one payer under the purpose told most fully."""
    fullest: dict[tuple[str, Decimal, str], str] = {}
    for claim in claims:
        sum_of, purpose = _sum_of(claim), _first(claim, "purpose")
        if sum_of and isinstance(purpose, Words):
            fullest[sum_of] = max(fullest.get(sum_of, ""), purpose.text, key=len)
    for claim in claims:
        sum_of, purpose = _sum_of(claim), _first(claim, "purpose")
        if sum_of and isinstance(purpose, Words) and purpose.text != fullest[sum_of]:
            kept = tuple(one for one in claim.arguments if one[0] != "purpose")
            yield replace(claim, arguments=kept)
        else:
            yield claim


def _sum_of(claim: Claim) -> tuple[str, Decimal, str] | None:
    """Who gives how much; None for other claims."""
    amount = _first(claim, "amount")
    if claim.predicate is not Predicate.COMMITMENT or not isinstance(amount, Money):
        return None
    return claim.entity("payer"), amount.number, amount.currency


def _first(claim: Claim, role: str) -> Argument | None:
    return next(iter(claim.all(role)), None)


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


def _told_within(claims: Sequence[Claim], _things: Things) -> set[Claim]:
    """That a paper is signed, told by words that stand within others which tell the same."""
    wide: dict[tuple[str, ...], set[Span]] = {}
    for claim in claims:
        if claim.predicate is Predicate.AGREEMENT:
            wide.setdefault(_paper_told(claim), set()).add(claim.span)
    return {
        claim
        for claim in claims
        if claim.predicate is Predicate.AGREEMENT
        and len(claim.arguments) == _PLAIN
        and any(
            one != claim.span and one.start <= claim.span.start and claim.span.end <= one.end
            for one in wide[_paper_told(claim)]
        )
    }


def _wider_places(claims: Sequence[Claim], things: Things) -> set[Claim]:
    """That something is in a country, where it is told in which town of it, too."""
    towns = {
        (claim.subject, things.owner(claim.entity("place")))
        for claim in claims
        if things.kind_of(claim.entity("place")) is Kind.PLACE
    }
    towns = {(subject, land) for subject, land in towns if land}
    return {claim for claim in claims if (claim.subject, claim.entity("place")) in towns}


def _wider_days(claims: Sequence[Claim], _things: Things) -> set[Claim]:
    """On what day something was, where another claim tells it more exactly: `2024`, `--03-23`."""
    told = [(claim, day) for claim in claims if (day := _day(claim))]
    return {
        claim
        for claim, day in told
        for other, exact in told
        if claim.subject == other.subject and day != exact and _is_part(day, exact)
    }


def _day(claim: Claim) -> str:
    """The day of a paper or an event; empty where a claim tells none."""
    day = _first(claim, "date")
    return day.value if isinstance(day, Day) and claim.predicate in _DATED else ""


def _is_part(day: str, exact: str) -> bool:
    """Whether a partial date leaves out some of another one, and tells nothing else."""
    told, more = (one.replace("--", "-", 1).split("-") for one in (day, exact))
    return len(told) <= len(more) and all(
        part in ("", other) for part, other in zip(told, more, strict=False)
    )


def _paper_told(claim: Claim) -> tuple[str, ...]:
    """Which paper a claim tells of, of what kind and at what stage."""
    said = (one.name for _, one in claim.arguments if isinstance(one, Concept))
    return claim.entity("agreement"), *said


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


def _reworded(claims: Sequence[Claim], _things: Things) -> set[Claim]:
    """Quantities that another sentence gives with more words: `jets` and then `fighter jets`."""
    quantities = [claim for claim in claims if claim.predicate is Predicate.QUANTITY]
    return {
        one for one in quantities for other in quantities if one is not other and _less(one, other)
    }


def _less(one: Claim, other: Claim) -> bool:
    """Whether one quantity is another one of the same paper and number, told in fewer words."""
    same = _counted(one)[:2] == _counted(other)[:2]
    apart = one.span.end <= other.span.start or other.span.end <= one.span.start
    words, more = _counted(one)[2], _counted(other)[2]
    if not same or not apart or words[-1:] != more[-1:] or words == more:
        return False
    return (len(words), one.span) < (len(more), other.span)


def _counted(claim: Claim) -> tuple[str, list[Decimal], list[str]]:
    """The paper, the number and the words of a quantity."""
    numbers = [figure.number for figure in claim.all("number") if isinstance(figure, Figure)]
    words = [product.text for product in claim.all("product") if isinstance(product, Words)]
    return claim.entity("agreement"), numbers, " ".join(words).lower().split()


def _conversions(claims: Sequence[Claim], _things: Things) -> set[Claim]:
    """Sums which another claim gives as a conversion, of the same payer or the same paper."""
    told = [one for one in claims if one.predicate in (Predicate.COMMITMENT, Predicate.AMOUNT)]
    converted = {(one.predicate, _whose(one), *sums) for one in told for sums in _sums(one, True)}
    return {
        one
        for one in told
        if any((one.predicate, _whose(one), *sums) in converted for sums in _sums(one, False))
    }


def _whose(claim: Claim) -> str:
    """Who pays a sum, or what it is for."""
    return claim.entity("payer") or claim.entity("thing")


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


def _events_untold(claims: Sequence[Claim], things: Things) -> set[Claim]:
    """Meetings and visits without a name, of which neither day, place nor two who meet are told.

    One who faces the press is enough.
    """
    about: dict[tuple[str, int], list[Claim]] = {}
    for claim in claims:
        for key in {one.entity for _, one in claim.arguments if isinstance(one, Mention)}:
            for concept, least in _ENCOUNTERS.items():
                if things.is_described(key, concept):
                    about.setdefault((key, least), []).append(claim)
    return {
        one for (key, least), told in about.items() if _is_untold(key, told, least) for one in told
    }


def _is_untold(key: str, claims: Sequence[Claim], least: int) -> bool:
    """Whether claims tell of an event no more than that somebody was there."""
    people = {claim.entity("participant") for claim in claims} - {"", key}
    told = any(claim.all("date") or claim.all("place") for claim in claims)
    return len(people) < least and not told and {one.predicate for one in claims} <= _OF_ENCOUNTERS
