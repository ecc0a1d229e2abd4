"""Agreements and events: whether two documents tell of one.

Each sign is worth something for or against; a contradiction rules a match out. What counts is
who signed or took part, for which sides, when, where, at which event, about which sum. The same
people sign many papers: where nothing else agrees, or the kinds or the topics of two papers do
not go together, it stays in doubt, and a person should look.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from communique.claims import Kind
from communique.resolution.candidates import Known
from communique.resolution.days import compatible, days_after
from communique.resolution.lexicon import Lexicon
from communique.resolution.thing import Match, Story
from communique.resolution.wording import Wording, likeness

_SOON = 3
"""Days after which news are news."""
_LATER = 12
_LONG = 60
"""Days between two reports that are not likely to be of one paper, unless they say so."""
_AHEAD = 200
"""Days for which a plan looks ahead."""
_UNSAID = frozenset({"agreement", "document", ""})
"""Kinds of agreement that say no more than that it is one."""
_ALIKE = 0.75
"""How alike names must be to be one's."""
_PLANS = frozenset({"planned", "announced"})
_FAMILIES = (
    frozenset({"memorandum", "memorandum-of-understanding", "memorandum-of-cooperation"}),
    frozenset({"letter-of-intent", "declaration-of-intent", "statement-of-intent", "declaration"}),
    frozenset({"declaration", "joint-statement"}),
    frozenset({"plan", "action-plan"}),
    frozenset({"treaty", "intergovernmental-agreement"}),
    frozenset({"conference", "forum", "exhibition", "summit"}),
    frozenset({"meeting", "summit"}),
)
"""Kinds of one sort, that sources take for one another."""
_INTENTS = frozenset({"cooperation-agreement"}).union(*_FAMILIES[:2])
"""Kinds that reports may call one paper of intent, though they are of several sorts."""


class Sign(NamedTuple):
    """Something that speaks for its being one thing, or against."""

    worth: float
    reason: str
    is_doubt: bool = False
    """Whether a person should look, whatever else speaks for it."""


_NO = -9.0
"""Rules a match out, whatever else speaks for it."""
_DOUBTFUL = 0.6
"""What a match is worth at most of which something is in doubt: a look, no more."""


def compare_stories(sought: Known, known: Known, beside: frozenset[str], lexicon: Lexicon) -> Match:
    """How well an agreement or event that is known fits one of a text.

    `beside` are agreements and events that both the text and a document of the known one tell of.
    """
    one, other = sought.thing.story, known.thing.story
    circumstances = [
        *_names(sought, known, lexicon),
        *_times(one, other),
        *_places(one, other),
        *_links(one, other, beside),
        *_topics(sought, known, lexicon),
    ]
    signs = [
        *circumstances,
        *_kinds(one, other, sought.thing.kind),
        *_sides(one, other, sought.thing.kind),
        *_people(one, other, sought.thing.kind),
    ]
    if not any(sign.worth > 0 for sign in circumstances):
        signs.append(Sign(0.0, "no date, place, topic or name in common", is_doubt=True))
    score = max(0.0, sum(sign.worth for sign in signs))
    if any(sign.is_doubt for sign in signs):
        score = min(score, _DOUBTFUL)
    ordered = sorted(signs, key=lambda sign: -abs(sign.worth))
    return Match(known.thing, round(score, 2), tuple(sign.reason for sign in ordered))


def _names(sought: Known, known: Known, lexicon: Lexicon) -> Iterator[Sign]:
    """A name of its own; words that every agreement or event has are none."""
    common = lexicon.sorts.get(str(sought.thing.kind), frozenset())
    ours, theirs = (
        [_with_countries(name) for name in one.wordings if name.bag - common]
        for one in (sought, known)
    )
    pairs = [(one, other) for one in ours for other in theirs]
    own = [likeness(one, other) for one, other in pairs if _is_own(one) and _is_own(other)]
    best, told = max(own, default=(0.0, ""))
    if best >= _ALIKE:
        yield Sign(best / 2, told)
    elif told and sought.thing.kind is Kind.AGREEMENT:
        yield Sign(-0.15, f"another name: {told.partition(': ')[2]}")
    elif shared := {one.text for one, other in pairs if one.bag == other.bag}:
        yield Sign(0.1, f"the same words for it: {min(shared)}")


def _is_own(name: Wording) -> bool:
    return any(char.isupper() for char in name.text)


def _with_countries(name: Wording) -> Wording:
    """A name whose countries are words of it: a Danish forum is not the international one."""
    codes = tuple(f"@{code}" for code in sorted(name.codes))
    return name._replace(words=name.words + codes, parts=frozenset())


def _kinds(one: Story, other: Story, kind: Kind) -> Iterator[Sign]:
    if not one.concepts or not other.concepts:
        return
    ours, theirs = one.concepts - _UNSAID, other.concepts - _UNSAID
    if ours & theirs:
        yield Sign(0.1, f"the same kind: {min(ours & theirs)}")
    elif any(ours & family and theirs & family for family in _FAMILIES):
        yield Sign(0.08, f"kinds of one sort: {_listed(one.concepts | other.concepts)}")
    elif not ours or not theirs:
        yield Sign(0.05, "the kind does not tell")
    else:
        against = -0.05 if kind is Kind.AGREEMENT else -0.3
        is_doubt = kind is Kind.AGREEMENT and not (ours & _INTENTS and theirs & _INTENTS)
        yield Sign(against, f"another kind: {_listed(ours)} / {_listed(theirs)}", is_doubt)


def _sides(one: Story, other: Story, kind: Kind) -> Iterator[Sign]:
    shared = one.parties & other.parties
    if not one.parties or not other.parties:
        return
    weight = 0.3 if kind is Kind.AGREEMENT else 0.1
    told = _slugs(shared)
    if one.parties == other.parties and len(shared) > 1:
        yield Sign(weight, f"the same sides: {told}")
    elif shared in (one.parties, other.parties):
        yield Sign(weight / 2, f"no other sides: {told}")
    elif kind is Kind.AGREEMENT:
        yield Sign(_NO, f"other sides: {_slugs(one.parties)} / {_slugs(other.parties)}")


def _people(one: Story, other: Story, kind: Kind) -> Iterator[Sign]:
    left, right = {who for who, _ in one.people}, {who for who, _ in other.people}
    shared = left & right
    if shared:
        worth = 0.15 * min(len(shared), 2) + (0.1 if left == right and len(shared) > 1 else 0)
        yield Sign(worth, f"the same people: {_slugs(shared)}")
    for side in {side for _, side in one.people if side and kind is Kind.AGREEMENT}:
        ours = {who for who, of in one.people if of == side}
        theirs = {who for who, of in other.people if of == side}
        if ours and theirs and not ours & theirs:
            yield Sign(-0.35, f"other people for one side: {_slugs(ours)} / {_slugs(theirs)}")
    if not shared and len(left) > 1 and len(right) > 1:
        yield Sign(-0.3, f"other people: {_slugs(left)} / {_slugs(right)}")


def _times(one: Story, other: Story) -> Iterator[Sign]:
    if one.dates and other.dates:
        if compatible(one.dates, other.dates):
            yield Sign(0.25, f"the same date: {_listed(one.dates | other.dates)}")
        else:
            yield Sign(_NO, f"another date: {_listed(one.dates)} / {_listed(other.dates)}")
        return
    if one.dates or other.dates:
        dated, told = (one, other) if one.dates else (other, one)
        yield from _after(days_after(dated.dates, told.reported), told, "its date and a report")
        return
    yield from _after(days_after(one.reported, other.reported), other, "two reports", both=True)


def _after(days: int | None, told: Story, between: str, *, both: bool = False) -> Iterator[Sign]:
    """What the days between a date and a report, or between two reports, tell."""
    if days is None:
        return
    gap = abs(days) if both else days
    if -1 <= gap <= _SOON:
        yield Sign(0.25 if not both else 0.2, f"{abs(days)} days between {between}")
    elif -1 <= gap <= _LATER:
        yield Sign(0.12, f"{abs(days)} days between {between}")
    elif -_AHEAD <= gap < 0 and told.stages & _PLANS:
        yield Sign(0.1, f"planned {abs(days)} days ahead")
    elif abs(gap) > _LONG:
        yield Sign(-0.3, f"{abs(days)} days between {between}")


def _places(one: Story, other: Story) -> Iterator[Sign]:
    if not one.places or not other.places:
        return
    ours, theirs = _towns(one), _towns(other)
    if ours & theirs:
        yield Sign(0.15, f"the same place: {_slugs(ours & theirs)}")
    elif (ours and theirs) or not one.places & other.places:
        yield Sign(_NO, f"another place: {_slugs(one.places)} / {_slugs(other.places)}")
    else:
        yield Sign(0.05, f"the same country: {_slugs(one.places & other.places)}")


def _towns(story: Story) -> set[str]:
    return {place for place in story.places if "/country/" not in place}


def _links(one: Story, other: Story, beside: frozenset[str]) -> Iterator[Sign]:
    if one.beside & other.beside:
        yield Sign(0.2, f"linked with the same: {_slugs(one.beside & other.beside)}")
    if beside:
        yield Sign(0.15, f"told with the same: {_slugs(beside)}")
    if one.sums & other.sums:
        number, currency = min(one.sums & other.sums)
        yield Sign(0.15, f"the same sum: {number} {currency}")
    elif any(ours[1] == theirs[1] for ours in one.sums for theirs in other.sums):
        yield Sign(-0.05, "another sum")


def _topics(sought: Known, known: Known, lexicon: Lexicon) -> Iterator[Sign]:
    """What it is on; an event is on many things, of which each report tells other ones."""
    one, other = sought.thing.story, known.thing.story
    ours, theirs = _content(one, lexicon), _content(other, lexicon)
    if shared := ours & theirs:
        yield Sign(0.1, f"on the same: {_listed(shared)}")
    elif ours and theirs and sought.thing.kind is Kind.AGREEMENT:
        reason = f"on something else: {_listed(one.topics)} / {_listed(other.topics)}"
        yield Sign(-0.3, reason, is_doubt=True)


def _content(story: Story, lexicon: Lexicon) -> frozenset[str]:
    """The words of its topics that tell one from another, read by the lexicon, in singular."""
    words = (word for topic in story.topics for word in topic.split("-"))
    common = lexicon.empty | lexicon.sorts.get(str(Kind.AGREEMENT), frozenset())
    read = (lexicon.same.get(word, word) for word in words if word not in common)
    return frozenset(word.removesuffix("s") for word in read)


def _slugs(iris: set[str] | frozenset[str]) -> str:
    return _listed({iri.rsplit("/", 1)[-1] for iri in iris})


def _listed(names: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(names))
