"""What builders of claims work with: the article's things, its offices, papers and occasions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Any

from communique.claims import Argument, Certainty, Claim, Kind, Mention, Words
from communique.extract.relations.context import Context
from communique.extract.relations.modality import Modality, modality_of
from communique.extract.relations.occasions import Occasion, Occasions
from communique.extract.relations.offices import Offices
from communique.extract.relations.papers import Papers
from communique.extract.relations.rules import Match, Say
from communique.extract.relations.skeleton import Node, Skeleton

_LONGEST_WORDS = 14
_SHORT = 300
"""Characters of a list that is shown whole as one passage."""
_NEAR = 200
"""Characters between a word that refers to something and the name of that."""
_CIRCUMSTANCES = frozenset({"DATE", "CAPITAL", "PLACE"})
_PREPOSITIONS = frozenset({"in", "on", "at", "until", "by", "since"})
_BESIDE = frozenset({"DATE", "PLACE", "CAPITAL", "NUMBER", "MONEY", "EVENT"})
_STAGES = {Modality.DONE: "signed", Modality.HEDGED: "signed", Modality.PLANNED: "planned"}


@dataclass
class Desk:
    """One article, as far as it is understood when claims are built."""

    context: Context
    offices: Offices
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

    def lands_before(self, place: int) -> list[Node]:
        """The two countries that the article is about, each as it was named last before a place."""
        last = {
            self.context.key(n): n for n in self.nodes if n.sort == "COUNTRY" and n.end <= place
        }
        return [last[key] for key in self.principals if key in last]

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
        """Remember which papers a sentence tells the signing of."""
        if any(say.builder == "signing" for say in match.rule.says):
            modality = modality_of(match.groups.get("verb", ()))
            stage = _STAGES.get(modality)
            papers = self.signings.setdefault(id(match.skeleton), {})
            for node in match.nodes("paper"):
                if stage is not None and papers.get(node) != "planned":
                    papers[node] = stage


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
        return modality_of(self.match.groups.get(self.say.roles.get("verb", ""), ()))

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
        if len(cut) < 3:
            return None
        return Words(cut, self.context.span(start, end))

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
        return end

    def _is_beside(self, role: str) -> bool:
        """Whether words tell a day, a place or a number, and not what something is about."""
        items = self.match.groups[self.say.roles[role]]
        first = items[0].node.sort if items[0].node else ""
        return first in _BESIDE or items[0].form in _PREPOSITIONS

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
        """The country to which `the country` or `it` refers: the first of the last sentence."""
        start = self.match.span[0]
        lands = [n for n in self.desk.nodes if n.sort == "COUNTRY" and n.end <= start]
        near = [node for node in lands if start - node.end < _NEAR]
        told = [n for n in near if self.context.sentence(n) == self.context.sentence(near[-1])]
        return told[0] if told else None

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
        said = self.context.article.view
        node = self.node("event")
        if node is None or "sign" not in said.text[node.start : node.end].lower():
            return None
        before = [n for p in self.desk.papers.found for n in p.nodes if n.start < node.start]
        if not before:
            return None
        return self.far(max(before, key=lambda one: one.start))

    def event(self) -> Node | Occasion | None:
        """The event of a role, or the one that the article tells of at this place."""
        own = self.node("event")
        if own is not None:
            return own
        return self.desk.occasions.stage_before(self.match.span[0])

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


def all_nodes(skeletons: Sequence[Skeleton], *sorts: str) -> Iterator[Node]:
    """The nodes of some sorts, in the order of the text."""
    for item in chain.from_iterable(one.items for one in skeletons):
        if item.node is not None and item.node.sort in sorts:
            yield item.node
