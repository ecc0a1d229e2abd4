"""Passages and wordings against the text."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from communique.fingerprint import fingerprint
from communique.model import Passage, Place, Statement
from communique.validation import check_words
from communique.vocabulary import CMQ, DOCUMENTS_GRAPH, ID
from tests.validation.support import LETTER

TEXT = "Ada Lind is Freedonia's works minister. Her deputy signed the letter.\n"
FIRST = Passage(LETTER.value, 0, 39)
SECOND = Passage(LETTER.value, 40, 69)
DEPUTY = ID["post/deputy-minister-of-works-freedonia"]


def statement(quad: Quad, line: int = 1) -> Statement:
    return Statement(quad, Place(Path("letter.trig"), line))


def printed(passage: Passage, words: str) -> Statement:
    literal = Literal(str(fingerprint(words)))
    return statement(Quad(passage.iri, CMQ.fingerprint, literal, DOCUMENTS_GRAPH), 9)


def worded(words: str, passage: Passage, prop: NamedNode = CMQ.wording) -> Statement:
    return statement(Quad(DEPUTY, prop, Literal(words), passage.iri), 5)


def facts(*statements: Statement) -> list[str]:
    return [f"{result.place}: {result.message}" for result in check_words(statements, TEXT)]


def test_the_fingerprint_is_of_the_passage() -> None:
    assert facts(printed(FIRST, "ADA LIND is Freedonia’s  works minister")) == []
    assert facts(printed(SECOND, "Her deputy signed the paper.")) == [
        "letter.trig:9: the words of document/2025-06-24-port-post-letter#char=40,69 "
        "have another fingerprint"
    ]


def test_a_wording_is_of_the_passage() -> None:
    assert facts(worded("works minister", FIRST)) == []
    assert facts(worded("deputy works minister", SECOND)) == [
        "letter.trig:5: 'deputy works minister': the passage does not say works, minister"
    ]
    assert len(facts(worded("DWM", SECOND, CMQ.alias))) == 1


def test_a_wording_may_be_resolved_by_an_antecedent() -> None:
    antecedent = statement(Quad(SECOND.iri, CMQ.antecedent, FIRST.iri, DOCUMENTS_GRAPH))
    assert facts(worded("deputy works minister", SECOND), antecedent) == []


def test_passages_outside_the_text_are_left_to_the_structure() -> None:
    outside = Passage(LETTER.value, 60, 90)
    assert facts(worded("anything", outside), printed(outside, "anything")) == []
