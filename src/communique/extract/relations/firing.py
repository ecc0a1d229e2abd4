"""A match of a rule, as builders of claims see it: its nodes, words, and what they refer to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from communique.claims import Argument, Certainty, Claim, Day, Kind, Mention, Words
from communique.extract.relations.desk import Desk
from communique.extract.relations.modality import Modality, modality_in
from communique.extract.relations.occasions import Occasion
from communique.extract.relations.rules import Match, Say
from communique.extract.relations.skeleton import Item, Node, Skeleton
from communique.extract.relations.surroundings import Surroundings, around

_TWO = re.compile(r"\b(?:two|both|2)\b")
_LONGEST_WORDS = 14
_SHORT = 300
"""Characters of a list that is shown whole as one passage."""
_FAR = 700
"""Characters between a paper and what it provides for, told in another sentence."""
_CIRCUMSTANCES = frozenset({"DATE", "CAPITAL", "PLACE"})
_PREPOSITIONS = frozenset({"in", "on", "at", "until", "by", "since"})
_BESIDE = frozenset({"DATE", "PLACE", "CAPITAL", "NUMBER", "MONEY", "EVENT"})
_ASIDE = re.compile(r"\b(?:ahead of|before|prior to|after|following) (?:\w+ )?\Z", re.IGNORECASE)
_WHOSE = frozenset({"at", "of", "from", "for"})
_NAMED = frozenset({"COUNTRY", "CAPITAL", "DEMONYM"})
"""Sorts of what is no topic without a word beside it."""


class Firing:
    """One match of a rule, seen through what the rule says."""

    def __init__(self, desk: Desk, match: Match, say: Say) -> None:
        self.desk = desk
        self.context = desk.context
        self.match = match
        self.say = say

    @property
    def skeleton(self) -> Skeleton:
        """The sentence."""
        return self.match.skeleton

    def nodes(self, role: str) -> list[Node]:
        """The nodes of a role."""
        group = self.say.roles.get(role, "")
        return self.match.nodes(group) if group and not group.startswith("=") else []

    def node(self, role: str) -> Node | None:
        """The first node of a role."""
        return next(iter(self.nodes(role)), None)

    def constant(self, role: str) -> str:
        """The value that the rule itself gives for a role."""
        return self.say.roles.get(role, "=").removeprefix("=")

    @property
    def modality(self) -> Modality:
        """The modality of the verb, where the rule names one."""
        return modality_in(self.match, self.say.roles.get("verb", ""))

    def items(self, role: str) -> Sequence[Item]:
        """The items of a role: its nodes, and the words around them."""
        return self.match.groups.get(self.say.roles.get(role, ""), ())

    def day(self, role: str) -> Day | None:
        """A date as an argument; None where there is none, or what it means is open."""
        node = self.node(role)
        return self.context.day(node) if node is not None else None

    def surroundings(self, *, lead: bool = True) -> Surroundings:
        """The place and the day that the sentence tells with what matched."""
        return around(self.skeleton, self.match.first, self.match.last, lead=lead)

    def stretch(self, role: str) -> tuple[int, int] | None:
        """The stretch of the view of a role's words."""
        return self.match.words(self.say.roles.get(role, ""))

    def words(self, role: str) -> Words | None:
        """A few words of the text in a role, without what hangs on at the end; None for none."""
        stretch = self.stretch(role)
        if stretch is None or self._is_beside(role):
            return None
        start, end = stretch[0], self._before_circumstance(role, stretch[1])
        text = self.context.article.text[start:end]
        cut = " ".join(text.split()[:_LONGEST_WORDS]).rstrip(" ,;:-–—")
        for tail in (" and", " or", " the", " a", " an", " of", " to", " for", " in", " with"):
            cut = cut.removesuffix(tail)
        if len(cut) < 3 or cut.startswith(("and ", "or ")):
            return None
        return Words(cut, self.context.span(start, end))

    def he(self) -> list[Node]:
        """The person whom a pronoun in the role `he` means."""
        stretch = self.stretch("he")
        return self.desk.person_before(stretch[0]) if stretch else []

    def names(self, role: str, *sorts: str) -> bool:
        """Whether a node of some sorts stands in the words of a role."""
        items = self.match.groups.get(self.say.roles.get(role, ""), ())
        return any(item.node is not None and item.node.sort in sorts for item in items)

    @property
    def is_heading(self) -> bool:
        """Whether the match stands in a heading."""
        return id(self.skeleton) in self.desk.headings

    def _before_circumstance(self, role: str, end: int) -> int:
        """Where words end before a day or a place that is told with them: `in Kyiv on Friday`."""
        items = self.match.groups[self.say.roles[role]]
        for before, item in pairwise(items):
            if item.node and item.node.sort in _CIRCUMSTANCES and before.form in _PREPOSITIONS:
                return before.start
            if item.node and item.node.sort == "DATE":
                return item.start
        return end

    def _is_beside(self, role: str) -> bool:
        """Whether words tell a day, a place or a number, and not what something is about."""
        items = self.match.groups[self.say.roles[role]]
        first = items[0].node.sort if items[0].node else ""
        named = all(item.node is not None and item.node.sort in _NAMED for item in items)
        return named or first in _BESIDE or items[0].form in _PREPOSITIONS

    def claim(self, *args: object, **kwargs: object) -> Claim:
        """A claim of this match; hedged where its verb is."""
        if self.modality is Modality.HEDGED:
            kwargs.setdefault("certainty", Certainty.HEDGED)
        return self.context.claim(self.match, *args, **kwargs)  # type: ignore[arg-type]

    def item(self, node: Node) -> dict[str, Any]:
        """Where a claim about one member of a list stands: all that matched, where it is short.

        Else the item, with the head of the list as its antecedent.
        """
        start, end = self.match.span
        if end - start <= _SHORT:
            return {}
        first = min((n.start for n in self.match_nodes() if n.sort == node.sort), default=start)
        head = (start, max(first, start + 1))
        if node.start <= first:
            return {"stretch": (start, node.end)}
        return {"stretch": (node.start, node.end), "antecedents": [head]}

    def within(self, node: Node, antecedents: Sequence[tuple[int, int]]) -> dict[str, Any]:
        """The same as `item`, with further antecedents."""
        found = self.item(node)
        return {**found, "antecedents": [*found.get("antecedents", ()), *antecedents]}

    @property
    def trigger(self) -> tuple[int, int]:
        """The words of a match without the nodes at its ends: what says the relation."""
        start, end = self.match.span
        inner = self.skeleton.items[self.match.first : self.match.last]
        words = [item for item in inner if item.node is None]
        return (words[0].start, words[0].end) if words else (start, end)

    def match_nodes(self) -> list[Node]:
        """All nodes that matched."""
        items = self.skeleton.items[self.match.first : self.match.last]
        return [item.node for item in items if item.node]

    def is_whose(self, node: Node) -> bool:
        """Whether a node only tells whose somebody is: `a director at Terma A/S`."""
        numbers = [item.node.number if item.node else -1 for item in self.skeleton.items]
        place = numbers.index(node.number) if node.number in numbers else 0
        return place > 0 and self.skeleton.items[place - 1].form in _WHOSE

    def is_aside(self, role: str) -> bool:
        """Whether a role's words only tell when something is: `before the talks`."""
        stretch = self.stretch(role)
        if stretch is None:
            return False
        return bool(_ASIDE.search(self.context.article.text, 0, stretch[0]))

    def side(self, node: Node) -> str:
        """Key of the party in whose name somebody signs; empty where it is open."""
        key = self.context.key(node)
        if not key:
            return ""
        if self.context.things.kind(key) is Kind.PERSON:
            return self.desk.offices.side(key)
        return key

    def far(self, node: Node) -> Mention:
        """A node as an argument; where another sentence names it, with that as its antecedent."""
        mention = self.context.mention(node)
        start, end = self.match.span
        if start <= node.start < end:
            return mention
        return mention._replace(antecedent=self.context.span(node.start, node.end))

    def land_before(self) -> Node | None:
        """The country to which `the country` or `it` refers."""
        return self.desk.land_before(self.match.span[0])

    def papers(self) -> dict[Node, str]:
        """The papers that the sentence tells the signing of, with their stage."""
        return self.desk.signings.get(id(self.skeleton), {})

    @property
    def is_quoted(self) -> bool:
        """Whether the match stands in a quotation."""
        start, end = self.match.span
        return any(one.start <= start and end <= one.end for one in self.context.article.quotations)

    def paper_of(self, event: Argument) -> Mention | None:
        """The paper that is signed at a signing ceremony; None for any other event."""
        occasion = self.desk.occasions.of(event.entity) if isinstance(event, Mention) else None
        if occasion is None or not occasion.is_of_signing:
            return None
        start = self.match.span[0]
        signed = self.desk.signed()
        papers = [paper for paper in self.desk.papers.found if not paper.back]
        told = [paper for paper in papers if not signed.isdisjoint(paper.nodes)] or papers
        before = [n for paper in told for n in paper.nodes if n.start < start]
        if not before:
            return None
        return self.far(max(before, key=lambda one: one.start))

    def paper_before(self) -> Node | None:
        """The one paper of the sentence that told of papers last, not long before.

        None where it told of several, or of one of an earlier time.
        """
        start = self.match.span[0]
        papers = [(n, p) for p in self.desk.papers.found for n in p.nodes if n.end <= start]
        last, paper = max(papers, key=lambda one: one[0].start, default=(None, None))
        if last is None or paper is None or paper.back or start - last.end > _FAR:
            return None
        first, _ = self.context.sentence(last)
        told = {other.key for node, other in papers if node.start >= first}
        return last if len(told) == 1 else None

    def event(self) -> Node | Occasion | None:
        """The event of a role, or the one that the article tells of at this place."""
        own = self.node("event")
        if own is not None:
            return own
        if self.stretch("it") is not None:
            return self.desk.occasions.last_before(self.match.span[0])
        return self.desk.occasions.stage_before(self.match.span[0])

    def pair(self) -> list[Node]:
        """Those whom `both ministers` or `the two countries` mean: two of different sides."""
        stretch = self.stretch("pair")
        if stretch is None:
            return []
        said = self.context.article.text[stretch[0] : stretch[1]].lower()
        if any(node.sort == "COUNT" for node in self.nodes("pair")) and not _TWO.search(said):
            return []
        if any(word in said for word in ("side", "countr", "part", "state", "government")):
            return self.desk.lands_before(stretch[0])
        return self.desk.persons_before(stretch[0])

    def event_argument(self) -> tuple[Argument | None, list[tuple[int, int]]]:
        """The event as an argument; where the sentence does not name it, with an antecedent."""
        found = self.event()
        if found is None:
            return None, []
        if isinstance(found, Node):
            return (self.context.mention(found) if self.context.key(found) else None), []
        first = found.nodes[0]
        mention = self.context.mention(first)
        stretch = (first.start, first.end)
        return mention._replace(antecedent=self.context.span(*stretch)), [stretch]
