"""Articles: sentences, quotations, lines set aside; texts of any size and shape."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.article import Article
from communique.extract.quotations import quotations
from communique.extract.sentences import Sentence

CASES = yaml.safe_load(Path(__file__).with_name("articles.yaml").read_text("utf-8"))
texts = st.text(max_size=80) | st.lists(
    st.sampled_from(['"', " ", "\n", "A", "b.", "U.S.", "Mr. ", "!", "?", "“", "”", "(", ")", ";"]),
    max_size=40,
).map("".join)


def shown(article: Article, sentence: Sentence) -> str:
    """A sentence as the cases write it."""
    mark = "~ " if sentence.aside else "# " if sentence.heading else ""
    return mark + article.text[sentence.start : sentence.end]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_sentences(case: dict[str, str]) -> None:
    article = Article.of(case["text"])
    found = [shown(article, sentence) for sentence in article.sentences]
    assert found == case["finds"].splitlines()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "yes" and "no".', ["yes", "no"]),
        ("He said “yes”.", ["yes"]),
        ('"This is our "Build on" plan," he said.', ['This is our "Build on" plan,', "Build on"]),
        ('"One day.\n"Another day," he said.', ["One day.", "Another day,"]),
        ('"It has no end, he said.', []),
        ('It has 5" of rain.', []),
    ],
)
def test_quotations(text: str, found: list[str]) -> None:
    view = Article.of(text).text
    assert [view[one.start : one.end] for one in quotations(view)] == found


def test_what_stands_around_an_offset() -> None:
    article = Article.of('Spaak spoke. "We sign the "Treaty" now," he said.')
    at = article.text.index("Treaty")
    sentence = article.sentence_at(at)
    assert sentence is not None
    assert article.text[sentence.start :].startswith('"We sign')
    around = [article.text[one.start : one.end] for one in article.quotations_around(at, at + 6)]
    assert around == ["Treaty", 'We sign the "Treaty" now,']
    assert article.sentence_at(article.text.index(" ", 7)) is None


@given(texts)
def test_sentences_and_parts_cover_all_words(text: str) -> None:
    article = Article.of(text)
    end = 0
    for sentence in article.sentences:
        assert not any(map(str.isalnum, article.text[end : sentence.start]))
        assert sentence.start < sentence.end
        end = sentence.end
    assert not any(map(str.isalnum, article.text[end:]))
    assert [part.end for part in article.parts][-1] == len(article.text)


def test_a_long_sentence_is_cut() -> None:
    text = "The treaty, " + "which is long, " * 10_000 + "was signed."
    article = Article.of(text)
    assert max(one.end - one.start for one in article.sentences) <= 2_000
    assert all(article.text[one.end - 1] in ",." for one in article.sentences)


def test_a_long_text_comes_in_parts_that_end_with_lines() -> None:
    article = Article.of(
        "".join(f"Treaty {number} was signed in Rome.\n\n" for number in range(20_000))
    )
    assert len(article.parts) > 1
    assert all(part.end - part.start <= 100_000 for part in article.parts)
    assert all(article.text[part.end - 1] == "\n" for part in article.parts[:-1])
