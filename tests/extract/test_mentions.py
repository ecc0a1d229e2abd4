"""Mentions by sort: cases that people can read, and what holds for every text."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.article import Article
from communique.extract.lexicon import Lexicon
from communique.extract.mention import Mention, Sort
from communique.extract.mentions import Finder
from communique.project import Project
from tests.conftest import ROOT

FOLDER = Path(__file__).with_name("mentions")
SORTS = {
    "agreements": {Sort.AGREEMENT},
    "countries": {Sort.COUNTRY, Sort.DEMONYM, Sort.CAPITAL, Sort.PLACE},
    "dates": {Sort.DATE},
    "events": {Sort.EVENT},
    "figures": {Sort.MONEY, Sort.PERCENT, Sort.COUNT, Sort.NUMBER},
    "initiatives": {Sort.INITIATIVE},
    "organizations": {Sort.ORGANIZATION},
    "persons": {Sort.PERSON},
    "posts": {Sort.POST},
}
"""By file of cases: the sorts that its cases list in full."""
PUBLISHED = "1957-03-26"
FINDER = Finder(Lexicon.read(Project(ROOT)))
_DETAILS = re.compile(r"\s*(\{.*\})\Z", re.DOTALL)

CASES = [
    pytest.param(file, case, id=f"{file}: {case['case']}")
    for file in SORTS
    for case in yaml.safe_load((FOLDER / f"{file}.yaml").read_text("utf-8"))
]


def expected(line: str, several: bool) -> tuple[str, str, dict[str, Any]]:
    """Sort, text and details of a mention as a case writes it: `COUNTRY Belgium {country: BE}`."""
    match = _DETAILS.search(line)
    details = yaml.load(match[1], yaml.BaseLoader) if match else {}
    words = _DETAILS.sub("", line)
    sort, _, text = words.partition(" ") if several else ("", "", words)
    return sort, text.strip('"'), details


def shown(mention: Mention, key: str) -> str:
    """A detail as cases write it; of words with their span, the words."""
    value = mention.details.get(key, "")
    if key == "converts":
        return str("conversion_of" in mention.details).lower()
    if isinstance(value, tuple):
        return str(value[0])
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize(("file", "case"), CASES)
def test_mentions_of_a_sort(file: str, case: dict[str, Any]) -> None:
    article = Article.of(case["text"], "", case.get("published", PUBLISHED))
    found = [mention for mention in FINDER.find(article) if mention.sort in SORTS[file]]
    several = len(SORTS[file]) > 1
    wanted = [expected(line, several) for line in case["finds"].splitlines()]
    names = [(mention.sort if several else "", mention.text) for mention in found]
    assert names == [(sort, text) for sort, text, _ in wanted]
    for mention, (_, text, details) in zip(found, wanted, strict=True):
        assert {key: shown(mention, key) for key in details} == details, text


TELLING = {"PERSON": "surname_of", "POST": "rank", "ORGANIZATION": "kind", "DATE": "value"}
"""The detail that is listed beside a mention of the documents; of figures, their number."""
DOCUMENTS = yaml.safe_load((FOLDER / "documents.yaml").read_text("utf-8"))


@pytest.mark.parametrize("listed", DOCUMENTS, ids=lambda listed: listed["document"])
def test_mentions_of_the_documents(listed: dict[str, Any], shared: Path) -> None:
    stored = (shared / "documents" / listed["document"]).read_text("utf-8")
    article = Article.of(stored, "", listed["published"])
    mentions = FINDER.find(article)
    for sort in ("PERSON", "POST", "ORGANIZATION", "MONEY", "DATE", "COUNT"):
        found = [
            [*article.view.span(one.start, one.end), shown(one, TELLING.get(sort, "number"))]
            for one in mentions
            if one.sort == sort
        ]
        assert found == [[*one, ""][:3] for one in listed[sort]]


PIECES = (
    *("Belgian ", "Denmark", "'s ", "Foreign Minister ", "Deputy ", "minister of ", "Defence"),
    *("Paul-Henri Spaak", "von der Leyen", " and ", ", ", ". ", "\n", '"', " (", ") ", "the "),
    *(
        "Ministry of ",
        "Trade",
        "companies ",
        "Ltd.",
        "CEO of ",
        "NATO ",
        "Summit ",
        "letter of intent",
    ),
    *("€", "$", "5", "12,34,567", " million ", "crore", "10", "%", "between ", "-", "–", "to "),
    *("25 ", "March ", "1957", "2024-03-25", "last ", "Tuesday ", "weekend ", "two ", "ago "),
    *("“", "’", "\u0430", "é", "\u202e", "\u00ad", "U.S.", "B.N.", "Mr. ", "his counterpart "),
)
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=80)


@given(texts, st.sampled_from(["", PUBLISHED, "nonsense"]))
def test_mentions_never_overlap_and_are_their_text(text: str, published: str) -> None:
    article = Article.of(text, "", published)
    end = 0
    for mention in FINDER.find(article):
        assert mention.start >= end
        assert mention.end > mention.start
        end = mention.end
        assert article.text[mention.start : mention.end] == mention.text
        start, stop = article.view.span(mention.start, mention.end)
        assert 0 <= start <= stop <= len(text)


@given(texts)
def test_numbers_are_exact_and_finite(text: str) -> None:
    for mention in FINDER.find(Article.of(text)):
        number = mention.details.get("number")
        assert number is None or (isinstance(number, Decimal) and number.is_finite())
        if mention.sort in SORTS["figures"]:
            assert (number is None) == ("refused" in mention.details)


def test_a_name_of_the_registry_needs_no_evidence() -> None:
    text = "Nobody but Paul-Henri Spaak came, and Spaak left."
    assert not [m for m in FINDER.find(Article.of(text)) if m.sort is Sort.PERSON]
    finder = Finder(Lexicon.read(Project(ROOT)), ["Paul-Henri Spaak"])
    found = [mention for mention in finder.find(Article.of(text)) if mention.sort is Sort.PERSON]
    assert [mention.text for mention in found] == ["Paul-Henri Spaak", "Spaak"]
    assert found[1].details["surname_of"] == "Paul-Henri Spaak"
