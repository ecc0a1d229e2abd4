"""Names of persons: transliterations, diacritics, order, initials, surnames alone."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein
from rigour.names import remove_person_prefixes

from communique.resolution.letters import folded, sound
from communique.resolution.lexicon import Lexicon

_LETTERS_FOR_A_SLIP = 7
_PARTICLES = frozenset(
    {"von", "van", "der", "den", "de", "bin", "al", "el", "la", "di", "da", "du", "ter"}
)
"""Words in names that name nobody by themselves."""


class PersonName(NamedTuple):
    """A person's name, taken apart."""

    text: str
    words: tuple[str, ...]
    """Folded, without particles."""

    @property
    def is_full(self) -> bool:
        """Whether it is more than a surname."""
        return len(self.words) > 1


def person_name(name: str) -> PersonName:
    """A person's name without form of address."""
    words = folded(remove_person_prefixes(name)).split()
    telling = tuple(word for word in words if word not in _PARTICLES)
    return PersonName(name, telling or tuple(words))


def likeness(one: PersonName, other: PersonName, lexicon: Lexicon) -> tuple[float, str]:
    """How alike two names of persons are, from 0 to 1, and in what.

    Every word of the shorter name must have one of its own in the longer name, the surname among
    them: `Lars Rasmussen` may be `Lars Løkke Rasmussen`, but not `Anders Fogh Rasmussen`.
    """
    if not one.words or not other.words:
        return 0.0, ""
    short, long = sorted((one, other), key=lambda name: len(name.words))
    if one.words == other.words:
        return (1.0 if one.is_full else 0.55), f"the same name: {other.text}"
    worst = _assigned(short.words, long.words, lexicon)
    if not worst:
        return 0.0, ""
    if not short.is_full:
        is_surname = _alike(short.words[0], long.words[-1], lexicon) > 0
        only = f"only a surname: {short.text}" if is_surname else f"only a name: {short.text}"
        return (0.55 if is_surname else 0.3) * worst, only
    if len(short.words) == len(long.words):
        reordered = set(short.words) == set(long.words)
        how = "the same name in another order" if reordered else "spelt alike"
        return worst * (0.97 if reordered else 1.0), f"{how}: {one.text} / {other.text}"
    ends = min(_alike(short.words[0], long.words[0], lexicon), 1.0) > 0 and (
        _alike(short.words[-1], long.words[-1], lexicon) > 0
    )
    how = f"a shorter form: {one.text} / {other.text}"
    return (0.88 if ends else 0.8) * worst, how


def _assigned(short: tuple[str, ...], long: tuple[str, ...], lexicon: Lexicon) -> float:
    """The likeness of the least alike pair, each word having one of its own; else 0."""
    free = list(long)
    worst = 1.0
    for word in short:
        best = max(free, key=lambda candidate: _alike(word, candidate, lexicon))
        likeness_of_pair = _alike(word, best, lexicon)
        if not likeness_of_pair:
            return 0.0
        free.remove(best)
        worst = min(worst, likeness_of_pair)
    return worst


def _alike(one: str, other: str, lexicon: Lexicon) -> float:
    """How alike two words of names are: the same, by transliteration, an initial, a slip."""
    if one == other:
        return 1.0
    if lexicon.given.get(one, one) == lexicon.given.get(other, other):
        return 0.96
    if sound(one) == sound(other):
        return 0.95
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return 0.8 if long[0] == short else 0.0
    if len(short) >= _LETTERS_FOR_A_SLIP and DamerauLevenshtein.distance(one, other) == 1:
        return 0.85
    return 0.0
