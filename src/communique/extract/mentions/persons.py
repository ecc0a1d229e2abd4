"""People: capitalised words that something beside them tells to be a name of one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Mention, Sort
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.names import Names
from communique.extract.patterns import UPPER
from communique.extract.phrasebook import Hit, Phrasebook

_BRIDGE = re.compile(
    r" \([^()\n]{1,60}\)| for(?: [A-Z][\w-]+){1,4}(?=, [A-Z])"
    r"|(?P<noun>(?: of(?: the| an?)?)?(?: [a-z-]+){0,3}"
    r" (?:company|firm|manufacturer|maker|concern))"
    rf"(?= \"?[{UPPER}])"
    r"|,? (?:of|for|at|in|to|from|with|and)(?: the)? |, ?| (?:–|-) |'s? | "
)
_BEFORE = re.compile(
    r"(?:,| –)?(?: (?:who|now|also|then|currently))?"
    r"(?: (?:is|was|serves|served|acts|acted|became))?"
    r"(?: as)?(?: (?:the|an?|its|their|his|her|our|the (?:company|firm|group|manufacturer)'s))? \Z"
)
_BETWEEN = re.compile(r" (?:of|from)(?: the)? | \(")
_LIST = re.compile(r", and |, | and | & ")
_APPOSED = re.compile(", ")
_OWNERS = (Sort.COUNTRY, Sort.DEMONYM, Sort.CAPITAL, Sort.ORGANIZATION, Sort.PLACE)
_STEPS = 8
"""Words and mentions between a post and its holder that are passed at most."""
_PEER = re.compile(
    r"\b(?:[Tt]he )?(?:Earl|Duke|Duchess|Marquess|Viscount|Count|Countess|Baron|Baroness)"
    rf" of [{UPPER}]\w+"
)
"""Who is called by a title with a place: `the Earl of Minto`."""
_PLACES = (Sort.ORGANIZATION, Sort.PLACE, Sort.CAPITAL, Sort.COUNTRY)


class Persons:
    """Finds names of people by what stands beside them."""

    def __init__(self, lexicon: Lexicon, known: Iterable[str] = ()) -> None:
        lists = lexicon.lists["names"]
        self._names = Names(lexicon)
        self._honorifics = Phrasebook(dict.fromkeys(lists["honorifics"], True), exact=True)
        self._relations = Phrasebook(dict.fromkeys(lists["relations"], True))
        self._speech = Phrasebook(dict.fromkeys(lists["speech"], True))
        self._known = Phrasebook(dict.fromkeys(known, True), exact=True)
        self._helping = frozenset(lists["helping"])
        retired = "|".join(map(re.escape, lists["retired"]))
        self._retired = re.compile(rf" \((?:{retired})\)")

    def find(self, chart: Chart) -> None:
        """Add people to a chart."""
        for hit in self._known.find(chart.part):
            self._names.add(chart, hit.start, hit.end)
        for post in chart.of(Sort.POST):
            if not (self._after(chart, post, commas=False) or self._before(chart, post.start)):
                self._after(chart, post, commas=True)
        for peer in _PEER.finditer(chart.text, chart.part.start, chart.part.end):
            chart.add(Sort.PERSON, *peer.span(), {}, over=_PLACES)
        titles = list(self._honorifics.find(chart.part))
        for hit in titles:
            self._names.starting(chart, self._behind(chart, hit))
        for hit in self._relations.find(chart.part):
            if not self._names.starting(chart, _passed(chart, hit.end, ", ", " ")):
                self._before(chart, hit.start)
        self._speakers(chart)
        self._listed(chart)
        self._names.repeat(chart)
        for hit in reversed(titles):
            self._titled(chart, hit)

    def _behind(self, chart: Chart, title: Hit[bool]) -> int:
        """Where a name begins behind an honorific, and behind brackets that tell of retirement."""
        retired = self._retired.match(chart.text, title.end)
        return _passed(chart, retired.end() if retired else title.end, " ")

    def _untitled(self, chart: Chart, at: int) -> int:
        """Where a name begins that begins at an offset with an honorific, or several."""
        title = self._honorifics.at(chart.part, chart.part.word_at(at))
        while title and title.start == at:
            at = self._behind(chart, title)
            title = self._honorifics.at(chart.part, chart.part.word_at(at))
        return at

    def _titled(self, chart: Chart, title: Hit[bool]) -> None:
        """Note the honorific of a person."""
        at = self._behind(chart, title)
        person = chart.starting(self._untitled(chart, at))
        if person and person.sort is Sort.PERSON and chart.at(title.start) is None:
            said = chart.text[title.start : person.start].rstrip()
            span = (said, title.start, title.start + len(said))
            chart.replace(person, {**person.details, "titled": span})

    def _after(self, chart: Chart, post: Mention, *, commas: bool) -> bool:
        """Whether a name follows a post, past the country or organisation it belongs to."""
        at, owned, comma = post.end, False, False
        for _ in range(_STEPS):
            bridge = _BRIDGE.match(chart.text, at)
            if not bridge or ("," in bridge[0] and not commas):
                return False
            at, comma = bridge.end(), comma or "," in bridge[0]
            owner = chart.starting(at)
            if owner and owner.sort in (*_OWNERS, *(() if comma else (Sort.POST,))):
                if bridge[0] == " " and self._names.starting(chart, at):
                    return True
                at, owned = owner.end, True
            elif _is_passed(bridge, owned=owned):
                continue
            elif bridge[0] == " " or bridge[0][0] == "," or "–" in bridge[0]:
                least = 2 if comma or owned or "–" in bridge[0] else 1
                if self._names.starting(chart, self._untitled(chart, at), least=least):
                    return True
                if bridge[0] != " ":
                    return False
            elif not post.details.get("plural"):
                return False
        return False

    def _before(self, chart: Chart, at: int) -> bool:
        """Whether a name stands before a post: `Paul-Henri Spaak, foreign minister of Belgium`."""
        while True:
            owner = chart.owner(at)
            if not owner or owner.sort not in _OWNERS:
                break
            at = owner.start
        gap = _BEFORE.search(chart.text, max(0, at - 40), at)
        if not gap or not gap[0].strip() or gap[0].strip() in ("the", "a", "an", "his", "her"):
            return False
        if self._names.ending(chart, gap.start()):
            return True
        index = chart.part.word_at(gap.start()) - 1
        known = index >= 0 and chart.words[index].end == gap.start()
        return known and self._names.surname(chart, index) is not None

    def _speakers(self, chart: Chart) -> None:
        """Names of two words or more before a verb of speech, or after one."""
        for hit in self._speech.find(chart.part):
            first = hit.first
            while first > 0 and chart.words[first - 1].lower in self._helping:
                first -= 1
            before = chart.words[first].start
            end = next((before - len(gap) for gap in (", ", " ") if _ends(chart, before, gap)), 0)
            if first and not self._names.ending(chart, end):
                self._names.surname(chart, first - 1)
            self._names.starting(chart, _passed(chart, hit.end, " "), least=2)

    def _listed(self, chart: Chart) -> None:
        """Names of two words or more that a list puts beside people."""
        for person in chart.of(Sort.PERSON):
            at: int | None = person.end
            while at is not None:
                between = _BETWEEN.match(chart.text, at)
                owner = chart.starting(between.end()) if between else None
                if owner and owner.sort in _OWNERS:
                    at = owner.end + chart.text.startswith(")", owner.end)
                joint = self._landed(chart, person, at) or _LIST.match(chart.text, at)
                name = self._names.starting(chart, joint.end(), least=2) if joint else None
                at = name.end if name and name.end > at else None

    def _landed(self, chart: Chart, person: Mention, at: int) -> re.Match[str] | None:
        """What stands before the next name where each has his country before him.

        `The ministers of Belgium, Paul-Henri Spaak, and Luxembourg, Joseph Bech`.
        """
        before = chart.ending(person.start - len(", "))
        joint = _LIST.match(chart.text, at)
        land = chart.starting(joint.end()) if joint else None
        lands = before and land and before.sort is land.sort is Sort.COUNTRY
        return _APPOSED.match(chart.text, land.end) if lands and land else None


def _is_passed(bridge: re.Match[str], *, owned: bool) -> bool:
    """Whether the name may stand farther on: past a bracket, a field, `of the drone maker`."""
    if bridge["noun"]:
        return owned or bridge[0].startswith(" of ")
    return bridge[0].startswith((" (", " for ")) and bridge[0][-1] != " "


def _ends(chart: Chart, at: int, gap: str) -> bool:
    """Whether a gap stands before an offset."""
    return chart.text.startswith(gap, at - len(gap)) if at >= len(gap) else False


def _passed(chart: Chart, at: int, *gaps: str) -> int:
    """The offset after one of some gaps; that before it where there is none."""
    return next((at + len(gap) for gap in gaps if chart.text.startswith(gap, at)), at)
