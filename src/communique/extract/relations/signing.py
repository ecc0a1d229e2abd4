"""Claims about papers and who signs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.claims import Argument, Claim, Concept, Day, Mention, Predicate
from communique.extract.relations.attaching import attached
from communique.extract.relations.desk import Common
from communique.extract.relations.firing import Firing
from communique.extract.relations.kinds import is_closer, is_generic, kind_name
from communique.extract.relations.modality import Modality
from communique.extract.relations.signers import parties_of
from communique.extract.relations.skeleton import Item, Node


def signing(firing: Firing) -> Iterator[Claim]:
    """A paper is signed, or is to be signed, by those whom the sentence names."""
    modality = firing.modality
    papers = firing.nodes("paper") or firing.desk.papers.last_before(firing.match.span[0])
    if modality is Modality.NEGATED or not papers:
        return
    if firing.stretch("pair") and not firing.pair():
        return
    stage = "planned" if modality is Modality.PLANNED else "signed"
    several, apart = firing.desk.papers.several, firing.desk.papers.apart
    for paper in (one for node in papers for one in several.get(node.number, [node])):
        if not firing.context.key(paper):
            continue
        yield _paper(firing, paper, stage)
        if stage == "signed":
            key = firing.context.key(paper)
            for side, signer, node in parties_of(firing):
                if not apart.is_others(key, side):
                    yield _signature(firing, paper, side, signer, node)
            if key in apart.own:
                yield _signature(firing, paper, *apart.own[key])


def reaching(firing: Firing) -> Iterator[Claim]:
    """A paper is agreed on, which says nothing of its being signed."""
    paper = firing.node("paper")
    open_ = firing.modality in (Modality.NEGATED, Modality.PLANNED)
    if paper is not None and not open_ and firing.context.key(paper):
        yield _paper(firing, paper, "agreed")


def _paper(firing: Firing, paper: Node, stage: str) -> Claim:
    context = firing.context
    assert paper.mention is not None
    kind = _kind_of(firing, paper)
    assert kind.mention is not None
    concept = kind.mention.details.get("concept", "agreement-kind:agreement")
    stretch = (paper.start, paper.end)
    return firing.claim(
        Predicate.AGREEMENT,
        [
            ("agreement", firing.far(paper)),
            ("kind", context.concept(concept, (kind.start, kind.end))),
            ("stage", context.concept(f"stage:{stage}", firing.match.span)),
        ],
        antecedents=[stretch, (kind.start, kind.end)],
    )


def _kind_of(firing: Firing, paper: Node) -> Node:
    """The word that says the kind of a paper: another one where this is `the document`.

    So it is where this is `a deal` and that refers to it: `the contract`.
    """
    told = firing.desk.papers.kind_told(firing.context.key(paper))
    if told is None or told.mention is None or paper.mention is None:
        return paper
    said = kind_name(paper.mention.details.get("concept", ""))
    closer = said != "document" and is_closer(kind_name(told.mention.details["concept"]), said)
    refers = closer and bool(told.mention.details.get("definite"))
    return told if refers or is_generic(paper.mention) else paper


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
    for paper in [*firing.papers()] or firing.desk.papers.last_before(firing.match.span[0]):
        for node in (*firing.nodes("who"), *firing.pair()):
            if firing.context.key(paper) and firing.context.key(node):
                yield firing.claim(
                    Predicate.PARTICIPATION,
                    [
                        ("occasion", firing.far(paper)),
                        ("participant", firing.far(node)),
                        ("role", firing.context.concept("role:witness", firing.trigger)),
                    ],
                )


def venue(firing: Firing) -> Iterator[Claim]:
    """The papers of the sentence are signed at an event, or beside it."""
    event = firing.node("event")
    if event is None or event.mention is None or not firing.context.key(event):
        return
    several = firing.desk.papers.several
    found = [(told, paper) for told in _meant(firing) for paper in several.get(told.number, [told])]
    context = firing.context
    for told, paper in found:
        if context.key(paper):
            yield firing.claim(
                Predicate.AT_EVENT,
                [("thing", firing.far(paper)), ("event", context.mention(event))],
                stretch=_around(firing, told),
            )
    _note_common(firing, "event", context.mention(event))
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


def signing_held(firing: Firing) -> Iterator[Claim]:
    """A paper is signed where, and on the day when, its signing is held."""
    place, day, paper = firing.node("place"), firing.day("date"), firing.paper_before()
    if paper is None or firing.modality is Modality.NEGATED:
        return
    stage = "planned" if firing.modality is Modality.PLANNED else "signed"
    told = _paper(firing, paper, stage)
    where = firing.context.place(place) if place else None
    more = [(role, value) for role, value in (("date", day), ("place", where)) if value]
    if more:
        yield replace(told, arguments=(*told.arguments, *more))


def paper_date(firing: Firing) -> Iterator[Claim]:
    """The papers of the sentence are signed on a day, and not in a span of several."""
    date = firing.node("date")
    details = date.mention.details if date is not None and date.mention is not None else {}
    if date is not None and details.get("value") and not details.get("last"):
        span = firing.context.span(date.start, date.end)
        day = Day(details["value"], span, bool(details.get("resolved")))
        yield from _told(firing, "date", day)


def _told(firing: Firing, role: str, value: Argument) -> Iterator[Claim]:
    """More about the papers of the sentence, with their kind as each passage must have it."""
    context = firing.context
    _note_common(firing, role, value)
    several = firing.desk.papers.several
    meant = ((several.get(told.number, [told]), stage) for told, stage in _meant(firing).items())
    for paper, stage in ((paper, stage) for papers, stage in meant for paper in papers):
        if not context.key(paper) or paper.mention is None:
            continue
        concept = paper.mention.details.get("concept", "agreement-kind:agreement")
        here = _is_here(firing, paper)
        yield firing.claim(
            Predicate.AGREEMENT,
            [
                ("agreement", context.mention(paper) if here else firing.far(paper)),
                ("kind", context.concept(concept, (paper.start, paper.end))),
                ("stage", context.concept(f"stage:{stage}", firing.match.span)),
                (role, value),
            ],
            stretch=_around(firing, paper),
            antecedents=[] if here else [(paper.start, paper.end)],
        )


def _meant(firing: Firing) -> dict[Node, str]:
    """The papers of the sentence that a day, a place or an event belongs to, with their stage."""
    papers, match, items = firing.papers(), firing.match, firing.skeleton.items
    told = [item.node for item in items if item.node and item.node.sort == "AGREEMENT"]
    if len({firing.context.key(node) for node in told}) < 2:
        return papers
    near = attached(items, match.first, match.last, told)
    return {node: papers[node] for node in near if node in papers}


def _note_common(firing: Firing, role: str, value: Argument) -> None:
    """Remember what a sentence tells of several papers: `they signed six agreements in Oslo`."""
    stages = {stage for node, stage in firing.papers().items() if not firing.context.key(node)}
    known = firing.desk.papers.several
    several = any(
        _is_several(item) and item.node is not None and item.node.number not in known
        for item in firing.skeleton.items
    )
    if several and "planned" not in stages and not firing.is_quoted:
        told = firing.context.span(*firing.match.span)
        firing.desk.common.append(Common(role, value, told, firing.match.rule.id))


def _is_several(item: Item) -> bool:
    """Whether an item means several papers."""
    if item.node is None or item.node.mention is None:
        return False
    details = item.node.mention.details
    if item.node.sort == "COUNT":
        return details.get("counted") == "counted:documents"
    return item.node.sort == "AGREEMENT" and bool(details.get("plural"))


def _is_here(firing: Firing, node: Node) -> bool:
    """Whether the sentence names a paper, which else it refers to."""
    return any(item.node is node for item in firing.skeleton.items)


def _around(firing: Firing, node: Node) -> tuple[int, int]:
    start, end = firing.match.span
    if not _is_here(firing, node):
        return start, end
    return min(start, node.start), max(end, node.end)
