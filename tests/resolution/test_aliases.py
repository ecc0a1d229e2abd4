"""Spellings of one name met in real texts (`../shared/evaluation/aliases.json`)."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

from communique.claims import Entity, Extraction, Kind
from communique.decisions import Ledger
from communique.model import Document
from communique.project import Project
from communique.resolution.lexicon import Lexicon
from communique.resolution.resolver import Resolver
from communique.resolution.thing import Thing
from communique.vocabulary import DOCUMENT, ID
from tests.conftest import ROOT

LEXICON = Lexicon.read(Project(ROOT))


def found(known: list[str], name: str) -> str:
    """Which of the persons that are known a name means; empty for none."""
    things = [
        Thing(f"{ID}person/{number}", Kind.PERSON, (one,), label=one)
        for number, one in enumerate(known)
    ]
    extraction = Extraction({"p": Entity("p", Kind.PERSON, (name,))})
    record = Document(iri=DOCUMENT["report"].value, title="A report")
    identity = Resolver(things, LEXICON, Ledger()).identities(extraction, record)["p"]
    return "" if identity.label else known[int(identity.iri.rsplit("/", 1)[-1])]


def test_persons_are_found_by_every_full_spelling(shared: Path) -> None:
    groups = json.loads((shared / "evaluation" / "aliases.json").read_text("utf-8"))["persons"]
    known = [group["canonical"] for group in groups]
    spellings = [(one, group["canonical"]) for group in groups for one in group["in_set"]]
    full = [(one, canonical) for one, canonical in spellings if " " in one]
    assert len(full) > len(known)
    assert {one: found(known, one) for one, _ in full} == dict(full)


def test_no_person_is_taken_for_another(shared: Path) -> None:
    groups = json.loads((shared / "evaluation" / "aliases.json").read_text("utf-8"))["persons"]
    for one, other in combinations((group["canonical"] for group in groups), 2):
        assert found([one], other) == ""
