"""What stands beside or inside a company's name and tells of it: a country, another name."""

from __future__ import annotations

import re
from typing import Any

from communique.extract.mention import Mention, Sort
from communique.extract.mentions.aliases import other_name
from communique.extract.mentions.chart import Chart

NATIONAL = (Sort.COUNTRY, Sort.DEMONYM)
"""What tells whose a company is."""
_OF_LAND = re.compile(r" (?:of|from) (?:the )?")


def land_behind(chart: Chart, end: int) -> str:
    """The country of `a technology group of the UAE`."""
    of = _OF_LAND.match(chart.text, end)
    land = chart.starting(of.end()) if of else None
    return str(land.details["country"]) if land and land.sort is Sort.COUNTRY else ""


def told(chart: Chart, name: Mention, more: dict[str, Any]) -> Mention:
    """A name that is known, with what the words beside it tell, where they fit its kind."""
    if name.details.get("kind") not in ("Company", "Organization"):
        return name
    return chart.replace(name, {**more, **name.details})


def details_of(chart: Chart, start: int, end: int, kind: str) -> dict[str, Any]:
    """The details of a name of a kind: its own words, the country in them, another name."""
    inside = {one.details["country"] for one in chart.within(start, end) if one.sort in NATIONAL}
    country = {"country": inside.pop()} if len(inside) == 1 else {}
    other = other_name(chart.text, end) if kind == "Company" else {}
    there = chart.starting(other["alias"][1]) if other else None
    if there and there.sort is not Sort.ORGANIZATION:
        other = {}
    return {"kind": kind, "core": chart.text[start:end], **country, **other}
