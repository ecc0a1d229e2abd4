"""The ontology keeps its own style, and everything in it is used."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from communique import turtle
from communique.model import text_of, triple_of
from communique.project import Project
from communique.validation.validator import validate
from communique.vocabulary import CMQ, OWL, RDF, RDFS, SKOS

WIKIDATA = "http://www.wikidata.org/entity/"


@pytest.fixture(scope="module")
def project(root: Path) -> Project:
    return Project(root)


@pytest.fixture(scope="module")
def ontology(project: Project) -> list[Triple]:
    return [triple_of(statement.quad) for statement in turtle.read(project.ontology)]


@pytest.fixture(scope="module")
def schemes(project: Project) -> list[Triple]:
    return [triple_of(s.quad) for path in project.schemes for s in turtle.read(path)]


def terms(ontology: list[Triple]) -> set[str]:
    """Names of the classes and properties."""
    return {
        text_of(t.subject).removeprefix(str(CMQ))
        for t in ontology
        if t.predicate == RDF.type and text_of(t.subject).startswith(str(CMQ))
    }


def test_it_conforms_to_its_house_style(project: Project) -> None:
    shapes = [triple_of(statement.quad) for statement in turtle.read(project.house_style)]
    paths = [project.ontology, *project.schemes]
    statements = [statement for path in paths for statement in turtle.read(path)]
    triples = [triple_of(statement.quad) for statement in statements]
    report = validate(statements, shapes, triples)
    assert [str(one) for one in report.results if "structure" not in one.shape] == []


def mentioned(paths: list[Path]) -> set[str]:
    """Names of our terms in queries."""
    return {name for path in paths for name in re.findall(r"cmq:(\w+)", path.read_text("utf-8"))}


def used(project: Project, ontology: list[Triple], schemes: list[Triple]) -> Iterator[str]:
    """Terms that a question, check or view asks for, by name or through what it stands for."""
    views = [project.views / "name.rq", *(project.views / "facts").glob("*.rq")]
    named = mentioned([*project.questions, *project.checks, *views])
    yield from named
    for triple in schemes:  # `organisations kind=…` asks for the class that a kind indicates
        if triple.predicate == CMQ.indicates:
            yield text_of(triple.object).removeprefix(str(CMQ))
    for triple in ontology:  # a premise of a chain that is asked for, or its inverse
        subject = text_of(triple.subject).removeprefix(str(CMQ))
        if triple.predicate == OWL.propertyChainAxiom and subject in named:
            yield from chain(ontology, triple)
        if triple.predicate == OWL.inverseOf:
            yield subject
            yield text_of(triple.object).removeprefix(str(CMQ))


def chain(ontology: list[Triple], axiom: Triple) -> Iterator[str]:
    node: object = axiom.object
    while node != RDF.nil:
        first = next(t for t in ontology if t.subject == node and t.predicate == RDF.first)
        yield text_of(first.object).removeprefix(str(CMQ))
        node = next(t.object for t in ontology if t.subject == node and t.predicate == RDF.rest)


def test_a_question_or_check_uses_every_term(
    project: Project, ontology: list[Triple], schemes: list[Triple]
) -> None:
    assert terms(ontology) - set(used(project, ontology, schemes)) == set()


def test_queries_and_data_use_no_term_that_is_not_there(
    project: Project, ontology: list[Triple]
) -> None:
    paths = [*project.questions, *project.checks, *project.texts]
    assert mentioned(paths) - terms(ontology) == set()


def test_nothing_in_it_makes_two_things_one(ontology: list[Triple]) -> None:
    """No functional property, key or cardinality: under OWL 2 RL they merge individuals."""
    found = {term for triple in ontology for term in (triple.predicate, triple.object)}
    forbidden = ["FunctionalProperty", "InverseFunctionalProperty", "hasKey", "sameAs"]
    forbidden += ["maxCardinality", "cardinality", "maxQualifiedCardinality"]
    assert {OWL[name] for name in forbidden} & found == set()


def test_concepts_stand_in_one_scheme_without_cycles(schemes: list[Triple]) -> None:
    concepts = {t.subject for t in schemes if t.predicate == RDF.type and t.object == SKOS.Concept}
    within = Counter(t.subject for t in schemes if t.predicate == SKOS.inScheme)
    assert set(within) == concepts
    assert set(within.values()) == {1}
    broader = {(t.subject, t.object) for t in schemes if t.predicate == SKOS.broader}
    reached = set(broader)
    while True:
        more = {(a, d) for a, b in reached for c, d in broader if b == c} - reached
        if not more:
            break
        reached |= more
    assert [one for one, other in reached if one == other] == []


def test_a_label_means_one_concept_of_its_scheme(schemes: list[Triple]) -> None:
    scheme = {t.subject: t.object for t in schemes if t.predicate == SKOS.inScheme}
    names = Counter(
        (scheme[t.subject], t.object.value.casefold())
        for t in schemes
        if t.predicate in (SKOS.prefLabel, SKOS.altLabel)
        and isinstance(t.object, Literal)
        and t.subject in scheme
    )
    assert [name for name, number in names.items() if number > 1] == []


def test_alignments_name_verified_items_only(project: Project, shared: Path) -> None:
    with (shared / "wikidata" / "verified.tsv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    verified = {row["id"] for row in rows if row["status"] == "verified"}
    items = {
        text_of(s.quad.object).rsplit("/", 1)[-1]
        for path in project.alignments
        for s in turtle.read(path)
        if text_of(s.quad.object).startswith("http://www.wikidata.org/")
    }
    assert items
    assert {item for item in items if re.fullmatch(r"[QP]\d+", item)} <= verified


def test_alignments_speak_of_terms_that_are_there(
    project: Project, ontology: list[Triple], schemes: list[Triple]
) -> None:
    known = {t.subject for t in [*ontology, *schemes]}
    for path in project.alignments:
        for statement in turtle.read(path):
            subject = statement.quad.subject
            if text_of(subject).startswith("https://w3id.org/communique/"):
                described = subject in known or "graph/" in text_of(subject)
                assert described or "alignment" in text_of(subject), subject


def test_the_context_has_a_key_for_every_property(project: Project, ontology: list[Triple]) -> None:
    context = json.loads(project.context.read_text(encoding="utf-8"))["@context"]
    keys = {
        (value["@id"] if isinstance(value, dict) else value)
        for value in context.values()
        if isinstance(value, str | dict) and (isinstance(value, str) or "@id" in value)
    }
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    properties = {
        text_of(t.subject) for t in ontology if t.predicate == RDF.type and t.object in kinds
    }
    short = {iri.replace(str(CMQ), "cmq:") for iri in properties}
    assert short - {key.replace(str(CMQ), "cmq:") for key in keys} == set()


def test_prefixes_and_namespaces_are_one_to_one(project: Project) -> None:
    assert len(set(project.prefixes.values())) == len(project.prefixes)


def test_every_term_says_where_it_is_defined(ontology: list[Triple]) -> None:
    home = NamedNode("https://w3id.org/communique/ontology")
    defined = {t.subject for t in ontology if t.predicate == RDFS.isDefinedBy and t.object == home}
    assert {text_of(node).removeprefix(str(CMQ)) for node in defined} >= terms(ontology)
