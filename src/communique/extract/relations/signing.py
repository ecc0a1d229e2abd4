"""Claims about papers and who signs them."""

from __future__ import annotations

from collections.abc import Iterator

from communique.claims import Argument, Claim, Concept, Day, Kind, Mention, Predicate
from communique.extract.relations.firing import Firing
from communique.extract.relations.modality import Modality
from communique.extract.relations.skeleton import Node

_SAYING = frozenset({"said", "says", "stated", "reported", "announced", "noted", "confirmed"})


def parties_of(firing: Firing) -> list[tuple[str, Node | None, Node]]:
    """For each who signs: the side, the person where one is named, the node that says it."""
    side = firing.node("side")
    found: list[tuple[str, Node | None, Node]] = []
    listed = [*firing.nodes("parties"), *firing.nodes("others")]
    if listed and _says_so(firing, listed[-1]):
        listed.pop()
    for named in (*listed, *_pair(firing), *firing.he()):
        node = firing.desk.we.get(named, named)
        key = firing.context.key(node)
        if not key:
            continue
        if firing.context.things.kind(key) is Kind.PERSON:
            given = firing.context.key(side) if side else firing.side(node)
            found.append((given, node, node))
        else:
            found.append((key, firing.desk.titles.holders.get(node.number), node))
    return found


def _says_so(firing: Firing, node: Node) -> bool:
    """Whether the last of a list is the source and no party: `by A and B, the ministry said`."""
    after = firing.skeleton.items[firing.match.last : firing.match.last + 2]
    says = any(item.form in _SAYING for item in after)
    return node.sort == "ORGANIZATION" and bool(after) and after[0].node is None and says


def signing(firing: Firing) -> Iterator[Claim]:
    """A paper is signed, or is to be signed, by those whom the sentence names."""
    modality = firing.modality
    papers = firing.nodes("paper") or _before(firing)
    if modality is Modality.NEGATED or not papers:
        return
    if firing.stretch("pair") and not _pair(firing):
        return
    stage = "planned" if modality is Modality.PLANNED else "signed"
    several = firing.desk.papers.several
    for paper in (one for node in papers for one in several.get(node.number, [node])):
        if not firing.context.key(paper):
            continue
        yield _paper(firing, paper, stage)
        if stage == "signed":
            for side, signer, node in parties_of(firing):
                yield _signature(firing, paper, side, signer, node)


def _paper(firing: Firing, paper: Node, stage: str) -> Claim:
    context = firing.context
    assert paper.mention is not None
    concept = paper.mention.details.get("concept", "agreement-kind:agreement")
    stretch = (paper.start, paper.end)
    return firing.claim(
        Predicate.AGREEMENT,
        [
            ("agreement", firing.far(paper)),
            ("kind", context.concept(concept, stretch)),
            ("stage", context.concept(f"stage:{stage}", firing.match.span)),
        ],
        antecedents=[stretch],
    )


def _signature(firing: Firing, paper: Node, side: str, signer: Node | None, node: Node) -> Claim:
    context = firing.context
    party: Argument | None = None
    antecedents = []
    if side:
        place = firing.far(node)
        party = Mention(side, place.span, place.antecedent)
        told = firing.desk.offices.told(context.key(node)) if signer else None
        if told is not None:
            antecedents.append(told)
    return firing.claim(
        Predicate.SIGNATURE,
        [
            ("agreement", firing.far(paper)),
            ("party", party),
            ("signer", firing.far(signer) if signer else None),
        ],
        **firing.within(node, antecedents),
    )


def witnessing(firing: Firing) -> Iterator[Claim]:
    """Somebody is present at the signing of a paper and does not sign."""
    if firing.modality in (Modality.NEGATED, Modality.PLANNED):
        return
    for paper in [*firing.papers()] or _before(firing):
        for node in firing.nodes("who"):
            if firing.context.key(paper) and firing.context.key(node):
                yield firing.claim(
                    Predicate.PARTICIPATION,
                    [
                        ("occasion", firing.far(paper)),
                        ("participant", firing.context.mention(node)),
                        ("role", firing.context.concept("role:witness", firing.trigger)),
                    ],
                )


def venue(firing: Firing) -> Iterator[Claim]:
    """The papers of the sentence are signed at an event, or beside it."""
    event = firing.node("event")
    if event is None or event.mention is None or not firing.context.key(event):
        return
    several = firing.desk.papers.several
    found = [
        (told, paper) for told in firing.papers() for paper in several.get(told.number, [told])
    ]
    context = firing.context
    for told, paper in found:
        if context.key(paper):
            yield firing.claim(
                Predicate.AT_EVENT,
                [("thing", firing.far(paper)), ("event", context.mention(event))],
                stretch=_around(firing, told),
            )
    concept = event.mention.details.get("concept") or "event-kind:meeting"
    if found and concept != "event-kind:visit":
        kind = context.concept(concept, (event.start, event.end))
        yield firing.claim(Predicate.EVENT, [("event", context.mention(event)), ("kind", kind)])


def paper_place(firing: Firing) -> Iterator[Claim]:
    """The papers of the sentence are signed in a place."""
    place = firing.node("place")
    if place is not None:
        yield from _told(firing, "place", firing.context.place(place))


def ceremony(firing: Firing) -> Iterator[Claim]:
    """A paper is signed where its signing ceremony is held, and by those between whom it is."""
    event, place = firing.node("event"), firing.node("place")
    paper = firing.paper_of(firing.context.mention(event)) if event else None
    if paper is None:
        return
    if place is not None:
        concept = firing.context.things.concept(paper.entity)
        yield firing.claim(
            Predicate.AGREEMENT,
            [
                ("agreement", paper),
                ("kind", Concept(concept, paper.antecedent or paper.span)),
                ("stage", firing.context.concept("stage:signed", firing.match.span)),
                ("place", firing.context.place(place)),
            ],
        )
    for side, signer, node in parties_of(firing):
        party = firing.far(node)._replace(entity=side)
        yield firing.claim(
            Predicate.SIGNATURE,
            [
                ("agreement", paper),
                ("party", party),
                ("signer", firing.far(signer) if signer else None),
            ],
        )


def paper_date(firing: Firing) -> Iterator[Claim]:
    """The papers of the sentence are signed on a day."""
    date = firing.node("date")
    if date is not None and date.mention is not None and date.mention.details.get("value"):
        details = date.mention.details
        span = firing.context.span(date.start, date.end)
        day = Day(details["value"], span, bool(details.get("resolved")))
        yield from _told(firing, "date", day)


def _told(firing: Firing, role: str, value: Argument) -> Iterator[Claim]:
    """More about the papers of the sentence, with their kind as each passage must have it."""
    context = firing.context
    for paper, stage in firing.papers().items():
        if not context.key(paper) or paper.mention is None:
            continue
        concept = paper.mention.details.get("concept", "agreement-kind:agreement")
        yield firing.claim(
            Predicate.AGREEMENT,
            [
                ("agreement", context.mention(paper)),
                ("kind", context.concept(concept, (paper.start, paper.end))),
                ("stage", context.concept(f"stage:{stage}", firing.match.span)),
                (role, value),
            ],
            stretch=_around(firing, paper),
        )


def _around(firing: Firing, node: Node) -> tuple[int, int]:
    start, end = firing.match.span
    return min(start, node.start), max(end, node.end)


def _before(firing: Firing) -> list[Node]:
    """The paper that the article told of last, to which a pronoun refers."""
    start = firing.match.span[0]
    nodes = [n for paper in firing.desk.papers.found for n in paper.nodes if n.end <= start]
    return [max(nodes, key=lambda node: node.start)] if nodes else []


def _pair(firing: Firing) -> list[Node]:
    """Those whom `both ministers` or `the two countries` mean: the last two of different sides."""
    stretch = firing.stretch("pair")
    if stretch is None:
        return []
    said = firing.context.article.text[stretch[0] : stretch[1]].lower()
    if any(word in said for word in ("side", "countr", "part", "state", "government")):
        return firing.desk.lands_before(stretch[0])
    return firing.desk.persons_before(stretch[0])
