"""Claims about who says what, and from whom the article has it."""

from __future__ import annotations

from collections.abc import Iterator

from communique.claims import Claim, Kind, Predicate
from communique.extract.relations.firing import Firing
from communique.extract.relations.modality import Modality
from communique.extract.relations.skeleton import Node

_FROM = frozenset({"reference", "citing", "referring"})


def utterance(firing: Firing) -> Iterator[Claim]:
    """Somebody says something."""
    speaker = firing.node("speaker") or _quoted(firing)
    if speaker is None or not firing.context.key(speaker):
        return
    if firing.modality in (Modality.NEGATED, Modality.PLANNED):
        return
    kind = firing.context.things.kind(firing.context.key(speaker))
    if kind is Kind.MEDIA_OUTLET:
        return  # an outlet passes on what others say
    yield firing.claim(
        Predicate.UTTERANCE,
        [("speaker", firing.context.mention(speaker)), ("topic", firing.words("topic"))],
        antecedents=[(speaker.start, speaker.end)],
    )


def citation(firing: Firing) -> Iterator[Claim]:
    """The article takes what it reports from somebody."""
    source = firing.node("source")
    if source is None or not firing.context.key(source) or _passes_on(firing, source):
        return
    kind = firing.context.things.kind(firing.context.key(source))
    if kind is Kind.MEDIA_OUTLET or firing.constant("kind") != "outlet":
        yield firing.claim(Predicate.CITATION, [("source", firing.context.mention(source))])


def _passes_on(firing: Firing, source: Node) -> bool:
    """Whether an outlet is named as one that has it from somebody else: as a rule, the publisher.

    So in `This was reported by UNN with reference to the ministry`.
    """
    kind = firing.context.things.kind(firing.context.key(source))
    after = firing.skeleton.items[firing.match.last : firing.match.last + 3]
    return kind is Kind.MEDIA_OUTLET and bool(_FROM & {item.form for item in after})


def publisher(firing: Firing) -> Iterator[Claim]:
    """The article names its outlet."""
    outlet = firing.node("outlet")
    if outlet is None or not firing.context.key(outlet):
        return
    if firing.context.things.kind(firing.context.key(outlet)) is Kind.MEDIA_OUTLET:
        yield firing.claim(Predicate.PUBLISHER, [("outlet", firing.context.mention(outlet))])


def _quoted(firing: Firing) -> Node | None:
    """The speaker of the quotation in a match, as the text around it tells."""
    for item in firing.skeleton.items[firing.match.first : firing.match.last]:
        if item.node is not None and item.node.sort == "QUOTE":
            return firing.desk.spoken.get(-1 - item.node.number)
    return None
