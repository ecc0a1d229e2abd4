"""Words that name something, as the lexicons and grammars of names find them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple


class Sort(StrEnum):
    """What a mention names; in rules' patterns these are words in capitals."""

    COUNTRY = "COUNTRY"
    """A country's name: `Denmark`, `the Netherlands`, `UK`."""
    DEMONYM = "DEMONYM"
    """An adjective or a noun of a people: `Danish`, `Ukrainian`, `Danes`."""
    CAPITAL = "CAPITAL"
    """A country's capital, which may stand for its government or be a place."""
    PLACE = "PLACE"
    """Any other place."""
    HERE = "HERE"
    """The word, where it means the town from which a report comes."""
    PERSON = "PERSON"
    POST = "POST"
    """A title without its country or organisation: `Deputy Minister of Defence`."""
    ORGANIZATION = "ORGANIZATION"
    AGREEMENT = "AGREEMENT"
    EVENT = "EVENT"
    INITIATIVE = "INITIATIVE"
    MONEY = "MONEY"
    COUNT = "COUNT"
    """A number of things: `63 companies`, `more than 350 meetings`."""
    NUMBER = "NUMBER"
    """A number of which it is not known of what."""
    PERCENT = "PERCENT"
    DATE = "DATE"


class Mention(NamedTuple):
    """A stretch of an article's view and what it names."""

    sort: Sort
    start: int
    """Code points of the view, half-open."""
    end: int
    text: str
    details: Mapping[str, Any] = MappingProxyType({})
    """What is known of it from its form, by the keys that each sort has (see `mentions`)."""
