"""Countries, what is theirs, their capitals, and other places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.extract.lexicon import Country, Lexicon
from communique.extract.mention import Sort
from communique.extract.mentions.chart import Chart
from communique.extract.patterns import UPPER
from communique.extract.phrasebook import Hit, Phrasebook
from communique.extract.words import Word

_BASED = ("-based", "-headquartered")
_DATELINE = re.compile(rf"(?:, [{UPPER}][\w.]+(?: [{UPPER}]\w+)?)? ?(?:[:–—]) (?=[\"{UPPER}])")
_STYLE = re.compile(
    r"(?<!\w)(?:(?:Islamic|Federal|Federative|People's|Socialist|Democratic|Arab|Hashemite) )*"
    r"(?:Republic|Kingdom|Principality|Grand Duchy|Sultanate|State) of (?:the )?\Z"
)
_STYLES = 45
"""Characters of the longest words for a kind of state."""
_LANDS = (Sort.COUNTRY, Sort.DEMONYM, Sort.CAPITAL)
_LONGEST = 3
"""Words of a country's name before the last."""
_SHORTEST = 4
"""Letters of a country's name that may be written in capitals."""


_SOMEWHERE = re.compile(
    r"\b(?:signed|inked|concluded|held|hosted|met|takes? place|taking place|took place|opened"
    r"|ceremony|talks|meeting|conference|forum|summit|exhibition|city|town|port|village)\b"
    rf"[^.;:!?\n]{{0,60}}?\b(?:in|(?<=city )of|(?<=town )of) "
    rf"([{UPPER}][\w'’-]+(?: [{UPPER}][\w'’-]+)?)"
    r"(?=[,.;)]| (?:on|and|by|with|where|during|last|this|near|at)\b)"
)
"""Where something is signed or held, by a name that nothing else explains."""


class Countries:
    """Finds countries, adjectives and nouns of peoples, and capitals."""

    def __init__(self, lexicon: Lexicon) -> None:
        places = lexicon.lists["places"]
        never = set(places["never"])
        names: dict[str, tuple[Sort, dict[str, object]]] = {}
        capitals: dict[str, tuple[Sort, dict[str, object]]] = {}
        for country in lexicon.countries.values():
            for name, sort, details in _meanings(country):
                if name not in never:
                    names.setdefault(name, (sort, details))
                    if sort is Sort.COUNTRY and len(name) >= _SHORTEST:
                        capitals.setdefault(name.upper(), (sort, details))
        for region in places["regions"]:
            if any(word in names for word in region.split()):
                names[region] = (Sort.PLACE, {"name": region})
        self._names = names
        self._stems: dict[str, str] = places["stems"]
        self._surnames = frozenset(lexicon.lists["names"]["lands"])
        self._never = frozenset(lexicon.lists["names"]["common"])
        self._book = Phrasebook(capitals | names, exact=True)
        self._short = Phrasebook(
            {name: country for country in lexicon.countries.values() for name in country.short},
            exact=True,
        )

    def find(self, chart: Chart) -> None:
        """Add all countries, adjectives and capitals to a chart."""
        for hit in self._book.find(chart.part):
            name = chart.text[hit.start : hit.end]
            plain = self._names.get(name) is hit.meaning and name not in self._surnames
            if plain or not self._is_surname(chart, hit.first):
                _add(chart, hit)
        for index in chart.part.mixed:
            word = chart.words[index]
            if word.capital and "-" in word.text:
                self._compound(chart, word)
                if word.text.endswith(_BASED):
                    self._based(chart, index)
        for short in self._short.find(chart.part):
            known = {"country": short.meaning.code, "name": short.meaning.name}
            if any(one.details.get("country") == short.meaning.code for one in chart.mentions):
                chart.add(Sort.COUNTRY, short.start, short.end, known)

    def _is_surname(self, chart: Chart, index: int) -> bool:
        """Whether a country's name is a surname behind a first name: `Basil JORDAN`."""
        before = chart.words[index - 1] if index and chart.part.gap(index - 1) == " " else None
        if before is None or not before.capital or before.text.isupper():
            return False
        return before.text not in self._never and chart.at(before.start) is None

    def _based(self, chart: Chart, index: int) -> None:
        """Add what says of a company where it is: `South Korea-based`."""
        end = chart.words[index].end
        stem = end - len(chart.words[index].text.rpartition("-")[2]) - 1
        for first in range(max(0, index - _LONGEST), index + 1):
            start = chart.words[first].start
            sort, details = self._names.get(chart.text[start:stem], (None, {}))
            if sort and sort is not Sort.PLACE:
                chart.add(Sort.DEMONYM, start, end, details, over=_LANDS)
                return

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


def _add(chart: Chart, hit: Hit[tuple[Sort, dict[str, object]]]) -> None:
    """Add what a word names; with `-based` behind it, it is an adjective."""
    sort, details = hit.meaning
    if sort is Sort.CAPITAL and _is_dateline(chart, hit.start, hit.end):
        return
    start = _styled(chart.text, hit.start) if sort is Sort.COUNTRY else hit.start
    based = next((one for one in _BASED if chart.text.startswith(one, hit.end)), "")
    based = "" if sort is Sort.PLACE else based
    chart.add(Sort.DEMONYM if based else sort, start, hit.end + len(based), details)


def _styled(text: str, start: int) -> int:
    """Where a country's name begins with what kind of state it is: `Republic of Moldova`."""
    style = _STYLE.search(text, max(0, start - _STYLES), start)
    return style.start() if style else start


def _is_dateline(chart: Chart, start: int, end: int) -> bool:
    """Whether a place tells at the beginning of a paragraph where a report comes from."""
    if start and chart.text[start - 1] != "\n":
        return False
    sentence = chart.article.sentence_at(start) if _DATELINE.match(chart.text, end) else None
    return sentence is not None and not sentence.heading


class Places:
    """Finds cities and regions."""

    def __init__(self, lexicon: Lexicon) -> None:
        names: dict[str, dict[str, object]] = {
            name: {"country": code, "name": name} for name, code in lexicon.cities.items()
        }
        for region in lexicon.lists["places"]["regions"]:
            names[region] = {"name": region}
        self._book = Phrasebook(names, exact=True)
        self._never = frozenset(lexicon.lists["names"]["common"])

    def find(self, chart: Chart) -> None:
        """Add all places to a chart that nothing else stands on."""
        for hit in self._book.find(chart.part):
            if not _is_dateline(chart, hit.start, hit.end):
                chart.add(Sort.PLACE, hit.start, hit.end, hit.meaning)
        for match in _SOMEWHERE.finditer(chart.text, chart.part.start, chart.part.end):
            first, end = match.span(1)
            if match[1].split()[0] not in self._never and not chart.within(first, end):
                chart.add(Sort.PLACE, first, end, {"name": match[1], "guessed": True})
