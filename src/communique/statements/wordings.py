"""The names that a passage uses for the things that its claims are about."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache

from pyoxigraph import Literal, Triple

from communique.claims import Claim, Entity, Kind, Mention, Span
from communique.fingerprint import words
from communique.statements.names import Names
from communique.statements.passages import Cut
from communique.vocabulary import CMQ

_RESOLVED = frozenset({Kind.COUNTRY, Kind.POST})
"""Kinds that a passage may speak of without their name: `Danish`, `his deputy`."""
_APOSTROPHES = "['’ʼ‘]"


def wordings(passage: Cut, reached: Iterable[Span], text: str, names: Names) -> Iterator[Triple]:
    """The wordings of a passage, verbatim but for line breaks.

    `reached` are the spans of the passage and of what resolves its words. A thing is worded by
    what its mention says where that is a name of it, else by the longest of its names that the
    passage has; a pronoun or an adjective is no wording. A post and a country that are only
    referred to bear the name that follows from the passage and what resolves it (`his deputy`).
    """
    mentioned: dict[str, list[Span]] = {key: [] for key in passage.resolves}
    for claim in passage.claims:
        for key, where in _mentions(claim):
            mentioned.setdefault(key, []).append(where)
        if claim.attributed_to:
            mentioned.setdefault(claim.attributed_to, [])
    for key in [*mentioned]:
        if owner := names.entity(key).owner:
            mentioned.setdefault(owner, [])
    said = {word.text for start, end in reached for word in words(text[start:end])}
    for key, spans in mentioned.items():
        entity = names.entity(key)
        found = _said(entity, spans, passage.span, text) or _implied(entity, said)
        for name in found:
            yield Triple(names.node(key), CMQ.wording, Literal(name))


def _mentions(claim: Claim) -> Iterator[tuple[str, Span]]:
    for _, argument in claim.arguments:
        if isinstance(argument, Mention):
            yield argument.entity, argument.span


def _said(entity: Entity, spans: Iterable[Span], passage: Span, text: str) -> list[str]:
    names = _names(entity)
    known = {_folded(name) for name in (*names, *entity.aliases)}
    within = (one for one in spans if passage.start <= one.start and one.end <= passage.end)
    said = [" ".join(text[start:end].split()) for start, end in within]
    named = [one for one in dict.fromkeys(said) if _folded(one) in known]
    if named:
        return named
    excerpt = text[passage.start : passage.end]
    found = (_pattern(name).search(excerpt) for name in names)
    return [" ".join(match[0].split()) for match in found if match][:1]


def _names(entity: Entity) -> list[str]:
    """The names of a thing, the longest first; a person's last name by itself is one too."""
    if entity.kind is not Kind.PERSON:
        return list(entity.wordings)
    return [*entity.wordings, *(name.rpartition(" ")[2] for name in entity.wordings)]


def _implied(entity: Entity, said: Container[str]) -> list[str]:
    """The name of what is only referred to, where all its words stand where it is resolved."""
    name = entity.name if entity.kind in _RESOLVED else ""
    return [name] if name and all(word.text in said for word in words(name)) else []


def _folded(text: str) -> str:
    return " ".join(word.text for word in words(text))


@lru_cache(maxsize=4096)
def _pattern(name: str) -> re.Pattern[str]:
    """A name as it may stand in a text: any white space, any apostrophe, whole words."""
    parts = (re.sub(_APOSTROPHES, _APOSTROPHES, re.escape(part)) for part in name.split())
    return re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)")
