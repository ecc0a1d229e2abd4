"""Parameters are bound as terms: whatever a value holds, the query stays the query."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from communique.errors import (
    AmbiguousNameError,
    CommuniqueError,
    ParameterError,
    UnknownNameError,
)
from communique.queries.binding import bind, bound
from communique.queries.names import Names
from communique.queries.question import Parameter, Question
from communique.store import EmbeddedStore
from communique.vocabulary import CMQ, ID, RDF, RDFS, SCHEME, SKOS, XSD, Prefixes

PREFIXES = Prefixes({"country": f"{ID}country/", "person": f"{ID}person/", "cmq": str(CMQ)})
RURITANIA, SYLDAVIA = ID["country/ruritania"], ID["country/syldavia"]
RASSENDYLL, RUPERT = ID["person/rudolf-rassendyll"], ID["person/rupert"]


def english(text: str) -> Literal:
    return Literal(text, language="en")


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    made = EmbeddedStore()
    letter, deed = SCHEME["agreement-kind/letter"], SCHEME["agreement-kind/deed"]
    made.extend(
        [
            Quad(RURITANIA, RDF.type, CMQ.Country),
            Quad(RURITANIA, RDFS.label, english("Ruritania")),
            Quad(RURITANIA, SKOS.altLabel, english("Kingdom of Ruritania")),
            Quad(SYLDAVIA, RDF.type, CMQ.Country),
            Quad(SYLDAVIA, RDFS.label, english("Syldávia")),
            Quad(RASSENDYLL, RDF.type, CMQ.Person),
            Quad(RASSENDYLL, RDFS.label, english("Rudolf Rassendyll")),
            Quad(RASSENDYLL, CMQ.wording, Literal("the count")),
            Quad(RUPERT, RDF.type, CMQ.Person),
            Quad(RUPERT, RDFS.label, english("Rupert of Hentzau")),
            Quad(RUPERT, CMQ.wording, Literal("the count")),
            Quad(letter, SKOS.inScheme, SCHEME["agreement-kind"]),
            Quad(letter, SKOS.prefLabel, english("letter")),
            Quad(letter, SKOS.broader, deed),
            Quad(deed, SKOS.inScheme, SCHEME["agreement-kind"]),
            Quad(deed, SKOS.prefLabel, english("deed")),
        ]
    )
    return made


@pytest.fixture(scope="module")
def names(store: EmbeddedStore) -> Names:
    return Names(store, PREFIXES)


def resolved(
    names: Names, kind: str, value: str, name: str = "x", scheme: str = ""
) -> Sequence[str]:
    parameter = Parameter(name, kind, f"__{name}_iri", scheme=scheme)
    return [str(term) for term in names.resolve(parameter, value)]


@pytest.mark.parametrize(
    "name",
    ["Ruritania", "ruritania", "RURITANIA ", "Kingdom of  Ruritania", "country:ruritania",
     f"{ID}country/ruritania", f"<{ID}country/ruritania>"],
)  # fmt: skip
def test_a_thing_is_found_by_any_of_its_names(names: Names, name: str) -> None:
    assert resolved(names, "country", name) == [str(RURITANIA)]


def test_diacritics_do_not_matter(names: Names) -> None:
    assert resolved(names, "country", "Syldavia") == [str(SYLDAVIA)]


def test_a_concept_brings_its_narrower_ones(names: Names) -> None:
    found = resolved(names, "concept", "deed", scheme="agreement-kind")
    assert found == [str(SCHEME[f"agreement-kind/{name}"]) for name in ("deed", "letter")]


def test_a_name_of_another_kind_of_thing_is_unknown(names: Names) -> None:
    with pytest.raises(UnknownNameError, match="no person is called 'Ruritania'"):
        resolved(names, "person", "Ruritania")


def test_a_misspelt_name_offers_the_nearest(names: Names) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean Ruritania"):
        resolved(names, "country", "Ruritanai")


def test_a_name_that_fits_two_offers_both(names: Names) -> None:
    with pytest.raises(AmbiguousNameError) as error:
        resolved(names, "person", "the count")
    assert error.value.candidates == (
        "person:rudolf-rassendyll (Rudolf Rassendyll)",
        "person:rupert (Rupert of Hentzau)",
    )


@pytest.mark.parametrize(
    ("name", "value", "day"),
    [
        ("on", "2024-02-29", "2024-02-29"),
        ("from", "2024", "2024-01-01"),
        ("to", "2024", "2024-12-31"),
        ("to", "2024-02", "2024-02-29"),
    ],
)
def test_a_date_means_a_day(names: Names, name: str, value: str, day: str) -> None:
    assert resolved(names, "date", value, name) == [str(Literal(day, datatype=XSD.date))]


@pytest.mark.parametrize("value", ["2024", "2023-02-29", "29.2.2024", "2024-2-9", ""])
def test_what_is_no_day_is_refused(names: Names, value: str) -> None:
    with pytest.raises(ParameterError, match="is not a date"):
        resolved(names, "date", value, "on")


QUESTION = Question(
    "q",
    "?",
    "SELECT ?s ?o WHERE { ?s ?p ?o . ?s ?about ?__x_literal } ORDER BY ?s",
    parameters=(Parameter("x", "text", "__x_literal"),),
)


def test_several_values_are_alternatives(store: EmbeddedStore, names: Names) -> None:
    text = "SELECT ?label WHERE { ?__c_iri rdfs:label ?label } ORDER BY ?label"
    parameters = (Parameter("c", "country", "__c_iri"),)
    question = Question("q", "?", text, parameters=parameters)
    bindings = bind(question, {"c": ["Ruritania", "country:syldavia"]}, names)
    found = store.query(bound(text, bindings), {"rdfs": str(RDFS)})
    assert not isinstance(found, bool | list)
    assert found.rows == [(english("Ruritania"),), (english("Syldávia"),)]


HOSTILE = [
    '" } ; DROP ALL #',
    "> } ; DELETE WHERE { ?s ?p ?o } #",
    "\\u0022 }",
    "x\\",
    "?s",
    "} UNION { ?s ?p ?o",
    "\n# comment",
    "\r\n\t\x00",
    "\u202e",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_text_is_only_a_text(store: EmbeddedStore, names: Names, value: str) -> None:
    before = len(store)
    bindings = bind(QUESTION, {"x": [value]}, names)
    assert store.select(bound(QUESTION.text, bindings)).rows == []
    assert bindings["__x_literal"] == [Literal(value)]
    assert len(store) == before


@given(value=st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_finds_itself_and_nothing_else(value: str) -> None:
    own = EmbeddedStore()
    subject = NamedNode("http://example.org/s")
    own.extend([Quad(subject, CMQ.alias, Literal(value)), Quad(subject, CMQ.alias, Literal("?"))])
    text = "SELECT ?x WHERE { ?s ?p ?x }"
    found = own.select(bound(text, {"x": [Literal(value)]}))
    assert found.rows == [(Literal(value),)]


@given(value=st.text(max_size=30), kind=st.sampled_from(["country", "person", "date", "entity"]))
def test_any_value_is_a_thing_or_an_error(names: Names, value: str, kind: str) -> None:
    try:
        found = names.resolve(Parameter("x", kind, "__x_iri"), value)
    except CommuniqueError as error:
        assert error.exit_code == 2
    else:
        assert len(found) == 1


def test_an_unknown_parameter_is_refused(names: Names) -> None:
    with pytest.raises(ParameterError, match="The question takes: x"):
        bind(QUESTION, {"y": ["1"]}, names)
