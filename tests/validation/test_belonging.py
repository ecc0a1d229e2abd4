"""What only a passage may say, said elsewhere; and entries that are what they are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from communique.model import Passage, Place, Statement
from communique.validation import Severity, Validator, check_antecedents, check_statements
from communique.vocabulary import (
    BACKGROUND_GRAPHS,
    CMQ,
    DCTERMS,
    DOCUMENTS_GRAPH,
    GRAPH,
    ID,
    LINKS_GRAPH,
    ONTOLOGY_GRAPH,
    OWL,
    PROV,
    RDF,
    RDFS,
    REGISTRY_GRAPH,
    SKOS,
)
from tests.validation.support import LETTER, PASSAGE

PLACE = Place(Path("persons.ttl"), 7)
PERSON = ID["person/ada-lind"]
COMPANY = ID["organization/works-company"]
SIGNATURE = ID["signature/port-letter/freedonia/ada-lind"]
BACKGROUND = NamedNode(f"{BACKGROUND_GRAPHS}organizations")
NAME = Literal("Ada Lind", language="en")


def remedies(quad: Quad) -> list[str]:
    results = list(check_statements([Statement(quad, PLACE)], {}))
    assert all(one.severity == Severity.VIOLATION and one.place == PLACE for one in results)
    return [result.remedy for result in results]


@pytest.mark.parametrize(
    "quad",
    [
        Quad(PERSON, CMQ.memberOf, COMPANY, REGISTRY_GRAPH),
        Quad(COMPANY, CMQ.country, ID["country/freedonia"], REGISTRY_GRAPH),
        Quad(PERSON, OWL.sameAs, COMPANY, REGISTRY_GRAPH),
        Quad(SIGNATURE, RDF.type, CMQ.Signature, REGISTRY_GRAPH),
        Quad(SIGNATURE, RDF.type, CMQ.Signature, BACKGROUND),
        Quad(PERSON, CMQ.memberOf, COMPANY, BACKGROUND),
        Quad(PERSON, CMQ.memberOf, COMPANY, LINKS_GRAPH),
        Quad(PERSON, RDFS.label, NAME, ONTOLOGY_GRAPH),
        Quad(CMQ.Own, RDF.type, CMQ.Utterance, ONTOLOGY_GRAPH),
        Quad(LETTER, RDF.type, CMQ.Commitment, DOCUMENTS_GRAPH),
    ],
    ids=str,
)
def test_what_only_a_passage_may_say_is_refused_elsewhere(quad: Quad) -> None:
    assert remedies(quad) == ["Put it into the passage that says it."]


@pytest.mark.parametrize(
    "quad",
    [
        Quad(PERSON, RDF.type, CMQ.Person, REGISTRY_GRAPH),
        Quad(PERSON, RDFS.label, NAME, REGISTRY_GRAPH),
        Quad(PERSON, SKOS.scopeNote, NAME, REGISTRY_GRAPH),
        Quad(GRAPH.registry, DCTERMS.title, NAME, REGISTRY_GRAPH),
        Quad(GRAPH["background/organizations"], PROV.wasDerivedFrom, COMPANY, BACKGROUND),
        Quad(COMPANY, CMQ.country, ID["country/freedonia"], BACKGROUND),
        Quad(COMPANY, SKOS.exactMatch, NamedNode("https://a.example/1"), LINKS_GRAPH),
        Quad(CMQ.Person, RDF.type, OWL.Class, ONTOLOGY_GRAPH),
        Quad(SIGNATURE, RDF.type, CMQ.Signature, PASSAGE),
        Quad(PERSON, CMQ.memberOf, COMPANY, PASSAGE),
        Quad(LETTER, RDF.type, CMQ.Document, DOCUMENTS_GRAPH),
    ],
    ids=str,
)
def test_what_needs_no_passage_is_taken(quad: Quad) -> None:
    assert remedies(quad) == []


@pytest.mark.parametrize(
    ("name", "types", "fact"),
    [
        ("person/x", [], "person/x has no type"),
        ("person/x", [CMQ.Persn], "person/x is typed Persn, and named a person"),
        ("person/x", [SKOS.Concept], "and named a person"),
        ("term-of-office/x", [CMQ.Agent], "and named a term-of-office"),
        ("banana/x", [CMQ.Person], "and named a banana"),
        ("person/x", [CMQ.Person], ""),
        ("organization/x", [CMQ.Ministry], ""),
        ("place/x", [CMQ.Agent, CMQ.Place], ""),
    ],
)
def test_entries_are_typed_as_they_are_named(
    validator: Validator, name: str, types: list[NamedNode], fact: str
) -> None:
    quads = [Quad(ID[name], RDFS.label, Literal("X", language="en"), REGISTRY_GRAPH)]
    quads += [Quad(ID[name], RDF.type, one, REGISTRY_GRAPH) for one in types]
    report = validator.validate([Statement(quad, PLACE) for quad in quads], focus=[])
    messages = [one.message for one in report.results]
    assert len(messages) == bool(fact)
    assert all(fact in message for message in messages)
    assert report.conforms is not bool(fact)


def test_background_may_speak_of_what_the_registry_types(validator: Validator) -> None:
    typed = Quad(COMPANY, RDF.type, CMQ.Company, REGISTRY_GRAPH)
    told = Quad(COMPANY, CMQ.country, ID["country/freedonia"], BACKGROUND)
    assert validator.validate([Statement(q, PLACE) for q in (typed, told)], focus=[]).conforms
    assert not validator.validate([Statement(told, PLACE)], focus=[]).conforms


def test_antecedents_that_lead_back_resolve_nothing() -> None:
    one, two, three, four = (Passage(LETTER.value, n, n + 5).iri for n in (0, 10, 20, 30))
    pairs = [(one, two), (two, three), (three, two), (four, four)]
    given = [
        Statement(Quad(start, CMQ.antecedent, end, DOCUMENTS_GRAPH), Place(Path("a.trig"), line))
        for line, (start, end) in enumerate(pairs, 1)
    ]
    results = list(check_antecedents(given))
    assert [one.place.line for one in results if one.place] == [2, 3, 4]
    assert all(one.severity == Severity.VIOLATION for one in results)
    assert list(check_antecedents(given[:2])) == []
