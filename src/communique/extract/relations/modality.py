"""Whether what a verb says is done, planned, hedged or denied, by the words around its verb."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

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
