"""Proofs as one JSON object: every triple once, with where it stands and how it follows.

Terms are as in SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/#select-encode-terms).
Triples and sources are numbered from 1; `premises` and `sources` are such numbers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, BinaryIO

from pyoxigraph import Triple, Variable

from communique.exports.answer_json import source_object, term_object
from communique.exports.proof_statements import axiom_texts, statement_text
from communique.exports.wording import LICENCE_ADDRESS
from communique.model import Term, object_of, subject_of
from communique.proof import Absence, Gap, OpenTriple, Proof
from communique.vocabulary import Prefixes


def write_json(found: Proof | Absence, output: BinaryIO, prefixes: Prefixes) -> None:
    """Write a proof, or what a triple lacks, as JSON in UTF-8."""
    body = _proof(found, prefixes) if isinstance(found, Proof) else _absence(found, prefixes)
    head = {
        "triple": _triple(found.triple),
        "text": statement_text(found.triple, found.labels, prefixes),
        "holds": found.holds,
        "version": found.version,
        **({"note": found.note} if found.note else {}),
        "license": LICENCE_ADDRESS,
    }
    output.write(json.dumps({**head, **body}, ensure_ascii=False, indent=1).encode() + b"\n")


def _proof(proof: Proof, prefixes: Prefixes) -> dict[str, Any]:
    numbers = {triple: number for number, triple in enumerate(proof.triples, 1)}
    return {
        "kind": "derivations" if proof.whole else "proof",
        "fewest" if not proof.whole else "complete": proof.fewest,
        "steps": len(proof.steps),
        "triples": [_statement(proof, triple, numbers, prefixes) for triple in numbers],
        "sources": [
            {**source_object(number, citation), "checked": citation.checked}
            for number, citation in enumerate(proof.citations, 1)
        ],
    }


def _statement(
    proof: Proof, triple: Triple, numbers: Mapping[Triple, int], prefixes: Prefixes
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "number": numbers[triple],
        "triple": _triple(triple),
        "text": statement_text(triple, proof.labels, prefixes),
    }
    leaf = proof.asserted.get(triple)
    if leaf is not None:
        found["asserted"] = {
            "sources": [position + 1 for position in leaf.cited],
            "passages": leaf.passages,
            "files": list(leaf.files),
            "common": list(leaf.common),
        }
    found["derivations"] = [
        {
            "rules": list(step.rules),
            "axioms": axiom_texts(step.axioms, prefixes),
            "premises": [numbers[premise] for premise in step.premises],
        }
        for step in proof.derivations.get(triple, ())
    ]
    return found


def _absence(absence: Absence, prefixes: Prefixes) -> dict[str, Any]:
    return {
        "kind": "absence",
        "searched": absence.searched,
        "known": [term_object(term) for term in absence.known],
        "rules": [_gap(gap, absence, prefixes) for gap in absence.gaps],
    }


def _gap(gap: Gap, absence: Absence, prefixes: Prefixes) -> dict[str, Any]:
    def shown(one: Triple | OpenTriple) -> dict[str, Any]:
        return {"triple": _triple(one), "text": statement_text(one, absence.labels, prefixes)}

    return {
        "rules": list(gap.rules),
        "axioms": axiom_texts(gap.axioms, prefixes),
        "premises": [shown(one) for one in gap.premises],
        "found": [shown(one) for one in gap.found],
        "missing": [shown(one) for one in gap.missing],
        "instance": gap.instance,
    }


def _triple(one: Triple | OpenTriple) -> dict[str, Any]:
    if isinstance(one, Triple):
        one = OpenTriple(subject_of(one), one.predicate, object_of(one))
    return {name: _part(part) for name, part in one._asdict().items()}


def _part(part: Term | Variable) -> dict[str, str]:
    if isinstance(part, Variable):
        return {"type": "variable", "value": part.value}
    return term_object(part)
