"""Changes as one JSON object: both editions, the articles, each sort of change, the sources.

Terms are as in SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/#select-encode-terms).
`sources` of a change are positions in `sources`, counted from 1 as in the other formats.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from communique.change import Changes, DifferenceChange, Edition, Move, StageReached, ToldFact
from communique.exports.answer_json import (
    article_object,
    source_object,
    state_object,
    term_object,
)
from communique.exports.changes import cite_changes, fact_text, heading
from communique.exports.wording import LICENCE_ADDRESS
from communique.vocabulary import Prefixes


def write_json(changes: Changes, output: BinaryIO, prefixes: Prefixes) -> None:
    """Write changes as JSON in UTF-8."""
    found: dict[str, Any] = {
        "question": heading(changes),
        "before": _edition(changes.before),
        "after": _edition(changes.after),
        "asked": changes.asked or None,
        "license": LICENCE_ADDRESS,
        "citeAs": cite_changes(changes),
        "added": [article_object(one) for one in changes.added],
        "removed": [article_object(one) for one in changes.removed],
        "gained": _facts(changes.gained, prefixes),
        "lost": _facts(changes.lost, prefixes),
        "moved": [_move(one) for one in changes.moved],
        "differing": [_difference(one) for one in changes.differing],
        "settled": [_difference(one) for one in changes.settled],
        "further": _facts(changes.further, prefixes),
        "fewer": _facts(changes.fewer, prefixes),
        "sources": [source_object(n, one) for n, one in enumerate(changes.citations, 1)],
    }
    if changes.news:
        for name in ("removed", "lost", "settled", "fewer"):
            del found[name]
        found["unlisted"] = changes.unlisted
    output.write(json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n")


def _edition(edition: Edition) -> dict[str, Any]:
    return {"name": edition.name, "version": edition.version, "note": edition.note}


def _facts(told: Iterable[ToldFact], prefixes: Prefixes) -> list[dict[str, Any]]:
    return [
        {
            "about": one.about,
            "label": one.label,
            "title": one.title,
            "text": fact_text(one, prefixes),
            "parts": [
                {
                    "role": part.role,
                    "value": term_object(part.value),
                    "unit": part.unit,
                    "names": part.names or None,
                }
                for part in one.fact.parts
            ],
            "state": state_object(one.fact.state),
            "sources": _numbers(one.fact.cited),
        }
        for one in told
    ]


def _move(move: Move) -> dict[str, Any]:
    return {
        "about": move.about,
        "label": move.label,
        "later": move.is_later,
        "from": _stage(move.before),
        "to": _stage(move.after),
    }


def _stage(reached: StageReached) -> dict[str, Any]:
    return {
        "stage": reached.label,
        "state": state_object(reached.state),
        "sources": _numbers(reached.cited),
    }


def _difference(one: DifferenceChange) -> dict[str, Any]:
    found = one.discrepancy
    return {
        "class": found.kind.value,
        "about": term_object(found.about),
        "label": found.label,
        "property": found.property.value,
        "propertyLabel": found.property_label,
        "sides": [
            {
                "value": side.shown,
                "givenBy": list(side.sources),
                "preferred": side == found.preferred,
                "sources": _numbers(cited),
            }
            for side, cited in zip(found.sides, one.cited, strict=True)
        ],
        "verdict": str(found.verdict) if found.verdict else None,
        "line": str(found),
    }


def _numbers(cited: Iterable[int]) -> list[int]:
    return [position + 1 for position in cited]
