"""One paper of an article."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.extract.relations.kinds import GENERAL
from communique.extract.relations.skeleton import Node


@dataclass
class Paper:
    """A paper, by all the words the article has for it."""

    key: str
    concept: str
    nodes: list[Node] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    """Its proper names, folded."""
    back: bool = False
    """Whether it is told as something of an earlier time."""

    @property
    def is_generic(self) -> bool:
        """Whether only general words were used for it."""
        return self.concept in GENERAL
