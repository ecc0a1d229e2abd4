"""The written rule by which one side of a difference is preferred.

The first of these that tells the sides apart decides. Nothing is deleted by it: every side stays
in the graph and is shown.

1. **A verdict** (`data/verdicts/`), whatever the rule says.
2. **Finer over coarser**, where two sides agree: a day over its year, a narrower concept over a
   wider one, a figure over its bound; and a sum **as given over converted**.
3. **Later over earlier** for states: of two stages, the one that comes later in the scheme.
4. **Background over report**: a background file has its own source and is checked by people.
5. **Stated over hedged over denied**.
6. **Primary source over agency over outlet over company**: the nearest source of each side.
7. **More independent origins over fewer**.

Where none tells them apart no side is preferred. Of holders of a post none is ever preferred,
since each is right for its time; nor of things that share a name, nor of a part and the whole.
A finer or later side must be no less certain than the other to be preferred for that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from communique.discrepancy import Side
from communique.receipts.sources.origins import Origins
from communique.receipts.sources.records import CERTAINTIES, Sources

_NEAREST = ("primary", "agency", "outlet", "company")
Better = Callable[[Side, Side], bool]
"""Whether the first side is to be preferred to the second for what it says (2 and 3)."""


def never(_one: Side, _other: Side) -> bool:
    """For sides of which none says more, or something later, than another."""
    return False


class Preference:
    """Applies the rule, with the records of the sources."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._origins = Origins(sources)

    def choose(self, sides: Sequence[Side], better: Better = never) -> Side | None:
        """The side that the rule prefers; None where it tells none from the rest."""
        left = [side for side in sides if not any(self._beats(o, side, better) for o in sides)]
        left = left or list(sides)
        ranks = [self._rank(side) for side in left]
        best = min(ranks)
        return left[ranks.index(best)] if ranks.count(best) == 1 else None

    def _beats(self, one: Side, other: Side, better: Better) -> bool:
        return better(one, other) and self._certainty(one) <= self._certainty(other)

    def _rank(self, side: Side) -> tuple[bool, int, int, int]:
        articles = {self._sources.passage(passage).article for passage in side.passages}
        return (
            bool(side.passages),
            self._certainty(side),
            min((self._nearness(article) for article in articles), default=len(_NEAREST)),
            -self._origins.count(articles),
        )

    def _certainty(self, side: Side) -> int:
        """The strongest word for a side; what a background file gives is stated."""
        given = (self._sources.passage(passage).certainty for passage in side.passages)
        return min((CERTAINTIES.index(one) for one in given), default=0)

    def _nearness(self, article: str) -> int:
        kind = self._sources.document(article).source_kind
        return _NEAREST.index(kind) if kind in _NEAREST else len(_NEAREST)
