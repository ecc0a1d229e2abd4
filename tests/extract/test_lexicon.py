"""The lexicon: what its files speak of exists, and every country can be named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from communique.claims import Kind
from communique.extract.lexicon import Lexicon
from communique.extract.patterns import alternation, spelled
from communique.project import Project
from tests.conftest import ROOT

LEXICON = Lexicon.read(Project(ROOT))
"""Kinds of nouns and titles by list, with the scheme whose concepts they are."""
CONCEPTS = [
    ("posts", "titles", "rank"),
    ("agreements", "nouns", "agreement-kind"),
    ("events", "nouns", "event-kind"),
    ("events", "recurrent", "event-kind"),
    ("events", "yearly", "event-kind"),
    ("numbers", "bounds", "bound"),
    ("numbers", "counted", "counted"),
]


@pytest.mark.parametrize(("file", "key", "scheme"), CONCEPTS)
def test_lists_speak_of_concepts_that_exist(file: str, key: str, scheme: str) -> None:
    known = set(LEXICON.concepts(scheme).values())
    assert set(LEXICON.lists[file][key]) - {""} <= known


@pytest.mark.parametrize("key", ["heads", "introducers", "known", "national"])
def test_kinds_of_organisations_exist(key: str) -> None:
    rows = LEXICON.lists["organizations"][key]
    kinds = set(rows.values()) if key == "national" else set(rows)
    assert kinds <= {str(kind) for kind in Kind}


def words(value: Any) -> Iterator[Any]:
    """Every word of a list, however deep."""
    if isinstance(value, dict):
        yield from (word for key, below in value.items() for word in (key, *words(below)))
    elif isinstance(value, list):
        yield from (word for below in value for word in words(below))
    else:
        yield value


@pytest.mark.parametrize("file", LEXICON.lists)
def test_words_are_words(file: str) -> None:
    # YAML 1.1 reads a bare `on` or `no` as a truth value.
    assert not [
        word for word in words(LEXICON.lists[file]) if isinstance(word, bool) or word is None
    ]


def test_every_country_has_names_and_nearly_every_one_an_adjective() -> None:
    countries = LEXICON.countries
    assert len(countries) > 190
    assert {"DK", "UA", "XK", "TW"} <= set(countries)
    assert all(country.names for country in countries.values())
    own = set(LEXICON.lists["countries"])
    assert own <= set(countries)
    assert countries["TR"].name == "Turkey"
    assert "Türkiye" in countries["TR"].names
    assert countries["NL"].name == "Netherlands"


def test_one_word_names_one_country() -> None:
    seen: dict[str, str] = {}
    for country in LEXICON.countries.values():
        for word in country.adjectives | country.nouns:
            assert seen.setdefault(word, country.code) == country.code, word


def test_currencies_have_codes() -> None:
    assert {"DKK", "UAH", "INR", "XOF"} <= set(LEXICON.currencies)
    assert "kroner" not in {name for names in LEXICON.currencies.values() for name in names}


def test_spellings_stand_for_each_other() -> None:
    pairs = [("defence", "defense"), ("organis", "organiz")]
    assert spelled(["defence organisation"], pairs) == {
        "defence organisation",
        "defense organisation",
        "defence organization",
        "defense organization",
    }
    assert alternation([]) == "(?!)"
