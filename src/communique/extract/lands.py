"""The words by which a text tells of which country an organisation is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from communique.claims import Claim, Mention, Predicate, Span
from communique.extract.lexicon import Country
from communique.model import LONGEST_PASSAGE

_NEAR = 120
"""Characters between a name and a country up to which they are one passage."""
_BREAK = re.compile(r"[.!?]\s|\n")
"""What parts a name from a country that is told of something else."""


class Lands:
    """Countries by their words, as the lexicon has them."""

    def __init__(self, countries: Mapping[str, Country]) -> None:
        """Take countries by their codes."""
        self._countries = countries
        self._words = cache(self._words_of)

    def fault(self, text: str, claim: Claim) -> str:
        """What speaks against a claim of a country: no word names it, its people or its capital."""
        for one in claim.all("country") if claim.predicate is Predicate.COUNTRY else ():
            said = text[one.span.start : one.span.end]
            if isinstance(one, Mention) and not self._words(one.entity).search(said):
                return f"{said!r} does not say which country"
        return ""

    def told(self, text: str, claims: Iterable[Claim]) -> list[Claim]:
        """Claims, those of an organisation's country with the words that tell it.

        One that its own name, or words near it, tell needs no others; of those that only the rest
        of the text tells, one is enough, with the nearest place as its antecedent. What no word
        tells is left as it is, for `fault` to find.
        """
        found: list[Claim] = []
        far: dict[tuple[str, str], Claim] = {}
        near: set[tuple[str, str]] = set()
        for claim in claims:
            if claim.predicate is not Predicate.COUNTRY:
                found.append(claim)
                continue
            which = claim.entity("thing"), claim.entity("country")
            grounded = self._near(text, claim)
            if grounded is None:
                far.setdefault(which, claim)
            else:
                near.add(which)
                found.append(grounded)
        rest = (claim for which, claim in far.items() if which not in near)
        return [*found, *(self._far(text, claim) for claim in rest)]

    def _near(self, text: str, claim: Claim) -> Claim | None:
        """The claim where its passage, or words near it in its sentence, name the country."""
        words, passage = self._words(claim.entity("country")), claim.span
        inside = words.search(text, *passage)
        if inside is not None:
            return _by(claim, Span(*inside.span()), passage)
        before = text[max(0, passage.start - _NEAR) : passage.start]
        start = passage.start - len(before)
        start += max((stop.end() for stop in _BREAK.finditer(before)), default=0)
        stop = _BREAK.search(text, passage.end, passage.end + _NEAR)
        end = stop.start() + 1 if stop else min(len(text), passage.end + _NEAR)
        sides = [*words.finditer(text, start, passage.start)][-1:]
        sides += [*words.finditer(text, passage.end, end)][:1]
        if not sides:
            return None
        place = min(sides, key=lambda one: _gap(Span(*one.span()), passage))
        stretch = Span(min(place.start(), passage.start), max(place.end(), passage.end))
        fits = stretch.end - stretch.start <= LONGEST_PASSAGE
        return _by(claim, Span(*place.span()), stretch if fits else passage)

    def _far(self, text: str, claim: Claim) -> Claim:
        """The claim with the nearest place in the text that names the country."""
        places = (Span(*one.span()) for one in self._words(claim.entity("country")).finditer(text))
        nearest = min(places, key=lambda one: _gap(one, claim.span), default=None)
        return claim if nearest is None else _by(claim, nearest, claim.span)

    def _words_of(self, country: str) -> re.Pattern[str]:
        one = self._countries.get(country.partition(":")[2])
        if one is None:
            return re.compile(r"(?!)")
        forms = {*one.names, *one.adjectives, *one.nouns, *one.capitals, *one.short, one.name}
        forms |= {form.upper() for form in forms}
        listed = "|".join(re.escape(form) for form in sorted(forms - {""}, key=len, reverse=True))
        return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")


def _gap(place: Span, passage: Span) -> int:
    """Characters between a place and a passage."""
    return max(place.start - passage.end, passage.start - place.end)


def _by(claim: Claim, place: Span, passage: Span) -> Claim:
    """The claim of a country that a place tells, in a passage or beside it."""
    country = Mention(claim.entity("country"), place)
    arguments = tuple(
        (role, country if role == "country" else one) for role, one in claim.arguments
    )
    outside = passage.start > place.start or place.end > passage.end
    antecedents = (*claim.antecedents, place) if outside else claim.antecedents
    return replace(claim, arguments=arguments, span=passage, antecedents=antecedents)
