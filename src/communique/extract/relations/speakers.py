"""Who speaks in each quotation: told in its sentence, by a pronoun, or by the paragraph before."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.relations.desk import Desk
from communique.extract.relations.rules import Match
from communique.extract.relations.skeleton import Node, Skeleton
from communique.extract.relations.units import Unit, Units

_SPEAKERS = ("PERSON", "ORGANIZATION")


class Speakers:
    """Finds the speakers of an article's quotations."""

    def __init__(self, desk: Desk, units: Units) -> None:
        self._desk = desk
        self._units = units
        self._found: dict[int, Node] = {}

    def settle(self, skeletons: Sequence[Skeleton], matches: Sequence[Match]) -> None:
        """Give each quotation its speaker, and `I` and `we` in it their meaning."""
        told = {
            id(match.skeleton): node
            for match in matches
            for say in match.rule.says
            if say.builder == "utterance"
            for node in match.nodes(say.roles["speaker"])
            if self._desk.context.key(node)
        }
        last: Node | None = None
        for unit, skeleton in zip(self._units.all, skeletons, strict=True):
            if unit.quotation >= 0:
                continue
            own = told.get(id(skeleton))
            persons = [i.node for i in skeleton.items if i.node and i.node.sort in _SPEAKERS]
            speaker = own or (persons[0] if len(persons) == 1 and unit.quotes else None) or last
            if speaker is not None:
                self._speak(unit, speaker)
            people = [node for node in persons if node.sort == "PERSON"]
            last = own or (people[-1] if people else last)

    def _speak(self, unit: Unit, speaker: Node) -> None:
        context = self._desk.context
        for number in unit.quotes:
            start, end = self._units.quotations[number]
            key = context.key(speaker)
            self._desk.spoken[number] = speaker
            context.attribute((start, end), key, (speaker.start, speaker.end))
            for node in self._units.speakers.get(number, ()):
                stretch = (speaker.start, speaker.end)
                if node.sort == "SPEAKER":
                    context.assign(node, key, stretch)
                    continue
                self._desk.we[node] = speaker
                if country := self._desk.offices.country(key):
                    context.assign(node, country, stretch)
