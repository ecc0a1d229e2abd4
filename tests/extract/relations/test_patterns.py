"""Patterns over skeletons: each part of the grammar, and what is no pattern."""

from __future__ import annotations

import re
import time

import pytest

from communique.extract.relations.patterns import Pattern, PatternError, Vocabulary

VOCABULARY = Vocabulary(
    words={"signed": ["signed", "put ..2 names to"], "his": ["his", "her"]},
    sorts={"PARTY": ["PERSON", "COUNTRY"]},
)


def found(pattern: str, skeleton: str) -> list[dict[str, str | None]]:
    matches = Pattern(pattern, VOCABULARY).matches(f"{skeleton} ")
    return [{k: v and v.strip() for k, v in one.groupdict().items()} for one in matches]


@pytest.mark.parametrize(
    ("pattern", "skeleton"),
    [
        ("PERSON signed", "PERSON#1 signed AGREEMENT#2"),
        ("signed|inked AGREEMENT", "they inked AGREEMENT#2"),
        ("PARTY @signed ..2 AGREEMENT", "PERSON#1 put their names to AGREEMENT#7"),
        ("PERSON ... AGREEMENT", "PERSON#1 , on DATE#2 in PLACE#3 , signed AGREEMENT#4"),
        ("PERSON ( met | sat down with ) PERSON", "PERSON#1 sat down with PERSON#2"),
        ("PERSON ( , POST )? signed", "PERSON#1 signed"),
        ("PERSON ( , POST )? signed", "PERSON#1 , POST#2 signed"),
        ("MONEY \\( MONEY \\)", "MONEY#1 ( MONEY#2 )"),
        ("^ PERSON", "PERSON#1 spoke"),
        ("spoke $", "PERSON#1 spoke"),
        ("@his deputy", "her deputy PERSON#1"),
    ],
)
def test_pattern_matches(pattern: str, skeleton: str) -> None:
    assert found(pattern, skeleton)


@pytest.mark.parametrize(
    ("pattern", "skeleton"),
    [
        ("signed AGREEMENT", "designed AGREEMENT#1"),  # words are whole
        ("PERSON ..2 AGREEMENT", "PERSON#1 signed PLACE#2 AGREEMENT#3"),  # a gap has no nodes
        ("PERSON ... AGREEMENT", "PERSON#1 left . AGREEMENT#2"),  # nor ends of sentences
        ("PERSON ..2 AGREEMENT", "PERSON#1 a b c AGREEMENT#2"),  # and is no longer than it says
        ("^ PERSON", "then PERSON#1"),
        ("PERSON \\( MONEY", "PERSON#1 MONEY#2"),
    ],
)
def test_pattern_does_not_match(pattern: str, skeleton: str) -> None:
    assert not found(pattern, skeleton)


def test_list_takes_all_its_members() -> None:
    (roles,) = found("<who:PARTY+> signed", "PERSON#1 , COUNTRY#2 and by PERSON#3 signed")
    assert roles == {"who": "PERSON#1 , COUNTRY#2 and by PERSON#3"}


def test_words_of_a_role_go_up_to_what_follows() -> None:
    (roles,) = found("AGREEMENT on <topic:...> ,", "AGREEMENT#1 on drones and ships , he said")
    assert roles == {"topic": "drones and ships"}


@pytest.mark.parametrize("pattern", ["( PERSON", "PERSON )", "@nothing PERSON"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError, match=re.escape(pattern)):
        Pattern(pattern, VOCABULARY)


def test_needs_leave_out_what_may_lack() -> None:
    needs = Pattern("<who:PARTY+> @signed ( ..2 PLACE )? AGREEMENT today?", VOCABULARY).needs
    assert needs.sorts == (frozenset({"PERSON", "COUNTRY"}), frozenset({"AGREEMENT"}))
    assert needs.words == ("@signed",)


def test_long_sentence_takes_time_in_proportion() -> None:
    """A skeleton of 40,000 items, on which a pattern with nested repetition would never end."""
    pattern = Pattern("<who:PARTY+> ... @signed ... <paper:AGREEMENT> ... with PARTY", VOCABULARY)
    skeleton = "PERSON#1 , " * 20_000
    began = time.process_time()
    assert not list(pattern.matches(skeleton))
    assert time.process_time() - began < 60
