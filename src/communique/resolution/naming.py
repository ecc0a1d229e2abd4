"""Persons, organisations, posts, places, initiatives: whether one is another, by its names.

Beside the names counts to which country or organisation a thing belongs, and of a person which
post it holds. What many countries have (a ministry of defence, an army, a minister) is nothing
without its country.
"""

from __future__ import annotations

from dataclasses import replace

from communique.claims import Kind
from communique.resolution import persons, wording
from communique.resolution.candidates import (
    Candidates,
    Known,
    is_named_as,
    taken_apart,
)
from communique.resolution.letters import folded
from communique.resolution.lexicon import Lexicon
from communique.resolution.persons import PersonName
from communique.resolution.thing import ORGANS, Match, Thing
from communique.resolution.wording import Wording

_OUTLETS = frozenset({Kind.MEDIA_OUTLET, Kind.AGENCY, Kind.COMPANY, Kind.ORGANIZATION})
_NONE = 0.0


def compare_names(sought: Known, known: Known, candidates: Candidates, lexicon: Lexicon) -> Match:
    """How well a thing that is known fits an entity of a text that is told by its name."""
    if not _may_be(sought.thing.kind, known.thing.kind):
        return Match(known.thing, _NONE, (f"a {known.thing.kind}, no {sought.thing.kind}",))
    match sought.thing.kind:
        case Kind.PERSON:
            return _person(sought, known, candidates, lexicon)
        case Kind.POST:
            return _post(sought, known, candidates, lexicon)
        case Kind.PLACE:
            return _place(sought, known, lexicon)
        case Kind.INITIATIVE:
            return _initiative(sought, known)
        case _:
            return _organization(sought, known, candidates, lexicon)


def _may_be(one: Kind, other: Kind) -> bool:
    """Whether sources may take things of two kinds for one another."""
    if one is other or Kind.ORGANIZATION in (one, other):
        return True
    if Kind.MEDIA_OUTLET in (one, other):
        return {one, other} <= _OUTLETS
    return not {one, other} & ORGANS


def _person(sought: Known, known: Known, candidates: Candidates, lexicon: Lexicon) -> Match:
    score, reason = _best_person(sought.persons, known.persons, lexicon)
    if not score:
        return Match(known.thing, _NONE, ("no name in common",))
    full = any(name.is_full for name in sought.persons) and score > 0.6
    reasons = [reason]
    one, other = sought.thing, known.thing
    if one.posts & other.posts:
        score += 0.25
        reasons.append(f"the same post: {_slugs(one.posts & other.posts)}")
    elif titles := one.titles & _titles(other, candidates):
        score += 0.15
        reasons.append(f"a post of the same title: {min(titles)}")
    if not full and {name.words for name in sought.persons} & {n.words for n in known.persons}:
        score += 0.1
        reasons.append("known by this name alone")
    if one.countries & other.countries:
        score += 0.1
        reasons.append(f"the same country: {_slugs(one.countries & other.countries)}")
    elif one.countries and other.countries:
        score -= 0.4 if full else 1.0
        against = f"{_slugs(one.countries)} / {_slugs(other.countries)}"
        reasons.append(f"another country: {against}")
    return _match(known.thing, score, reasons)


def _titles(thing: Thing, candidates: Candidates) -> set[str]:
    """What the posts of a person are called, folded."""
    posts = (candidates.get(post) for post in thing.posts)
    return {folded(name) for post in posts if post is not None for name in post.names}


def _best_person(
    ours: tuple[PersonName, ...], theirs: tuple[PersonName, ...], lexicon: Lexicon
) -> tuple[float, str]:
    """The likeness of the names that are most alike.

    Of an entity its full names alone count, and beside a full name those of the known one too:
    a surname that both have says nothing where their given names differ.
    """
    full, known = ([name for name in names if name.is_full] for names in (ours, theirs))
    told = (known or theirs) if full else theirs
    pairs = (persons.likeness(one, other, lexicon) for one in full or ours for other in told)
    return max(pairs, default=(_NONE, ""))


def _organization(sought: Known, known: Known, candidates: Candidates, lexicon: Lexicon) -> Match:
    sought = _read_as(sought, known.thing.kind, lexicon)
    known = _read_as(known, sought.thing.kind, lexicon)
    kinds = {sought.thing.kind, known.thing.kind}
    if kinds == {Kind.ARMED_FORCES}:
        score, reason = _army(sought, known, lexicon)
    elif kinds == {Kind.GOVERNMENT}:
        score, reason = 0.9, "governments"
    else:
        score, reason = _best_known(sought, known, lexicon)
    if not score:
        return Match(known.thing, _NONE, ("no name in common",))
    ours, theirs = _home(sought, candidates), _home(known, candidates)
    reasons = [reason]
    organ = sought.thing.kind in ORGANS
    if ours & theirs:
        score += 0.05
        reasons.append(f"the same country: {_slugs(ours & theirs)}")
    elif ours and theirs:
        score -= 0.15 if sought.thing.kind is Kind.COMPANY else 1.0
        reasons.append(f"another country: {_slugs(ours)} / {_slugs(theirs)}")
    elif organ:
        score = min(score, 0.6 if theirs else 0.4)
        reasons.append("of which country is not said")
    return _match(known.thing, score, reasons)


def _read_as(one: Known, kind: Kind, lexicon: Lexicon) -> Known:
    """An organisation of no special kind, read as one of a kind that its names may be of."""
    names = one.thing.names
    if one.thing.kind is not Kind.ORGANIZATION or kind is Kind.ORGANIZATION:
        return one
    if kind in ORGANS and not any(is_named_as(name, kind, lexicon) for name in names):
        return one
    return taken_apart(replace(one.thing, kind=kind), lexicon)


def _best_known(sought: Known, known: Known, lexicon: Lexicon) -> tuple[float, str]:
    """The likeness of the names, or that the whole world knows both names for one."""
    ours, theirs = (
        {lexicon.organizations.get(folded(name.text), "") for name in one.wordings} - {""}
        for one in (sought, known)
    )
    if ours & theirs:
        return 0.97, f"known names of one: {min(ours & theirs)}"
    return (_NONE, "") if ours and theirs else _best(sought.wordings, known.wordings)


def _army(sought: Known, known: Known, lexicon: Lexicon) -> tuple[float, str]:
    """Armed forces are one under many words, unless a name tells a branch."""
    ours = {word for name in sought.wordings for word in name.words} & lexicon.branches
    theirs = {word for name in known.wordings for word in name.words} & lexicon.branches
    if ours != theirs:
        return _NONE, ""
    return 0.9, f"armed forces: {sought.wordings[0].text if sought.wordings else ''}"


def _post(sought: Known, known: Known, candidates: Candidates, lexicon: Lexicon) -> Match:
    score, reason = max(
        (
            wording.likeness(one, other)
            for one in sought.wordings
            for other in known.wordings
            if one.bag & lexicon.ranks == other.bag & lexicon.ranks
        ),
        default=(_NONE, ""),
    )
    if wording.is_inside(reason):
        score = min(score, 0.5)
    ours, theirs = _owners(sought, candidates), _owners(known, candidates)
    reasons = [reason]
    if not score:
        return Match(known.thing, _NONE, ("no name in common",))
    if ours & theirs:
        reasons.append(f"of the same: {_slugs(ours & theirs)}")
    elif ours and theirs:
        score -= 1.0
        reasons.append(f"of another: {_slugs(ours)} / {_slugs(theirs)}")
    elif held := {iri for iri in sought.thing.holders if _holds(iri, known.thing.key, candidates)}:
        reasons.append(f"held by the same: {_slugs(held)}")
    else:
        score = min(score, 0.6)
        reasons.append("of whom is not said")
    ranks = {sought.thing.concept, known.thing.concept} - {""}
    if len(ranks) > 1:
        score -= 0.4
        reasons.append(f"another rank: {' / '.join(sorted(ranks))}")
    return _match(known.thing, score, reasons)


def _holds(person: str, post: str, candidates: Candidates) -> bool:
    known = candidates.get(person)
    return known is not None and post in known.posts


def _place(sought: Known, known: Known, lexicon: Lexicon) -> Match:
    score, reason = _best(sought.wordings, known.wordings)
    ours, theirs = ({_first(name, lexicon) for name in one.wordings} for one in (sought, known))
    if ours & theirs:
        score, reason = 0.97, f"names of one place: {min(ours & theirs)}"
    reasons = [reason] if score > 0.9 else ["no name in common"]
    score = score if score > 0.9 else _NONE
    if sought.thing.countries and known.thing.countries:
        if sought.thing.countries & known.thing.countries:
            reasons.append(f"the same country: {_slugs(known.thing.countries)}")
        else:
            score -= 1.0
            reasons.append(f"another country: {_slugs(known.thing.countries)}")
    return _match(known.thing, score, reasons)


def _first(name: Wording, lexicon: Lexicon) -> str:
    plain = " ".join(name.words)
    return lexicon.places.get(plain, plain)


def _initiative(sought: Known, known: Known) -> Match:
    score, reason = _best(
        tuple(_with_countries(name) for name in sought.wordings),
        tuple(_with_countries(name) for name in known.wordings),
    )
    if wording.is_inside(reason):
        score += 0.1  # what describes it may be told shorter or longer
    return _match(known.thing, score, [reason or "no name in common"])


def _with_countries(name: Wording) -> Wording:
    codes = tuple(f"@{code}" for code in sorted(name.codes))
    return name._replace(words=name.words + codes, parts=frozenset())


def _best(ours: tuple[Wording, ...], theirs: tuple[Wording, ...]) -> tuple[float, str]:
    return max(
        (wording.likeness(one, other) for one in ours for other in theirs), default=(_NONE, "")
    )


def _home(known: Known, candidates: Candidates) -> set[str]:
    """The countries of an organisation: those that are said, else those in its names."""
    said = set(known.thing.countries)
    codes = {code for name in known.wordings for code in name.codes}
    return said or {
        country.key if (country := candidates.of_code(code)) else code.upper() for code in codes
    }


def _owners(known: Known, candidates: Candidates) -> set[str]:
    """Whose a post is; of an organ of a state, also the state's."""
    owner = candidates.get(known.thing.owner)
    if owner is None:
        return {known.thing.owner} - {""} or _home(known, candidates)
    return {owner.key} | (set(owner.countries) if owner.kind in ORGANS else set())


def _match(thing: Thing, score: float, reasons: list[str]) -> Match:
    return Match(thing, round(max(0.0, min(1.0, score)), 2), tuple(filter(None, reasons)))


def _slugs(iris: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(iri.rsplit("/", 1)[-1] for iri in iris))
