"""Fingerprints: what changes a passage's words and what does not."""

from __future__ import annotations

import pytest

from communique.fingerprint import Fingerprint, find, fingerprint, words

SENTENCE = "Ruritania’s minister signed the 12-point “letter” — for 500 million crowns."


@pytest.mark.parametrize(
    "copy",
    [
        'Ruritania\'s minister signed the 12-point "letter" - for 500 million crowns.',
        "Ruritaniaʼs minister signed the 12‑point «letter» – for 500 million crowns",
        "RURITANIA’S\n  minister signed\tthe 12 point letter… for 500\u00a0million crowns.",
        "Ruritania’s min\u00adister signed the 12-point “letter” — for 500 million crowns.",
        "Ruritania’s minister signed the 12-point “letter” — for ５００ million crowns.",
    ],
    ids=["plain quotes", "modifier apostrophe", "line breaks", "soft hyphen", "full-width digits"],
)
def test_layout_and_punctuation_do_not_matter(copy: str) -> None:
    assert fingerprint(copy) == fingerprint(SENTENCE)


@pytest.mark.parametrize(
    "copy",
    [
        SENTENCE.replace("500", "600"),
        SENTENCE.replace("signed", "will sign"),
        SENTENCE.replace("crowns", "crown"),
        SENTENCE.replace("minister signed", "signed minister"),
    ],
    ids=["a figure", "a tense", "a letter", "the order"],
)
def test_words_matter(copy: str) -> None:
    assert fingerprint(copy) != fingerprint(SENTENCE)


def test_offsets_are_code_points_of_the_text() -> None:
    text = "Сі\u0301 “Łódź” 𝔘kraine"
    assert [text[word.start : word.end] for word in words(text)] == ["Сі\u0301", "Łódź", "𝔘kraine"]


def test_a_word_broken_at_the_end_of_a_line_is_found_joined() -> None:
    wanted = fingerprint("the minister signed")
    assert find([wanted], "Yesterday the minis-\nter signed it.")[wanted] == [(10, 31)]


def test_every_occurrence_is_found() -> None:
    wanted = fingerprint("two ministers")
    assert find([wanted], "Two ministers met two ministers.")[wanted] == [(0, 13), (18, 31)]


def test_what_is_not_there_is_not_found() -> None:
    assert find([fingerprint("three ministers")], "Two ministers met.") == {}


@pytest.mark.parametrize("text", ["", "5", "x " + "0" * 64, "5 " + "0" * 63])
def test_only_a_count_and_a_hash_are_a_fingerprint(text: str) -> None:
    assert Fingerprint.parse(text) is None
    assert Fingerprint.parse("5 " + "0" * 64) == Fingerprint(5, "0" * 64)
