"""Claims about what papers and events are about, whom they serve, and what belongs to what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.claims import Certainty, Claim, Kind, Predicate
from communique.extract.relations.firing import Firing
from communique.extract.relations.modality import Modality
from communique.extract.relations.skeleton import Node

_FORCE = re.compile(r"(?:legally |politically )?\b(?:non-?)?binding", re.IGNORECASE)
"""Words for the legal force of a paper."""
_NO_MEMBERS = frozenset(
    {"future", "aspiring", "potential", "prospective", "possible", "candidate", "former", "non"}
)
"""Words before `NATO member` that tell of no member."""


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
    if event is not None and topic is not None and not firing.is_aside("event"):
        yield firing.claim(
            Predicate.TOPIC, [("thing", event), ("topic", topic)], antecedents=antecedents
        )


def paper_part(firing: Firing) -> Iterator[Claim]:
    """A paper belongs to an initiative, or to a larger paper."""
    whole = firing.node("whole")
    paper = firing.node("paper") or _last_paper(firing)
    if whole is None or paper is None:
        return
    keys = firing.context.key(paper), firing.context.key(whole)
    if all(keys) and keys[0] != keys[1]:
        yield firing.claim(
            Predicate.PART_OF,
            [("part", firing.far(paper)), ("whole", firing.context.mention(whole))],
        )


def legal_force(firing: Firing) -> Iterator[Claim]:
    """A paper binds its parties in law, or is said not to: `a non-binding declaration`."""
    paper = firing.node("paper")
    if paper is None or not firing.context.key(paper):
        return
    text, said = firing.context.article.text, firing.stretch("force")
    if said is None:
        inside = _FORCE.search(text, paper.start, paper.end)
        before = firing.skeleton.items[: firing.match.first][-1:]
        if inside is None or any(item.form in ("no", "not") for item in before):
            return
        said = inside.span()
    binding = text[slice(*said)].lower() in ("binding", "legally binding")
    denied = firing.modality is Modality.NEGATED or not binding
    planned = firing.modality is Modality.PLANNED
    force = firing.context.concept(
        "legal-force:political" if denied else "legal-force:binding", said
    )
    yield firing.claim(
        Predicate.LEGAL_FORCE,
        [("agreement", firing.context.mention(paper)), ("force", force)],
        certainty=Certainty.HEDGED if planned else Certainty.STATED,
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
    before = firing.skeleton.items[: firing.match.first][-1:]
    if any(item.form in _NO_MEMBERS for item in before):
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


def _last_paper(firing: Firing) -> Node | None:
    """The paper that the article told of last before a place."""
    start = firing.match.span[1]
    before = [n for p in firing.desk.papers.found for n in p.nodes if n.start < start]
    return max(before, key=lambda node: node.start, default=None)
