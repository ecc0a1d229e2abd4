"""The state of a row: what a reader must know of it before believing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Difference(NamedTuple):
    """A single-valued property of one thing for which sources give values that do not agree."""

    subject: str
    """Label of the thing."""
    property: str
    """Label of the property."""
    values: tuple[tuple[str, tuple[str, ...]], ...]
    """Each value's label, with the sources that give it."""
    verdict: str = ""
    """The value for which somebody has found; empty where nobody has."""

    def __str__(self) -> str:
        sides = "; ".join(f"{value} ({', '.join(sources)})" for value, sources in self.values)
        return f"{self.subject}, {self.property}: {'; '.join(filter(None, (sides, self.verdict)))}"


@dataclass(frozen=True, slots=True)
class RowState:
    """What a reader must know of a row before believing it."""

    stage: tuple[str, ...] = ()
    """Labels of the stages that its things have reached, in the order of the scheme."""
    certainty: str = "stated"
    """`stated`, `hedged` or `denied`: the weakest link of its strongest derivation."""
    checked: bool = True
    """Whether a person has looked at every passage of at least one derivation."""
    checked_by: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    """Who has looked at the passages that show the row, and the rules that read them."""
    articles: int = 0
    """Articles each of which alone gives the row; where none does, all that give it together."""
    together: bool = False
    """Whether no single article gives the row."""
    origins: int = 0
    """Independent origins of these articles: what they cite, else the articles themselves."""
    background: tuple[str, ...] = ()
    """Files of what every reader knows, and of links, that give a part no passage gives."""
    absence: bool = False
    """Whether the row also rests on something that no source says."""
    differences: tuple[Difference, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether sources differ on something in the row; shown as ‡."""
        return bool(self.differences)

    def counted(self) -> str:
        """How many articles and origins, in words.

        >>> RowState(articles=3, origins=1).counted()
        '3 articles, 1 origin'
        """
        known = f"background: {', '.join(self.background)}" if self.background else ""
        if not self.articles:
            return known or "no article"
        articles = f"{self.articles} article{'s' * (self.articles != 1)}"
        joint = " together" if self.together and self.articles > 1 else ""
        origins = f"{self.origins} origin{'s' * (self.origins != 1)}"
        return f"{articles}{joint}, {origins}" + (f", {known}" if known else "")

    def marks(self) -> tuple[str, ...]:
        """The state in words, warnings first; a plain row has its stage and count only."""
        found = [] if self.certainty == "stated" else [self.certainty]
        read = f" (read by {', '.join(self.rules)})" if self.rules else ""
        found += [] if self.checked else [f"unchecked{read}"]
        found += [", ".join(self.stage)] if self.stage else []
        found += [self.counted()]
        return (*found, "‡") if self.differs else tuple(found)

    def __str__(self) -> str:
        return " · ".join(self.marks())
