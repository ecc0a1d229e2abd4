"""Claims about meetings and visits of persons, and about who faces the press."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.claims import Claim, Kind, Mention, Predicate
from communique.extract.relations.firing import Firing
from communique.extract.relations.gathering import TELLING, circumstances, kind_of, reaching
from communique.extract.relations.modality import Modality
from communique.extract.relations.skeleton import Node
from communique.extract.relations.surroundings import Surroundings

_EVENTS_OF_PERSONS = frozenset({"meeting", "visit", "press-conference", "ceremony", "reception"})


def meeting(firing: Firing) -> Iterator[Claim]:
    """Persons meet: an event with these participants."""
    named = (*firing.nodes("who"), *firing.he(), *firing.pair(), *firing.nodes("others"))
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
    kind = (kind_of(event) if event else "") or "meeting"
    told = firing.surroundings()
    yield firing.claim(
        Predicate.EVENT,
        [
            ("event", occasion),
            ("kind", context.concept(f"event-kind:{kind}", stretch)),
            *circumstances(firing, told),
        ],
        stretch=reaching(firing, *told),
    )
    yield from _participants(firing, occasion, people, stretch)


def addressed(firing: Firing) -> Iterator[Claim]:
    """Persons speak at a press conference or a ceremony, and thereby take part in it."""
    event = firing.node("event")
    named = (*firing.nodes("who"), *firing.nodes("others"))
    people = [node for node in named if firing.context.key(node)]
    if event is not None and kind_of(event) in TELLING and firing.context.key(event):
        mention = firing.context.mention(event)
        yield from _participants(firing, mention, people, (event.start, event.end))


def visit(firing: Firing) -> Iterator[Claim]:
    """Persons or delegations pay a visit to a place, or are going to."""
    people = [node for node in firing.nodes("who") if firing.context.key(node)]
    place = firing.node("place")
    if place is None or firing.modality is Modality.NEGATED:
        return
    context, event = firing.context, firing.node("event")
    if event is None and (people or not firing.nodes("who")):
        first = next(iter(people), place)
        occasion, stretch = _unnamed(firing, first, "visit"), firing.match.span
    elif event is not None and kind_of(event) == "visit" and context.key(event):
        occasion, stretch = context.mention(event), (event.start, event.end)
    else:
        return
    kind = context.concept("event-kind:visit", stretch)
    told = Surroundings(place, firing.surroundings().date)
    planned = firing.modality is Modality.PLANNED
    stage = [("stage", context.concept("stage:planned", stretch))] if planned else []
    yield firing.claim(
        Predicate.EVENT,
        [("event", occasion), ("kind", kind), *circumstances(firing, told), *stage],
        stretch=reaching(firing, *told),
    )
    if not planned:
        yield from _participants(firing, occasion, people, stretch)


def rite(firing: Firing) -> Iterator[Claim]:
    """Something is handed over, opened or begun, with guests: a ceremony, told by its verb."""
    people = [n for n in (*firing.nodes("who"), *firing.nodes("others")) if firing.context.key(n)]
    if firing.modality in (Modality.NEGATED, Modality.PLANNED):
        return
    around = firing.surroundings()
    place, date = firing.node("place") or around.place, firing.node("date") or around.date
    if place is None or place.sort == "COUNTRY" or date is None or firing.context.day(date) is None:
        return
    told = Surroundings(place, date)
    stretch = firing.match.span
    occasion = _unnamed(firing, place, "ceremony")
    yield firing.claim(
        Predicate.EVENT,
        [
            ("event", occasion),
            ("kind", firing.context.concept("event-kind:ceremony", stretch)),
            *circumstances(firing, told),
        ],
        stretch=reaching(firing, *told),
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


def _is_of_persons(event: Node) -> bool:
    return kind_of(event) in _EVENTS_OF_PERSONS
