"""What builders of claims work with: the article's things, its offices, papers and occasions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from communique.claims import Argument, Span
from communique.extract.relations.context import Context
from communique.extract.relations.modality import Modality, modality_in
from communique.extract.relations.occasions import Occasions
from communique.extract.relations.offices import Offices
from communique.extract.relations.papers import Papers
from communique.extract.relations.rules import Match, Say
from communique.extract.relations.skeleton import Node, Skeleton
from communique.extract.relations.titles import Titles

_NEAR = 200
"""Characters between a word that refers to something and the name of that."""
_ASIDE = re.compile(
    r"\b(?:since|against|after|during|despite|from|with) (?:the )?\Z", re.IGNORECASE
)
"""What before a country tells that it is not the one of which the sentence speaks."""
_LANDS = frozenset({"COUNTRY", "DEMONYM"})
"""Sorts of words for countries."""
_STAGES = {Modality.DONE: "signed", Modality.HEDGED: "signed", Modality.PLANNED: "planned"}


class Common(NamedTuple):
    """A day, a place or an event that several papers have in common."""

    role: str
    """date, place or event"""
    value: Argument
    told: Span
    """The words that tell it."""
    rule: str


@dataclass
class Desk:
    """One article, as far as it is understood when claims are built."""

    context: Context
    offices: Offices
    titles: Titles
    papers: Papers
    occasions: Occasions
    nodes: Sequence[Node] = ()
    """All nodes of the article."""
    principals: Sequence[str] = ()
    """Keys of the two countries that it is about."""
    composed: set[str] = field(default_factory=set)
    """Names of the rules that have put nodes together, or told whose a paper is."""
    we: dict[Node, Node] = field(default_factory=dict)
    """For each `we` in a quotation, who says it."""
    headings: frozenset[int] = frozenset()
    """The skeletons of headings, by identity."""
    spoken: dict[int, Node] = field(default_factory=dict)
    """Who speaks, by the number of the quotation."""
    signings: dict[int, dict[Node, str]] = field(default_factory=dict)
    """The papers that a sentence tells the signing of, with their stage, by its skeleton's id."""
    currencies: Mapping[str, str] = field(default_factory=dict)
    """The currency of each country, by codes."""
    buyers: dict[str, tuple[Node, str, tuple[int, int]]] = field(default_factory=dict)
    """Who buys under a paper, by its key: the buyer, the paper's stage, the words that tell it."""

    common: list[Common] = field(default_factory=list)
    """What sentences tell of several papers at once."""

    def signed(self) -> set[Node]:
        """The words for papers of which a sentence tells that they are signed."""
        told = chain.from_iterable(papers.items() for papers in self.signings.values())
        return {node for node, stage in told if stage == "signed"}

    def lands_before(self, place: int) -> list[Node]:
        """The two countries that the article is about, each as it was named last before a place."""
        last = {self.context.key(n): n for n in self.nodes if n.sort in _LANDS and n.end <= place}
        found = [last[key] for key in self.principals if key in last]
        if len(found) == 2:
            return found
        sides = [self.offices.side(self.context.key(one)) for one in self.persons_before(place)]
        return [last[key] for key in sides if key in last]

    def land_before(self, place: int) -> Node | None:
        """The country to which `it` refers at a place: the first of the last sentence with one."""
        text = self.context.article.text
        lands = [
            node
            for node in self.nodes
            if node.sort == "COUNTRY"
            and node.end <= place
            and not _ASIDE.search(text[max(0, node.start - 20) : node.start])
        ]
        near = [node for node in lands if place - node.end < _NEAR]
        told = [n for n in near if self.context.sentence(n) == self.context.sentence(near[-1])]
        return told[0] if told else None

    def person_before(self, place: int) -> list[Node]:
        """The person to whom `he` or `she` refers at a place: the last one named."""
        people = [n for n in self.nodes if n.sort == "PERSON" and n.end <= place]
        return [node for node in people[-1:] if place - node.end < _NEAR]

    def persons_before(self, place: int) -> list[Node]:
        """The last two persons before a place who act for different sides."""
        found: dict[str, Node] = {}
        people = [node for node in self.nodes if node.sort == "PERSON" and node.end <= place]
        for node in reversed(people[-8:]):
            side = self.offices.side(self.context.key(node))
            if side and side not in found and len(found) < 2:
                found[side] = node
        return list(found.values()) if len(found) == 2 else []

    def note(self, match: Match) -> None:
        """Remember which papers a sentence tells the signing of, and who buys under them."""
        for say in match.rule.says:
            if say.builder == "buyer":
                self._note_buyer(match, say)
        if any(say.builder == "signing" for say in match.rule.says):
            modality = modality_in(match)
            stage = _STAGES.get(modality)
            papers = self.signings.setdefault(id(match.skeleton), {})
            for node in match.nodes("paper") or self.papers.last_before(match.span[0]):
                if stage is not None and papers.get(node) != "planned":
                    papers[node] = stage

    def _note_buyer(self, match: Match, say: Say) -> None:
        buyers = match.nodes(say.roles["buyer"])
        for paper in match.nodes(say.roles["paper"]):
            key = self.context.key(paper)
            if len(buyers) == 1 and self.context.key(buyers[0]) and key:
                self.composed.add(match.rule.name)
                self.buyers.setdefault(key, (buyers[0], "signed", match.span))


def all_nodes(skeletons: Sequence[Skeleton], *sorts: str) -> Iterator[Node]:
    """The nodes of some sorts, in the order of the text."""
    for item in chain.from_iterable(one.items for one in skeletons):
        if item.node is not None and item.node.sort in sorts:
            yield item.node
