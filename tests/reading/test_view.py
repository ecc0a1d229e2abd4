"""The view for matching: what it makes of a text, and that nothing moves."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from communique.fingerprint import fingerprint, words
from communique.reading.view import View, view_of
from communique.texts import plain_text

CASES = yaml.safe_load(Path(__file__).with_name("view.yaml").read_text(encoding="utf-8"))

PIECES = (
    *"abAB19 \n\t.,:-'!(",
    *"’ʼ“”–—‑\u00ad\u00a0\u202f\u200b\u202e\u2028\ufeff",
    *"éжіßﬁ５½³№…´",
    *"\u0301\u0327\u0308\u1100\u1161\u11a8ｶﾞ",
    *(" date 2021-03-05 ", "Read also: the duke\n", "5 March 2021\n", "minis-\nter"),
    *("The title of it all ", "The title of it all\n", "it.The king", "- ", "\r"),
)
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_the_view_is_the_text_without_typography(case: dict[str, str]) -> None:
    assert view_of(case["stored"], case.get("title", "")).text == case["view"]


def spans(view: View) -> list[tuple[int, int]]:
    return [view.span(offset, offset + 1) for offset in range(len(view.text))]


@given(texts, st.sampled_from(["", "The title of it all"]))
def test_every_character_has_its_place_in_the_text(stored: str, title: str) -> None:
    view = view_of(stored, title)
    found = spans(view)
    assert all(0 <= start <= end <= len(stored) for start, end in found)
    assert found == sorted(found), "a later character stands before an earlier one"
    for offset, (start, end) in enumerate(found):
        if end - start == 1 and view.text[offset] != stored[start]:
            assert not stored[start].isascii() or stored[start] in "\n\t-", "an ASCII one changed"


@given(texts, st.data())
def test_a_slice_covers_what_its_characters_cover(stored: str, data: st.DataObject) -> None:
    view = view_of(stored)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    covered = spans(view)[start:end]
    whole = view.span(start, end)
    assert whole == (covered[0][0], covered[-1][1]) if covered else whole[0] == whole[1]


@given(texts)
def test_no_letter_or_digit_is_lost_but_what_is_masked(stored: str) -> None:
    view = view_of(stored)
    covered = {place for start, end in spans(view) for place in range(start, end)}
    for masked in ("date", "Read also", "5 March", "The title"):
        if masked in stored:
            return
    lost = [c for place, c in enumerate(stored) if place not in covered and c.isalnum()]
    assert lost == []


@given(texts)
def test_a_second_view_changes_no_character(stored: str) -> None:
    once = view_of(stored).text
    characters = set(once)
    assert not characters & set("’ʼ“”—‑\u00ad\u200b\u202e\t\u00a0")
    assert all(unicodedata.category(one) != "Cf" for one in characters)


WORDS = ["minister’s", "pact", "Łódź", "e\u0301", "5\u00a0000", "10³", "ﬁve", "so\u00adft", "жінка",
    "12‑point", "“a”"]  # fmt: skip
sentences = st.lists(st.sampled_from(WORDS), max_size=12).map(lambda them: " ".join(["So", *them]))


@given(sentences)
def test_words_of_a_slice_are_the_words_of_its_span(stored: str) -> None:
    view = view_of(stored)
    found = words(view.text)
    for first in range(len(found)):
        for last in range(first, len(found)):
            start, end = found[first].start, found[last].end
            place = view.span(start, end)
            assert fingerprint(view.text[start:end]) == fingerprint(stored[slice(*place)])


def test_the_briefs_keep_their_words_in_their_places(root: Path) -> None:
    paths = sorted((root / "data" / "briefs").glob("*.txt"))
    assert paths
    for path in paths:
        stored = plain_text(path)
        view = view_of(stored)
        assert fingerprint(view.text) == fingerprint(stored), path.name
        for word in words(view.text):
            place = view.span(word.start, word.end)
            assert fingerprint(stored[slice(*place)]) == fingerprint(word.text)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 6), (6, 6)])
def test_what_is_no_span_of_the_view_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span of a view of 5 characters"):
        view_of("It’s ").span(start, end)


@pytest.mark.parametrize(
    "piece",
    [*"\n -’ж(\u0301\u00ad", "word ", "A-\n", "a-\n", "jan ", "the end.The "],
)
def test_a_sentence_of_100_kb_takes_no_time(piece: str) -> None:
    stored = piece * (100_000 // len(piece))
    before = time.perf_counter()
    view = view_of(stored, piece * 20)
    assert time.perf_counter() - before < 3
    assert view.span(0, len(view.text))[1] <= len(stored)
