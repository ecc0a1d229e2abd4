"""The state of a row: nothing planned, hedged, denied, differing or unchecked looks plain.

Small graphs are made of random passages, each with a certainty, a checker, an article and what
it says of a few agreements; a written-out model says what the state of each row must be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Triple

from communique.dataset import with_default
from communique.receipts.rows.state import Row, States
from communique.state import RowState
from communique.store import EmbeddedStore
from communique.vocabulary import (
    CMQ,
    DOCUMENT,
    DOCUMENTS_GRAPH,
    ID,
    ONTOLOGY_GRAPH,
    RDF,
    REVIEWS_GRAPH,
    SCHEME,
    SKOS,
    XSD,
)

AGREEMENTS = [ID[f"agreement/{name}"] for name in "xy"]
COUNTRIES = [ID[f"country/{name}"] for name in ("borduria", "syldavia")]
STAGES = {"planned": 1, "signed": 4}
CERTAINTIES = ("stated", "hedged", "denied")


@dataclass(frozen=True)
class Said:
    """A passage: in which article, how surely, looked at or not, and what it says."""

    article: int
    certainty: str
    checked: bool
    agreement: int
    country: int | None
    stage: str | None
    reviewed: bool = False
    """Whether somebody found right of it which country the agreement belongs to."""


passages = st.lists(
    st.builds(
        Said,
        st.integers(0, 2),
        st.sampled_from(CERTAINTIES),
        st.booleans(),
        st.integers(0, 1),
        st.sampled_from([None, 0, 1]),
        st.sampled_from([None, "planned", "signed"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


def quads(said: Sequence[Said]) -> Iterator[Quad]:
    """The graph of the passages, as a build would hold it."""
    yield Quad(CMQ.country, CMQ.singleValued, Literal("true", datatype=XSD.boolean), ONTOLOGY_GRAPH)
    for stage, order in STAGES.items():
        node = SCHEME[f"stage/{stage}"]
        yield Quad(node, SKOS.inScheme, SCHEME["stage"], ONTOLOGY_GRAPH)
        yield Quad(node, SKOS.prefLabel, Literal(stage, language="en"), ONTOLOGY_GRAPH)
        notation = Literal(str(order), datatype=XSD.integer)
        yield Quad(node, SKOS.notation, notation, ONTOLOGY_GRAPH)
    not_done = SCHEME["stage/not-done"]
    yield Quad(not_done, SKOS.member, SCHEME["stage/planned"], ONTOLOGY_GRAPH)
    for number, one in enumerate(said):
        passage = NamedNode(f"{DOCUMENT}{one.article}#char={number},{number + 1}")
        agreement = AGREEMENTS[one.agreement]
        yield Quad(agreement, RDF.type, CMQ.Agreement, passage)
        if one.country is not None:
            yield Quad(agreement, CMQ.country, COUNTRIES[one.country], passage)
        if one.stage is not None:
            yield Quad(agreement, CMQ.stage, SCHEME[f"stage/{one.stage}"], passage)
        certainty = SCHEME[f"certainty/{one.certainty}"]
        yield Quad(passage, CMQ.certainty, certainty, DOCUMENTS_GRAPH)
        if one.checked:
            yield Quad(passage, CMQ.checkedBy, ID["organization/us"], DOCUMENTS_GRAPH)
        else:
            yield Quad(passage, CMQ.rule, Literal("reading/1"), DOCUMENTS_GRAPH)
        if one.reviewed:
            yield from review(passage, agreement, CMQ.country)


def review(passage: NamedNode, subject: NamedNode, predicate: NamedNode) -> Iterator[Quad]:
    """That somebody found right what a passage says of a thing by one property."""
    node = NamedNode(f"{passage.value.partition('#')[0]}#review={passage.value.rpartition('=')[2]}")
    for link, value in (
        (RDF.type, CMQ.Review),
        (CMQ.reviews, passage),
        (CMQ.checkedBy, ID["reviewer/ada"]),
        (RDF.subject, subject),
        (RDF.predicate, predicate),
    ):
        yield Quad(node, link, value, REVIEWS_GRAPH)


def nothing(_triple: Triple) -> list[Sequence[Triple]]:
    """No derivation: everything here is asserted."""
    return []


def states_of(said: Sequence[Said]) -> States:
    store = EmbeddedStore()
    store.extend(with_default(quads(said)))
    return States(store, nothing)


def state(states: States, agreement: int, country: int, *, aggregate: bool = False) -> RowState:
    node = AGREEMENTS[agreement]
    solution = [Quad(node, CMQ.country, COUNTRIES[country])]
    return states.state(Row([solution], subject=node, terms=(node,), aggregate=aggregate))[0]


def stages(about: Sequence[Said], articles: set[int]) -> set[str]:
    """The stages that these articles give, else those that any does."""
    own = {one.stage for one in about if one.stage and one.article in articles}
    return own or {one.stage for one in about if one.stage}


def worst(said: Sequence[Said]) -> int:
    return min(CERTAINTIES.index(one.certainty) for one in said)


@given(passages)
def test_the_state_is_what_the_passages_make_it(said: list[Said]) -> None:
    states = states_of(said)
    for agreement in (0, 1):
        about = [one for one in said if one.agreement == agreement]
        for country in (0, 1):
            saying = [one for one in about if one.country == country]
            if not saying:
                continue
            found = state(states, agreement, country)
            level = worst(saying)
            best = [one for one in saying if CERTAINTIES.index(one.certainty) == level]
            assert found.certainty == CERTAINTIES[level]
            assert found.checked == any(one.checked or one.reviewed for one in best)
            assert bool(found.checked_by) >= found.checked
            assert found.articles == len({one.article for one in best})
            assert set(found.stage) == stages(about, {one.article for one in best})
            assert found.differs == any(one.country == 1 - country for one in about)


@given(passages)
def test_a_review_checks_nothing_but_what_it_names(said: list[Said]) -> None:
    """What a passage says by another property is checked with the passage only."""
    states = states_of(said)
    for number, one in enumerate(said):
        if one.stage is None:
            continue
        node, stage = AGREEMENTS[one.agreement], SCHEME[f"stage/{one.stage}"]
        passage = NamedNode(f"{DOCUMENT}{one.article}#char={number},{number + 1}")
        told = Quad(node, CMQ.stage, stage, passage)
        named = Quad(node, RDF.type, CMQ.Agreement, passage)
        for quad, checked in ((told, one.checked), (named, one.checked or _named(one))):
            found = states.state(Row([[quad]]))[0]
            assert found.checked == checked


def _named(one: Said) -> bool:
    """Whether somebody found something right of the thing, which then is what it is called."""
    return one.reviewed and one.country is not None


@given(passages)
def test_nothing_doubtful_looks_plain(said: list[Said]) -> None:
    """The words under a row name each doubt; a row without doubt has none of the words."""
    states = states_of(said)
    for one in said:
        if one.country is None:
            continue
        found = state(states, one.agreement, one.country)
        words = str(found)
        assert ("hedged" in words) == (found.certainty == "hedged")
        assert ("denied" in words) == (found.certainty == "denied")
        assert ("unchecked" in words) == (not found.checked)
        assert ("‡" in words) == found.differs
        assert ("planned" in words) == ("planned" in found.stage)


@given(passages)
def test_an_aggregate_is_as_doubtful_as_its_weakest_member(said: list[Said]) -> None:
    states = states_of(said)
    solutions = [
        [Quad(AGREEMENTS[one.agreement], CMQ.country, COUNTRIES[one.country])]
        for one in said
        if one.country is not None
    ]
    if not solutions:
        return
    together = states.state(Row(solutions, aggregate=True))[0]
    each = [states.state(Row([one]))[0] for one in solutions]
    ranks = [CERTAINTIES.index(one.certainty) for one in each]
    assert together.certainty == CERTAINTIES[max(ranks)]


def test_what_no_single_article_says_is_said_together() -> None:
    states = states_of([Said(0, "stated", True, 0, 0, None), Said(1, "stated", True, 1, 1, None)])
    solution = [
        Quad(AGREEMENTS[0], CMQ.country, COUNTRIES[0]),
        Quad(AGREEMENTS[1], CMQ.country, COUNTRIES[1]),
    ]
    found, shown = states.state(Row([solution]))
    assert found.together
    assert found.counted() == "2 articles together, 2 origins"
    assert len(shown) == 2


def test_articles_that_cite_one_source_have_one_origin() -> None:
    said = [Said(number, "stated", True, 0, 0, None) for number in range(3)]
    store = EmbeddedStore()
    ministry = ID["organization/ministry"]
    cites = [Quad(DOCUMENT[str(n)], CMQ.cites, ministry, DOCUMENTS_GRAPH) for n in (0, 1)]
    store.extend(with_default([*quads(said), *cites]))
    found = state(States(store, nothing), 0, 0)
    assert found.counted() == "3 articles, 2 origins"


def test_an_inferred_row_rests_on_its_premises() -> None:
    said = [Said(0, "hedged", True, 0, 0, None), Said(1, "stated", False, 1, 1, None)]
    store = EmbeddedStore()
    store.extend(with_default(quads(said)))
    follows = Triple(AGREEMENTS[0], CMQ.partOf, AGREEMENTS[1])
    inferred = NamedNode("https://w3id.org/communique/graph/inferred")
    store.extend(with_default([Quad(follows.subject, follows.predicate, follows.object, inferred)]))
    premises = [
        Triple(AGREEMENTS[0], CMQ.country, COUNTRIES[0]),
        Triple(AGREEMENTS[1], CMQ.country, COUNTRIES[1]),
    ]
    states = States(store, lambda triple: [premises] if triple == follows else [])
    row = Row([[Quad(follows.subject, follows.predicate, follows.object)]])
    found, shown = states.state(row)
    assert (found.certainty, found.checked, found.articles) == ("hedged", False, 2)
    assert found.together
    assert len(shown) == 2


def test_what_is_asserted_may_also_follow_from_another_article() -> None:
    """One article calls it an event, the other a conference, which is an event."""
    passages_of = [NamedNode(f"{DOCUMENT}{number}#char=0,1") for number in (0, 1)]
    node = ID["event/x"]
    event, conference = Triple(node, RDF.type, CMQ.Event), Triple(node, RDF.type, CMQ.Conference)
    store = EmbeddedStore()
    store.extend(
        with_default(
            [
                Quad(node, RDF.type, CMQ.Event, passages_of[0]),
                Quad(node, RDF.type, CMQ.Conference, passages_of[1]),
            ]
        )
    )
    states = States(store, lambda triple: [[conference]] if triple == event else [])
    found = states.state(Row([[Quad(node, RDF.type, CMQ.Event)]]))[0]
    assert found.counted() == "2 articles, 2 origins"
    assert not found.together


def test_cycles_of_derivations_end() -> None:
    """Each of two triples follows from the other; only what a passage asserts holds."""
    node = ID["event/x"]
    one, other = (Triple(node, CMQ.partOf, ID[f"event/{name}"]) for name in "yz")
    store = EmbeddedStore()
    passage = NamedNode(f"{DOCUMENT}0#char=0,1")
    inferred = NamedNode("https://w3id.org/communique/graph/inferred")
    store.extend(
        with_default(
            [
                Quad(one.subject, one.predicate, one.object, passage),
                Quad(other.subject, other.predicate, other.object, inferred),
            ]
        )
    )
    states = States(store, lambda triple: [[other]] if triple == one else [[one]])
    found = states.state(Row([[Quad(other.subject, other.predicate, other.object)]]))[0]
    assert found.articles == 1
