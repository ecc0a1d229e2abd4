"""Extractions written by hand, as YAML that people can read.

    text: …                        the article, unless another file holds it
    entities:
      letter: {kind: Agreement, wordings: [letter of intent], concept: agreement-kind:…}
    claims:
      - signature:                 the predicate, with what fills its roles
          agreement: [letter, "The letter"]
          party: [norway, Norway, {antecedent: "words elsewhere"}]
        span: "words that say it"
        trigger: signed
        rule: signing-active/1

A span is the words that stand there, over line breaks too (the second time: `words#2`), or
[start, end]. Roles are filled
by [entity, span], or by `{number, at}`, `{sum, currency, at}`, `{day, at}`, `{concept, at}` or
`{words: span}`; by a list of these under `each` where a role is filled more than once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from communique.claims import (
    Argument,
    Certainty,
    Claim,
    Concept,
    Day,
    Entity,
    Extraction,
    Figure,
    Kind,
    Mention,
    Money,
    Predicate,
    Span,
    Words,
)


def load(path: Path) -> dict[str, Any]:
    """A file as it is written."""
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def extraction(case: dict[str, Any], text: str) -> Extraction:
    """What a file says was extracted from a text."""
    reader = _Reader(text)
    return Extraction(
        {key: _entity(key, one) for key, one in case["entities"].items()},
        tuple(reader.claim(one) for one in case["claims"]),
        notices=tuple(case.get("notices", ())),
    )


def _entity(key: str, given: dict[str, Any]) -> Entity:
    return Entity(
        key,
        Kind(given["kind"]),
        tuple(given.get("wordings", ())),
        tuple(given.get("aliases", ())),
        given.get("owner", ""),
        given.get("concept", ""),
        given.get("proper", True),
    )


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text

    def span(self, given: str | list[int]) -> Span:
        if isinstance(given, list):
            return Span(*given)
        words, _, number = given.partition("#")
        pattern = r"\s+".join(map(re.escape, words.split()))
        found = list(re.finditer(pattern, self._text))
        assert len(found) >= int(number or 1), f"the text does not have {given!r}"
        return Span(*found[int(number or 1) - 1].span())

    def claim(self, given: dict[str, Any]) -> Claim:
        (name,) = [key for key in given if key in set(Predicate)]
        roles = given[name]
        return Claim(
            Predicate(name),
            tuple((role, one) for role in roles for one in self.arguments(roles[role])),
            self.span(given["span"]),
            self.span(given.get("trigger", given["span"])),
            given.get("rule", f"{name}/1"),
            Certainty(given.get("certainty", "stated")),
            tuple(self.span(one) for one in given.get("antecedents", ())),
            given.get("attributed-to", ""),
        )

    def arguments(self, given: Any) -> Iterator[Argument]:
        several = isinstance(given, dict) and "each" in given
        for one in given["each"] if several else [given]:
            yield self.mention(one) if isinstance(one, list) else self.value(one)

    def mention(self, given: list[Any]) -> Mention:
        extra = given[-1] if isinstance(given[-1], dict) else {}
        rest = [one for one in given[1:] if not isinstance(one, dict)]
        span = self.span(rest if isinstance(rest[0], int) else rest[0])
        antecedent = self.span(extra["antecedent"]) if "antecedent" in extra else None
        return Mention(given[0], span, antecedent)

    def value(self, given: dict[str, Any]) -> Argument:
        bound = given.get("bound", "exact")
        if "words" in given:
            span = self.span(given["words"])
            return Words(self._text[span.start : span.end], span)
        at = self.span(given["at"])
        if "number" in given:
            return Figure(Decimal(str(given["number"])), at, bound)
        if "sum" in given:
            return Money(Decimal(str(given["sum"])), given["currency"], at, bound)
        if "day" in given:
            return Day(str(given["day"]), at, given.get("resolved", False))
        return Concept(given["concept"], at)
