"""Whose a post is that a text gives without a country: from its list, its sentence, its article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.claims import Kind
from communique.extract.relations.context import Context
from communique.extract.relations.office import Office
from communique.extract.relations.skeleton import Node
from communique.extract.relations.things import bag, folded

OF_STATES = frozenset({"minister", "deputy-minister", "head-of-government", "head-of-state"})
"""Ranks of posts that belong to countries."""
_RANKS = frozenset({"minister", "deputy", "secretary", "first", "state", "vice", "acting"})
_MINISTRY = frozenset({"ministry", "department"})
_COMMON = frozenset({"defense", "foreign", "affair", "finance", "interior", "economy"})
_REPRESENTED = re.compile(
    r",? (?:which (?:is|was) )?(?:represented|headed|led|chaired) by (?:its |the )?"
)
_BESIDE = re.compile(r",? (?:and|with|met|met with|received|hosted) (?:the )?")
_VISIT = re.compile(r"(?:'s?)?(?: [\w-]+){0,4}? (?:to|in) (?:the )?")
"""What stands between a president and the place that he visits."""
_AMONG = re.compile(r"(?i)\b(?:vice[ -])?(?:chair\w*|founder|owner|director|officer|ceo),? and \Z")
_FORCES = re.compile(r"(?i)\bchief of (?:the )?(?:defen[cs]e|armed|general|army|navy|naval|air)\b")
_MONARCHS = frozenset({"king", "queen", "emir", "sultan", "prince", "princess"})
"""Titles that few countries have, so that the article's own is no likely one."""
_ON = re.compile(r"(?i)\b(?:from|on|for) (?:the )?\Z")
_SIDE = re.compile(r"(?:'s|\u2019s)? side\b")
"""What stands before and behind a country on whose side somebody acts."""
_WHEN = re.compile(r"(?i)\b(?:former|ex-|then|outgoing|previous|acting|new) ?")
_OF_COMPANY = re.compile(r" of (?:the|this) company\Z")
_COMPANYS = re.compile(r"\b(?:company|firm|group|manufacturer)'s \Z")
_LANDS = frozenset({"COUNTRY", "DEMONYM", "CAPITAL"})
_TO = " to "
_NEAR = 250
"""Characters between a country and a president that it is likely to have."""

_AGO = 400
"""Characters between a company's name and `the company`."""


class Owners:
    """Gives open offices the country or company that what stands around them tells."""

    def __init__(
        self, context: Context, principals: Sequence[str], leading: str, nodes: Sequence[Node]
    ) -> None:
        """Take the two countries an article is about, the one it leads with, and all nodes."""
        self._context = context
        self._principals = principals
        self._leading = leading
        self._nodes = nodes

    def settle(self, offices: Sequence[Office], home: str) -> None:
        """Find the owners of those offices that are open; `home` is sure for posts of states."""
        for before, one in zip([None, *offices], offices, strict=False):
            if one.owner_key or one.like is not None:
                continue
            one.owner_key = self._sent(one) or self._sided(one) or self._listed(before, one)
            one.owner_key = one.owner_key or self._led(one)
            if not one.owner_key and _is_of_state(one) and not self._is_corporate(one):
                one.owner_key = self._of_state(one, offices, home)
        for one in offices:
            if one.rank in OF_STATES:
                one.owner_key = self._state(one.owner_key)

    def _is_corporate(self, office: Office) -> bool:
        """Whether a president is that of a company: `Vice-Chairman and President X`."""
        start = office.post.start if office.post else office.match.span[0]
        return _AMONG.search(self._context.article.text, max(0, start - 40), start) is not None

    def _of_state(self, office: Office, offices: Sequence[Office], home: str) -> str:
        """The country of a minister or a president.

        In `President X and Swedish Prime Minister Y` X is no Swede, else the adjective were his:
        of two countries he is of the other one.
        """
        beside = self._beside(office, offices)
        others = [key for key in self._principals if key not in beside]
        if beside and len(others) == 1:
            return others[0]
        left = [home, self._leading]
        if " " not in office.title:
            if office.rank != "head-of-state" or folded(office.title) in _MONARCHS:
                return ""
            told, left = self._near(office), [self._leading]
        else:
            told = self._by_ministry(office)
        free = (one for one in left if one and one not in beside)
        return told or next((one for one in free if not self._is_taken(one, office, offices)), "")

    def _beside(self, office: Office, offices: Sequence[Office]) -> set[str]:
        """The country of the next in a list, where a word before his title tells it."""
        text, end = self._context.article.text, office.holder.end
        return {
            self._context.key(one.owner)
            for one in offices
            if one.owner and _BESIDE.fullmatch(text, end, max(end, one.match.span[0]))
        }

    def _by_ministry(self, office: Office) -> str:
        """The one country that has a ministry of the same field, of strategic industries say.

        Of fields that each state has, any minister may be meant.
        """
        field = {*bag(office.title).split()} - _RANKS
        if not field or field & _COMMON:
            return ""
        told = {
            self._context.key(node): str(node.mention.details["country"])
            for node in self._nodes
            if node.mention and "country" in node.mention.details and node.sort == "ORGANIZATION"
            if {*bag(str(node.mention.details.get("core"))).split()} - _MINISTRY == field
        }
        countries = {*told.values()}
        return f"country:{countries.pop()}" if len(countries) == 1 else ""

    def _sent(self, office: Office) -> str:
        """Of two countries the one that an ambassador does not go to: `Ambassador to the UK`."""
        towards = folded(office.title.partition(_TO)[2])
        if not towards or len(self._principals) != 2:
            return ""
        words = {key: self._words(key) for key in self._principals}
        left = [key for key in self._principals if towards not in words[key]]
        return left[0] if len(left) == 1 and len(words[left[0]]) > 1 else ""

    def _sided(self, office: Office) -> str:
        """The country on whose side somebody is told in a sentence: `from the Danish side`."""
        text, start = self._context.article.text, office.match.span[0]
        first, _ = self._context.sentence(office.holder)
        sides = [
            self._context.key(node)
            for node in self._nodes
            if node.sort in _LANDS
            and first <= node.start < node.end <= start
            and _ON.search(text, first, node.start)
            and _SIDE.match(text, node.end, start)
        ]
        return sides[-1] if sides and office.rank in OF_STATES else ""

    def _words(self, key: str) -> list[str]:
        """What the text calls a country, each time."""
        return [
            folded(node.mention.text)
            for node in self._nodes
            if node.mention and node.sort in _LANDS and self._context.key(node) == key
        ]

    def _listed(self, before: Office | None, office: Office) -> str:
        """The country of the post before in a list: `Spain's Prime Minister X and Minister Y`."""
        if before is None or before.owner is None:
            return ""
        alike = office.rank in OF_STATES and before.rank in OF_STATES
        if not alike and not (before.is_envoy and office.is_envoy):
            return ""
        between = self._context.article.text[before.holder.end : office.match.span[0]]
        joint = between.replace(",", " ").split()
        joined = bool(between) and {*joint} <= {"and", "the"}
        state = self._context.things.kind_of(before.owner_key) is Kind.COUNTRY
        other = bag(before.title) != bag(office.title)
        return before.owner_key if joined and state and other else ""

    def _led(self, office: Office) -> str:
        """Whom somebody represents, or the one company that a sentence has before a title."""
        text = self._context.article.text
        before = [node for node in self._nodes if node.end <= office.match.span[0]][-1:]
        told = [node for node in before if node.sort == "ORGANIZATION"]
        if told and _REPRESENTED.fullmatch(text, told[0].end, office.match.span[0]):
            return self._context.key(told[0])
        start = office.post.start if office.post else office.match.span[0]
        if _OF_COMPANY.search(text, *office.match.span) or _COMPANYS.search(
            text, max(0, start - 16), start
        ):
            return self._last_company(office)
        if not office.is_corporate:
            return ""
        sentence = self._context.sentence(office.holder)
        led = {
            self._context.key(node)
            for node in self._nodes
            if node.sort == "ORGANIZATION" and sentence[0] <= node.start < office.match.span[0]
        }
        key = led.pop() if len(led) == 1 else ""
        return key if self._context.things.kind_of(key) is Kind.COMPANY else ""

    def _last_company(self, office: Office) -> str:
        """The company named last before words that refer to it."""
        start, company = office.match.span[0], Kind.COMPANY
        keys = [self._context.key(n) for n in self._nodes if start - _AGO < n.start < start]
        told = [key for key in keys if self._context.things.kind_of(key) is company]
        return told[-1] if told else ""

    def _state(self, key: str) -> str:
        """For a government the country whose it is."""
        things = self._context.things
        return (things.kind_of(key) is Kind.GOVERNMENT and things.owner(key)) or key

    def _near(self, office: Office) -> str:
        """The country named last before a president, where the article is about it."""
        start = office.match.span[0]
        lands = [
            self._context.key(node)
            for node in self._nodes
            if node.sort in _LANDS and start - _NEAR < node.start < start
        ]
        abroad = self._visited(office)
        about = [key for key in (*self._principals, self._leading) if key and key != abroad]
        lands = [key for key in lands if key != abroad]
        if abroad and about and not lands:
            return about[0]
        return lands[-1] if len({*lands}) == 1 and lands[-1] in about else ""

    def _visited(self, office: Office) -> str:
        """The country to which a president goes: `President X's visit to Serbia`."""
        text, end = self._context.article.text, office.holder.end
        to = _VISIT.match(text, end)
        lands = [n for n in self._nodes if to and n.start == to.end() and n.mention]
        country = lands[0].mention.details.get("country") if lands and lands[0].mention else ""
        return f"country:{country}" if country else ""

    def _is_taken(self, country: str, office: Office, offices: Sequence[Office]) -> bool:
        """Whether a country's holder of the same post is somebody else."""
        holder = self._context.key(office.holder)
        return any(
            one.owner_key == country
            and _plain(one.title) == _plain(office.title)
            and self._context.key(one.holder) != holder
            for one in offices
        )


def _is_of_state(office: Office) -> bool:
    """Whether a post is one that a country has: a minister's, or one of those over its forces."""
    chief = office.owner is None and _FORCES.search(office.title) is not None
    return office.rank in OF_STATES or chief


def _plain(title: str) -> str:
    """The words of a title without what says when it was held."""
    return bag(_WHEN.sub("", title))
