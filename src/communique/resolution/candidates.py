"""The things that are known, found by what an entity of a text has in common with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from communique.claims import Kind
from communique.resolution.letters import folded, outline
from communique.resolution.lexicon import Lexicon
from communique.resolution.persons import PersonName, person_name
from communique.resolution.thing import ORGANS, STORIES, Story, Thing
from communique.resolution.wording import Wording, wording

_MANY = 60
"""Things with one word in common beyond which the word alone leads to none of them."""
_UNDATED = "undated"
_WHENEVER = "whenever"
"""Marks of an agreement or event without a month, and of any."""


class Known(NamedTuple):
    """A thing with its names taken apart."""

    thing: Thing
    persons: tuple[PersonName, ...] = ()
    """Of a person."""
    wordings: tuple[Wording, ...] = ()
    """Of anything else."""


def taken_apart(thing: Thing, lexicon: Lexicon) -> Known:
    """A thing with its names taken apart."""
    if thing.kind is Kind.PERSON:
        return Known(thing, persons=tuple(person_name(name) for name in thing.names))
    names = tuple(wording(name, lexicon, thing.kind) for name in thing.names)
    return Known(thing, wordings=names)


def is_named_as(name: str, kind: Kind, lexicon: Lexicon) -> bool:
    """Whether a name has a word that only says that it is an organ of a state of a kind.

    Of armed forces and governments it must have no other words: `Ukrainian army`.
    """
    words = wording(name, lexicon, Kind.ORGANIZATION).bag
    sorts = lexicon.sorts[kind]
    return bool(words & sorts) if kind is Kind.MINISTRY else bool(words) and words <= sorts


class Candidates:
    """An index of things; each can be added again when more is known of it."""

    def __init__(self, things: Iterable[Thing], lexicon: Lexicon) -> None:
        """Index things, by IRI."""
        self._lexicon = lexicon
        self._things: dict[str, Known] = {}
        self._found_by: dict[str, set[str]] = {}
        self._postings: dict[str, set[str]] = {}
        self._told: dict[str, set[str]] = {}
        """For each document the agreements and events it speaks of."""
        for thing in sorted(things, key=lambda one: one.kind is not Kind.COUNTRY):
            self.add(thing)  # countries first: names lead to them

    def add(self, thing: Thing) -> None:
        """Know a thing, in place of what was known of it before."""
        self.discard(thing.key)
        known = taken_apart(thing, self._lexicon)
        keys = set(self._keys(known, _told_in(thing.story)))
        self._things[thing.key] = known
        self._found_by[thing.key] = keys
        for key in keys:
            self._postings.setdefault(key, set()).add(thing.key)
        if thing.kind in STORIES:
            for document in thing.documents:
                self._told.setdefault(document, set()).add(thing.key)

    def discard(self, iri: str) -> None:
        """Know a thing no more."""
        known = self._things.pop(iri, None)
        if known is None:
            return
        for key in self._found_by.pop(iri):
            self._postings[key].discard(iri)
        for document in known.thing.documents:
            self._told.get(document, set()).discard(iri)

    def told_with(self, thing: Thing) -> frozenset[str]:
        """IRIs of the other agreements and events of the documents that tell of a thing."""
        told = {iri for document in thing.documents for iri in self._told.get(document, ())}
        return frozenset(told - {thing.key})

    def get(self, iri: str) -> Thing | None:
        """The thing of an IRI, or None where it is not known."""
        found = self._things.get(iri)
        return found.thing if found is not None else None

    def __contains__(self, iri: str) -> bool:
        return iri in self._things

    def __len__(self) -> int:
        return len(self._things)

    @property
    def things(self) -> Iterator[Thing]:
        """All that are known."""
        return (known.thing for known in self._things.values())

    def of_code(self, code: str) -> Thing | None:
        """The country of an ISO code."""
        found = self._postings.get(f"code {code}", ())
        return next((self._things[iri].thing for iri in sorted(found)), None)

    def near(self, sought: Known) -> list[Known]:
        """The things of the same kind that have something telling in common with an entity."""
        path = sought.thing.path
        found: set[str] = set()
        for key in self._keys(sought, _sought_in(sought.thing.story)):
            posting = self._postings.get(key, ())
            if len(posting) <= _MANY or " @" in key:
                found.update(posting)
        known = (self._things[iri] for iri in sorted(found))
        return [one for one in known if one.thing.path == path]

    def _keys(self, known: Known, months: Iterable[str]) -> Iterator[str]:
        """What a thing is found by; keys of several marks are told by ` @`."""
        thing = known.thing
        if thing.code:
            yield f"code {thing.code}"
        for name in known.persons:
            heard = [outline(self._lexicon.given.get(word, word)) for word in name.words]
            yield from (f"person {word}" for word in heard)
            yield from (f"person @{one} {other}" for one, other in combinations(sorted(heard), 2))
        for one in known.wordings:
            yield f"{thing.path} {'' if thing.kind in STORIES else '@'}{folded(one.text)}"
            yield from self._word_keys(thing, one)
            known_as = self._lexicon.organizations.get(folded(one.text), "")
            if known_as:
                yield f"{thing.path} @known as {known_as}"
        yield from self._organ_keys(known)
        if thing.kind in STORIES:
            yield from _story_keys(thing, months)

    def _organ_keys(self, known: Known) -> Iterator[str]:
        """Of an organ of a state its kind and country, of what may be one by its name too."""
        kinds = {known.thing.kind} & ORGANS
        if known.thing.kind is Kind.ORGANIZATION:
            names = known.thing.names
            kinds = {k for k in ORGANS if any(is_named_as(n, k, self._lexicon) for n in names)}
        countries = known.thing.countries | {c for one in known.wordings for c in self._in(one)}
        yield from (f"{kind} @{country}" for kind in sorted(kinds) for country in countries)

    def _in(self, name: Wording) -> set[str]:
        """The countries that are known of those in a name."""
        return {found.key for code in name.codes if (found := self.of_code(code))}

    def _word_keys(self, thing: Thing, name: Wording) -> Iterator[str]:
        owners = {thing.owner, *thing.countries} - {""}
        for word in name.words:
            yield f"{thing.path} {word}"
            yield from (f"{thing.path} @{owner} {word}" for owner in owners | self._in(name))
        if name.text and (place := self._lexicon.places.get(folded(name.text))):
            yield f"{thing.path} @{place}"


def _story_keys(thing: Thing, months: Iterable[str]) -> Iterator[str]:
    """What an agreement or event is found by: who and where in a month; pairs at any time."""
    story, path = thing.story, thing.path
    people = sorted({who for who, _ in story.people})
    for mark in (*people, *story.parties, *story.places, *story.beside):
        yield from (f"{path} @{mark} {month}" for month in months)
    yield from (f"{path} @{one} {other}" for one, other in combinations(people, 2))
    yield from (f"{path} {one} {other}" for one, other in combinations(sorted(story.parties), 2))
    yield from (f"{path} {beside}" for beside in story.beside)


def _told_in(story: Story) -> set[str]:
    """The months in which a thing that is known happened or was reported, as keys."""
    found = {_WHENEVER}
    for month in _months(story):
        found |= {month, f"every {month[-2:]}"}
    return found if len(found) > 1 else {_WHENEVER, _UNDATED}


def _sought_in(story: Story) -> set[str]:
    """The months in which a thing may be known that a text tells of, as keys."""
    months = {near for month in _months(story) for near in _around(month)}
    if not months:
        return {_WHENEVER}
    yearless = {f"every {month[-2:]}" for month in months if month.startswith("--")}
    return months | {f"--{month[-2:]}" for month in months} | yearless | {_UNDATED}


def _months(story: Story) -> set[str]:
    """The months in which something happened or was reported; `--09` where no year is known."""
    days = (*story.dates, *story.reported)
    return {day[:4] if day.startswith("--") else day[:7] for day in days if len(day) > len("2024")}


def _around(month: str) -> Iterator[str]:
    """A month, and the ones before and after it."""
    year, number = month[:-2], int(month[-2:])
    for shift in (-1, 0, 1):
        years, at = divmod(number - 1 + shift, 12)
        told = year if year == "--" else f"{int(year[:-1]) + years:04d}-"
        yield f"{told}{at + 1:02d}"
