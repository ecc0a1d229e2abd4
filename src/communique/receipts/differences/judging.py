"""A difference judged: which side a verdict, else the written rule, prefers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode

from communique.discrepancy import Discrepancy, DiscrepancyKind, Side
from communique.model import Term, object_of
from communique.receipts.differences.preference import Better, Preference, never
from communique.receipts.differences.sides import Sides
from communique.receipts.differences.verdicts import Verdicts


class Judging:
    """Makes discrepancies of sides: with words, verdict and preferred side."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self._verdicts = Verdicts(sides.store, sides.sources)
        self._preference = Preference(sides.sources)

    def choose(self, sides: Sequence[Side], better: Better = never) -> Side | None:
        """The side that a verdict, else the rule prefers."""
        found = self._verdicts.among(sides)
        return found[0] if found else self._preference.choose(sides, better)

    def discrepancy(
        self,
        kind: DiscrepancyKind,
        about: NamedNode | Literal,
        relation: NamedNode,
        sides: Sequence[Side],
        *,
        better: Better | None = never,
        words: str = "",
        note: str = "",
        things: Iterable[Term] = (),
    ) -> Discrepancy:
        """A discrepancy between sides; with `better` None the rule prefers no side.

        `words` put the relation into words where its label would not do.
        """
        found = self._verdicts.among(sides)
        chosen = self._preference.choose(sides, better) if better is not None else None
        named = isinstance(about, NamedNode)
        values = [object_of(side.statement) for side in sides]
        return Discrepancy(
            kind=kind,
            about=about,
            label=self.sides.described(about)
            if isinstance(about, NamedNode)
            else f"“{about.value}”",
            property=relation,
            property_label=words or self.sides.sources.label(relation),
            sides=tuple(sides),
            preferred=found[0] if found else chosen,
            verdict=found[1] if found else None,
            note=note,
            things=self.sides.things([*([about] if named else []), *values, *things]),
        )
