"""What persons have decided, and what was decided before, when a text is resolved."""

from __future__ import annotations

from dataclasses import replace

from communique.claims import Entity, Extraction, Identity, Kind
from communique.decisions import Decision, Ledger, Verdict
from communique.model import Document
from communique.project import Project
from communique.resolution.lexicon import Lexicon
from communique.resolution.resolver import Resolver
from communique.resolution.settling import Resolution
from communique.resolution.thing import Thing
from communique.vocabulary import DOCUMENT, ID
from tests.conftest import ROOT

LEXICON = Lexicon.read(Project(ROOT))
FOGH, LOEKKE = f"{ID}person/anders-fogh-rasmussen", f"{ID}person/lars-loekke-rasmussen"
KNOWN = (
    Thing(FOGH, Kind.PERSON, ("Anders Fogh Rasmussen",), label="Anders Fogh Rasmussen"),
    Thing(LOEKKE, Kind.PERSON, ("Lars Løkke Rasmussen",), label="Lars Løkke Rasmussen"),
)
RECORD = Document(iri=DOCUMENT["report"].value, title="A report")


def decided(name: str, thing: str, verdict: Verdict, other: str = "") -> Decision:
    document = "" if other else "report"
    return Decision(
        document, "Person", name, thing, other, verdict, "", (), "The Editor", "2026-11-20"
    )


def resolution(name: str, *decisions: Decision) -> Resolution:
    extraction = Extraction({"p": Entity("p", Kind.PERSON, (name,))})
    resolver = Resolver(KNOWN, LEXICON, Ledger(decisions))
    return resolver.resolve(extraction, RECORD, on="2026-11-21")


def identity(name: str, *decisions: Decision) -> Identity:
    return resolution(name, *decisions).identities["p"]


def proposals(found: Resolution) -> set[str]:
    return {one.thing for one in found.decisions if one.verdict is Verdict.OPEN}


def test_without_a_decision_a_surname_is_left_open() -> None:
    found = resolution("Rasmussen")
    assert found.identities["p"].label
    assert proposals(found) == {FOGH, LOEKKE}


def test_what_a_person_says_a_name_means_is_what_it_means() -> None:
    found = identity("Rasmussen", decided("Rasmussen", LOEKKE, Verdict.SAME))
    assert (found.iri, found.score, found.label) == (LOEKKE, 1.0, "")


def test_a_thing_that_a_person_refused_is_not_found_again() -> None:
    name = "Lars Løkke Rasmussen"
    assert identity(name).iri == LOEKKE
    found = resolution(name, decided(name, LOEKKE, Verdict.NOT))
    assert found.identities["p"].label
    assert proposals(found) == set()


def test_a_pair_that_a_person_has_judged_is_not_proposed_again() -> None:
    made = identity("Rasmussen").iri
    judged = decided("Rasmussen", FOGH, Verdict.NOT, other=made)
    assert proposals(resolution("Rasmussen", judged)) == {LOEKKE}


def test_a_persons_decision_is_not_written_again_by_the_rule() -> None:
    found = resolution("Rasmussen", decided("Rasmussen", LOEKKE, Verdict.SAME))
    assert found.decisions == []


def test_what_was_decided_before_stands_with_its_day_and_its_proposals() -> None:
    first = resolution("Rasmussen")
    made = first.things[0]
    resolver = Resolver([*KNOWN, made], LEXICON, Ledger(first.decisions))
    extraction = Extraction({"p": Entity("p", Kind.PERSON, ("Rasmussen",))})
    again = resolver.resolve(extraction, RECORD, on="2027-01-01")
    assert again.decisions == first.decisions
    assert again.identities["p"].iri == first.identities["p"].iri


def test_what_was_decided_by_another_version_of_the_rule_is_decided_anew() -> None:
    old = replace(decided("Rasmussen", FOGH, Verdict.SAME), by="identity/0", score="0.90")
    assert identity("Rasmussen", old).iri not in (FOGH, LOEKKE)


def test_a_thing_that_became_another_is_found_as_that() -> None:
    first = resolution("Rasmussen")
    merged = decided("Rasmussen", LOEKKE, Verdict.SAME, other=first.things[0].key)
    assert identity("Rasmussen", *first.decisions, merged).iri == LOEKKE


def test_nothing_is_known_before_it_is_learnt() -> None:
    extraction = Extraction({"p": Entity("p", Kind.PERSON, ("Paul-Henri Spaak",))})
    resolver = Resolver(KNOWN, LEXICON, Ledger())
    first = resolver.resolve(extraction, RECORD)
    assert resolver.identities(extraction, RECORD)["p"].label
    resolver.learn(first)
    assert resolver.identities(extraction, RECORD)["p"].label == ""
