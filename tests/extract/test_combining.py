"""What rules and a language model find, put together: things by their names, claims by content."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from communique.claims import (
    Argument,
    Certainty,
    Claim,
    Concept,
    Dropped,
    Entity,
    Extraction,
    Kind,
    Mention,
    Money,
    Predicate,
    Span,
    Words,
)
from communique.extract.combining import combined

MODEL = "llm:reader-7b/1"
EARLY, LATE = Span(0, 40), Span(50, 90)


def entity(key: str, kind: Kind, *names: str, owner: str = "", proper: bool = True) -> Entity:
    return Entity(key, kind, names, owner=owner, proper=proper)


def claim(
    predicate: Predicate, rule: str, *arguments: tuple[str, Argument], span: Span = EARLY
) -> Claim:
    return Claim(predicate, arguments, span, span, rule)


def signature(rule: str, paper: str, party: str, *, span: Span = EARLY) -> Claim:
    arguments = (("agreement", Mention(paper, span)), ("party", Mention(party, span)))
    return claim(Predicate.SIGNATURE, rule, *arguments, span=span)


BELGIUM = entity("country:BE", Kind.COUNTRY, "Belgium")
TREATY = entity("agreement:1", Kind.AGREEMENT, "Treaty of Rome")
FOUND = entity("agreement:treaty of rome", Kind.AGREEMENT, "the Treaty of Rome")
RULES = Extraction(
    {one.key: one for one in (BELGIUM, TREATY)},
    (signature("signing-active/1", TREATY.key, BELGIUM.key),),
)


def model(*claims: Claim, entities: tuple[Entity, ...] = (BELGIUM, FOUND)) -> Extraction:
    return Extraction({one.key: one for one in entities}, claims)


def rules_of(extraction: Extraction) -> list[str]:
    return [one.rule for one in extraction.claims]


def test_agreement_is_recorded_and_the_rules_passage_kept() -> None:
    found = combined(RULES, model(signature(MODEL, FOUND.key, BELGIUM.key, span=LATE)))
    assert rules_of(found) == [f"signing-active/1 + {MODEL}"]
    assert found.claims[0].rules == ["signing-active/1", MODEL]
    assert found.claims[0].span == EARLY
    assert list(found.entities) == ["country:BE", "agreement:1"]
    assert found.entities["agreement:1"].wordings == ("the Treaty of Rome", "Treaty of Rome")


def test_what_only_one_finds_is_kept_under_its_own_rule() -> None:
    france = entity("country:FR", Kind.COUNTRY, "France")
    own = signature(MODEL, FOUND.key, france.key, span=LATE)
    found = combined(RULES, model(own, entities=(france, FOUND)))
    assert rules_of(found) == ["signing-active/1", MODEL]
    assert found.claims[1].entity("agreement") == "agreement:1"


def test_without_a_model_nothing_changes_and_without_rules_neither() -> None:
    own = model(signature(MODEL, FOUND.key, BELGIUM.key))
    assert combined(RULES, Extraction()) == RULES
    assert combined(Extraction(), own) == own


def test_differing_claims_are_both_kept() -> None:
    one, other = Money(Decimal(70), "USD", EARLY), Money(Decimal(90), "USD", EARLY)
    paper = ("thing", Mention(TREATY.key, EARLY))
    rules = replace(RULES, claims=(claim(Predicate.AMOUNT, "worth/1", paper, ("amount", one)),))
    told = claim(Predicate.AMOUNT, MODEL, ("thing", Mention(FOUND.key, EARLY)), ("amount", other))
    assert rules_of(combined(rules, model(told))) == ["worth/1", MODEL]


def agreement(rule: str, key: str, *more: tuple[str, Argument]) -> Claim:
    kind = ("kind", Concept("agreement-kind:treaty", EARLY))
    return claim(Predicate.AGREEMENT, rule, ("agreement", Mention(key, EARLY)), kind, *more)


PLACE = entity("place:rome", Kind.PLACE, "Rome")
SIGNED = ("stage", Concept("stage:signed", EARLY))
THERE = ("place", Mention(PLACE.key, EARLY))


def test_a_model_that_says_more_confirms_what_the_rules_say() -> None:
    rules = replace(RULES, claims=(agreement("paper/1", TREATY.key, SIGNED),))
    told = agreement(MODEL, FOUND.key, SIGNED, THERE)
    found = combined(rules, model(told, entities=(FOUND, PLACE)))
    assert rules_of(found) == [f"paper/1 + {MODEL}", MODEL]
    assert "place:rome" in found.entities


def test_what_several_rules_say_together_is_not_told_again() -> None:
    told = (
        agreement("paper/1", TREATY.key, SIGNED),
        agreement("paper-place/1", TREATY.key, SIGNED, THERE),
    )
    entities = {**RULES.entities, PLACE.key: PLACE}
    own = agreement(MODEL, FOUND.key, SIGNED, THERE)
    found = combined(Extraction(entities, told), model(own, entities=(FOUND, PLACE)))
    assert rules_of(found) == [f"paper/1 + {MODEL}", f"paper-place/1 + {MODEL}"]


def test_the_less_firm_reading_holds() -> None:
    hedged = replace(signature(MODEL, FOUND.key, BELGIUM.key), certainty=Certainty.HEDGED)
    (only,) = combined(RULES, model(hedged)).claims
    assert only.certainty is Certainty.HEDGED


def test_a_claim_that_the_model_reads_as_denied_is_dropped() -> None:
    denied = replace(signature(MODEL, FOUND.key, BELGIUM.key), certainty=Certainty.DENIED)
    found = combined(RULES, model(denied))
    assert found.claims == ()
    assert found.dropped == (Dropped(RULES.claims[0], f"{MODEL} reads it as denied"),)


def test_things_of_different_kinds_are_not_one() -> None:
    country = entity("place:belgium", Kind.PLACE, "Belgium")
    own = claim(Predicate.KIND, MODEL, ("thing", Mention(country.key, EARLY)))
    found = combined(RULES, model(own, entities=(country,)))
    assert {"country:BE", "place:belgium"} <= set(found.entities)


def test_kinds_of_organisation_are_near_enough() -> None:
    euratom = entity("organization:x", Kind.ORGANIZATION, "Euratom")
    agency = entity("organization:euratom", Kind.AGENCY, "Euratom", owner="country:BE")
    rules = Extraction({euratom.key: euratom})
    own = claim(Predicate.KIND, MODEL, ("thing", Mention(agency.key, EARLY)))
    found = combined(rules, model(own, entities=(agency, BELGIUM)))
    assert found.claims[0].entity("thing") == "organization:x"
    assert found.entities["organization:x"].owner == "country:BE"


def test_a_name_that_does_not_tell_which_is_meant_aligns_nothing() -> None:
    papers = [entity(f"agreement:{n}", Kind.AGREEMENT, "memorandum", proper=False) for n in (1, 2)]
    rules = Extraction({one.key: one for one in papers})
    other = entity("agreement:1", Kind.AGREEMENT, "memorandum", proper=False)
    own = claim(Predicate.TOPIC, MODEL, ("thing", Mention("agreement:1", EARLY)), topic("coal"))
    found = combined(rules, model(own, entities=(other,)))
    assert found.claims[0].entity("thing") == "agreement:1:2"
    assert len(found.entities) == 3


def topic(words: str) -> tuple[str, Words]:
    return ("topic", Words(words, EARLY))


def test_topics_are_compared_by_their_words() -> None:
    own = claim(Predicate.TOPIC, "about/1", ("thing", Mention(TREATY.key, EARLY)), topic("Defence"))
    told = claim(
        Predicate.TOPIC, MODEL, ("thing", Mention(FOUND.key, LATE)), topic("the defense"), span=LATE
    )
    found = combined(replace(RULES, claims=(own,)), model(told))
    assert rules_of(found) == [f"about/1 + {MODEL}"]


def test_what_was_dropped_and_noticed_is_kept_of_both() -> None:
    lost = Dropped(signature(MODEL, FOUND.key, BELGIUM.key), "its quotation is not in the text")
    own = replace(model(), dropped=(lost,), notices=("look-alike", "the answer is no JSON"))
    found = combined(replace(RULES, notices=("look-alike",)), own)
    assert found.dropped[0].claim.entity("agreement") == "agreement:1"
    assert found.notices == ("look-alike", "the answer is no JSON")
