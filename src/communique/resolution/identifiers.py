"""Names of new things: an IRI that stays, and a label in our form."""

from __future__ import annotations

import re
from dataclasses import replace

from communique.claims import Kind
from communique.resolution.candidates import Candidates
from communique.resolution.letters import folded
from communique.resolution.lexicon import Lexicon
from communique.resolution.territories import country, country_of_code, country_of_names
from communique.resolution.thing import STORIES, Story, Thing
from communique.resolution.wording import wording
from communique.vocabulary import ID

_DANISH = str.maketrans({"ø": "oe", "Ø": "oe", "å": "aa", "Å": "aa", "æ": "ae", "Æ": "ae"})
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST = 80
_MONTHS = (
    *("", "January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_MINISTER = re.compile(
    r"(?P<rank>(?:(?:First|Deputy|Vice|Acting|Assistant) )*)(?P<field>.+) [Mm]inister"
)
_OWN_TITLES = frozenset({"foreign", "prime"})
"""What stands before `Minister` in titles that nobody turns about."""
_MOST_PEOPLE = 4
_TELLING = 3
"""Words of its own from which on the name of an agreement tells which one it is."""
_ARTICLE = frozenset({"Netherlands", "Philippines", "Czech Republic", "Gambia", "Bahamas"})
_ARTICLE_BEFORE = ("United ", "Ministry ", "European ", "Government ", "Armed ")


def slug(name: str) -> str:
    """A name in small letters, digits and hyphens, as registries write it.

    >>> slug("Morten Bødskov"), slug("Ministry of Defence of the Netherlands")
    ('morten-boedskov', 'ministry-of-defence-of-the-netherlands')
    """
    text = _NO_SLUG.sub("-", folded(name.translate(_DANISH))).strip("-")
    if len(text) > _LONGEST:
        text = text[: _LONGEST + 1].rpartition("-")[0] or text[:_LONGEST]
    return text or "unnamed"


class Naming:
    """Gives new things an IRI and a label."""

    def __init__(self, candidates: Candidates, lexicon: Lexicon) -> None:
        """Name things beside those that are known."""
        self._candidates = candidates
        self._lexicon = lexicon

    def named(self, thing: Thing, owner: str) -> tuple[str, str]:
        """IRI and label of a new thing; `owner` is the IRI of what it belongs to, or empty."""
        place = self._label(owner)
        if not thing.names and thing.kind not in STORIES:
            thing = replace(thing, names=(f"unnamed {_words(thing.kind)}",))
        match thing.kind:
            case Kind.COUNTRY:
                found = country_of_names(thing.names)
                label = found.name if found else _first(thing)
                short = label
            case Kind.MINISTRY | Kind.GOVERNMENT | Kind.ARMED_FORCES if place:
                label, short = self._organ(thing, place)
            case Kind.POST:
                label, short = _of(_title(self._british(_first(thing))), place)
            case Kind.AGREEMENT | Kind.EVENT:
                label, short = self._story(thing)
            case _:
                label = short = _first(thing)
        iri, number = self._free(thing, slug(short), slug(place) if place else "")
        return iri, f"{label} ({number})" if number > 1 else label

    def _free(self, thing: Thing, wanted: str, place: str) -> tuple[str, int]:
        """An IRI that nothing has, with the country where it is taken; then with a number."""
        base = f"{ID}{thing.path}/"
        tries = [wanted, f"{wanted}-{place}"] if place and place not in wanted else [wanted]
        number = 1
        while True:
            for stem in tries:
                iri = f"{base}{stem}" if number == 1 else f"{base}{stem}-{number}"
                if iri not in self._candidates:
                    return iri, number
            tries, number = tries[-1:], number + 1

    def _label(self, iri: str) -> str:
        thing = self._candidates.get(iri)
        return (thing.label or _first(thing)) if thing is not None else ""

    def _organ(self, thing: Thing, place: str) -> tuple[str, str]:
        """Organs of a state in one form: `Ministry of Defence of Denmark`."""
        if thing.kind is Kind.GOVERNMENT:
            return _of("Government", place)
        name = wording(_first(thing), self._lexicon, thing.kind)
        if thing.kind is Kind.ARMED_FORCES:
            branch = [word for word in name.words if word in self._lexicon.branches]
            return _of(_first(thing) if branch else "Armed Forces", place)
        words = folded(_first(thing)).split()
        if words[-1:] == ["ministry"]:
            told = " ".join(word.capitalize() for word in name.words)
            foreign = "Foreign Affairs" if told == "Foreign" else told
            return _of(f"Ministry of {foreign}", place)
        return _of(_capitals(self._british(_without_place(_first(thing), place))), place)

    def _british(self, name: str) -> str:
        """A name in the spelling of our labels."""

        def respelt(word: re.Match[str]) -> str:
            ours = self._lexicon.british.get(word[0].lower())
            return word[0] if ours is None else ours.title() if word[0][0].isupper() else ours

        return re.sub(r"[A-Za-z]+", respelt, name)

    def _story(self, thing: Thing) -> tuple[str, str]:
        own = [name for name in thing.names if any(char.isupper() for char in name)]
        if own and thing.kind is Kind.EVENT:
            year = _year(thing.story)
            has_year = not year or year in own[0]
            return (own[0], own[0]) if has_year else (f"{own[0]}, {year}", f"{own[0]} {year}")
        kind = max(thing.story.concepts, key=len, default=thing.path).replace("-", " ")
        telling = max((self._telling(name) for name in own), default=0)
        if telling:
            kind = max(own, key=self._telling)
        if telling >= _TELLING:
            return kind, kind
        who = self._parties(thing)
        label = f"{kind} of {_listed(list(map(_with_article, who)))}" if who else kind
        label = ", ".join(filter(None, (label, _month(thing.story))))
        short = " ".join(filter(None, (kind, *who, _iso_month(thing.story))))
        return (label[:1].upper() + label[1:] if thing.kind is Kind.AGREEMENT else label), short

    def _telling(self, name: str) -> int:
        """How many words of the name of an agreement do not only say what sort of paper it is."""
        words = wording(name, self._lexicon, Kind.AGREEMENT).bag
        return len(words - self._lexicon.sorts[Kind.AGREEMENT])

    def _parties(self, thing: Thing) -> list[str]:
        people = sorted({who for who, _ in thing.story.people})
        if thing.kind is Kind.EVENT and people and len(people) <= _MOST_PEOPLE:
            return [self._label(person) for person in people]
        return sorted(self._label(party) for party in thing.story.parties)[:_MOST_PEOPLE]


def _of(what: str, whose: str) -> tuple[str, str]:
    """Label and slug of what belongs to something: `… of Ukraine`, `…-ukraine`."""
    if not whose or folded(whose) in folded(what):
        return what, what
    return f"{what} of {_with_article(whose)}", f"{what} {whose}"


def _title(name: str) -> str:
    """The title of a minister in one form: `Defence Minister` is `Minister of Defence`."""
    told = _MINISTER.fullmatch(name)
    if told is None or told["field"].lower() in _OWN_TITLES:
        return name
    return f"{told['rank'] or ''}Minister of {told['field'].title()}"


def _capitals(name: str) -> str:
    """The name of an organ of a state, which is a name even where a text has small letters."""
    small = {"of", "the", "and", "for", "in"}
    words = (word if word in small else word[:1].upper() + word[1:] for word in name.split())
    return " ".join(words)


def _with_article(name: str) -> str:
    """A name as it stands after `of`."""
    takes = name in _ARTICLE or name.startswith(_ARTICLE_BEFORE)
    return f"the {name}" if takes else name


def _without_place(name: str, place: str) -> str:
    """A name without the country in it, in front or behind."""
    found = country(place)
    words = name.split()
    while words and found and _is_of(words[0], found.code):
        words.pop(0)
    text = " ".join(words)
    return re.sub(rf"\s+of (?:the )?{re.escape(place)}$", "", text)


def _is_of(word: str, code: str) -> bool:
    found = country(word)
    return found is not None and found == country_of_code(code)


def _words(kind: Kind) -> str:
    """The name of a class as words: `international organization`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.value).lower()


def _first(thing: Thing) -> str:
    return max(thing.names, key=len, default="") or thing.kind.value.lower()


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _days(story: Story) -> list[str]:
    dated = sorted(day for day in story.dates if not day.startswith("--"))
    return dated or sorted(story.reported)


def _year(story: Story) -> str:
    return next((day[:4] for day in _days(story)), "")


def _iso_month(story: Story) -> str:
    return next((day[:7] for day in _days(story)), "")


def _month(story: Story) -> str:
    iso = _iso_month(story)
    return f"{_MONTHS[int(iso[5:7])]} {iso[:4]}" if len(iso) > 4 else iso
