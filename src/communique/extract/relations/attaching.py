"""To which of the papers of a sentence a day, a place or an event belongs that it tells.

`Under the pact that was signed in 2004, a contract was signed` dates the pact; `on Friday, they
signed a contract and a protocol` dates both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from communique.extract.relations.skeleton import Item, Node

_DONE = frozenset({"signed", "inked", "concluded", "sealed", "initialled", "agreed", "reached"})
_APART = _DONE | {"which", "that", "under", "following", "after", "before", "based", "within"}
"""What stands between two papers of which only one is meant."""
_ROW = 6
"""Items from one paper of a list to the next."""


def attached(items: Sequence[Item], first: int, last: int, papers: Collection[Node]) -> list[Node]:
    """The papers whose signing is told in the items from `first` to before `last`.

    The verb stands at the one end, the day, the place or the event at the other.
    """
    leads = items[last - 1].node is None
    if leads and first and items[first - 1].form in _DONE:
        return list(_row(items[first - 1 :: -1], papers))
    verb = last - 1 if leads else first
    behind = items[verb + 1 :] if leads else items[verb + 1 : last]
    before = items[verb - 1 :: -1] if verb else ()
    return list(_row(behind, papers)) or list(_row(before, papers))


def _row(items: Iterable[Item], papers: Collection[Node]) -> Iterator[Node]:
    """The first paper, and those that stand in a row with it."""
    left = None
    for item in items:
        if item.node is not None and item.node in papers:
            yield item.node
            left = _ROW
        elif left is not None:
            left -= 1
            if not left or item.form in _APART:
                return
