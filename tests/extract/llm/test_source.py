"""Words looked up in an article: verbatim but for typography, whole, nowhere set aside."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.llm.source import Source
from communique.extract.llm.windows import windows
from communique.reading.view import View, view_of

STORED = "Spaak’s «treaty» was signed –\nin Rome, Rome’s Capitol. Other news: the treaty of Romero"


def source(stored: str = STORED, *asides: tuple[int, int]) -> Source:
    return Source(view_of(stored), (), asides=asides)


def found(words: str, where: Source) -> list[str]:
    places = where.places(words, (0, len(where.text)))
    return [STORED[slice(*where.span(one))] for one in places]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Spaak's", ["Spaak’s"]),
        ("Spaak’s  “treaty”", ["Spaak’s «treaty»"]),
        ("was signed - in Rome", []),
        ("was signed – in\nRome", ["was signed –\nin Rome"]),
        ("Rome", ["Rome", "Rome"]),
        ("Rom", []),
        ("ome", []),
        ("rome", []),
        ("treaty", ["treaty", "treaty"]),
        ("", []),
        (" \n ", []),
        ("(", []),
        ("Rome.*", []),
        ("Capitol.", ["Capitol."]),
    ],
)
def test_words_are_found_where_they_stand(words: str, places: list[str]) -> None:
    assert found(words, source()) == places


def test_what_is_set_aside_is_not_searched() -> None:
    plain = source()
    aside = plain.text.index("Other news")
    assert found("treaty", source(STORED, (aside, len(plain.text)))) == ["treaty"]


def test_only_the_window_is_searched() -> None:
    here = source()
    start = here.text.index("Capitol")
    assert here.find("Rome", (start, len(here.text))) is None
    assert here.find("Capitol", (start, start + 4)) is None


def test_a_stretch_is_of_one_sentence() -> None:
    text = "One came. Two went."
    where = Source(View(text, ()), (), sentences=((0, 9), (10, 19)))
    assert where.is_of_one_sentence((0, 9))
    assert not where.is_of_one_sentence((4, 13))
    assert not where.is_of_one_sentence((9, 10))


TEXTS = st.lists(
    st.text(alphabet="ab .!\n", max_size=80) | st.text(alphabet="ab", min_size=30, max_size=90),
    max_size=8,
).map("\n\n".join)


@given(TEXTS, st.integers(5, 60), st.integers(0, 60))
def test_windows_hold_every_word_and_none_is_too_long(text: str, size: int, overlap: int) -> None:
    stretches = windows(text, size, overlap)
    assert all(0 < end - start <= size for start, end in stretches)
    assert stretches == sorted(stretches)
    held = {offset for start, end in stretches for offset in range(start, end)}
    assert all(offset in held for offset, character in enumerate(text) if not character.isspace())
    for (start, end), (following, last) in pairwise(stretches):
        assert start < following and end < last
        assert end - following <= overlap


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = "The first sentence is here. The second one is longer than it. The third."
    assert [text[a:b] for a, b in windows(text, 40)] == [
        "The first sentence is here. ",
        "The second one is longer than it. ",
        "The third.",
    ]


def test_a_window_begins_with_the_last_paragraphs_of_the_one_before() -> None:
    text = "aaaaaaaaaa\nbbbb\ncccc\ndddddddddd"
    assert [text[a:b] for a, b in windows(text, 21, 10)] == [
        "aaaaaaaaaa\nbbbb\ncccc",
        "bbbb\ncccc\ndddddddddd",
    ]
