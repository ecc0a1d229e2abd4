"""The words that tell of which country an organisation is stand in the claim's passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.claims import Claim, Mention, Predicate, Span
from communique.extract.extractor import Extractor
from communique.extract.lands import Lands
from communique.extract.lexicon import Lexicon
from communique.project import Project

PROJECT = Project(Path(__file__).parents[2])
LANDS = Lands(Lexicon.read(PROJECT).countries)


def claim(text: str, name: str, start: int = 0) -> Claim:
    """That something is Norwegian, by its name alone, which stands somewhere behind `start`."""
    begin = text.index(name, start)
    place = Span(begin, begin + len(name))
    thing, country = Mention("organization:nets", place), Mention("country:NO", place)
    return Claim(
        Predicate.COUNTRY, (("thing", thing), ("country", country)), place, place, "name/1"
    )


@pytest.mark.parametrize(
    ("text", "passage", "antecedents"),
    [
        ("The Norwegian Navy came.", "Norwegian Navy", []),
        ("The Norwegian company Nets signed it.", "Norwegian company Nets", []),
        ("Nets, a company of Norway, signed it.", "Nets, a company of Norway", []),
        ("Guests from Norway came. Nets signed it.", "Nets", ["Norway"]),
        ("Nets signed it in Chile.\nOslo was glad.", "Nets", ["Oslo"]),
    ],
)
def test_the_country_is_told_in_the_passage_or_beside_it(
    text: str, passage: str, antecedents: list[str]
) -> None:
    name = "Norwegian Navy" if "Navy" in text else "Nets"
    (found,) = LANDS.told(text, [claim(text, name)])
    assert text[found.span.start : found.span.end] == passage
    assert [text[one.start : one.end] for one in found.antecedents] == antecedents
    assert LANDS.fault(text, found) == ""


def test_a_name_told_again_needs_no_further_telling() -> None:
    text = "The Norwegian company Nets came. Later, guests saw that Nets left."
    twice = [claim(text, "Nets"), claim(text, "Nets", text.index("Later"))]
    assert len(LANDS.told(text, twice)) == 1


def test_a_country_of_which_no_word_tells_is_a_fault() -> None:
    text = "Nets signed it in Chile."
    (found,) = LANDS.told(text, [claim(text, "Nets")])
    assert LANDS.fault(text, found) == "'Nets' does not say which country"


def test_extracted_countries_stand_in_the_words_of_their_claims() -> None:
    text = "The Danish maker Terma A/S signed a contract with Norway. Terma A/S was glad."
    found = Extractor(PROJECT).extract(text)
    countries = [one for one in found.claims if one.predicate is Predicate.COUNTRY]
    assert [text[one.span.start : one.span.end] for one in countries] == ["Danish maker Terma A/S"]
