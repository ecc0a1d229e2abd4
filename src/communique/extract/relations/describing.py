"""Claims about what papers and events are about, whom they serve, and what belongs to what."""

from __future__ import annotations

from collections.abc import Iterator

from communique.claims import Claim, Figure, Kind, Predicate, Words
from communique.extract.relations.desk import Firing
from communique.extract.relations.modality import Modality
from communique.extract.relations.skeleton import Node


def paper_topic(firing: Firing) -> Iterator[Claim]:
    """A paper is about something."""
    paper, topic = firing.node("paper"), firing.words("topic")
    if firing.is_heading or firing.names("topic", "ORGANIZATION", "NUMBER", "COUNT"):
        return
    if paper is not None and topic is not None and firing.context.key(paper):
        yield firing.claim(
            Predicate.TOPIC, [("thing", firing.context.mention(paper)), ("topic", topic)]
        )


def event_topic(firing: Firing) -> Iterator[Claim]:
    """At an event something is talked about."""
    event, antecedents = firing.event_argument()
    topic = firing.words("topic")
    if event is not None and topic is not None:
        yield firing.claim(
            Predicate.TOPIC, [("thing", event), ("topic", topic)], antecedents=antecedents
        )


def paper_part(firing: Firing) -> Iterator[Claim]:
    """A paper belongs to an initiative."""
    whole = firing.node("whole")
    paper = firing.node("paper") or _last_paper(firing)
    if whole is None or paper is None or not firing.context.key(whole):
        return
    if firing.context.key(paper):
        yield firing.claim(
            Predicate.PART_OF,
            [("part", firing.far(paper)), ("whole", firing.context.mention(whole))],
        )


def beneficiary(firing: Firing) -> Iterator[Claim]:
    """What a paper brings goes to armed forces."""
    who, paper = firing.node("who"), _last_paper(firing)
    if who is None or paper is None:
        return
    key = firing.context.key(who)
    if key and firing.context.things.kind(key) is Kind.ARMED_FORCES:
        yield firing.claim(
            Predicate.BENEFICIARY,
            [("thing", firing.far(paper)), ("beneficiary", firing.context.mention(who))],
        )


def involvement(firing: Firing) -> Iterator[Claim]:
    """Organisations have to do with a paper."""
    paper = firing.node("paper")
    if paper is None or not firing.context.key(paper):
        return
    for who in firing.nodes("who"):
        if firing.context.key(who):
            yield firing.claim(
                Predicate.INVOLVEMENT,
                [
                    ("thing", firing.context.mention(paper)),
                    ("organization", firing.context.mention(who)),
                ],
            )


def membership(firing: Firing) -> Iterator[Claim]:
    """Somebody belongs to an organisation of states or companies."""
    whole = firing.node("whole")
    if whole is None or firing.modality in (Modality.NEGATED, Modality.PLANNED):
        return
    key = firing.context.key(whole)
    kinds = (Kind.COALITION, Kind.INTERNATIONAL_ORGANIZATION, Kind.ASSOCIATION)
    if not key or firing.context.things.kind(key) not in kinds:
        return
    for member in firing.nodes("member"):
        if firing.context.key(member):
            yield firing.claim(
                Predicate.MEMBERSHIP,
                [
                    ("member", firing.context.mention(member)),
                    ("whole", firing.context.mention(whole)),
                ],
            )


def quantity(firing: Firing) -> Iterator[Claim]:
    """A paper provides for so many pieces."""
    paper = firing.node("paper")
    if paper is None or not firing.context.key(paper):
        return
    for node in firing.nodes("count"):
        details = node.mention.details if node.mention else {}
        span = firing.context.span(node.start, node.end)
        product = firing.words("product")
        if product is None and details.get("what"):
            product = Words(details["what"], span)
        if details.get("counted") or product is None or details.get("number") is None:
            continue  # companies or meetings: no pieces
        yield firing.claim(
            Predicate.QUANTITY,
            [
                ("agreement", firing.context.mention(paper)),
                ("number", Figure(details["number"], span, details.get("bound", "exact"))),
                ("product", product),
            ],
        )


def _last_paper(firing: Firing) -> Node | None:
    """The paper that the article told of last before a place."""
    start = firing.match.span[1]
    before = [n for p in firing.desk.papers.found for n in p.nodes if n.start < start]
    return max(before, key=lambda node: node.start, default=None)
