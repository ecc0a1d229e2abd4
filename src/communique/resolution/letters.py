"""Names down to their letters: without diacritics, transliterated, by sound."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rigour.text.scripts import text_scripts
from rigour.text.translit import maybe_ascii

_TOKEN = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['\u2019\u02bc\u02b9`\u00b4]")
_POSSESSIVE = re.compile(r"['\u2019\u02bc]s\b")
_LOOKING_ALIKE = frozenset({"Latin", "Greek", "Cyrillic"})
_SOUNDS = (
    ("shch", "sch"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("kh", "h"),
    ("gh", "h"),
    ("zh", "z"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("ts", "c"),
    ("tz", "c"),
    ("oe", "o"),
    ("ae", "a"),
    ("ue", "u"),
    ("aa", "a"),
    ("g", "h"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
    ("ie", "e"),
    ("ia", "a"),
    ("iu", "u"),
    ("io", "o"),
)
"""Spellings of one sound in transliterations and without diacritics, in the order of reading."""
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiou]")


@cache
def folded(name: str) -> str:
    """A name in small Latin letters without diacritics, words parted by one blank.

    >>> folded("Morten Bødskov"), folded("Kosiniak-Kamysz")
    ('morten bodskov', 'kosiniak kamysz')
    """
    plain = _APOSTROPHES.sub("", _POSSESSIVE.sub("", unicodedata.normalize("NFKC", name)))
    return " ".join(_TOKEN.findall(maybe_ascii(plain).casefold()))


def mixed_scripts(name: str) -> bool:
    """Whether a name has letters of scripts that look like one another's.

    >>> mixed_scripts("Umerov"), mixed_scripts("Умєров"), mixed_scripts("Umerоv")
    (False, False, True)
    """
    return len(text_scripts(name) & _LOOKING_ALIKE) > 1


@cache
def sound(word: str) -> str:
    """What the transliterations of one word have in common.

    >>> sound("kamyshin") == sound("kamyshyn"), sound("umerov") == sound("umierov")
    (True, True)
    >>> sound("boyev") == sound("boiev"), sound("shmygal") == sound("shmyhal")
    (True, True)
    """
    for spelling, one in _SOUNDS:
        word = word.replace(spelling, one)
    return _DOUBLE.sub(r"\1", word)


def outline(word: str) -> str:
    """The consonants of how a word sounds, its first letter kept: what an index goes by.

    >>> outline("zelenskyy"), outline("zelensky")
    ('zlnsk', 'zlnsk')
    """
    heard = sound(word)
    return heard[:1] + _VOWELS.sub("", heard[1:])
