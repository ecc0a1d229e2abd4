"""What is put before a person: a statement or a proposal, why it is asked for, what says it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from communique.decisions import Decision as Judgement
from communique.model import Document
from communique.reviews.units import Unit


class Consequence(IntEnum):
    """What a mistake would do; the first in the list is asked for first."""

    MONEY = 0
    SIGNATURE = 1
    FIRST_MENTION = 2
    DIFFERENCE = 3
    LOOK_ALIKE = 4
    LOW_SUPPORT = 5
    OTHER = 6


Reason = tuple[Consequence, str]
"""A consequence, and what of the statement has it, in a few words."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to decide on, with all that is shown of it."""

    key: str
    says: str
    """The statement, or the proposal, as one sentence."""
    reasons: tuple[Reason, ...] = ()
    """Why it is asked for, the gravest first."""
    document: Document | None = None
    """None for a proposal to make two things one."""
    article: Document | None = None
    """What the document is or restates."""
    unit: Unit | None = None
    words: str = ""
    """The words of the passage; empty where no text is at hand."""
    before: tuple[str, ...] = ()
    """Words or glosses of the passages in which its words are resolved."""
    speaker: str = ""
    """To whom the text ascribes it; empty where it speaks for itself."""
    names: tuple[str, ...] = ()
    """What is judged with it: whom the words mean, where that is not plain, and what things are."""
    merge: Judgement | None = None
    """The proposal to make two things one."""

    @property
    def slug(self) -> str:
        """The document's slug; empty for a proposal."""
        return self.document.slug if self.document else ""

    @property
    def rank(self) -> Consequence:
        """The gravest reason."""
        return min((kind for kind, _ in self.reasons), default=Consequence.OTHER)

    @property
    def why(self) -> str:
        """The reasons in words."""
        return " · ".join(told for _, told in self.reasons)

    @property
    def rule(self) -> str:
        """The rules that read it, or that proposed it."""
        if self.merge is not None:
            return self.merge.by
        return ", ".join(self.unit.notes.rules) if self.unit else ""

    @property
    def marks(self) -> tuple[str, ...]:
        """What tells a statement from a plain one: certainty, who says it, which rule read it."""
        certainty = self.unit.notes.certainty if self.unit else "stated"
        found = [certainty] if certainty != "stated" else []
        found += [f"said by {self.speaker}"] if self.speaker else []
        found += [f"read by {self.rule}"] if self.rule else []
        return tuple(found)

    @property
    def gloss(self) -> str:
        """What the passage says, in our words."""
        return self.unit.notes.gloss if self.unit else ""
