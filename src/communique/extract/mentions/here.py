"""`Here` in a report that begins with the name of the town from which it comes."""

from __future__ import annotations

import re

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Sort
from communique.extract.mentions.chart import Chart
from communique.extract.patterns import UPPER

_DATELINE = re.compile(
    rf"^(?P<city>[{UPPER}][\w'-]+(?: [{UPPER}][\w'-]+){{0,2}})(?:, [^:\n]{{0,40}}?)?"
    r"(?: \([^)\n]{1,70}\))? ?(?::|--|—|–| -) ",
    re.MULTILINE,
)
_HERE = re.compile(
    r"\bhere\b(?=[.,;]| (?:today|yesterday|on|at|in|with|between|by|[A-Z][a-z]+day)\b)"
)
_HEAD = 2000
"""Characters of a text in which the dateline stands."""


class Here:
    """Finds the word, where it is known what place it means."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._cities = {name.upper(): code for name, code in lexicon.cities.items()}
        for country in lexicon.countries.values():
            self._cities |= {name.upper(): country.code for name in country.capitals}

    def find(self, chart: Chart) -> None:
        """Add each `here` outside quotations to a chart."""
        lines = _DATELINE.finditer(chart.text, 0, _HEAD)
        dateline = next((one for one in lines if one["city"].upper() in self._cities), None)
        if dateline is None:
            return
        details = {
            "name": dateline["city"].title(),
            "country": self._cities[dateline["city"].upper()],
            "dateline": dateline.span("city"),
        }
        if "(" not in dateline[0]:  # the correspondent of an agency may be anywhere
            for one in chart.of(Sort.COUNTRY, Sort.DEMONYM):
                if one.details["country"] == details["country"]:
                    chart.replace(one, {**one.details, "home": details["country"]})
                    break
        start = max(dateline.end(), chart.part.start)
        for match in _HERE.finditer(chart.text, start, chart.part.end):
            if not chart.article.quotations_around(match.start(), match.end()):
                chart.add(Sort.HERE, match.start(), match.end(), details)
