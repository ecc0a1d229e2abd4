"""The law that every receipt obeys, as the module `communique.receipts.rows.witness` states it."""

from __future__ import annotations

from collections.abc import Callable, Collection

from communique.receipts.rows.witness import Receipt

Holds = Callable[[Collection[str]], bool]
"""Whether the row is there when the data are cut down to some passages and closed again."""


def broken(
    receipt: Receipt,
    passages: frozenset[str],
    absent: bool,
    holds: Holds,
    deleted: frozenset[str] | None = None,
) -> str:
    """The law that a row's receipt breaks; empty where it keeps all.

    `passages` are all there are; of those outside the witness, the `deleted` ones are tried, all
    where none are given. A row that needs no passage has an empty witness, and no deletion
    removes it. `absent` is for rows that rest on an absence.
    """
    witness = frozenset(receipt.witness)
    support = witness | frozenset(receipt.others)
    if not support <= passages:
        return "its support names passages that are not there"
    if witness and holds(passages - support):
        return "(4) it stays without its support"
    if absent:
        return ""
    if not holds(witness):
        return "(1) the witness does not give it"
    spared = [one for one in sorted(witness) if holds(witness - {one})]
    if spared:
        return f"(2) {spared[0]} is to spare"
    tried = passages - witness if deleted is None else deleted
    lost = [one for one in sorted(tried) if not holds(passages - {one})]
    return f"(3) it is lost with {lost[0]}" if lost else ""
