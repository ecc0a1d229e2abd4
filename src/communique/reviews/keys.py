"""Keys of units: the words of the passage, and what they are said to mean.

What is meant is hashed in canonical form (https://www.w3.org/TR/rdf-canon/), with nodes whose
names hold an ordinal as blank nodes: the second commitment of a text stays itself where a new
extraction makes it the third.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Quad,
    RdfFormat,
    Triple,
    serialize,
)

from communique.fingerprint import Fingerprint
from communique.model import Passage, Term, object_of, subject_of

_DIGITS = 16
"""Hexadecimal digits of each half of a key."""


def key_of(
    fingerprint: Fingerprint | None,
    passage: Passage,
    triples: Iterable[Triple],
    own: Collection[Term] = (),
) -> str:
    """The key of a unit: of its words, a hyphen, of its triples, in which `own` nodes are nameless.

    A passage without fingerprint is told from others by its name.
    """
    words = str(fingerprint) if fingerprint else passage.iri.value
    return f"{_hash(words)}-{_hash(canonical_text(triples, own))}"


def canonical_text(triples: Iterable[Triple], own: Collection[Term] = ()) -> str:
    """Triples as canonical N-Quads, with some nodes as blank ones."""
    blank = {node: BlankNode(f"n{number}") for number, node in enumerate(sorted(own, key=str))}
    dataset = Dataset(
        Quad(blank.get(subject_of(t), subject_of(t)), t.predicate, blank.get(o := object_of(t), o))
        for t in triples
    )
    if blank:
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    lines = serialize(dataset, format=RdfFormat.N_QUADS)
    return "".join(sorted((lines or b"").decode().splitlines(keepends=True)))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
