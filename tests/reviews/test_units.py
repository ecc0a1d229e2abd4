"""Passages cut into statements: every triple in one, each a sentence, each with a key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import NamedNode, Triple

from communique.dataset import read_document, read_matter
from communique.fingerprint import fingerprint
from communique.project import Project
from communique.reviews.labels import Labels
from communique.reviews.units import Unit, units_in, units_of
from communique.sentences import Sentences
from communique.vocabulary import CMQ, RDF
from tests.reviews.support import PASSAGE, ROOT, notes, triples

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "units.yaml").read_text())
STATEMENTS = Project(ROOT).statements
NAMES = {
    "agreement/treaty-of-rome": "Treaty of Rome",
    "country/belgium": "Belgium",
    "country/france": "France",
    "event/messina-conference": "Messina Conference",
    "organization/commission": "European Commission",
    "organization/government-belgium": "Government of Belgium",
    "person/christian-pineau": "Christian Pineau",
    "person/paul-henri-spaak": "Paul-Henri Spaak",
    "place/rome": "Rome",
    "post/foreign-minister-belgium": "Foreign Minister of Belgium",
}


@pytest.fixture(scope="module")
def sentences() -> Sentences:
    labels = Labels(s.quad for s in read_matter(Project(ROOT)).statements())

    def label(node: NamedNode) -> str:
        return NAMES.get(node.value.partition("/id/")[2]) or labels.label(node)

    return Sentences(label)


def cut(turtle: str, words: str = "some words") -> list[Unit]:
    return units_in(triples(turtle), notes(words))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_a_passage_says(case: dict[str, Any], sentences: Sentences) -> None:
    units = cut(case["passage"])
    found = [[u.kind, sentences.say(u.kind, u.root, u.triples)] for u in units]
    assert sorted(found) == sorted(case["says"])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_triple_is_in_a_statement_or_rides_with_one(case: dict[str, Any]) -> None:
    given = triples(case["passage"])
    units = units_in(given, notes())
    judged = {triple for unit in units for triple in unit.triples}
    riding = {triple for unit in units for triple in unit.riders}
    assert {t for t in given if t.predicate not in (CMQ.wording, RDF.type)} <= judged
    spoken = {term for unit in units for term in unit.things}
    assert {t for t in given if t.subject in spoken} <= judged | riding


@pytest.mark.parametrize("path", STATEMENTS, ids=[path.stem for path in STATEMENTS])
def test_the_documents_are_cut_whole(path: Path) -> None:
    document = read_document(path)
    units = units_of(document)
    judged = {(u.passage, t) for u in units for t in (*u.triples, *u.riders)}
    said = {
        (q.graph_name.value, Triple(q.subject, q.predicate, q.object))
        for q, _ in document.statements
        if "#char=" in str(q.graph_name) and isinstance(q.graph_name, NamedNode)
    }
    assert {t.predicate for _, t in said - judged} <= {CMQ.wording}
    assert len({unit.key for unit in units}) == len(units)


SIGNED = """
<https://w3id.org/communique/id/commitment/belgium/-/{n}> a cmq:Commitment ;
  cmq:payer country:belgium .
<https://w3id.org/communique/id/amount/commitment/belgium/-/{n}/USD> a cmq:Amount ;
  cmq:amountOf <https://w3id.org/communique/id/commitment/belgium/-/{n}> ;
  cmq:number "{number}"^^xsd:decimal ; cmq:currency currency:USD .
country:belgium cmq:wording "{name}" .
"""


class TestKey:
    def key(
        self, *, words: str = "some words", n: int = 1, number: int = 5, name: str = "B"
    ) -> str:
        (unit,) = cut(SIGNED.format(n=n, number=number, name=name), words)
        return unit.key

    def test_it_has_two_halves_of_sixteen_digits(self) -> None:
        words, meaning = self.key().split("-")
        assert (len(words), len(meaning)) == (16, 16)

    def test_an_ordinal_does_not_matter(self) -> None:
        assert self.key(n=1) == self.key(n=3)

    def test_layout_and_punctuation_do_not_matter(self) -> None:
        assert self.key(words="some words") == self.key(words="Some — words.")

    def test_a_wording_does_not_matter(self) -> None:
        assert self.key(name="Belgium") == self.key(name="the country")

    def test_another_number_is_another_statement(self) -> None:
        assert self.key(number=5) != self.key(number=6)

    def test_other_words_are_another_passage(self) -> None:
        assert self.key(words="some words") != self.key(words="some other words")

    def test_another_type_of_a_thing_is_another_statement(self) -> None:
        link = "organization:o a cmq:{} ; cmq:country country:belgium ."
        one, other = (cut(link.format(name))[0].key for name in ("Company", "Agency"))
        assert one != other

    def test_what_is_computed_does_not_matter(self) -> None:
        event = 'event:e a cmq:Event ; cmq:date "1957"^^xsd:gYear ; cmq:stage stage:held .'
        days = ' event:e cmq:earliest "1957-01-01"^^xsd:date ; cmq:latest "1957-12-31"^^xsd:date .'
        assert [u.key for u in cut(event)] == [u.key for u in cut(event + days)]

    def test_without_a_fingerprint_the_passage_has_its_name(self) -> None:
        unmarked = notes().__class__(PASSAGE)
        (unit,) = units_in(triples("country:a cmq:memberOf organization:b ."), unmarked)
        assert fingerprint("some words").digest[:16] not in unit.key
