"""Articles read with recorded answers, honest and hostile, over a real connection."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.claims import (
    Argument,
    Claim,
    Concept,
    Day,
    Dropped,
    Extraction,
    Figure,
    Mention,
    Money,
    Span,
)
from communique.errors import UsageError
from communique.extract.llm.endpoint import Endpoint
from communique.extract.llm.extractor import Extractor
from communique.predicting import Predictor
from communique.project import Project
from communique.reading.record import Reading
from communique.roles import misfits
from tests.conftest import ROOT
from tests.extract.llm.server import Server, chat, failing, serving

HERE = Path(__file__).parent
CASES = {path.stem: path for path in sorted((HERE / "cases").glob("*.json"))}
MODEL = "reader 7b"


class Machine:
    """The extractor, with a server whose answers are set for each article."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._extract = Extractor(Project.find(ROOT), Endpoint(server.url, MODEL))

    def __call__(self, text: str, *answers: object, published: str = "") -> Extraction:
        """What comes of some answers to the questions about an article."""
        self.server.scripts = [chat(answer) for answer in answers]
        self.server.asked.clear()
        return self._extract.extract(text, published=published)

    def extract(self, text: str) -> Extraction:
        """What comes of the answers that the server has."""
        return self._extract.extract(text)

    def extract_reading(self, reading: Reading) -> Extraction:
        """The same, as commands ask for it."""
        return self._extract(reading)


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    with serving(chat("{}")) as server:
        yield Machine(server)


def case_of(name: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(CASES[name].read_text("utf-8"))
    return record | {"text": "\n".join(record["article"])}


def rendered(claim: Claim, found: Extraction, text: str) -> dict[str, str]:
    """A claim as cases write it: roles with what fills them, and the passage."""
    said = {role: filler(argument, found) for role, argument in claim.arguments}
    said |= {"predicate": claim.predicate.value, "passage": text[slice(*claim.span)]}
    if claim.certainty.value != "stated":
        said["certainty"] = claim.certainty.value
    if claim.attributed_to:
        said["attributed_to"] = found.entities[claim.attributed_to].name
    if claim.antecedents:
        said["antecedents"] = " | ".join(text[slice(*one)] for one in claim.antecedents)
    return said


def filler(argument: Argument, found: Extraction) -> str:
    if isinstance(argument, Mention):
        return found.entities[argument.entity].name
    if isinstance(argument, Money):
        return f"{argument.bound} {argument.number} {argument.currency}"
    if isinstance(argument, Figure):
        return f"{argument.bound} {argument.number}"
    if isinstance(argument, Day):
        return argument.value
    return argument.name if isinstance(argument, Concept) else argument.text


def reasons(dropped: tuple[Dropped, ...]) -> list[list[str]]:
    return [[one.claim.predicate.value, one.reason] for one in dropped]


@pytest.mark.parametrize("name", CASES)
def test_a_recorded_answer(name: str, machine: Machine) -> None:
    case = case_of(name)
    text = case["text"]
    found = machine(text, *case["answers"], published=case["published"])
    assert [rendered(claim, found, text) for claim in found.claims] == case["claims"]
    assert reasons(found.dropped) == case["dropped"]
    assert list(found.notices) == case["notices"]


@pytest.mark.parametrize("name", CASES)
def test_whatever_is_answered_every_claim_stands_in_the_text(name: str, machine: Machine) -> None:
    case = case_of(name)
    text = case["text"]
    found = machine(text, *case["answers"], published=case["published"])
    kinds = {key: entity.kind for key, entity in found.entities.items()}
    for claim in found.claims:
        assert claim.rule == "llm:reader-7b/1"
        assert list(misfits(claim, kinds.get)) == []
        places = [claim.span, *claim.antecedents]
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert all(holds(claim.span, argument.span) for _, argument in claim.arguments)
    for entity in found.entities.values():
        assert all(name in text or entity.kind == "Country" for name in entity.wordings)


SHORT = "Belgium signed the Treaty of Rome."
BELGIUM = {"ref": "be", "kind": "Country", "names": ["Belgium"], "belongs_to": None}
ROME = {"ref": "t", "kind": "Agreement", "names": ["Treaty of Rome"], "belongs_to": None}


def signed(quotation: str = "Belgium signed the Treaty of Rome") -> dict[str, Any]:
    """A claim that Belgium signed."""
    return {
        "predicate": "signature",
        "quotation": quotation,
        "trigger": "signed",
        "arguments": {
            "agreement": {"entity": "t", "words": "Treaty of Rome", "antecedent": None},
            "party": {"entity": "be", "words": "Belgium", "antecedent": None},
        },
        "certainty": "stated",
        "attributed_to": None,
    }


@pytest.mark.parametrize(
    ("answer", "notice"),
    [
        ("", "the answer is no JSON"),
        ("Sorry, no.", "the answer is no JSON"),
        ('{"entities": [{"ref": "be"', "the answer is no JSON"),
        ([], "the answer is no JSON object"),
        ({"entities": []}, "the answer has no list of claims"),
    ],
)
def test_a_broken_answer_gives_nothing_but_a_notice(
    answer: object, notice: str, machine: Machine
) -> None:
    assert machine(SHORT, answer) == Extraction(notices=(notice,))


def test_an_answer_without_claims_gives_nothing(machine: Machine) -> None:
    assert machine(SHORT, {"entities": [BELGIUM], "claims": []}) == Extraction()


def test_an_answer_that_was_cut_short_is_not_used(machine: Machine) -> None:
    machine.server.scripts = [chat({"entities": [], "claims": []}, finish="length")]
    found = machine.extract(SHORT)
    assert found.notices == ("the model has not come to the end of its answer",)


def test_an_empty_article_asks_nothing(machine: Machine) -> None:
    assert machine(" \n\n", "never asked for") == Extraction()
    assert machine.server.asked == []


def test_a_failing_network_is_an_error_and_gives_no_part(machine: Machine) -> None:
    machine.server.scripts = [failing(403)]
    with pytest.raises(UsageError, match="does not let us in"):
        machine.extract(SHORT)


def test_a_claim_told_twice_is_made_once(machine: Machine) -> None:
    found = machine(SHORT, {"entities": [BELGIUM, ROME], "claims": [signed(), signed()]})
    assert len(found.claims) == 1


def test_a_quotation_longer_than_a_passage(machine: Machine) -> None:
    text = SHORT.replace(" the", f" ({'again and again ' * 30}) the")
    answer = {"entities": [BELGIUM, ROME], "claims": [signed(text)]}
    assert reasons(machine(text, answer).dropped) == [
        ["signature", "its passage has more than 400 characters"]
    ]


def test_a_long_article_is_read_in_windows_and_its_things_are_one(machine: Machine) -> None:
    filling = "\n".join("Nothing more was said about the day." for _ in range(400))
    text = f"{SHORT}\n{filling}\n{SHORT}"
    answer = {"entities": [BELGIUM, ROME], "claims": [signed()]}
    found = machine(text, answer)
    assert len(machine.server.asked) == 3
    assert all(
        text.count(SHORT) == 2 > one["messages"][1]["content"].count(SHORT)
        for one in machine.server.asked
    )
    assert [claim.span.start for claim in found.claims] == [0, len(text) - len(SHORT)]
    assert sorted(found.entities) == ["agreement:treaty of rome", "country:BE"]
    assert reasons(found.dropped) == [["signature", "its quotation is not in the text"]]


def test_two_papers_of_one_common_name_stay_two(machine: Machine) -> None:
    text = "Belgium signed a memorandum with Italy. Belgium signed a memorandum with France."
    papers = [ROME | {"ref": ref, "names": ["memorandum"]} for ref in ("t", "u")]
    other = signed("Belgium signed a memorandum with France")
    claims = [signed("Belgium signed a memorandum with Italy"), other]
    for claim, ref in zip(claims, ("t", "u"), strict=True):
        claim["arguments"]["agreement"] |= {"entity": ref, "words": "memorandum"}
    found = machine(text, {"entities": [BELGIUM, *papers], "claims": claims})
    assert len({claim.entity("agreement") for claim in found.claims}) == 2
    kinds = {entity.proper for entity in found.entities.values() if entity.kind == "Agreement"}
    assert kinds == {False}


def test_the_statements_of_a_model_can_be_asked_for_facts(machine: Machine, tmp_path: Path) -> None:
    case = case_of("treaty")
    path = tmp_path / "treaty.txt"
    path.write_text(case["text"], "utf-8")
    machine.server.scripts = [chat(answer) for answer in case["answers"]]
    found = Predictor(Project.find(ROOT), machine.extract_reading).facts(path)
    signatories = [fact["a"] for fact in found["facts"] if fact["p"] == "signatory"]
    assert signatories == [
        ["Treaty of Rome", "Belgium", "Paul-Henri Spaak"],
        ["Treaty of Rome", "France", "Christian Pineau"],
    ]


def holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start < inner.end <= outer.end
