"""Extractions written by hand, as statements: what they say, and what cannot be said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from communique import turtle
from communique.claims import (
    Certainty,
    Claim,
    Concept,
    Day,
    Entity,
    Extraction,
    Figure,
    Kind,
    Mention,
    Money,
    Predicate,
    Span,
    Words,
)
from communique.evaluation.facts import Gold, predictions
from communique.evaluation.matching import Matcher
from communique.evaluation.names import Spellings
from communique.evaluation.score import score
from communique.fingerprint import words
from communique.model import Document, Passage, Place, Statement, text_of
from communique.predicting import Predictor
from communique.project import Project
from communique.statements.commitments import Commitments, Told, told_in
from communique.statements.concepts import MOST_WORDS, Concepts, content, short
from communique.statements.graph import DocumentGraph, graph_of
from communique.statements.names import fresh
from communique.validation import check_words
from communique.vocabulary import CMQ, DOCUMENT, RDF, SCHEME, SKOS
from tests.statements.extractions import extraction, load

HERE = Path(__file__).parent
TREATY = load(HERE / "treaty.yaml")
TEXT: str = TREATY["text"]
FOUND = extraction(TREATY, TEXT)
RECORD = Document(DOCUMENT["1957-03-26-reuters-treaty"].value, title="Treaty")
"""Without a day of publication, so that the date line makes no passage of its own."""


@pytest.fixture(scope="module")
def schemes(root: Path) -> list[Statement]:
    return [statement for path in Project(root).schemes for statement in turtle.read(path)]


def graph(found: Extraction, schemes: Sequence[Statement] = (), text: str = TEXT) -> DocumentGraph:
    return graph_of(
        RECORD, text, found, fresh(found), concepts=Concepts(schemes), commitments=Commitments()
    )


def claims(predicate: Predicate) -> list[Claim]:
    return [claim for claim in FOUND.claims if claim.predicate is predicate]


def one(predicate: Predicate) -> Claim:
    return claims(predicate)[0]


def of(*said: Claim) -> Extraction:
    return replace(FOUND, claims=said)


def values(quads: Sequence[Quad], predicate: NamedNode) -> list[str]:
    return [text_of(quad.object) for quad in quads if quad.predicate == predicate]


def test_every_predicate_can_be_said(schemes: list[Statement]) -> None:
    assert {claim.predicate for claim in FOUND.claims} == set(Predicate)
    made = graph(FOUND, schemes)
    assert made.left_out == ()
    named = {text_of(quad.graph_name) for quad in made.quads}
    for claim in FOUND.claims:
        assert Passage(RECORD.iri, *claim.span).iri.value in named


def test_the_passage_that_names_a_speaker_says_so(schemes: list[Statement]) -> None:
    """Though only the quotation, which names nobody, makes a claim."""
    text = "“We signed the treaty.” Spaak said."
    name = Span(text.index("Spaak"), text.index(" said"))
    paper = Span(text.index("treaty"), text.index("."))
    signed = Span(text.index("signed"), paper.end)
    claim = Claim(
        Predicate.AGREEMENT,
        (
            ("agreement", Mention("agreement:1", paper)),
            ("kind", Concept("agreement-kind:treaty", paper)),
            ("stage", Concept("stage:signed", signed)),
        ),
        signed,
        signed,
        "signing-active/1",
        antecedents=(name,),
        attributed_to="person:spaak",
    )
    entities = {
        "agreement:1": Entity("agreement:1", Kind.AGREEMENT, ("treaty",), concept="", proper=False),
        "person:spaak": Entity("person:spaak", Kind.PERSON, ("Spaak",)),
    }
    made = graph(Extraction(entities, (claim,), ()), schemes, text)
    said = {text_of(quad.graph_name) for quad in made.quads}
    assert Passage(RECORD.iri, *name).iri.value in said


def test_the_facts_come_out_as_a_reader_has_them(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "treaty.txt"
    path.write_text(TEXT, encoding="utf-8")
    predictor = Predictor(Project(root), lambda reading: extraction(TREATY, reading.text))
    record = predictor.facts(path)
    assert [[fact["p"], *fact["a"]] for fact in record["facts"]] == TREATY["facts"]
    assert (record["id"], record["published"]) == ("treaty", "1957-03-26")


def test_the_facts_of_document_004_come_out_as_the_gold_has_them(root: Path, shared: Path) -> None:
    case = load(HERE / "document-004.yaml")
    path = shared / "documents" / "004_ebcd44348759e8df.txt"
    predictor = Predictor(Project(root), lambda reading: extraction(case, reading.text))
    gold = Gold()
    gold.read(shared / "evaluation" / "gold-004.json")
    matcher = Matcher(Spellings.read(shared / "evaluation" / "aliases.json"))
    found = score(gold, predictions([predictor.facts(path)], path), matcher)
    assert (found.total.right, found.total.extracted, found.misses) == (39, 39, [])


def test_passages_bear_the_words_of_the_text(schemes: list[Statement]) -> None:
    said = [Statement(quad, Place(Path("treaty.trig"))) for quad in graph(FOUND, schemes).quads]
    assert list(check_words(said, TEXT)) == []
    prints = [quad for quad, _ in said if quad.predicate == CMQ.fingerprint]
    assert len(prints) == len({quad.subject for quad, _ in said if quad.predicate == CMQ.gloss})


def test_glosses_are_short_sentences_of_ours(schemes: list[Statement]) -> None:
    said = [word.text for word in words(TEXT)]
    runs = {tuple(said[i : i + 8]) for i in range(len(said) - 7)}
    for gloss in values(graph(FOUND, schemes).quads, CMQ.gloss):
        assert len(gloss) <= 200
        assert re.fullmatch(r"[A-Z].*\.", gloss)
        own = [word.text for word in words(gloss)]
        assert not runs & {tuple(own[i : i + 8]) for i in range(len(own) - 7)}


@pytest.mark.parametrize(
    ("predicate", "gloss"),
    [
        (Predicate.SIGNATURE, "Paul-Henri Spaak signs the Treaty of Rome for Belgium."),
        (Predicate.TERM_OF_OFFICE, "Paul-Henri Spaak is Foreign Minister of Belgium."),
        (Predicate.COUNT, "The Messina Conference has at least 60 delegates from Belgium."),
        (Predicate.LEGAL_FORCE, "The Treaty of Rome is of binding force."),
        (Predicate.SHARE, "Belgium owns 50 per cent of Sabena."),
        (
            Predicate.PART_OF,
            "According to Paul-Henri Spaak, the Treaty of Rome is a part of European project.",
        ),
        (
            Predicate.AGREEMENT,
            "The Treaty of Rome is a treaty, signed on 25 March 1957 in Rome.",
        ),
    ],
)
def test_glosses_say_what_the_claims_say(predicate: Predicate, gloss: str) -> None:
    passage = Passage(RECORD.iri, *one(predicate).span).iri
    quads = [quad for quad in graph(of(one(predicate))).quads if quad.subject == passage]
    assert values(quads, CMQ.gloss) == [gloss]


def test_claims_on_one_span_share_a_passage() -> None:
    (made,) = {claim.span for claim in claims(Predicate.KIND) + claims(Predicate.COUNTRY)}
    quads = graph(of(*claims(Predicate.KIND), *claims(Predicate.COUNTRY))).quads
    own = [quad for quad in quads if quad.subject == Passage(RECORD.iri, *made).iri]
    assert values(own, CMQ.rule) == ["country/1", "kind/1"]
    assert len(values(own, CMQ.certainty)) == len(values(own, CMQ.fingerprint)) == 1


def test_a_passage_is_as_firm_as_its_least_firm_claim() -> None:
    firm, kind = one(Predicate.COUNTRY), one(Predicate.KIND)
    quads = graph(of(firm, replace(kind, certainty=Certainty.HEDGED, attributed_to="spaak"))).quads
    assert [v.rsplit("/", 1)[-1] for v in values(quads, CMQ.certainty)] == ["hedged"]
    assert [v.rsplit("/", 1)[-1] for v in values(quads, CMQ.attributedTo)] == ["paul-henri-spaak"]


def test_antecedents_are_passages_that_name_what_is_meant() -> None:
    topic, signature = one(Predicate.TOPIC), one(Predicate.SIGNATURE)
    quads = graph(of(topic)).quads
    node = Passage(RECORD.iri, *signature.span).iri
    assert values(quads, CMQ.antecedent) == [node.value]
    assert [text_of(q.object) for q in quads if q.graph_name == node] == ["Treaty of Rome"]
    own = [quad for quad in quads if quad.subject == node]
    assert values(own, CMQ.gloss) == ["The words tell who or what is meant: the Treaty of Rome."]
    assert values(own, CMQ.rule) == [topic.rule]


def test_antecedents_do_not_lead_back() -> None:
    one_, other = Span(125, 166), Span(150, 204)
    first = replace(one(Predicate.TERM_OF_OFFICE), span=one_, antecedents=(other,))
    second = replace(one(Predicate.SIGNATURE), span=other, antecedents=(one_, other))
    quads = [q for q in graph(of(first, second)).quads if q.predicate == CMQ.antecedent]
    assert [(text_of(q.subject), text_of(q.object)) for q in quads] == [
        (Passage(RECORD.iri, *one_).iri.value, Passage(RECORD.iri, *other).iri.value)
    ]


def changed(claim: Claim, role: str, value: object) -> Claim:
    arguments = [(name, value if name == role else given) for name, given in claim.arguments]
    return replace(claim, arguments=tuple(arguments))  # type: ignore[arg-type]  # any argument


AT = Span(0, 10)
UNSAYABLE = [
    (changed(one(Predicate.AGREEMENT), "date", Day("1957-02-30", AT)), "no day '1957-02-30'"),
    (changed(one(Predicate.AGREEMENT), "date", Day("--02-30", AT)), "no day '--02-30'"),
    (changed(one(Predicate.AGREEMENT), "date", Day("soon", AT)), "no day 'soon'"),
    (changed(one(Predicate.AMOUNT), "amount", Money(Decimal(1), "ZZZ", AT)), "no code of a curr"),
    (changed(one(Predicate.AMOUNT), "amount", Money(Decimal("1e30"), "USD", AT)), "too large"),
    (changed(one(Predicate.COUNT), "number", Figure(Decimal("NaN"), AT)), "no number"),
    (changed(one(Predicate.COUNT), "number", Figure(Decimal(-1), AT)), "no number"),
    (replace(one(Predicate.SHARE), span=Span(1000, 2000)), "no span of a text"),
    (replace(one(Predicate.SHARE), span=Span(0, 401)), "401 characters"),
    (replace(one(Predicate.SHARE), span=Span(16, 17)), "no words"),
    (replace(one(Predicate.SHARE), arguments=()), "has no venture"),
    (replace(one(Predicate.QUANTITY), arguments=()), "has no product"),
    (replace(one(Predicate.PARTICIPATION), arguments=()), "has no role"),
]


@pytest.mark.parametrize(("claim", "reason"), UNSAYABLE, ids=[reason for _, reason in UNSAYABLE])
def test_what_cannot_be_said_is_told(claim: Claim, reason: str) -> None:
    made = graph(of(claim, one(Predicate.SIGNATURE)))
    assert [(dropped.claim, reason in dropped.reason) for dropped in made.left_out] == [
        (claim, True)
    ]
    assert set(values(made.quads, CMQ.rule)) == {"signing-active/1"}
    assert made.concepts == ()


@pytest.mark.parametrize(
    ("day", "datatype"),
    [
        ("1957-03-25", "date"),
        ("1957-03", "gYearMonth"),
        ("1957", "gYear"),
        ("--03-25", "gMonthDay"),
    ],
)
def test_partial_dates_have_their_types(day: str, datatype: str) -> None:
    claim = changed(one(Predicate.AGREEMENT), "date", Day(day, AT))
    (date,) = [q.object for q in graph(of(claim)).quads if q.predicate == CMQ.date]
    assert isinstance(date, Literal)
    assert (date.value, date.datatype.value.rsplit("#", 1)[-1]) == (day, datatype)


def test_a_share_of_the_product_is_no_sum_of_money() -> None:
    claim = changed(one(Predicate.COMMITMENT), "amount", Money(Decimal("0.25"), "%GDP", AT))
    quads = graph(of(claim)).quads
    assert values(quads, CMQ.shareOfGdp) == ["0.25"]
    assert CMQ.Amount not in {quad.object for quad in quads}


def test_topics_are_those_of_the_scheme_where_it_has_them(
    schemes: list[Statement],
) -> None:
    said = Words("cooperation in the field of Defence", AT)
    claim = replace(
        one(Predicate.TOPIC), arguments=(one(Predicate.TOPIC).arguments[0], ("topic", said))
    )
    made = graph(of(claim), schemes)
    assert values(made.quads, CMQ.topic) == [SCHEME["topic/defence-cooperation"].value]
    assert made.concepts == ()


def test_new_topics_have_a_few_words_and_a_scheme() -> None:
    made = graph(of(one(Predicate.TOPIC)))
    labels = [text_of(q.object) for q in made.concepts if q.predicate == SKOS.prefLabel]
    assert labels == ["common market", "free trade in coal"]
    assert {q.object for q in made.concepts if q.predicate == SKOS.inScheme} == {SCHEME.topic}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("the common market", "common market"),
        ("one two three four five six seven eight", "one two three four five six seven"),
        (
            "a plant for the drones of the navy of the north of",
            "plant for the drones of the navy of the north",
        ),
        ("growth and", "growth"),
        ("the", "the"),
    ],
)
def test_labels_are_short(text: str, label: str) -> None:
    assert short(text) == label
    assert content(short(text).split()) <= MOST_WORDS


def told(sum_: str = "", whole: str = "plan", day: str = "1957-03-26", purpose: str = "") -> Told:
    sums = frozenset({("USD", sum_)} if sum_ else ())
    return Told(("belgium", whole), 0, sums, day, purpose)


def test_one_sum_under_one_agreement_is_one_commitment_in_all_documents() -> None:
    others = [told("5")._replace(ordinal=1), told("7")._replace(ordinal=2)]
    known = Commitments(others)
    assert [known.ordinal(told(number, day="1999-01-01")) for number in ("7", "5", "9", "9")] == [
        *(2, 1, 3, 3)
    ]


@pytest.mark.parametrize(("day", "ordinal"), [("1957-04-20", 1), ("1958-03-26", 2), ("", 2)])
def test_without_agreement_days_must_be_near(day: str, ordinal: int) -> None:
    known = Commitments([told("5", "-")._replace(ordinal=1)])
    assert known.ordinal(told("5", "-", day)) == ordinal


def test_without_sum_only_the_purpose_tells_within_a_document() -> None:
    known = Commitments([told()._replace(ordinal=1)])
    given = [told(purpose="roads"), told(purpose="harbours"), told(purpose="roads")]
    assert [known.ordinal(one_) for one_ in given] == [2, 3, 2]


def test_commitments_are_read_again_from_statements() -> None:
    quads = graph(of(one(Predicate.COMMITMENT))).quads
    (found,) = told_in(quads, "1957-03-26")
    assert found.key == ("belgium", "treaty-of-rome")
    assert found.sums == {("USD", "86500000"), ("BEF", "4300000000")}


def test_two_things_of_one_name_are_two() -> None:
    entities = {
        key: replace(FOUND.entities["ministry"], key=key, wordings=("Ministry of Defence",))
        for key in ("one", "other")
    }
    found = fresh(Extraction(entities))
    assert len({identity.iri for identity in found.values()}) == 2


def test_the_day_that_a_text_bears_is_a_passage() -> None:
    document = RECORD._replace(published="1957-03-26")
    found = Extraction()
    made = graph_of(document, TEXT, found, {}, concepts=Concepts(), commitments=Commitments()).quads
    assert values(made, CMQ.published) == ["1957-03-26"]
    assert values(made, CMQ.gloss) == ["The report bears the date 26 March 1957."]
    assert {quad.graph_name for quad in made if quad.predicate == CMQ.published} == {
        Passage(RECORD.iri, 1, 16).iri
    }


def test_the_type_and_links_of_a_node_stand_together() -> None:
    quads = graph(FOUND).quads
    for node in {q.subject for q in quads if q.predicate == CMQ.signer}:
        graphs = {q.graph_name for q in quads if q.subject == node}
        for name in graphs:
            own = {q.predicate for q in quads if q.subject == node and q.graph_name == name}
            assert own == {RDF.type, CMQ.agreement, CMQ.party, CMQ.signer}


def test_a_post_only_referred_to_has_the_name_that_follows() -> None:
    """`Colleague`, where the words of the name stand in the antecedent; else no name at all."""
    office = one(Predicate.TERM_OF_OFFICE)
    far = replace(office, span=Span(422, 471), antecedents=(office.span,))
    names = [
        text_of(quad.object)
        for quad in graph(of(far)).quads
        if quad.predicate == CMQ.wording and "/post/" in text_of(quad.subject)
    ]
    assert names == ["Foreign Minister", "Foreign Minister"]
    alone = graph(of(replace(far, antecedents=()))).quads
    worded = {text_of(quad.subject) for quad in alone if quad.predicate == CMQ.wording}
    assert not any("/post/" in thing for thing in worded)


def test_a_last_name_is_a_wording_of_a_person() -> None:
    speaker = replace(FOUND.entities["spaak"], wordings=("Paul-Henri Spaak",))
    found = replace(of(one(Predicate.UTTERANCE)), entities={**FOUND.entities, "spaak": speaker})
    assert "Spaak" in values(graph(found).quads, CMQ.wording)


def test_a_pronoun_is_no_wording() -> None:
    claim = one(Predicate.AT_EVENT)
    assert isinstance(claim.arguments[0][1], Mention)
    assert values(graph(of(claim)).quads, CMQ.wording) == ["Treaty of Rome", "Messina Conference"]
