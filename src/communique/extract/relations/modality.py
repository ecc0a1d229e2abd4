"""Whether what a verb says is done, planned, hedged or denied, by the words around its verb."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from communique.extract.relations.rules import Match
from communique.extract.relations.skeleton import Item

_NEGATED = frozenset(
    {"not", "n't", "never", "no", "refused", "denied", "without", "neither", "nor"}
)
_PLANNED = frozenset(
    [
        "will",
        "would",
        "shall",
        "should",
        "may",
        "might",
        "could",
        "can",
        "to",
        "plan",
        "plans",
        "planned",
        "intend",
        "intends",
        "intended",
        "expect",
        "expects",
        "expected",
        "hope",
        "hopes",
        "hoped",
        "prepare",
        "prepares",
        "preparing",
        "ready",
        "set",
        "due",
        "going",
        "scheduled",
        "soon",
        "upcoming",
        "future",
        "if",
        "possible",
        "potential",
    ]
)
_HEDGED = frozenset(["reportedly", "allegedly", "possibly", "probably", "apparently", "presumably"])
_AWAITING = frozenset(
    [
        "hope",
        "hopes",
        "hoped",
        "hoping",
        "want",
        "wants",
        "wish",
        "wishes",
        "demands",
        "insists",
        "expects",
        "urges",
        "proposes",
        "awaits",
        "waits",
        "until",
        "till",
        "before",
        "when",
        "once",
        "unless",
        "whether",
        "if",
        "provided",
    ]
)
"""Words before a clause that in the present tells what is not yet: `hopes that Chile signs`."""
_PRESENT = frozenset(
    [
        "sign",
        "signs",
        "ink",
        "inks",
        "conclude",
        "concludes",
        "seal",
        "seals",
        "clinches",
        "close",
        "closes",
        "renew",
        "exchange",
        "joins",
        "is",
        "are",
        "has",
        "have",
    ]
)
_PAST = frozenset(
    [
        "signed",
        "inked",
        "concluded",
        "sealed",
        "clinched",
        "closed",
        "renewed",
        "exchanged",
        "formalised",
        "formalized",
        "entered",
        "struck",
        "put",
        "joined",
        "was",
        "were",
        "had",
    ]
)
_NEAR = 8
"""Words before a clause among which one says so."""


class Modality(StrEnum):
    """How a clause says what it says."""

    DONE = "done"
    PLANNED = "planned"
    HEDGED = "hedged"
    NEGATED = "negated"


def modality_of(items: Iterable[Item]) -> Modality:
    """The modality of a group of words before a verb.

    A negation goes before all; `will`, `to`, `plans` and the like make it planned.
    """
    words = {item.form for item in items if item.node is None}
    if words & _NEGATED:
        return Modality.NEGATED
    if words & _PLANNED:
        return Modality.PLANNED
    return Modality.HEDGED if words & _HEDGED else Modality.DONE


def modality_in(match: Match, group: str = "verb") -> Modality:
    """The modality of what a match tells; it is planned, too, where somebody waits for it."""
    told = modality_of(match.groups.get(group, ()))
    return Modality.PLANNED if told is Modality.DONE and _is_awaited(match) else told


def _is_awaited(match: Match) -> bool:
    """Whether a clause is told in the present behind a word that puts it off."""
    for item in reversed(match.skeleton.items[max(0, match.first - _NEAR) : match.first]):
        if item.form in _AWAITING:
            break
        if item.form in (",", ";"):
            return False
    else:
        return False
    forms = (item.form for item in match.skeleton.items[match.first : match.last])
    return next((form for form in forms if form in _PRESENT | _PAST), "") in _PRESENT
