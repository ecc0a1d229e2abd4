"""Countries, what is theirs, their capitals, and other places."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.lexicon import Country, Lexicon
from communique.extract.mention import Sort
from communique.extract.mentions.chart import Chart
from communique.extract.phrasebook import Phrasebook
from communique.extract.words import Word


class Countries:
    """Finds countries, adjectives and nouns of peoples, and capitals."""

    def __init__(self, lexicon: Lexicon) -> None:
        never = set(lexicon.lists["places"]["never"])
        names: dict[str, tuple[Sort, dict[str, object]]] = {}
        for country in lexicon.countries.values():
            for name, sort, details in _meanings(country):
                if name not in never:
                    names.setdefault(name, (sort, details))
        self._names = names
        self._stems: dict[str, str] = lexicon.lists["places"]["stems"]
        self._book = Phrasebook(names, exact=True)

    def find(self, chart: Chart) -> None:
        """Add all countries, adjectives and capitals to a chart."""
        for hit in self._book.find(chart.part):
            sort, details = hit.meaning
            chart.add(sort, hit.start, hit.end, details)
        for word in (one for one in chart.words if one.capital and "-" in one.text):
            self._compound(chart, word)

    def _compound(self, chart: Chart, word: Word) -> None:
        """Add the parts of a word such as `Danish-Ukrainian` or `Franco-German`."""
        parts = word.text.split("-")
        if not all(part in self._names or part in self._stems for part in parts):
            return
        start = word.start
        for part in parts:
            sort, details = self._names.get(self._stems.get(part, part), (Sort.DEMONYM, {}))
            chart.add(sort, start, start + len(part), details)
            start += len(part) + 1


def _meanings(country: Country) -> Iterator[tuple[str, Sort, dict[str, object]]]:
    """Each word for a country, a people or a capital, with the sort and details of a mention."""
    known: dict[str, object] = {"country": country.code, "name": country.name}
    for name in country.names:
        yield name, Sort.COUNTRY, known
    for name in country.adjectives:
        yield name, Sort.DEMONYM, known
    for name in country.nouns:
        yield name, Sort.DEMONYM, {**known, "noun": True}
    for name in country.capitals:
        yield name, Sort.CAPITAL, {**known, "name": country.capital}


class Places:
    """Finds cities and regions."""

    def __init__(self, lexicon: Lexicon) -> None:
        names: dict[str, dict[str, object]] = {
            name: {"country": code, "name": name} for name, code in lexicon.cities.items()
        }
        for region in lexicon.lists["places"]["regions"]:
            names[region] = {"name": region}
        self._book = Phrasebook(names, exact=True)

    def find(self, chart: Chart) -> None:
        """Add all places to a chart that nothing else stands on."""
        for hit in self._book.find(chart.part):
            chart.add(Sort.PLACE, hit.start, hit.end, hit.meaning)
