"""The table of roles against the sentences of the predicates, the ontology and the schemes."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from communique import claims, turtle
from communique.claims import Claim, Concept, Figure, Kind, Mention, Predicate, Span, Words
from communique.project import Project
from communique.roles import ORGANIZATIONS, ROLES, misfits
from communique.vocabulary import CMQ, RDFS, SCHEME
from tests.conftest import ROOT

HERE = Span(0, 5)
KINDS = {"paper": Kind.AGREEMENT, "land": Kind.COUNTRY, "person": Kind.PERSON, "fair": Kind.EVENT}


def sentences() -> dict[str, str]:
    """The sentence under each predicate in the source, by the predicate's name there."""
    tree = ast.parse(Path(claims.__file__).read_text("utf-8"))
    (body,) = (n.body for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "Predicate")
    found = {}
    for before, after in pairwise(body):
        if isinstance(before, ast.Assign) and isinstance(after, ast.Expr):
            (target,) = before.targets
            assert isinstance(target, ast.Name)
            assert isinstance(after.value, ast.Constant)
            found[target.id] = str(after.value.value)
    return found


@pytest.mark.parametrize("predicate", Predicate)
def test_the_table_has_the_roles_that_the_predicates_sentence_names(predicate: Predicate) -> None:
    sentence = sentences()[predicate.name]
    named = re.findall(r"\(([a-z-]+)(\??)[^)]*\)", sentence)
    many = set(re.findall(r"any number of \(([a-z-]+)", sentence))
    roles = ROLES[predicate]
    assert [role.name for role in roles] == [name for name, _ in named]
    assert {role.name for role in roles if role.many} == many
    may_lack = {name for name, mark in named if mark} | many
    assert {role.name for role in roles if not role.required} == may_lack


def test_organisations_are_the_classes_below_organization() -> None:
    quads = [statement.quad for statement in turtle.read(Project.find(ROOT).ontology)]
    below = {CMQ.Organization}
    while more := {
        q.subject
        for q in quads
        if q.predicate == RDFS.subClassOf and q.object in below and q.subject not in below
    }:
        below |= {node for node in more if isinstance(node, NamedNode)}
    classes = {node.value.removeprefix(str(CMQ)) for node in below}
    assert {kind.value for kind in ORGANIZATIONS} == classes & {kind.value for kind in Kind}


def test_the_schemes_of_roles_are_there() -> None:
    files = {path.stem for path in Project.find(ROOT).schemes}
    named = {scheme for roles in ROLES.values() for role in roles for scheme in role.schemes}
    assert named <= files
    assert all(str(SCHEME[scheme].value).endswith(scheme) for scheme in named)


def signature(*arguments: tuple[str, claims.Argument]) -> Claim:
    return Claim(Predicate.SIGNATURE, arguments, HERE, HERE, "test/1")


PAPER = ("agreement", Mention("paper", HERE))
PARTY = ("party", Mention("land", HERE))


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        (signature(PAPER, PARTY), ""),
        (signature(PAPER, PARTY, ("signer", Mention("person", HERE))), ""),
        (signature(PAPER), "it has no party"),
        (signature(PAPER, PARTY, PARTY), "it has more than one party"),
        (signature(PAPER, ("party", Mention("person", HERE))), "party: Person cannot be that"),
        (signature(PAPER, ("party", Mention("x", HERE))), "party: something unknown cannot be"),
        (signature(PAPER, PARTY, ("iri", Words("Q1", HERE))), "signature has no role 'iri'"),
        (signature(PAPER, ("party", Words("Belgium", HERE))), "party: a Words is no Mention"),
        (
            Claim(
                Predicate.COUNT,
                (
                    ("scope", Mention("fair", HERE)),
                    ("number", Figure(Decimal(3), HERE)),
                    ("counted", Concept("role:host", HERE)),
                ),
                HERE,
                HERE,
                "test/1",
            ),
            "counted: 'role:host' is not of the scheme counted",
        ),
    ],
)
def test_misfits(claim: Claim, fault: str) -> None:
    found = list(misfits(claim, KINDS.get))
    assert len(found) == bool(fault)
    assert all(one.startswith(fault) for one in found)
