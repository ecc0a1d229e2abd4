"""Which words for agreements mean one paper: `a deal`, `the Letter of Intent`, `the document`.

A paper is introduced with a name or an indefinite article, and referred to with a definite one. A
word for agreements in general (agreement, deal, document) may mean a paper of any kind. Two are
told apart by their parties, by their dates, and by words such as `another`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from communique.claims import Kind
from communique.extract.mention import Mention
from communique.extract.relations.apart import Apart, own_node
from communique.extract.relations.context import Context
from communique.extract.relations.introducing import (
    is_further,
    is_number_of,
    is_said_to_be,
    is_sealing,
)
from communique.extract.relations.kinds import (
    GENERAL,
    INTENTS,
    LOOSE,
    fits,
    is_closer,
    kind_name,
    worded,
)
from communique.extract.relations.olden import Olden
from communique.extract.relations.paper import Paper
from communique.extract.relations.skeleton import Node
from communique.extract.relations.things import folded


class Papers:
    """The papers of an article, clustered out of their mentions."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._olden = Olden(context)
        self.found: list[Paper] = []
        self.several: dict[int, list[Node]] = {}
        """For words such as `the documents`, by the number of their node: a node of each paper."""
        self.apart = Apart()

    def read(
        self,
        nodes: Iterable[Node],
        parties: Mapping[int, set[str]],
        unsigned: Container[int] = frozenset(),
    ) -> None:
        """Cluster the mentions, in the order of the text; of some it is known who the parties are.

        `parties` holds keys of countries and organisations by the number of a node, `unsigned`
        the numbers of those of which it is said that nobody signs them.
        """
        for node in nodes:
            mention = node.mention
            if mention is None or self._has_parted(node, parties.get(node.number, set())):
                continue
            if mention.details.get("plural") and not (
                _is_named(mention) and not self._is_told_above(node)
            ):
                self._several(node)
                if not self._is_told_as_one(node, parties.get(node.number, set())):
                    continue
            sides = parties.get(node.number, set())
            new = node.number in unsigned and not mention.details.get("definite")
            paper = None if new else self._match(node, sides)
            concept = kind_name(mention.details.get("concept", ""))
            if paper is None:
                paper = Paper(
                    f"agreement:{len(self.found) + 1}",
                    concept,
                    back=self._is_back(node),
                )
                self.found.append(paper)
            elif is_closer(concept, paper.concept):
                paper.concept = concept
            paper.nodes.append(node)
            paper.parties |= sides
            if mention.details.get("proper") and not self._is_told_above(node):
                paper.names.add(folded(worded(mention)))
            self._note(paper, node)

    def _has_parted(self, node: Node, sides: set[str]) -> bool:
        """Whether a word means papers with another party each: `contracts with Chile and Peru`."""
        partners = self.apart.of(node)
        keys = frozenset(self._context.key(one) for one in partners)
        concept = kind_name(node.mention.details["concept"]) if node.mention else ""
        for place, partner in enumerate(partners):
            own, side = own_node(node, place), self._context.key(partner)
            told = (one for one in self.found if one.key in self.apart.papers(side))
            paper = next((one for one in told if fits(one.concept, concept)), None)
            if paper is None:
                paper = Paper(f"agreement:{len(self.found) + 1}", concept, back=self._is_back(node))
                self.found.append(paper)
                self.apart.note(paper.key, side, partner, keys)
            paper.nodes.append(own)
            paper.parties |= (sides - keys) | {side}
            self._note(paper, own, paper.concept.replace("-", " "))
            self.several.setdefault(node.number, []).append(own)
        return bool(partners)

    def kind_told(self, key: str) -> Node | None:
        """The first word for a paper that says its kind, rather one that refers to it.

        None where all are general.
        """
        paper = next((one for one in self.found if one.key == key), None)
        if paper is None or paper.is_generic:
            return None
        told = [
            node
            for node in paper.nodes
            if node.mention and kind_name(node.mention.details.get("concept", "")) == paper.concept
        ]
        referring = (n for n in told if n.mention and n.mention.details.get("definite"))
        return next(referring, told[0])

    def last_before(self, place: int) -> list[Node]:
        """The word for a paper that the article has last before a place, to which `it` refers."""
        nodes = [node for paper in self.found for node in paper.nodes if node.end <= place]
        return [max(nodes, key=lambda node: node.start)] if nodes else []

    def _several(self, node: Node) -> None:
        """`The documents`: the papers that were introduced one by one before, if there are any."""
        mention = node.mention
        if mention is None or not mention.details.get("definite"):
            return
        before = [paper for paper in self.found if not paper.back]
        if len(before) > 1:
            self.several[node.number] = [paper.nodes[0] for paper in before]

    def _is_told_as_one(self, node: Node, sides: set[str]) -> bool:
        """Whether papers of two sides are told at once: `Norway and Chile signed contracts`."""
        mention = node.mention
        assert mention is not None
        told = any(not one.back and self._agree(sides, one.parties) for one in self.found)
        vague = mention.details.get("count") or "document" in mention.details["concept"]
        alone = not (told or vague or mention.details.get("definite") or self._is_other(node))
        number = is_number_of(self._context.article.text, node.start)
        return (
            alone and not number and len(self._lands(sides)) > 1 and not self._is_told_above(node)
        )

    def _note(self, paper: Paper, node: Node, name: str = "") -> None:
        mention = node.mention
        assert mention is not None
        above = self._is_told_above(node)
        proper = bool(mention.details.get("proper")) and not above
        self._context.things.add(
            paper.key,
            Kind.AGREEMENT,
            name or worded(mention, described=above),
            concept=f"agreement-kind:{paper.concept}",
            proper=proper,
        )
        first = next((one for one in paper.nodes if not _is_short(one)), paper.nodes[0])
        antecedent = None
        if first is not node and mention.details.get("definite") and not proper:
            antecedent = (first.start, first.end)
        self._context.assign(node, paper.key, antecedent)

    def _match(self, node: Node, sides: set[str]) -> Paper | None:
        """The paper that a mention means, the latest first; None for a new one."""
        mention = node.mention
        assert mention is not None
        short = mention.details.get("alias_of")
        if short:
            return next((one for one in self.found if self._is_short_for(one, mention.text)), None)
        definite = bool(mention.details.get("definite"))
        named = bool(mention.details.get("proper")) and not self._is_told_above(node)
        other = self._is_other(node)
        back, old = (
            self._is_back(node),
            self._olden.is_of_a_year(node),
        )
        alone = sum(not paper.back for paper in self.found) == 1
        concept = kind_name(mention.details.get("concept", ""))
        same = self._said_to_be(node)
        if same is not None and fits(same.concept, concept):
            return same
        latest = self.found[::-1]
        for paper in sorted(latest, key=lambda one: self._distance(one, concept, back=back)):
            if not fits(paper.concept, concept) or (other and not self._is_title(paper)):
                continue
            apart = sides and paper.parties and not self._agree(sides, paper.parties)
            if apart and not (definite and alone and concept in GENERAL):
                continue
            if (named or not definite) and back != paper.back:
                continue
            if old and not paper.back:
                continue
            if named and not self._is_called(paper, worded(mention)):
                continue
            if not definite and self._is_beside(paper, node):
                continue
            return paper
        loose = concept in INTENTS or concept in LOOSE
        referring = definite and loose and not (other or named or back)
        return self._under_another_word(concept, sides) if referring else None

    def _said_to_be(self, node: Node) -> Paper | None:
        """The paper of which a sentence says that it is what a node calls it: `it is a treaty`."""
        before = [(n, one) for one in self.found for n in one.nodes if n.end <= node.start]
        last, paper = max(before, key=lambda one: one[0].start, default=(None, None))
        text = self._context.article.text
        return paper if last is not None and is_said_to_be(text, last.end, node.start) else None

    def _under_another_word(self, concept: str, sides: set[str]) -> Paper | None:
        """The one paper of the same parties: `the declaration of intent` for a memorandum.

        An agreement on cooperation may be called a memorandum where the article has no other.
        """
        lands = self._lands(sides)
        now = [one for one in self.found if not one.back]
        if len(now) == 1 and not lands and (concept in LOOSE) != (now[0].concept in LOOSE):
            return now[0] if now[0].concept in INTENTS | LOOSE else None
        same = [one for one in now if self._lands(one.parties) == lands]
        alike = len(lands) > 1 and len(same) == 1 and {concept, same[0].concept} <= INTENTS
        return same[0] if alike else None

    def _is_told_above(self, node: Node) -> bool:
        """Whether a heading has it, where capitals make no names."""
        found = self._context.article.sentence_at(node.start)
        return found is not None and found.heading

    def _distance(self, paper: Paper, concept: str, *, back: bool) -> tuple[bool, bool]:
        """How far a paper is from words for one: of another time, of no kind where they say one."""
        told = concept not in GENERAL
        return paper.back and not back, told and paper.concept in GENERAL

    def _is_short_for(self, paper: Paper, name: str) -> bool:
        """Whether a short name is one that the article gives a paper: `… Agreement (DCA)`."""
        aliases = (node.mention.details.get("alias") for node in paper.nodes if node.mention)
        return any(alias and alias[0] == name for alias in aliases)

    def _is_called(self, paper: Paper, name: str) -> bool:
        """Whether a name can be that of a paper: it has none yet, or one that is alike."""
        said = folded(name)
        return not paper.names or any(said in one or one in said for one in paper.names)

    def _is_title(self, paper: Paper) -> bool:
        """Whether only the title has told of a paper, so that `a new treaty` can be the same."""
        return len(self.found) == 1 and all(self._is_told_above(node) for node in paper.nodes)

    def _is_beside(self, paper: Paper, node: Node) -> bool:
        """Whether one sentence introduces both: `an agreement and a contract`."""
        start, _ = self._context.sentence(node)
        if is_sealing(self._context.article.text, node.start):
            return False
        return any(start <= other.start < node.start for other in paper.nodes)

    def _agree(self, one: set[str], other: set[str]) -> bool:
        """Whether the parties that two places name can be those of one paper."""
        lands = self._lands(one), self._lands(other)
        return lands[0] <= lands[1] or lands[1] <= lands[0]

    def _lands(self, sides: set[str]) -> set[str]:
        """The countries of parties, and what is of none; a ministry of none told says nothing."""
        things = self._context.things
        return {
            things.owner(side) or side
            for side in sides
            if things.owner(side) or things.kind(side) is not Kind.MINISTRY
        }

    def _is_back(self, node: Node) -> bool:
        return self._olden.is_back(node, above=self._is_told_above(node))

    def _is_other(self, node: Node) -> bool:
        definite = bool(node.mention is not None and node.mention.details.get("definite"))
        start, _ = self._context.sentence(node)
        text = self._context.article.text
        return is_further(text, node.start, node.end, start, definite=definite)


def _is_named(mention: Mention) -> bool:
    """Whether a noun is one paper's name, even in the plural: `the Artemis Accords`."""
    words = mention.text.split()
    return bool(mention.details.get("proper")) and len(words) > 1 and words[0].isalpha()


def _is_short(node: Node) -> bool:
    return bool(node.mention and node.mention.details.get("alias_of"))
