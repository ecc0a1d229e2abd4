"""Claims about events: what is held where and when, by whom, with whom, how many come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.claims import Argument, Claim, Figure, Mention, Predicate
from communique.extract.relations.firing import Firing
from communique.extract.relations.modality import Modality
from communique.extract.relations.occasions import name_of
from communique.extract.relations.skeleton import Node
from communique.extract.relations.surroundings import Surroundings

_DONE = frozenset({"participant", "opener", "presenter"})
"""Roles that nobody has before the event; those who host or organise it have theirs."""
_OF_ONE_DAY = frozenset({"meeting", "ceremony", "press-conference"})
_PERSONS = frozenset({"PERSON", "POST"})
TELLING = frozenset({"press-conference", "ceremony"})
"""Kinds of events that have taken place where an article names them, without a day or a place."""


def happening(firing: Firing) -> Iterator[Claim]:
    """An event has a kind, and perhaps a place and a day."""
    event = firing.node("event")
    if event is None or event.mention is None or not firing.context.key(event):
        return
    context = firing.context
    place, date = firing.node("place"), firing.node("date")
    if date is not None and (context.day(date) is None or _is_too_long(event, date)):
        return
    if place is None and date is None:
        place, date = firing.surroundings(lead=False)
    telling = bool(name_of(event.mention)) or kind_of(event) in TELLING
    if place is None and date is None and not telling:
        return
    concept = event.mention.details.get("concept") or "event-kind:meeting"
    arguments = [
        ("event", context.mention(event)),
        ("kind", context.concept(concept, (event.start, event.end))),
        *circumstances(firing, Surroundings(place, date)),
    ]
    if firing.modality is Modality.NEGATED or _is_intended(firing, event):
        return
    if firing.modality is Modality.PLANNED:
        arguments.append(("stage", context.concept("stage:planned", firing.match.span)))
    yield firing.claim(Predicate.EVENT, arguments, stretch=reaching(firing, place, date))


def _is_intended(firing: Firing, event: Node) -> bool:
    """Whether talks are only what somebody has come for: `arrived to hold talks`."""
    verb = [item.form for item in firing.items("verb")]
    several = event.mention is not None and bool(event.mention.details.get("plural"))
    return several and verb == ["to"]


def _is_too_long(event: Node, date: Node) -> bool:
    """Whether a date is of several days, and an event of one."""
    several = date.mention is not None and "last" in date.mention.details
    return several and kind_of(event) in _OF_ONE_DAY


def circumstances(firing: Firing, told: Surroundings) -> list[tuple[str, Argument | None]]:
    """A day and a place as arguments."""
    context = firing.context
    return [
        ("date", context.day(told.date) if told.date else None),
        ("place", context.place(told.place) if told.place else None),
    ]


def reaching(firing: Firing, *nodes: Node | None) -> tuple[int, int]:
    """The stretch of a match, with the nodes around it that go with it."""
    start, end = firing.match.span
    found = [node for node in nodes if node is not None]
    return min([start, *(n.start for n in found)]), max([end, *(n.end for n in found)])


def taking_part(firing: Firing) -> Iterator[Claim]:
    """Somebody has a role in an event, named in the sentence or told of before."""
    role = firing.constant("role")
    to_come = firing.modality is Modality.PLANNED and role in _DONE
    event, antecedents = firing.event_argument()
    if event is None or to_come or firing.modality is Modality.NEGATED:
        return
    paper = firing.paper_of(event) if role == "participant" else None
    for node in firing.nodes("who"):
        first = bool(firing.stretch("it")) or firing.match.span[0] == node.start
        if not firing.context.key(node) or (first and firing.is_whose(node)):
            continue
        yield _role(firing, event, node, role, antecedents)
        if paper is not None and node.sort in _PERSONS:
            yield _role(firing, paper, node, "witness", antecedents)


def _role(
    firing: Firing,
    occasion: Argument,
    node: Node,
    role: str,
    antecedents: Sequence[tuple[int, int]],
) -> Claim:
    """Somebody has a role in an event, or is a witness of the paper that is signed there."""
    context = firing.context
    who = context.place(node) if role == "host" else context.mention(node)
    return firing.claim(
        Predicate.PARTICIPATION,
        [
            ("occasion", occasion),
            ("participant", who),
            ("role", context.concept(f"role:{role}", firing.trigger)),
        ],
        **firing.within(node, antecedents),
    )


def represented(firing: Firing) -> Iterator[Claim]:
    """A country takes part in an event, and persons for it."""
    event, antecedents = firing.event_argument()
    land = firing.node("land")
    if event is None or land is None or firing.modality is Modality.NEGATED:
        return
    context = firing.context
    people = firing.nodes("who")
    head = (land.start, people[0].start if people else firing.match.span[1])
    role = context.concept("role:participant", head)
    country = context.mention(land)
    yield firing.claim(
        Predicate.PARTICIPATION,
        [("occasion", event), ("participant", country), ("role", role)],
        stretch=head,
        antecedents=antecedents,
    )
    for node in people:
        yield firing.claim(
            Predicate.PARTICIPATION,
            [
                ("occasion", event),
                ("participant", context.mention(node)),
                ("role", role),
                ("on-behalf-of", country),
            ],
            stretch=(node.start, node.end),
            antecedents=[*antecedents, head],
        )


def counts(firing: Firing) -> Iterator[Claim]:
    """So many companies, people, documents belong to an event."""
    if firing.modality in (Modality.NEGATED, Modality.PLANNED):
        return
    scope = firing.node("scope")
    event, antecedents = firing.event_argument()
    if scope is not None:
        event, antecedents = firing.context.mention(scope), []
    if event is None:
        return
    for node in (*firing.nodes("counts"), *firing.nodes("more")):
        details = node.mention.details if node.mention else {}
        if not details.get("counted") or details.get("number") is None:
            continue
        span = firing.context.span(node.start, node.end)
        counted = _concept(details["counted"], of_body=scope is not None)
        country = _origin(firing, node)
        yield firing.claim(
            Predicate.COUNT,
            [
                ("scope", event),
                (
                    "counted",
                    firing.context.concept(counted, (node.start, node.end)),
                ),
                ("number", Figure(details["number"], span, details.get("bound", "exact"))),
                ("from", Mention(country, span) if country in firing.context.things else None),
            ],
            antecedents=antecedents,
        )


def _origin(firing: Firing, node: Node) -> str:
    """Key of the country that those come from who are counted; empty where it is not told."""
    told = firing.node("land")
    if told is not None:
        return firing.context.key(told)
    land = node.mention.details.get("country") if node.mention else None
    return f"country:{land}" if land else ""


def _concept(counted: str, *, of_body: bool) -> str:
    """What is counted, as a concept; who takes part in an organisation belongs to it."""
    found = counted if ":" in counted else f"counted:{counted}"
    return "counted:members" if of_body and found == "counted:participants" else found


def part(firing: Firing) -> Iterator[Claim]:
    """An event is a part of another."""
    one, whole = firing.node("part"), firing.node("whole")
    if one is None or whole is None:
        return
    keys = firing.context.key(one), firing.context.key(whole)
    if all(keys) and keys[0] != keys[1]:
        yield firing.claim(
            Predicate.PART_OF,
            [("part", firing.context.mention(one)), ("whole", firing.context.mention(whole))],
        )


def at_event(firing: Firing) -> Iterator[Claim]:
    """An initiative or an event belongs to an event."""
    thing, event = firing.node("thing"), firing.node("event")
    if thing is None or event is None:
        return
    keys = firing.context.key(thing), firing.context.key(event)
    if all(keys) and keys[0] != keys[1]:
        yield firing.claim(
            Predicate.AT_EVENT,
            [("thing", firing.context.mention(thing)), ("event", firing.context.mention(event))],
        )


def kind_of(event: Node) -> str:
    """The concept of an event's noun, without its scheme."""
    concept = event.mention.details.get("concept", "") if event.mention else ""
    return str(concept).split(":", 1)[-1]
