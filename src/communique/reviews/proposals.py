"""Proposals to make two things one, and what a person says to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pyoxigraph import NamedNode

from communique.decisions import Decision as Judgement
from communique.decisions import Ledger, Verdict
from communique.reviews.item import Consequence, Item
from communique.reviews.labels import Labels
from communique.reviews.logbook import Decision, Review
from communique.vocabulary import Prefixes

_UNSURE = 0.85
"""The score below which the name of a thing may well mean another."""
_DECISIONS = {
    Verdict.SAME: Decision.RIGHT,
    Verdict.NOT: Decision.WRONG,
    Verdict.OPEN: Decision.UNKNOWN,
}
_VERDICTS = {decision: verdict for verdict, decision in _DECISIONS.items()}


def proposals(
    ledger: Ledger, labels: Labels, prefixes: Prefixes, *, decided: bool = False
) -> Iterator[Item]:
    """Pairs of things that may be one and on which no person has decided; or all of them."""
    for judgement in ledger.decisions:
        if not judgement.other or not judgement.is_ours or judgement.verdict is not Verdict.OPEN:
            continue
        standing = ledger.on_pair(judgement.thing, judgement.other)
        if decided or standing is None or standing.is_ours:
            yield _item(judgement, labels, prefixes)


def answered(judgement: Judgement, decision: Decision, instead: str, by: str, on: str) -> Judgement:
    """What a person's decision on a proposal comes to: a judgement of the table of identity."""
    told = (instead,) if instead else ()
    verdict = _VERDICTS[Decision.WRONG if decision.refuses else decision]
    return replace(judgement, verdict=verdict, score="", reasons=told, by=by, on=on)


def judged(ledger: Ledger, prefixes: Prefixes) -> Iterator[Review]:
    """What persons have said to proposals, in the words of decisions on statements."""
    for one in ledger.decisions:
        standing = ledger.on_pair(one.thing, one.other) if one.other and one.is_ours else None
        if standing is None or standing.is_ours:
            continue
        told = "; ".join(standing.reasons)
        decision = _DECISIONS[standing.verdict]
        if decision is Decision.WRONG and told:
            decision = Decision.WRONG_BUT
        yield Review(_key(one, prefixes), decision, "", told, standing.by, standing.on)


def doubts(ledger: Ledger, labels: Labels) -> dict[str, str]:
    """The things that may be taken for others, by IRI, and why."""
    found: dict[str, str] = {}
    for one in ledger.decisions:
        if one.other and one.verdict is Verdict.OPEN:
            for thing, other in ((one.thing, one.other), (one.other, one.thing)):
                found[thing] = f"may be the same as {labels.label(NamedNode(other))}"
        elif one.is_ours and one.verdict is Verdict.SAME and _score(one) < _UNSURE:
            found.setdefault(one.thing, f"name matched with {one.score} only")
    return found


def _item(judgement: Judgement, labels: Labels, prefixes: Prefixes) -> Item:
    things = _key(judgement, prefixes).split(" ")
    one, other = (labels.label(NamedNode(iri)) for iri in (judgement.thing, judgement.other))
    because = f": {'; '.join(judgement.reasons)}" if judgement.reasons else ""
    return Item(
        key=_key(judgement, prefixes),
        says=f"{one} ({things[0]}) and {other} ({things[1]}) are one.",
        reasons=((Consequence.LOOK_ALIKE, f"look-alikes{because}"),),
        merge=judgement,
    )


def _key(judgement: Judgement, prefixes: Prefixes) -> str:
    return f"{prefixes.compress(judgement.thing)} {prefixes.compress(judgement.other)}"


def _score(judgement: Judgement) -> float:
    try:
        return float(judgement.score)
    except ValueError:
        return 1.0
