"""The place and the day that a sentence tells of what it has just named.

They stand right behind it, or behind those who take part: `a meeting with his colleague in the
Norwegian city of Bergen on Friday`; or right before: `On Friday, in Bergen, he met …`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from communique.extract.relations.skeleton import Item, Node, Skeleton

_PLACES = frozenset({"CAPITAL", "PLACE", "COUNTRY"})
_PEOPLE = frozenset({"PERSON", "POST", "POSTS", "ORGANIZATION", "COUNTRY", "DEMONYM", "CAPITAL"})
_CALLED = frozenset({"PERSON", "POST"})
"""On whom one pays a call."""
_IN = frozenset({"in", "at"})
_ON = frozenset({"on", "from", "for"})
_WITH = frozenset({"with", "between", "of", "by"})
_ROW = _IN | {"on", ","}
_FOR = frozenset({"for", "of"})
_PASSED = frozenset(
    {",", "(", ")", "and", "'s", "his", "her", "their", "counterpart", "counterparts", "held"}
    | {"being", "taking", "earlier", "later", "which", "is", "was", "under", "way", "place"}
    | {"last"}
)
"""Words between an event and its place or day."""
_OTHER = frozenset(
    {"since", "until", "till", "after", "before", "to", "about", "that"}
    | {"opens", "opened", "begins", "began", "starts", "started"}
)
"""Words that begin something else, or tell of what stands before them: `the fair, which opens`."""
_DAY = len("2024-03-23")
_FAR = 24
"""Items behind what is named."""
_WORDS = 5
"""Words between `in` and a place: `in the southern port city of`."""


class Surroundings(NamedTuple):
    """A place and a day; None where the sentence tells none."""

    place: Node | None
    date: Node | None

    @property
    def nodes(self) -> list[Node]:
        """What is told."""
        return [node for node in self if node is not None]


def around(skeleton: Skeleton, first: int, last: int, *, lead: bool = True) -> Surroundings:
    """What is told of the items from `first` to before `last`; with `lead`, by the begin, too."""
    inside = _told(skeleton.items[first:last], passes=True)
    behind = _told(skeleton.items[last : last + _FAR], passes=False)
    before = _leading(skeleton.items[:first]) if lead else Surroundings(None, None)
    return Surroundings(
        inside.place or behind.place or before.place,
        inside.date or behind.date or before.date,
    )


def _told(items: Sequence[Item], *, passes: bool) -> Surroundings:
    """The first place and day in some items; ends at a word that begins something else."""
    place = date = None
    said, words, people, topic = "", 0, False, False
    for number, item in enumerate(items):
        node = item.node
        if node is None:
            if item.form in _IN | _ON | _WITH and not (item.form == "of" and said in _IN):
                said, words, people = item.form, 0, people or item.form in _WITH
            elif item.form in _OTHER and not passes:
                break
            elif item.form not in _PASSED:
                words += 1
                topic = topic or said in _FOR
                if not passes and (said not in _IN | _FOR or words > _WORDS):
                    break
        elif node.sort == "DATE":
            before = items[number - 1] if number else None
            date = date or (node if _is_day(node, said, before) else None)
        elif node.sort == "HERE":
            place = place or node
        elif node.sort in _PLACES and said in _IN:
            place = _closer(place, node, topic=topic)
        elif not passes and not _is_passed(node, said, people=people):
            break
    return Surroundings(place, date)


def _closer(place: Node | None, node: Node, *, topic: bool) -> Node | None:
    """Of two places the first, but rather a town than a country, which may be of the topic."""
    if node.sort == "COUNTRY":
        return place if place or topic else node
    return place if place and place.sort != "COUNTRY" else node


def _is_passed(node: Node, said: str, *, people: bool) -> bool:
    """Whether a node may stand between an event and its place: who takes part, or a building."""
    told = people or said in _IN or node.sort == "DEMONYM"
    told = told or (said == "on" and node.sort in _CALLED)
    return told and node.sort in _PEOPLE | _PLACES


def _is_day(node: Node, said: str, before: Item | None) -> bool:
    """Whether a date tells when something is, by the word before it."""
    if said == "in":
        return node.mention is not None and len(str(node.mention.details.get("value"))) < _DAY
    return said in _ON or before is None or before.form in (",", "last") or before.node is not None


def _leading(items: Sequence[Item]) -> Surroundings:
    """The place and the day right before, or at the begin: `On Friday, in Bergen, …`."""
    first, last = _row(items), _row(items[::-1])
    found = [items[number] for number in first]
    found += [items[-1 - number] for number in last]
    place = date = None
    for item in found:
        node = item.node
        before = _form_before(items, item)
        if node is not None and node.sort == "DATE" and before in ("on", ",", ""):
            date = date or node
        elif node is not None and node.sort in _PLACES and before in _IN:
            place = place or node
    return Surroundings(place, date)


def _row(items: Sequence[Item]) -> Iterator[int]:
    """Numbers of the items up to the first that is no day, place, preposition or comma."""
    for number, item in enumerate(items):
        node = item.node
        told = node.sort in _PLACES or node.sort == "DATE" if node else item.form in _ROW
        if not told:
            return
        yield number


def _form_before(items: Sequence[Item], item: Item) -> str:
    place = items.index(item)
    return items[place - 1].form if place else ""
