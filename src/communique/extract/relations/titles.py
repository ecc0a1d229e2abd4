"""Titles without a name: whom `the minister`, or `Denmark's Defence Minister`, means here."""

from __future__ import annotations

from typing import NamedTuple

from communique.extract.relations.context import Context
from communique.extract.relations.office import Office, singular
from communique.extract.relations.offices import Offices
from communique.extract.relations.rules import Match
from communique.extract.relations.skeleton import Node
from communique.extract.relations.things import bag, folded


class Title(NamedTuple):
    """A post that is spoken of without its holder."""

    post: Node
    owner: Node | None
    """The country or organisation, where it is said."""
    stretch: tuple[int, int]
    """The words of both in the view."""

    @property
    def text(self) -> str:
        """The words of the post, of one holder."""
        return singular(self.post.mention.text) if self.post.mention else ""


class Titles:
    """The titles of an article that stand without a name, in the order of the text."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.found: list[Title] = []
        self.holders: dict[int, Node] = {}
        """Whom a country in `the ministers of Belgium and Italy` stands for, by its node."""
        self._several: list[tuple[Node, Node]] = []

    def read(self, match: Match) -> None:
        """Take what one match of a title rule says."""
        for say in match.rule.says:
            if say.builder == "titles":
                posts = match.nodes(say.roles["posts"])
                self._several += [(posts[0], land) for land in match.nodes(say.roles["lands"])]
                continue
            (post,) = match.nodes(say.roles["post"])
            owner = next(iter(match.nodes(say.roles["owner"])), None)
            self.found.append(Title(post, owner, match.span))

    def place(self, offices: Offices) -> None:
        """Give bare offices the country that a title of the same words has elsewhere.

        `Defence Minister Rajnath Singh` is of India where the article also has `the Indian Defence
        Minister`, and of that post no other country, or only countries whose holders it names.
        """
        for office in offices.found:
            if office.owner is not None or office.like is not None or " " not in office.title:
                continue
            holder = self._context.key(office.holder)
            taken = {
                self._context.key(one.owner)
                for one in offices.found
                if one.owner
                and self._context.key(one.holder) != holder
                and bag(one.title) == bag(office.title)
            }
            told = {
                self._context.key(one.owner): one.owner
                for one in self.found
                if one.owner and bag(one.text) == bag(office.title)
            }
            left = [node for key, node in told.items() if key and key not in taken]
            if len(left) == 1:
                office.owner = left[0]

    def settle(self, offices: Offices) -> None:
        """Say of each title who is meant by it, where the article leaves no doubt."""
        for title in self.found:
            office = self._known(title, offices)
            if office is not None:
                holder = office.holder
                stretch = (holder.mention.start, holder.mention.end) if holder.mention else None
                self._context.assign(title.post, self._context.key(holder), stretch)

        for post, land in self._several:
            one = Title(post, land, (post.start, land.end))
            office = self._known(one, offices)
            if office is not None:
                self.holders[land.number] = office.holder

    def _known(self, title: Title, offices: Offices) -> Office | None:
        owner = self._context.key(title.owner) if title.owner else ""
        fits = [one for one in offices.found if self._fits(title.text, one, owner)]
        holders = {self._context.key(one.holder) for one in fits} - {""}
        if len(holders) == 1:
            before = [one for one in fits if one.holder.end <= title.post.start]
            return before[-1] if before else fits[0]
        return None

    def _fits(self, title: str, office: Office, owner: str) -> bool:
        """Whether a title can be that of an office: the same words, or `minister` for any."""
        if owner and office.owner_key != owner:
            return False
        words, known = {*bag(title).split()}, {*bag(office.title).split()}
        return words == known or (len(words) == 1 and folded(title) in folded(office.title).split())
