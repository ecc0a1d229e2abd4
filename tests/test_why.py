"""`communique why`: proofs and their absence, as text, JSON and Turtle; bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

import communique
from communique.cli import main
from communique.exports.proof_turtle import PROOF, STATEMENT, STEP
from communique.proof import Absence, Proof
from communique.vocabulary import CMQ, DCTERMS, GRAPH, ID, PROV, RDF, RDFS

MINISTER = ("Rustem Umerov", "a", "Minister")
SIGNATORY = ("Hague Letter of Intent", "signatory", "Ukraine")


def call(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), "why", *arguments])


def printed(folder: Path, *arguments: str) -> str:
    result = call(folder, *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def read(folder: Path, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(printed(folder, *arguments, "--format", "json"))
    return found


class TestText:
    def test_a_minister_by_three_steps(self, real: Path) -> None:
        text = printed(real, *MINISTER)
        lines = text.splitlines()
        assert lines[0] == "Rustem Umerov is a minister"
        flat = " ".join(text.replace("│", " ").split())
        assert "by cls-svf1, cax-sco with [ owl:onProperty cmq:holdsPost" in flat
        assert (
            "by prp-spo2 with cmq:holdsPost owl:propertyChainAxiom ( cmq:termOfOffice cmq:post )"
            in flat
        )
        assert "by prp-inv2 with cmq:termOfOffice owl:inverseOf cmq:holder" in flat
        assert "3 steps" in lines

    def test_the_article_comes_before_what_its_passage_says(self, real: Path) -> None:
        text = " ".join(printed(real, *SIGNATORY).split())
        title = "Ukraine and Denmark Sign Agreement to Establish Defense Production in Denmark."
        assert text.index("Sources") < text.index(title)
        assert text.index(title) < text.index("https://thegaze.media/")
        assert "in our words: Rustem Umerov signs the Letter of Intent for Ukraine." in text

    def test_words_are_shown_where_a_copy_is_attached(self, project: Path, shared: Path) -> None:
        name = "undated-the-gaze-denmark-production"
        copy = shared / "documents" / "004_ebcd44348759e8df.txt"
        attached = CliRunner().invoke(
            main, ["--project", str(project), "documents", "attach", name, str(copy)]
        )
        assert attached.exit_code == 0, attached.output
        shown = printed(project, *SIGNATORY)
        assert shown.count("“") == 1
        assert "Rustem Umerov signs the Letter of Intent for Ukraine." not in shown

    def test_an_asserted_triple_is_its_passages(self, real: Path) -> None:
        text = printed(real, "agreement:hague-letter", "wording", "Letter of Intent")
        assert text.startswith("Hague Letter of Intent, wording: Letter of Intent  [1")
        assert "Asserted; nothing is inferred." in text

    def test_the_registry_is_named_and_not_cited(self, real: Path) -> None:
        text = printed(real, "Rustem Umerov", "a", "Person")
        assert text.startswith("Rustem Umerov is a person  (registry)\n")
        assert "Sources" not in text

    def test_background_is_cited_as_a_file(self, real: Path) -> None:
        text = printed(real, "Palantir Technologies", "belongs to country", "United States")
        assert "United States (background: organizations)" in " ".join(text.split())

    def test_links_are_cited(self, real: Path) -> None:
        text = printed(real, "Rustem Umerov", "skos:exactMatch", "wd:Q64842485")
        assert "(background: links)" in text

    def test_what_is_hedged_never_looks_plain(self, real: Path) -> None:
        commitment = ID["commitment/denmark/-/1"].value
        text = printed(real, commitment, "purpose", "rebuilding Mykolaiv")
        assert "rebuilding Mykolaiv [1] hedged" in " ".join(text.split())
        assert "(hedged" in text

    def test_all_derivations_are_numbered(self, real: Path) -> None:
        lines = printed(real, *SIGNATORY, "--all").splitlines()
        assert lines[0] == "1. Hague Letter of Intent, signatory: Ukraine"
        assert lines[1].startswith("   from 2, 3 by prp-spo2 with cmq:signatory")
        assert "4 triples, 3 derivations" in lines

    def test_explain_is_another_name(self, real: Path) -> None:
        other = CliRunner().invoke(main, ["--project", str(real), "explain", *MINISTER])
        assert other.stdout == printed(real, *MINISTER)

    def test_lines_fit_the_terminal(self, real: Path) -> None:
        for line in printed(real, *MINISTER).splitlines():
            assert len(line) <= 80 or "https://" in line


class TestNames:
    @pytest.mark.parametrize(
        "predicate",
        ["holdsPost", "holds post", "cmq:holdsPost", str(CMQ.holdsPost), CMQ.holdsPost.value],
    )
    def test_a_property_has_many_names(self, real: Path, predicate: str) -> None:
        found = read(real, "Umerov", predicate, "post:minister-of-defence-ukraine")
        assert found["triple"]["predicate"]["value"] == CMQ.holdsPost.value

    @pytest.mark.parametrize("predicate", ["a", "is a", "type", "rdf:type"])
    def test_so_has_type(self, real: Path, predicate: str) -> None:
        assert read(real, "Umerov", predicate, "cmq:Minister")["steps"] == 3

    def test_properties_of_other_vocabularies_have_local_names(self, real: Path) -> None:
        found = read(real, "person:rustem-umerov", "label", "Rustem Umerov")
        assert found["triple"]["predicate"]["value"] == RDFS.label.value

    @pytest.mark.parametrize("value", ["Rustem Umerov", '"Rustem Umerov"', '"Rustem Umerov"@en'])
    def test_a_text_is_found_with_and_without_quotes(self, real: Path, value: str) -> None:
        found = read(real, "person:rustem-umerov", "rdfs:label", value)
        assert found["triple"]["object"] == {
            "type": "literal", "value": "Rustem Umerov", "xml:lang": "en"}  # fmt: skip

    @pytest.mark.parametrize("value", ["63", "63.0", '"63"^^xsd:integer'])
    def test_a_number_is_found_by_its_value(self, real: Path, value: str) -> None:
        graph = communique.open(real, rebuild=False)
        rows = graph.sparql("SELECT ?c ?n WHERE { ?c cmq:number ?n FILTER(?n = 63) }")
        assert not isinstance(rows, bool | list)
        (node, number), *_ = rows.rows
        assert isinstance(node, NamedNode)
        found = graph.why(node.value, "number", value)
        assert found.holds
        assert found.triple.object == number

    def test_a_date_is_found(self, real: Path) -> None:
        found = read(real, "document:2025-06-24-unn-hague-letter", "published", "2025-06-24")
        assert found["holds"]
        assert found["triple"]["object"]["datatype"].endswith("#date")


class TestJson:
    def test_steps_lead_to_leaves_by_number(self, real: Path) -> None:
        found = read(real, *SIGNATORY)
        assert (found["holds"], found["kind"], found["fewest"], found["steps"]) == (
            True, "proof", True, 2)  # fmt: skip
        assert [one["number"] for one in found["triples"]] == [1, 2, 3, 4]
        (first,) = found["triples"][0]["derivations"]
        assert first == {
            "rules": ["prp-spo2"],
            "axioms": ["cmq:signatory owl:propertyChainAxiom ( cmq:signature cmq:party )"],
            "premises": [2, 3],
        }
        leaves = [one for one in found["triples"] if "asserted" in one]
        assert [one["derivations"] for one in leaves] == [[], []]
        assert all(one["asserted"]["sources"] == [1, 2, 3] for one in leaves)
        assert {one["article"]["publisher"] for one in found["sources"]} == {
            "UNN", "Interfax-Ukraine", "The Gaze"}  # fmt: skip

    def test_all_derivations(self, real: Path) -> None:
        found = read(real, *SIGNATORY, "--all")
        assert (found["kind"], found["complete"]) == ("derivations", True)
        # the signature's agreement is asserted, and follows from the agreement's signature too
        (both,) = [o for o in found["triples"] if "asserted" in o and o["derivations"]]
        assert both["derivations"][0]["rules"] == ["prp-inv1"]

    def test_what_a_triple_lacks(self, real: Path) -> None:
        result = call(real, "Denmark", "a", "Minister", "--format", "json")
        assert result.exit_code == 1
        found = json.loads(result.stdout)
        assert (found["holds"], found["kind"]) == (False, "absence")
        assert found["rules"][0]["rules"] == ["cls-svf1", "cax-sco"]
        assert "Denmark, holds post: " in found["rules"][0]["missing"][0]["text"]


class TestTurtle:
    def quads(self, folder: Path, *arguments: str) -> list[Quad]:
        text = printed(folder, *arguments, "--format", "turtle")
        return list(parse(text, format=RdfFormat.TURTLE))

    def test_it_is_prov(self, real: Path) -> None:
        quads = self.quads(real, *SIGNATORY)
        said = {(q.subject, q.predicate, q.object) for q in quads}
        (goal,) = {q.object for q in quads if q.predicate == DCTERMS.subject}
        (proof,) = {q.subject for q in quads if q.object == PROV.Bundle}
        assert str(PROOF) in str(proof)
        letter, ukraine = ID["agreement/hague-letter"], ID["country/ukraine"]
        assert {
            (goal, RDF.subject, letter),
            (goal, RDF.predicate, CMQ.signatory),
            (goal, RDF.object, ukraine),
        } <= said
        (step,) = {o for s, p, o in said if (s, p) == (goal, PROV.wasGeneratedBy)}
        assert str(STEP) in str(step)
        used = {o for s, p, o in said if (s, p) == (step, PROV.used)}
        premises = {one for one in used if str(STATEMENT) in str(one)}
        assert len(premises) == 2
        assert {(goal, PROV.wasDerivedFrom, one) for one in premises} <= said
        assert {one for one in used if (one, RDF.type, PROV.Entity) in said} == used

    def test_what_is_asserted_is_derived_from_passages(self, real: Path) -> None:
        quads = self.quads(real, *SIGNATORY)
        passages = {q.subject for q in quads if q.object == CMQ.Passage}
        origins = {q.object for q in quads if q.predicate == PROV.wasDerivedFrom}
        assert len(passages) == 3
        assert passages <= origins

    def test_the_registry_is_a_part_of_the_graph_and_no_source(self, real: Path) -> None:
        quads = self.quads(real, "Rustem Umerov", "a", "Person")
        parts = {q.object for q in quads if q.predicate == DCTERMS.isPartOf}
        assert parts == {GRAPH.registry}
        assert not [q for q in quads if q.predicate == PROV.wasDerivedFrom]

    def test_there_are_no_blank_nodes(self, real: Path) -> None:
        quads = self.quads(real, *MINISTER)
        assert all(isinstance(quad.subject, NamedNode) for quad in quads)
        assert not any(str(quad.object).startswith("_:") for quad in quads)

    def test_two_proofs_meet_in_one_node(self, real: Path) -> None:
        one = {q.subject for q in self.quads(real, *SIGNATORY)}
        side = self.quads(real, "Hague Letter of Intent", "signing side", "Ukraine")
        (goal,) = [q.object for q in self.quads(real, *SIGNATORY) if q.predicate == DCTERMS.subject]
        assert goal in one & {q.subject for q in side}

    def test_what_is_not_there_makes_no_statement(self, real: Path) -> None:
        result = call(real, "Denmark", "a", "Minister", "--format", "turtle")
        assert result.exit_code == 1
        assert list(parse(result.stdout, format=RdfFormat.TURTLE)) == []
        assert "Denmark is a minister" in result.stdout


class TestFiles:
    @pytest.mark.parametrize(("name", "start"), [
        ("why.txt", "Rustem Umerov is"), ("why.json", "{"), ("why.ttl", "@prefix")])  # fmt: skip
    def test_the_ending_decides(self, real: Path, tmp_path: Path, name: str, start: str) -> None:
        path = tmp_path / name
        assert printed(real, *MINISTER, "-o", str(path)) == ""
        assert path.read_text(encoding="utf-8").startswith(start)

    def test_another_ending_is_refused(self, real: Path, tmp_path: Path) -> None:
        result = call(real, *MINISTER, "-o", str(tmp_path / "why.pdf"))
        assert result.exit_code == 2
        assert ".txt, .json, .ttl" in result.output
        assert list(tmp_path.iterdir()) == []


class TestPython:
    def test_a_proof_is_a_record(self, real: Path) -> None:
        graph = communique.open(real, rebuild=False)
        proof = graph.why(*SIGNATORY)
        assert isinstance(proof, Proof)
        assert [step.rules for step in proof.steps] == [("prp-spo2",), ("prp-inv2",)]
        assert proof.version == graph.version
        assert isinstance(graph.why("Denmark", "a", "Minister"), Absence)

    def test_all_derivations_are_asked_for(self, real: Path) -> None:
        graph = communique.open(real, rebuild=False)
        whole = graph.why(*SIGNATORY, whole=True)
        assert isinstance(whole, Proof)
        assert whole.whole
        assert len(whole.steps) == 3


def test_a_triple_that_is_not_there_exits_with_one(real: Path) -> None:
    result = call(real, "Denmark", "a", "Minister")
    assert result.exit_code == 1
    text = " ".join(result.stdout.split())
    assert text.startswith("Not in the graph: Denmark is a minister No document of 20")
    assert "no evidence that it is not so" in text
    assert "from: Denmark, holds post: ?" in text
    assert "is a ministerial post in the graph, for instance: " in text
    assert "missing: Denmark, holds post:" in text
    assert result.stderr == ""


def test_a_literal_that_no_source_gives(real: Path) -> None:
    result = call(real, "agreement:hague-letter", "wording", "Treaty of Zenda")
    assert result.exit_code == 1
    text = " ".join(result.stdout.split())
    assert "Other values in the graph: Letter of Intent" in text
    assert "No rule of the ontology would give it: it would have to be asserted." in text


BAD = [
    (["Nobody", "a", "Minister"], "no thing is called 'Nobody'"),
    (["Rustem Umerof", "a", "Minister"], "Did you mean Rustem Umerov"),
    (["Rustem Umerov", "holdPost", "Ukraine"], "Did you mean cmq:holdsPost"),
    (["Rustem Umerov", "cmq:holdPost", "Ukraine"], "Did you mean cmq:holdsPost"),
    (["Rustem Umerov", "xyzzy", "Ukraine"], "no property is called 'xyzzy'"),
    (["Rustem Umerov", "a", "Ministr"], "cmq:Minister or"),
    (["Rustem Umerov", "holdsPost", "Minister of Defense of Ukrane"], "no thing is called"),
    (["Rustem Umerov", "label", '"unfinished'], "this is no literal"),
    (["Rustem Umerov", "label", '"a" . <a:a> <a:b> "c"'], "this is no literal"),
    (["Rustem Umerov", "a"], "Missing argument"),
    ([*MINISTER, "--format", "pdf"], "pdf"),
]


@pytest.mark.parametrize(("arguments", "message"), BAD, ids=[" ".join(a)[:50] for a, _ in BAD])
def test_a_call_is_refused(real: Path, arguments: list[str], message: str) -> None:
    result = call(real, *arguments)
    assert result.exit_code == 2, result.output
    assert message in result.stderr
    assert result.stdout == ""


def test_a_build_by_owlrl_has_no_proofs_and_says_so(project: Path) -> None:
    made = CliRunner().invoke(main, ["--project", str(project), "build", "--reasoner", "owlrl"])
    assert made.exit_code == 0, made.output
    result = call(project, *MINISTER)
    assert result.exit_code == 4
    assert "communique build" in result.stderr
