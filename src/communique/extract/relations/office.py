"""A person in a post, as one place of an article says it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.extract.relations.rules import Match
from communique.extract.relations.skeleton import Item, Node
from communique.extract.relations.things import folded

_PLURAL = re.compile(
    r"(?i)\b(minister|president|director|commander|chief|head|chancellor|spokesperson|ambassador"
    r"|commissioner|governor|general|officer|adviser|advisor|representative|manager|leader)s\b"
)
_SECRETARIES = re.compile(r"(?i)\bsecretaries\b")
_CHANGING = re.compile(
    r"(?i)^(?:outgoing|incoming|incumbent|current|new|newly (?:appointed|elected)) (?=\w)"
)
"""What says of a post that its holder changes, and is no part of the title."""
GENERAL = frozenset({"minister", "secretary", "deputy minister", "official", "head", "deputy"})
"""Titles that say nothing where they stand alone."""

CORPORATE = frozenset({"ceo", "coo", "cfo", "cto", "executive", "managing", "manager", "founder"})
"""Words of titles that belong to companies."""

_ENVOYS = frozenset({"ambassador", "consul", "attaché", "attache", "counsellor"})
"""Words of titles of those whom a country sends to another."""


@dataclass
class Office:
    """A person in a post, as one place of the article says it."""

    holder: Node
    title: str
    rank: str
    match: Match
    post: Node | None = None
    """The words of the title; None where another office is referred to (`his deputy`)."""
    owner: Node | None = None
    """The country or organisation, where this place names it."""
    owner_key: str = ""
    like: Office | None = None
    """The office that it refers to."""
    told: tuple[int, int] | None = None
    """Where the title stands that it refers to, if nobody is named with it."""

    @property
    def alone(self) -> str:
        """Key of the one country that has such a post; empty where several have."""
        details = self.post.mention.details if self.post and self.post.mention else {}
        return f"country:{details['country']}" if "country" in details else ""

    @property
    def is_corporate(self) -> bool:
        """Whether the title is one of a company's: `managing director`."""
        return not CORPORATE.isdisjoint(folded(self.title).split())

    @property
    def is_envoy(self) -> bool:
        """Whether the title is one of an embassy's: ambassador, consul, attaché."""
        return not _ENVOYS.isdisjoint(folded(self.title).split())

    @property
    def is_general(self) -> bool:
        """Whether the title says nothing: `secretary`, and not `secretary of the council`."""
        led = self.owner is not None and self.owner.sort == "ORGANIZATION"
        return folded(self.title) in GENERAL and not led


def singular(title: str) -> str:
    """The title of one of those who bear it.

    >>> singular("foreign ministers")
    'foreign minister'
    """
    title = _CHANGING.sub("", title)
    title = _SECRETARIES.sub(lambda m: m[0][:-3] + "y", title)
    return _PLURAL.sub(lambda m: m[1], title)


def destination(text: str, post: Node, groups: Mapping[str, Sequence[Node]]) -> str:
    """` to the UK`, of an ambassador."""
    towards = groups.get("towards", [])
    return text[text.rfind(" to ", post.end, towards[0].start) : towards[0].end] if towards else ""


def named(text: str, scope: Sequence[Item]) -> str:
    """` for European Integration`, in the text's words; nothing for what is no name."""
    said = text[scope[0].start : scope[-1].end] if scope else ""
    return f" {said}" if any(map(str.isupper, said)) else ""
