"""What is one thing and what is two: the cases in `cases/`, which people can read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.claims import (
    Argument,
    Claim,
    Concept,
    Day,
    Entity,
    Extraction,
    Kind,
    Mention,
    Predicate,
    Span,
)
from communique.decisions import Ledger, Verdict
from communique.model import Document
from communique.project import Project
from communique.resolution.lexicon import Lexicon
from communique.resolution.resolver import Resolver
from communique.resolution.settling import Resolution
from communique.resolution.thing import Story, Thing
from communique.vocabulary import DOCUMENT, ID
from tests.conftest import ROOT

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['case']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
]
NOWHERE = Span(0, 0)
LEXICON = Lexicon.read(Project(ROOT))


def iri(name: str) -> str:
    return f"{ID}{name}"


def iris(names: list[str]) -> frozenset[str]:
    return frozenset(map(iri, names))


def known(told: dict[str, Any]) -> Thing:
    """A thing of the graph, as a case has it."""
    signed = told.get("signed", {})
    story = Story(
        concepts=frozenset(told.get("concepts", ())),
        stages=frozenset(told.get("stages", ())),
        dates=frozenset(told.get("dates", ())),
        reported=frozenset(told.get("reported", ())),
        places=iris(told.get("places", [])),
        parties=iris([*told.get("parties", []), *signed]),
        people=frozenset(
            [(iri(who), iri(side)) for side, who in signed.items()]
            + [(iri(who), "") for who in told.get("people", ())]
        ),
    )
    return Thing(
        key=iri(told["iri"]),
        kind=Kind(told["kind"]),
        names=tuple(told["names"]),
        label=told["names"][0],
        countries=iris(told.get("countries", [])),
        owner=iri(told["owner"]) if "owner" in told else "",
        code=told.get("code", ""),
        posts=iris(told.get("posts", [])),
        concept=told.get("rank", ""),
        story=story,
        documents=frozenset({"earlier"}),
    )


def key_of(told: dict[str, Any]) -> str:
    return str(told.get("key", told["names"][0]))


def entity(told: dict[str, Any]) -> Entity:
    rank = f"rank:{told['rank']}" if "rank" in told else ""
    return Entity(
        key=key_of(told),
        kind=Kind(told["kind"]),
        wordings=tuple(told["names"]),
        aliases=tuple(told.get("aliases", ())),
        owner=told.get("owner", ""),
        concept=told.get("concept", rank),
    )


def claim(predicate: Predicate, **roles: Argument | None) -> Claim:
    arguments = tuple((role, value) for role, value in roles.items() if value is not None)
    return Claim(predicate, arguments, NOWHERE, NOWHERE, "case/1")


def mention(key: str | None) -> Mention | None:
    return Mention(key, NOWHERE) if key and key != "-" else None


def claims(told: dict[str, Any]) -> list[Claim]:
    """What a case's text says of one entity."""
    key = key_of(told)
    found = []
    if told["kind"] in {"Agreement", "Event"}:
        kind = told["kind"].lower()
        roles: dict[str, Argument | None] = {
            kind: mention(key),
            "kind": Concept(told["concept"], NOWHERE) if "concept" in told else None,
            "stage": Concept("stage:signed" if kind == "agreement" else "stage:held", NOWHERE),
            "date": Day(told["date"], NOWHERE) if "date" in told else None,
            "place": mention(told.get("place")),
        }
        found.append(claim(Predicate(kind), **roles))
    for side, who in told.get("signed", {}).items():
        roles = {"agreement": mention(key), "party": mention(side), "signer": mention(who)}
        found.append(claim(Predicate.SIGNATURE, **roles))
    for who in told.get("takes part", ()):
        roles = {"occasion": mention(key), "participant": mention(who)}
        found.append(claim(Predicate.PARTICIPATION, **roles))
    if "holds" in told:
        roles = {"holder": mention(key), "post": mention(told["holds"])}
        found.append(claim(Predicate.TERM_OF_OFFICE, **roles))
    return found


def resolved(case: dict[str, Any]) -> Resolution:
    extraction = Extraction(
        entities={key_of(told): entity(told) for told in case["text"]},
        claims=tuple(one for told in case["text"] for one in claims(told)),
    )
    document = Document(
        iri=DOCUMENT["this"].value, title="This", published=case.get("published", "")
    )
    resolver = Resolver(map(known, case["known"]), LEXICON, Ledger())
    return resolver.resolve(extraction, document, on="2026-11-20")


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    resolution = resolved(case)
    things = {iri(told["iri"]) for told in case["known"]}
    for told in case["text"]:
        key = key_of(told)
        found = resolution.identities[key]
        why = f"{key}: {found}"
        if "is" in told:
            assert (found.iri, found.label) == (iri(told["is"]), ""), why
        if "new" in told:
            assert found.label and found.iri not in things, why
            proposed = {
                one.thing
                for one in resolution.decisions
                if one.verdict is Verdict.OPEN and one.other == found.iri
            }
            assert (iri(told["open"]) in proposed) if "open" in told else True, why
        if "because" in told:
            assert any(told["because"] in reason for reason in found.reasons), why
        assert told.get("made", found.iri) in (found.iri, found.iri.removeprefix(str(ID))), why
        assert told.get("label", found.label) == found.label, why


@pytest.mark.parametrize("case", CASES)
def test_every_decision_has_a_score_and_reasons(case: dict[str, Any]) -> None:
    resolution = resolved(case)
    named = {one.name for one in resolution.decisions if not one.other}
    assert named == {told["names"][0] for told in case["text"]}
    for decision in resolution.decisions:
        assert 0 <= float(decision.score) <= 1
        assert decision.reasons


@pytest.mark.parametrize("case", CASES)
def test_the_order_of_the_entities_does_not_matter(case: dict[str, Any]) -> None:
    turned = {**case, "text": case["text"][::-1]}
    assert resolved(turned).identities == resolved(case).identities
