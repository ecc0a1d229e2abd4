"""What all builders of claims share: the article, its things, and which node is which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.claims import (
    Argument,
    Certainty,
    Claim,
    Concept,
    Day,
    Kind,
    Mention,
    Predicate,
    Span,
)
from communique.extract.article import Article
from communique.extract.relations.rules import Match
from communique.extract.relations.skeleton import Node
from communique.extract.relations.things import Things, folded
from communique.model import LONGEST_PASSAGE


class Context:
    """An article while claims are made about it; turns places of the view into stored spans."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.things = Things()
        self._keys: dict[int, str] = {}
        self._antecedents: dict[int, tuple[int, int]] = {}
        self._attributions: list[tuple[tuple[int, int], str, tuple[int, int]]] = []

    def assign(self, node: Node, key: str, antecedent: tuple[int, int] | None = None) -> None:
        """Say which thing a node names; with the stretch that tells, where it only refers."""
        self._keys[node.number] = key
        if antecedent is not None:
            self._antecedents[node.number] = antecedent

    def key(self, node: Node) -> str:
        """Key of the thing that a node names; empty where it is open."""
        return self._keys.get(node.number, "")

    def antecedent(self, node: Node) -> tuple[int, int] | None:
        """The stretch of the view that tells to what a node refers; None for names."""
        return self._antecedents.get(node.number)

    def attribute(self, quotation: tuple[int, int], speaker: str, stretch: tuple[int, int]) -> None:
        """Say whose words a quotation holds, and which stretch of the view tells that."""
        self._attributions.append((quotation, speaker, stretch))

    def _attribution(self, start: int, end: int) -> tuple[str, list[tuple[int, int]]]:
        for (first, last), speaker, stretch in self._attributions:
            if first <= start and end <= last:
                return speaker, [stretch]
        return "", []

    def sentence(self, node: Node) -> tuple[int, int]:
        """The sentence around a node, in the view."""
        found = self.article.sentence_at(node.start)
        return (found.start, found.end) if found else (node.start, node.end)

    def span(self, start: int, end: int) -> Span:
        """A stretch of the view as a span of the stored text."""
        return Span(*self.article.view.span(start, end))

    def mention(self, node: Node) -> Mention:
        """A node as an argument of a claim."""
        found = self.antecedent(node)
        start, end = (
            (node.mention.start, node.mention.end) if node.mention else (node.start, node.end)
        )
        return Mention(self.key(node), self.span(start, end), self.span(*found) if found else None)

    def place(self, node: Node) -> Mention:
        """A node as a place: of a capital the city, not the country for which it may stand."""
        mention = self.mention(node)
        if node.sort != "CAPITAL" or node.mention is None:
            return mention
        key = f"place:{folded(node.mention.text)}"
        self.things.add(key, Kind.PLACE, node.mention.text, owner=mention.entity)
        return mention._replace(entity=key)

    def day(self, node: Node) -> Day | None:
        """A date as an argument; None where what it means is open."""
        details = node.mention.details if node.mention else {}
        if not details.get("value"):
            return None
        return Day(details["value"], self.span(node.start, node.end), bool(details.get("resolved")))

    def concept(self, name: str, stretch: tuple[int, int]) -> Concept:
        """A concept of a scheme, said by a stretch of the view."""
        return Concept(name, self.span(*stretch))

    def claim(
        self,
        match: Match,
        predicate: Predicate,
        arguments: Iterable[tuple[str, Argument | None]],
        *,
        trigger: tuple[int, int] | None = None,
        stretch: tuple[int, int] | None = None,
        certainty: Certainty = Certainty.STATED,
        antecedents: Sequence[tuple[int, int]] = (),
    ) -> Claim:
        """A claim that a match makes; its span is what matched, cut to the longest passage."""
        given = tuple((role, one) for role, one in arguments if one is not None)
        start, end = stretch or match.span
        further = [
            one.antecedent for _, one in given if isinstance(one, Mention) and one.antecedent
        ]
        span = self.span(start, min(end, start + LONGEST_PASSAGE))
        speaker, told = self._attribution(start, end)
        outside = {self.span(*one) for one in (*antecedents, *told)} | set(further)
        return Claim(
            predicate=predicate,
            arguments=given,
            span=span,
            trigger=self.span(*(trigger or match.span)),
            rule=match.rule.id,
            certainty=certainty,
            antecedents=tuple(sorted(one for one in outside if not _within(one, span))),
            attributed_to=speaker,
        )


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
