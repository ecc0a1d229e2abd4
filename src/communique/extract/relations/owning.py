"""Claims about ownership: who holds how many per cent of a company or joint venture."""

from __future__ import annotations

from collections.abc import Iterator

from communique.claims import Certainty, Claim, Figure, Kind, Mention, Predicate
from communique.extract.relations.firing import Firing
from communique.extract.relations.modality import Modality

_VENTURE = "joint venture"
_OTHERS = frozenset({"another", "second", "other", "new", "similar"})
"""Words before `joint venture` that tell it from the one that was spoken of."""
_NEAR = 400
"""Characters between a joint venture and a share in it, told in another sentence."""


def share(firing: Firing) -> Iterator[Claim]:
    """Somebody holds a share of a company that is named, or of the joint venture told of.

    What is still to come is hedged.
    """
    holder, figure = firing.node("holder"), _percent(firing)
    if holder is None or figure is None or firing.modality is Modality.NEGATED:
        return
    (start, end), named = firing.match.span, firing.node("venture")
    if named is not None:
        venture = firing.context.mention(named)
    else:
        told = _joint_venture(firing)
        if told is None:
            return
        venture = _unnamed(firing, told)
        if venture.antecedent is None:
            start, end = min(start, told[0]), max(end, told[1])
    keys = firing.context.key(holder), venture.entity
    if all(keys) and keys[0] != keys[1]:
        hedged = firing.modality is not Modality.DONE
        yield firing.claim(
            Predicate.SHARE,
            [("holder", firing.context.mention(holder)), ("percent", figure), ("venture", venture)],
            certainty=Certainty.HEDGED if hedged else Certainty.STATED,
            stretch=(start, end),
        )


def _percent(firing: Firing) -> Figure | None:
    node = firing.node("percent")
    details = node.mention.details if node is not None and node.mention else {}
    if node is None or details.get("number") is None:
        return None
    span = firing.context.span(node.start, node.end)
    return Figure(details["number"], span, details.get("bound", "exact"))


def _joint_venture(firing: Firing) -> tuple[int, int] | None:
    """Where a sentence speaks of a joint venture, or else the text shortly before it."""
    text, items = firing.context.article.text.lower(), firing.skeleton.items
    begin = items[0].start - (0 if firing.constant("where") == "here" else _NEAR)
    place = text.rfind(_VENTURE, max(0, begin), items[-1].end)
    if place < 0 or not _OTHERS.isdisjoint(text[:place].split()[-1:]):
        return None
    return place, place + len(_VENTURE)


def _unnamed(firing: Firing, told: tuple[int, int]) -> Mention:
    """The joint venture of an article, which has no name there."""
    key = firing.context.things.add(
        f"organization:{_VENTURE}", Kind.COMPANY, _VENTURE, proper=False
    )
    span = firing.context.span(*told)
    is_here = told[0] >= firing.skeleton.items[0].start
    return Mention(key, span, None if is_here else span)
