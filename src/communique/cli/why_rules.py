"""Why a sentence gave what it gave: the rules that fired there, and what others lacked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from communique.claims import Extraction, Span
from communique.cli.extracting import rules_of
from communique.errors import UsageError
from communique.fingerprint import find, fingerprint
from communique.project import Project
from communique.reading.reader import read
from communique.reading.record import Metadata

_MOST = 8
"""Rules that did not fire which are shown: those that lacked least."""


def why_lines(project: Project, source: Path | str, given: Metadata, words: str) -> Iterator[str]:
    """What rules did with the sentence of an article that has some words.

    Raises UsageError where the article does not have them.
    """
    reading = read(source, given)
    wanted = fingerprint(words)
    spans = find([wanted], reading.text).get(wanted, []) if wanted.count else []
    if not spans:
        raise UsageError(
            "these words are not in the article",
            place=reading.place,
            remedy="Quote a few words of the sentence as the article has them.",
        )
    rules = rules_of(project)
    span = Span(*spans[0])
    for explanation in rules.explain(reading.text, within=span):
        yield from _sentence(explanation)
    yield from _made(rules(reading), reading.text, span)


def _sentence(explanation: Any) -> Iterator[str]:
    yield "as rules see it"
    yield f"  {explanation.skeletons['clauses']}"
    for one in explanation.fired:
        mood = "" if one.modality == "done" else f"; {one.modality}"
        yield f"fired   {one.rule}  {_roles(one.roles)}{mood}"
    for one in explanation.lacked[:_MOST]:
        yield f"lacked  {one.rule}  {'; '.join(one.lacks)}"


def _roles(roles: Mapping[str, str]) -> str:
    return ", ".join(f"{role} = {words!r}" for role, words in roles.items())


def _made(extraction: Extraction, text: str, span: Span) -> Iterator[str]:
    """The claims whose passages overlap the words, and those that the support check refused."""
    for claim in extraction.claims:
        if claim.span.start < span.end and span.start < claim.span.end:
            said = " ".join(text[claim.span.start : claim.span.end].split())
            yield f"claim   {claim.predicate}, {claim.rule}, {claim.certainty}: {said}"
    for claim, reason in extraction.dropped:
        if claim.span.start < span.end and span.start < claim.span.end:
            yield f"refused {claim.predicate}, {claim.rule}: {reason}"
