"""That two things are one is applied when files are read, and taken back without a trace."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from communique.dataset import Matter, read_matter, unified
from communique.identity import Unification
from communique.model import Place, Statement
from communique.project import Project
from communique.vocabulary import CMQ, DOCUMENT, ID, RDFS, REGISTRY_GRAPH, SKOS
from tests.conftest import ROOT

PASSAGE = NamedNode(f"{DOCUMENT['report'].value}#char=0,9")
TREATY, RENAMED = ID["agreement/eec-treaty"], ID["agreement/treaty-of-rome"]
BELGIUM, SPAAK, SHORT = (
    ID["country/belgium"], ID["person/paul-henri-spaak"], ID["person/spaak"]
)  # fmt: skip


def read(*quads: Quad) -> list[Statement]:
    return [Statement(quad, Place(Path("x.trig"), number)) for number, quad in enumerate(quads, 1)]


def applied(replacements: dict[str, str], *quads: Quad) -> list[Quad]:
    same = Unification(replacements)
    statements = read(*quads)
    return [one.quad for one in same.applied(statements, same.node_names(statements))]


def test_a_thing_is_read_as_the_other_everywhere() -> None:
    quads = (
        Quad(SHORT, CMQ.wording, Literal("Spaak"), PASSAGE),
        Quad(PASSAGE, CMQ.attributedTo, SHORT, PASSAGE),
    )
    assert applied({SHORT.value: SPAAK.value}, *quads) == [
        Quad(SPAAK, CMQ.wording, Literal("Spaak"), PASSAGE),
        Quad(PASSAGE, CMQ.attributedTo, SPAAK, PASSAGE),
    ]


def test_its_label_becomes_another_name() -> None:
    label = Quad(SHORT, RDFS.label, Literal("Spaak", language="en"), REGISTRY_GRAPH)
    assert applied({SHORT.value: SPAAK.value}, label) == [
        Quad(SPAAK, SKOS.altLabel, Literal("Spaak", language="en"), REGISTRY_GRAPH)
    ]


def test_nodes_made_of_its_key_follow() -> None:
    signature = ID["signature/treaty-of-rome/belgium/spaak"]
    replacements = {RENAMED.value: TREATY.value, SHORT.value: SPAAK.value}
    quads = (
        Quad(signature, CMQ.agreement, RENAMED, PASSAGE),
        Quad(signature, CMQ.party, BELGIUM, PASSAGE),
        Quad(signature, CMQ.signer, SHORT, PASSAGE),
    )
    node = ID["signature/eec-treaty/belgium/paul-henri-spaak"]
    assert applied(replacements, *quads) == [
        Quad(node, CMQ.agreement, TREATY, PASSAGE),
        Quad(node, CMQ.party, BELGIUM, PASSAGE),
        Quad(node, CMQ.signer, SPAAK, PASSAGE),
    ]


def test_nodes_made_of_such_nodes_follow() -> None:
    commitment = ID["commitment/belgium/treaty-of-rome/1"]
    amount = ID["amount/commitment/belgium/treaty-of-rome/1/BEF"]
    quads = (
        Quad(commitment, CMQ.under, RENAMED, PASSAGE),
        Quad(amount, CMQ.amountOf, commitment, PASSAGE),
    )
    assert [quad.subject for quad in applied({RENAMED.value: TREATY.value}, *quads)] == [
        ID["commitment/belgium/eec-treaty/1"],
        ID["amount/commitment/belgium/eec-treaty/1/BEF"],
    ]


def test_a_node_with_the_same_word_in_its_name_stays() -> None:
    place = ID["place/spaak"]
    hosting = ID["participation/conference/spaak/host/-"]
    quad = Quad(hosting, CMQ.participant, place, PASSAGE)
    assert applied({SHORT.value: SPAAK.value}, quad) == [quad]


def matter() -> Matter:
    return read_matter(Project(ROOT))


def test_without_decisions_nothing_changes() -> None:
    read = matter()
    assert unified(read, {}) is read


def test_two_agreements_made_one_leave_nothing_of_the_second() -> None:
    letter, agreement = ID["agreement/hague-letter"], ID["agreement/copenhagen-agreement"]
    made = unified(matter(), {agreement.value: letter.value})
    named = {str(term).strip("<>") for one in made.statements() for term in one.quad}
    parts = {part for name in named if name.startswith(str(ID)) for part in name.split("/")}
    assert "hague-letter" in parts
    assert "copenhagen-agreement" not in parts


def test_every_statement_keeps_its_place_and_its_graph() -> None:
    read = matter()
    made = unified(read, {ID["person/morten-flindt"].value: ID["person/morten-boedskov"].value})
    assert [(one.place, one.quad.graph_name) for one in made.statements()] == [
        (one.place, one.quad.graph_name) for one in read.statements()
    ]
