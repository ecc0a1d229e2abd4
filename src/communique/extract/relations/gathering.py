"""Claims about events: what is held where and when, by whom, with whom, how many come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.claims import Claim, Day, Figure, Kind, Mention, Predicate
from communique.extract.relations.firing import Firing, is_signing
from communique.extract.relations.modality import Modality
from communique.extract.relations.occasions import name_of
from communique.extract.relations.skeleton import Node

_DONE = frozenset({"participant", "opener", "presenter"})
"""Roles that nobody has before the event; those who host or organise it have theirs."""
_EVENTS_OF_PERSONS = frozenset({"meeting", "visit", "press-conference", "ceremony", "reception"})


def happening(firing: Firing) -> Iterator[Claim]:
    """An event has a kind, and perhaps a place and a day."""
    event = firing.node("event")
    if event is None or event.mention is None or not firing.context.key(event):
        return
    context = firing.context
    place, date = firing.node("place"), firing.node("date")
    named = bool(name_of(event.mention))
    if (place is None and date is None and not named) or is_signing(event):
        return
    concept = event.mention.details.get("concept") or "event-kind:meeting"
    day = None
    if date is not None and date.mention is not None and date.mention.details.get("value"):
        details = date.mention.details
        span = context.span(date.start, date.end)
        day = Day(details["value"], span, bool(details.get("resolved")))
    if date is not None and day is None:
        return
    arguments = [
        ("event", context.mention(event)),
        ("kind", context.concept(concept, (event.start, event.end))),
        ("date", day),
        ("place", context.place(place) if place else None),
    ]
    if firing.modality is Modality.NEGATED:
        return
    if firing.modality is Modality.PLANNED:
        arguments.append(("stage", context.concept("stage:planned", firing.match.span)))
    yield firing.claim(Predicate.EVENT, arguments)


def taking_part(firing: Firing) -> Iterator[Claim]:
    """Somebody has a role in an event, named in the sentence or told of before."""
    role = firing.constant("role")
    to_come = firing.modality is Modality.PLANNED and role in _DONE
    event, antecedents = firing.event_argument()
    if event is None or to_come or firing.modality is Modality.NEGATED:
        return
    paper = firing.paper_of(event) if role == "participant" else None
    if paper is not None:
        event, role = paper, "witness"
    for node in firing.nodes("who"):
        if not firing.context.key(node):
            continue
        yield firing.claim(
            Predicate.PARTICIPATION,
            [
                ("occasion", event),
                (
                    "participant",
                    firing.context.place(node) if role == "host" else firing.context.mention(node),
                ),
                ("role", firing.context.concept(f"role:{role}", firing.trigger)),
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
        land = details.get("country")
        country = f"country:{land}" if land else ""
        yield firing.claim(
            Predicate.COUNT,
            [
                ("scope", event),
                (
                    "counted",
                    firing.context.concept(_concept(details["counted"]), (node.start, node.end)),
                ),
                ("number", Figure(details["number"], span, details.get("bound", "exact"))),
                ("from", Mention(country, span) if country in firing.context.things else None),
            ],
            antecedents=antecedents,
        )


def _concept(counted: str) -> str:
    return counted if ":" in counted else f"counted:{counted}"


def meeting(firing: Firing) -> Iterator[Claim]:
    """Persons meet: an event with these participants."""
    named = (*firing.nodes("who"), *firing.he(), *firing.nodes("others"))
    people = [node for node in named if firing.context.key(node)]
    if firing.modality in (Modality.NEGATED, Modality.PLANNED):
        return
    event = firing.node("event")
    if event is not None and not _is_of_persons(event):
        return
    if event is None and len(people) < 2:
        return
    context = firing.context
    if event is None:
        occasion, stretch = _unnamed(firing, people[0], "meeting"), firing.match.span
    else:
        occasion, stretch = context.mention(event), (event.start, event.end)
    kind = (_kind(event) if event else "") or "meeting"
    place = firing.node("place")
    yield firing.claim(
        Predicate.EVENT,
        [
            ("event", occasion),
            ("kind", context.concept(f"event-kind:{kind}", stretch)),
            ("place", context.place(place) if place else None),
        ],
    )
    yield from _participants(firing, occasion, people, stretch)


def visit(firing: Firing) -> Iterator[Claim]:
    """Persons pay a visit to a place."""
    people = [node for node in firing.nodes("who") if firing.context.key(node)]
    place = firing.node("place")
    if place is None or firing.modality in (Modality.NEGATED, Modality.PLANNED):
        return
    context, event = firing.context, firing.node("event")
    if event is None and people:
        occasion, stretch = _unnamed(firing, people[0], "visit"), firing.match.span
    elif event is not None and _kind(event) == "visit" and context.key(event):
        occasion, stretch = context.mention(event), (event.start, event.end)
    else:
        return
    kind = context.concept("event-kind:visit", stretch)
    yield firing.claim(
        Predicate.EVENT,
        [("event", occasion), ("kind", kind), ("place", context.place(place))],
    )
    yield from _participants(firing, occasion, people, stretch)


def _participants(
    firing: Firing, occasion: Mention, people: Sequence[Node], stretch: tuple[int, int]
) -> Iterator[Claim]:
    context = firing.context
    for node in people:
        yield firing.claim(
            Predicate.PARTICIPATION,
            [
                ("occasion", occasion),
                ("participant", firing.far(node)),
                ("role", context.concept("role:participant", stretch)),
            ],
        )


def _unnamed(firing: Firing, first: Node, kind: str) -> Mention:
    """An event that a verb tells, and no noun: `they met`, `he visited Norway`."""
    key = f"event:{kind}:{first.number}"
    concept = f"event-kind:{kind}"
    firing.context.things.add(key, Kind.EVENT, "", concept=concept, proper=False)
    return Mention(key, firing.context.span(*firing.match.span))


def _kind(event: Node) -> str:
    """The concept of an event's noun, without its scheme."""
    concept = event.mention.details.get("concept", "") if event.mention else ""
    return str(concept).split(":", 1)[-1]


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


def _is_of_persons(event: Node) -> bool:
    return _kind(event) in _EVENTS_OF_PERSONS
