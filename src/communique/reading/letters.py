"""Letters that deceive: scripts mixed in a word, characters that turn the direction, controls.

They are said and never changed. What is meant by a script and by a confusable:
https://www.unicode.org/reports/tr39/.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from communique.reading.record import Notice, NoticeKind

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_GREEK = "\u0370-\u0373\u0376-\u03ff\u1f00-\u1fff"
_CYRILLIC = "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"
_OTHER = re.compile(f"[{_GREEK}{_CYRILLIC}]")
_MIXED = re.compile(
    f"[{_LATIN}{_GREEK}{_CYRILLIC}]*"
    f"(?:[{_LATIN}][{_GREEK}{_CYRILLIC}]|[{_GREEK}{_CYRILLIC}][{_LATIN}]"
    f"|[{_GREEK}][{_CYRILLIC}]|[{_CYRILLIC}][{_GREEK}])"
    f"[{_LATIN}{_GREEK}{_CYRILLIC}]*"
)
_ALIKE = re.compile(
    r"(?<!\w)[АВЕІЈКМНОРСТУХЅаеіјорсухѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο]{2,}(?!\w)"  # they are meant
)
"""A word of Cyrillic or Greek letters all of which look like Latin ones."""
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u0084\u0086-\u009f\ufffd]")
_MOST = 20
"""Notices of one kind that are listed."""


def deceiving(text: str) -> list[Notice]:
    """Notices of what in a text is not what it looks like, in its order, kind by kind."""
    if text.isascii() and text.isprintable():
        return []
    kinds = (
        (NoticeKind.MIXED_SCRIPTS, _mixed(text)),
        (NoticeKind.DIRECTION, _characters(text, _TURNING, NoticeKind.DIRECTION)),
        (NoticeKind.CONTROL, _characters(text, _CONTROL, NoticeKind.CONTROL)),
    )
    return [notice for kind, found in kinds for notice in _first(kind, found)]


def _first(kind: NoticeKind, found: Iterator[Notice]) -> list[Notice]:
    listed = list(islice(found, _MOST))
    more = sum(1 for _ in found)
    if more:
        listed.append(Notice(kind, f"{kind}: {more} more places"))
    return listed


def _mixed(text: str) -> Iterator[Notice]:
    if not _OTHER.search(text):
        return
    for match in _MIXED.finditer(text):
        fact = f"the word {match[0]!r} mixes scripts: {_named(match[0])}"
        yield Notice(NoticeKind.MIXED_SCRIPTS, fact, match.span())
    if len(_OTHER.findall(text)) < len(text) / 4:  # in a Cyrillic text they are what they are
        for match in _ALIKE.finditer(text):
            fact = f"the word {match[0]!r} looks Latin and is not: {_named(match[0])}"
            yield Notice(NoticeKind.MIXED_SCRIPTS, fact, match.span())


def _named(word: str) -> str:
    """The letters of a word that are not Latin, by code point and name."""
    others = dict.fromkeys(_OTHER.findall(word))
    return ", ".join(f"U+{ord(one):04X} {unicodedata.name(one, 'unnamed')}" for one in others)


def _characters(text: str, pattern: re.Pattern[str], kind: NoticeKind) -> Iterator[Notice]:
    for match in pattern.finditer(text):
        name = unicodedata.name(match[0], "a control character")
        yield Notice(kind, f"U+{ord(match[0]):04X} {name}", match.span())
