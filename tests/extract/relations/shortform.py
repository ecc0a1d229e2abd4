"""Claims in a short form that people can read and write: `signature: agreement=…, party=…`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique.claims import (
    Argument,
    Certainty,
    Claim,
    Concept,
    Day,
    Extraction,
    Figure,
    Kind,
    Mention,
    Money,
)
from communique.extract.extractor import Extractor


def short_forms(extraction: Extraction) -> set[str]:
    """All claims of an extraction, each as one line, without its passage and its rule."""
    return {short_form(claim, extraction) for claim in extraction.claims}


def short_form(claim: Claim, extraction: Extraction) -> str:
    """One claim; what is not plainly stated has its certainty before it."""
    roles = (f"{role}={_said(argument, extraction)}" for role, argument in claim.arguments)
    certainty = "" if claim.certainty is Certainty.STATED else f"{claim.certainty} "
    return f"{certainty}{claim.predicate}: {', '.join(roles)}"


def agrees(extractor: Extractor, article: Mapping[str, Any]) -> bool:
    """Whether an article says what it must, of each predicate that is listed nothing else."""
    text, published = article["text"], article.get("published", "")
    found = short_forms(extractor.extract(text, published=published))
    wanted = set(article.get("says", ()))
    listed = {predicate(line) for line in wanted}
    told = {line for line in found if predicate(line) in listed}
    return told == wanted and not found & set(article.get("never", ()))


def predicate(line: str) -> str:
    """The predicate of a line.

    >>> predicate("hedged signature: agreement=treaty")
    'signature'
    """
    return line.partition(":")[0].split()[-1]


def _said(argument: Argument, extraction: Extraction) -> str:
    if isinstance(argument, Mention):
        return _named(argument.entity, extraction)
    if isinstance(argument, Figure | Money):
        bound = "" if argument.bound == "exact" else f"{argument.bound} "
        currency = f" {argument.currency}" if isinstance(argument, Money) else ""
        return f"{bound}{argument.number:f}{currency}"
    if isinstance(argument, Day):
        return argument.value
    return argument.name.partition(":")[2] if isinstance(argument, Concept) else argument.text


def _named(key: str, extraction: Extraction) -> str:
    """The name of an entity, of a post with its owner; the second of a name has `#2` behind it."""
    entity = extraction.entities[key]
    owner = extraction.entities.get(entity.owner)
    name = entity.name or f"({entity.kind})"
    named = [
        k for k, e in extraction.entities.items() if (e.kind, e.name) == (entity.kind, entity.name)
    ]
    if entity.kind in (Kind.AGREEMENT, Kind.EVENT) and named.index(key):
        name = f"{name} #{named.index(key) + 1}"
    return f"{name} of {owner.name}" if entity.kind is Kind.POST and owner else name
