"""Decisions in the graph: what was found wrong is not there, what was found right is checked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode, Quad, Triple

from communique.cli import main
from communique.dataset import read_matter, unified, with_default
from communique.decisions import Ledger
from communique.project import Project
from communique.receipts.rows.state import Row, States
from communique.reviews.applying import reviewed
from communique.reviews.logbook import Decision, Logbook, Review
from communique.state import RowState
from communique.store import EmbeddedStore
from communique.vocabulary import CMQ, ID
from tests.reviews.support import HAGUE, item, unchecked, waiting

POULSEN = "Troels Lund Poulsen signs"
UMEROV = "Rustem Umerov signs"
MONEY = "Denmark gives 500 million DKK"
CITED = "The report takes what it says from Rustem Umerov"
SIGNED = ID["signature/hague-letter/denmark/troels-lund-poulsen"]
OTHER = ID["signature/hague-letter/ukraine/rustem-umerov"]


@pytest.fixture
def project(project: Path) -> Path:
    """A project with one document that is not checked, and no other that says the same."""
    for path in (project / "data" / "statements").glob("*.trig"):
        if path.stem != HAGUE:
            path.unlink()
    for path in (project / "data" / "verdicts").glob("*.ttl"):
        path.unlink()
    return unchecked(project)


def decide(project: Path, says: str, decision: Decision, instead: str = "") -> str:
    found = item(project, says)
    review = Review(found.key, decision, found.says, instead, "Ada", "2026-11-20T10:00:00Z")
    Logbook(Project(project)).enter(HAGUE, [review])
    return found.key


def graph(folder: Path) -> EmbeddedStore:
    """What a build would hold before anything is inferred."""
    project = Project(folder)
    matter = reviewed(project, read_matter(project))
    matter = unified(matter, Ledger.read(project).replacements)
    store = EmbeddedStore()
    store.extend(with_default(statement.quad for statement in matter.statements()))
    return store


def ask(project: Path, pattern: str) -> bool:
    return graph(project).query(f"ASK {{ {pattern} }}", Project(project).prefixes) is True


def state(store: EmbeddedStore, node: NamedNode, graph_name: NamedNode | None = None) -> RowState:
    """The state of a row that rests on all that is said of a node, anywhere or in one passage."""
    quads = store.match(node, None, None, graph_name) if graph_name else store.match(node)
    named = [q for q in quads if q.predicate in (CMQ.party, CMQ.signer, CMQ.payer, CMQ.stage)]
    alone = [Quad(q.subject, q.predicate, q.object) for q in named]
    return States(store, nothing).state(Row([named if graph_name else alone]))[0]


def nothing(_triple: Triple) -> list[Sequence[Triple]]:
    """No derivation: everything here is asserted."""
    return []


def test_a_statement_is_unchecked_until_somebody_has_looked(project: Path) -> None:
    found = state(graph(project), SIGNED)
    assert (found.checked, found.checked_by, found.rules) == (False, (), ("signing-active/1",))
    assert "unchecked (read by signing-active/1)" in str(found)


class TestRight:
    def test_of_two_statements_of_a_passage_one_is_checked(self, project: Path) -> None:
        decide(project, POULSEN, Decision.RIGHT)
        store = graph(project)
        assert (state(store, SIGNED).checked, state(store, SIGNED).checked_by) == (True, ("Ada",))
        assert "unchecked" not in str(state(store, SIGNED))
        assert (state(store, OTHER).checked, state(store, OTHER).checked_by) == (False, ())

    def test_a_row_that_rests_on_both_is_unchecked(self, project: Path) -> None:
        decide(project, POULSEN, Decision.RIGHT)
        store = graph(project)
        both = [
            Quad(SIGNED, CMQ.party, ID["country/denmark"]),
            Quad(OTHER, CMQ.party, ID["country/ukraine"]),
        ]
        assert not States(store, nothing).state(Row([both]))[0].checked
        assert States(store, nothing).state(Row([both[:1]]))[0].checked

    def test_a_row_that_wants_one_passage_is_checked_by_its_statement(self, project: Path) -> None:
        """As questions do that join number and purpose within a passage, which says more."""
        unit = item(project, POULSEN).unit
        assert unit is not None
        decide(project, POULSEN, Decision.RIGHT)
        store, passage = graph(project), unit.notes.passage.iri
        assert state(store, SIGNED, passage).checked
        assert not state(store, OTHER, passage).checked
        assert not States(store, nothing).state(Row([[passage]]))[0].checked  # the whole of it

    def test_names_are_checked_with_the_statement_that_uses_them(self, project: Path) -> None:
        decide(project, POULSEN, Decision.RIGHT)
        store = graph(project)
        for person, checked in (("troels-lund-poulsen", True), ("rustem-umerov", False)):
            (quad,) = (
                q
                for q in store.match(ID[f"person/{person}"], CMQ.wording)
                if q.graph_name == item(project, UMEROV).unit.notes.passage.iri  # type: ignore[union-attr]  # a statement
            )
            assert States(store, nothing).state(Row([[quad]]))[0].checked is checked

    def test_it_is_told_in_the_graph_of_reviews(self, project: Path) -> None:
        decide(project, POULSEN, Decision.RIGHT)
        told = (
            "GRAPH graph:reviews { ?r a cmq:Review ; cmq:checkedBy ?who ; cmq:reviews ?passage ; "
            'rdf:subject ?s ; dcterms:date "2026-11-20"^^xsd:date } '
            "GRAPH ?passage { ?s cmq:signer person:troels-lund-poulsen } "
            '?who rdfs:label "Ada"@en'
        )
        assert ask(project, told)
        assert not ask(project, "?r a cmq:Review")  # it is no knowledge of the world

    def test_a_passage_is_checked_when_all_that_it_says_is_decided_on(self, project: Path) -> None:
        unit = item(project, POULSEN).unit
        assert unit is not None
        own = [one for one in waiting(project) if one.unit and one.unit.passage == unit.passage]
        assert len(own) == 4
        checked = f"<{unit.passage}> cmq:checkedBy ?who"
        for one, decision in zip(
            own, (Decision.RIGHT, Decision.RIGHT, Decision.WRONG, Decision.WRONG_BUT), strict=True
        ):
            assert not ask(project, checked)
            decide(project, one.says, decision)
        assert ask(project, checked)

    def test_what_cannot_be_told_stays_unchecked(self, project: Path) -> None:
        decide(project, POULSEN, Decision.UNKNOWN)
        assert not state(graph(project), SIGNED).checked
        assert not [one for one in waiting(project) if one.says.startswith(POULSEN)]


class TestWrong:
    @pytest.mark.parametrize("decision", [Decision.WRONG, Decision.WRONG_BUT])
    def test_it_is_not_loaded_and_its_file_stays(self, project: Path, decision: Decision) -> None:
        path = project / "data" / "statements" / f"{HAGUE}.trig"
        before = path.read_bytes()
        decide(project, UMEROV, decision, "somebody else")
        assert not ask(project, "?s a cmq:Signature ; cmq:signer person:rustem-umerov")
        assert ask(project, "?s a cmq:Signature ; cmq:signer person:troels-lund-poulsen")
        assert path.read_bytes() == before

    def test_names_that_nothing_else_uses_fall_with_it(self, project: Path) -> None:
        unit = item(project, UMEROV).unit
        assert unit is not None
        named = "GRAPH <{}> {{ {} cmq:wording ?name }}".format
        decide(project, UMEROV, Decision.WRONG)
        assert not ask(project, named(unit.passage, "person:rustem-umerov"))
        assert ask(project, named(unit.passage, "person:troels-lund-poulsen"))
        assert ask(project, named(unit.passage, "agreement:hague-letter"))

    def test_a_commitment_falls_with_its_amounts(self, project: Path) -> None:
        amounts = "?a a cmq:Amount ; cmq:currency currency:DKK", "?c a cmq:Conversion"
        assert all(ask(project, amount) for amount in amounts)
        decide(project, MONEY, Decision.WRONG)
        assert not any(ask(project, amount) for amount in amounts)

    def test_an_amount_told_elsewhere_falls_with_its_commitment(self, project: Path) -> None:
        path = project / "data" / "statements" / f"{HAGUE}.trig"
        node = "https://w3id.org/communique/id/{}commitment/denmark/hague-letter/1{}"
        extra = (
            f"<#char=555,633> {{ <{node.format('amount/', '/USD')}> a cmq:Amount ; "
            f"cmq:amountOf <{node.format('', '')}> ; cmq:currency currency:USD ; cmq:number 7.0 }}"
        )
        text = path.read_text("utf-8")
        path.write_text(f"{text}\n{extra}\n", "utf-8")
        assert ask(project, "?a a cmq:Amount ; cmq:currency currency:USD")
        decide(project, MONEY, Decision.WRONG)
        assert not ask(project, "?a a cmq:Amount ; cmq:currency currency:USD")

    def test_a_passage_that_says_nothing_any_more_is_not_loaded(self, project: Path) -> None:
        unit = item(project, CITED).unit
        assert unit is not None
        described = f"<{unit.passage}> cmq:gloss ?gloss"
        assert ask(project, described)
        decide(project, CITED, Decision.WRONG)
        assert not ask(project, described)

    def test_a_passage_that_others_lean_on_stays(self, project: Path) -> None:
        unit = item(project, MONEY).unit
        assert unit is not None
        decide(project, MONEY, Decision.WRONG)
        assert ask(project, f"?other cmq:antecedent <{unit.passage}>")
        assert ask(project, f"<{unit.passage}> cmq:gloss ?gloss")


class TestKept:
    def test_decisions_outlive_a_new_extraction(self, project: Path) -> None:
        """Other offsets, another rule and another gloss; the words and statements are the same."""
        decide(project, POULSEN, Decision.RIGHT)
        path = project / "data" / "statements" / f"{HAGUE}.trig"
        text = path.read_text("utf-8").replace("signing-active/1", "signing-active/2")
        text = text.replace("The two defence ministers signed", "They signed")
        path.write_text(text.replace("#char=147,298>", "#char=148,299>"), "utf-8")
        assert not [one for one in waiting(project) if one.says.startswith(POULSEN)]
        assert state(graph(project), SIGNED).checked

    def test_another_statement_is_asked_for_again(self, project: Path) -> None:
        decide(project, POULSEN, Decision.RIGHT)
        path = project / "data" / "statements" / f"{HAGUE}.trig"
        party = "cmq:party country:denmark ;\n        cmq:signer"
        text = path.read_text("utf-8")
        assert party in text
        path.write_text(text.replace(party, party.replace("denmark", "sweden")), "utf-8")
        assert item(project, POULSEN).says.endswith("for Sweden.")

    def test_they_outlive_that_two_things_become_one(self, project: Path) -> None:
        decide(project, UMEROV, Decision.WRONG)
        decide(project, POULSEN, Decision.RIGHT)
        (project / "data" / "registry" / "decisions.tsv").write_text(
            "document\tkind\tname\tthing\tother\tverdict\tscore\treasons\tby\ton\n"
            "\tPerson\tPoulsen\tperson:mark-rutte\tperson:troels-lund-poulsen\tsame\t\t\tAda\t"
            "2026-11-20\n",
            "utf-8",
        )
        assert not ask(project, "?s a cmq:Signature ; cmq:signer person:rustem-umerov")
        renamed = ID["signature/hague-letter/denmark/mark-rutte"]
        assert state(graph(project), renamed).checked


class TestBuilt:
    """What a user sees of it."""

    @staticmethod
    def signers(project: Path) -> dict[str, tuple[bool, list[str]]]:
        asked = ("ask", "signatories", "agreement=Hague Letter of Intent", "--format", "json")
        result = CliRunner().invoke(main, ["--project", str(project), *asked])
        assert result.exit_code == 0, result.output
        rows = json.loads(result.stdout)["rows"]
        return {
            row["terms"]["signer_label"]["value"]: (
                row["state"]["checked"],
                row["state"]["checkedBy"],
            )
            for row in rows
        }

    def test_rows_tell_who_has_looked(self, project: Path) -> None:
        decide(project, POULSEN, Decision.RIGHT)
        assert self.signers(project) == {
            "Rustem Umerov": (False, []),
            "Troels Lund Poulsen": (True, ["Ada"]),
        }
        listed = CliRunner().invoke(main, ["--project", str(project), "passages", HAGUE]).stdout
        marks = [line for line in listed.splitlines() if "checked" in line]
        assert marks.count("147–298  partly checked") == 1
        assert all("unchecked" in mark for mark in marks if not mark.startswith("147–298"))

    def test_a_proof_tells_what_was_looked_at_as_an_answer_does(self, project: Path) -> None:
        decide(project, POULSEN, Decision.RIGHT)
        checked = {}
        for signature, signer in ((SIGNED, "troels-lund-poulsen"), (OTHER, "rustem-umerov")):
            asked = ("why", signature.value, "cmq:signer", f"person:{signer}", "--format", "json")
            found = CliRunner().invoke(main, ["--project", str(project), *asked])
            assert found.exit_code == 0, found.output
            checked[signer] = {one["checked"] for one in json.loads(found.stdout)["sources"]}
        assert checked == {"troels-lund-poulsen": {True}, "rustem-umerov": {False}}

    def test_a_row_found_wrong_is_gone(self, project: Path) -> None:
        decide(project, UMEROV, Decision.WRONG)
        assert self.signers(project) == {"Troels Lund Poulsen": (False, [])}

    def test_an_empty_answer_tells_that_something_was_found_wrong(self, project: Path) -> None:
        asked = ("ask", "signatories", "agreement=Hague Letter of Intent")
        decide(project, UMEROV, Decision.WRONG)
        decide(project, POULSEN, Decision.WRONG)
        found = CliRunner().invoke(main, ["--project", str(project), *asked])
        said = " ".join(found.output.split())
        assert "says so, leaving out what people found wrong (2 in all); that is no" in said

    def test_the_graph_of_an_earlier_day_has_no_review_of_a_later_document(
        self, project: Path
    ) -> None:
        decide(project, POULSEN, Decision.RIGHT)
        counts = []
        for day in ("2025-06-23", "2025-06-24"):
            asked = ("sparql", "SELECT ?r { GRAPH graph:reviews { ?r a cmq:Review } }")
            found = CliRunner().invoke(
                main, ["--project", str(project), *asked, "--as-of", day, "--format", "csv"]
            )
            assert found.exit_code == 0, found.output
            counts.append(len(found.stdout.splitlines()) - 1)
        assert counts == [0, 1]

    def test_a_malformed_file_stops_the_build_with_its_line(self, project: Path) -> None:
        path = project / "data" / "reviews" / f"{HAGUE}.tsv"
        path.parent.mkdir()
        path.write_text("key\n", "utf-8")
        result = CliRunner().invoke(main, ["--project", str(project), "build"])
        assert result.exit_code == 3
        assert f"{HAGUE}.tsv:1" in result.stderr
