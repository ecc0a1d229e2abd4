"""Which commitments are apart: different money, as something says; of all others nobody knows.

Two are apart where a passage says so (`cmq:apartFrom`); where they have different payers of which
neither belongs to the other; where one is made under what the other is said to be outside of; and
where one passage lists both as parts of one whole. What holds two commitments that are apart holds
nothing in common: so are all their parts, and all that tells them again. Where sources differ on
whether two are apart, that stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pyoxigraph import NamedNode

from communique.receipts.money.cliques import bits
from communique.receipts.money.commitments import Commitment, Commitments
from communique.vocabulary import CMQ

_ORIGINS = (CMQ.originOfFunds, CMQ.partialOriginOfFunds)

Index = dict[NamedNode, int]
"""Things, and a mask of the commitments that have to do with them."""


class _Party(NamedTuple):
    """Agents who pay, each with the country it belongs to; and what these are members of."""

    own: frozenset[NamedNode]
    groups: frozenset[NamedNode]


class Relations:
    """Tells which commitments of a selection are apart, those that hold them included."""

    def __init__(self, commitments: Commitments, selected: Sequence[NamedNode]) -> None:
        self._read = commitments
        self._size = len(selected)
        held = {one: [r.node for r in commitments.holders(one)] for one in selected}
        self._nodes = list(dict.fromkeys([*selected, *(n for one in held.values() for n in one)]))
        self._number = {node: number for number, node in enumerate(self._nodes)}
        self._told = [commitments.of(node) for node in self._nodes]
        self._closures = self._closed(selected, held)
        self._party = cache(self._party_of)

    def apart(self) -> list[int]:
        """For each commitment of the selection a mask of those that are apart from it."""
        base = self._base()
        within = [number for number in range(self._size) if self._closures[number] != 1 << number]
        only = (1 << self._size) - 1
        found = []
        for number, closure in enumerate(self._closures):
            mask = 0
            for one in bits(closure):
                mask |= base[one]
            apart = mask & only
            for other in within:
                apart |= bool(mask & self._closures[other]) << other
            found.append(apart & ~self._related(number, within))
        return found

    def _closed(
        self, selected: Sequence[NamedNode], held: Mapping[NamedNode, Sequence[NamedNode]]
    ) -> list[int]:
        """For each of the selection a mask of it, what holds it, and what tells these again."""
        again: dict[NamedNode, list[NamedNode]] = {}
        for one in selected:
            for relative in self._read.holders(one):
                if relative.again:
                    again.setdefault(relative.node, []).append(one)
        closures = []
        for one in selected:
            own = [one, *held[one], *again.get(one, ())]
            closures.append(self._mask(own))
        return closures

    def _mask(self, nodes: Iterable[NamedNode]) -> int:
        mask = 0
        for node in nodes:
            if node in self._number:
                mask |= 1 << self._number[node]
        return mask

    def _related(self, number: int, within: Iterable[int]) -> int:
        """What holds a commitment of the selection, or is held by it; and itself."""
        own = self._closures[number]
        for other in within:
            own |= (self._closures[other] >> number & 1) << other
        return own

    def _base(self) -> list[int]:
        """For each commitment what is apart from it by itself."""
        base = self._by_payer()
        for number, told in enumerate(self._told):
            said = told.nodes(CMQ.apartFrom, stated=True)
            contested = self._read.contested(told.node)
            base[number] |= self._mask(one for one in said if one not in contested)
        for one, other in (*self._outside(), *self._listed()):
            base[one] |= 1 << other
            base[other] |= 1 << one
        return [mask & ~(1 << number) for number, mask in enumerate(base)]

    def _by_payer(self) -> list[int]:
        """Apart by their payers; money that passes on what the other pays is not."""
        payers: list[_Party] = []
        passing: list[_Party] = []
        origins: list[_Party] = []
        for told in self._told:
            payers.append(self._parties(told, CMQ.payer))
            passing.append(self._parties(told, *_ORIGINS, CMQ.channel))
            origins.append(self._parties(told, *_ORIGINS))
        paying = _index(one.own for one in payers)
        grouped = _index(one.groups for one in payers)
        passed = _index(one.own for one in passing)
        owned = _index(one.own for one in origins)
        known = sum(1 << number for number, one in enumerate(payers) if one.own)
        found = []
        for number, one in enumerate(payers):
            joined = _any(one.own, paying, grouped, passed) | _any(one.groups, paying)
            joined |= _any(passing[number].own, paying) | _any(origins[number].own, owned)
            found.append(known & ~joined if one.own else 0)
        return found

    def _parties(self, told: Commitment, *predicates: NamedNode) -> _Party:
        found = [self._party(node) for predicate in predicates for node in told.nodes(predicate)]
        own = frozenset(node for one in found for node in one.own)
        return _Party(own, frozenset(node for one in found for node in one.groups))

    def _party_of(self, agent: NamedNode) -> _Party:
        own = {agent, *self._read.values(agent, [CMQ.country])}
        groups = {
            group for one in own for group in self._read.values(one, [CMQ.memberOf, CMQ.partOf])
        }
        return _Party(frozenset(own), frozenset(groups))

    def _outside(self) -> Iterator[tuple[int, int]]:
        """Pairs of which one is under something, and the other outside of it."""
        under: dict[NamedNode, list[int]] = {}
        for number, told in enumerate(self._told):
            for node in self._under(told):
                under.setdefault(node, []).append(number)
        for number, told in enumerate(self._told):
            for node in told.nodes(CMQ.outside, stated=True):
                if node not in told.nodes(CMQ.under):
                    yield from ((number, other) for other in self._only_under(node, under))

    def _only_under(self, node: NamedNode, under: Mapping[NamedNode, list[int]]) -> list[int]:
        """The commitments under something that no source puts outside of it."""
        return [n for n in under.get(node, ()) if node not in self._told[n].nodes(CMQ.outside)]

    def _under(self, told: Commitment) -> set[NamedNode]:
        """The agreements and initiatives under which a commitment is made, and their wholes."""
        own = told.nodes(CMQ.under, stated=True)
        return {*own, *(whole for one in own for whole in self._read.values(one, [CMQ.partOf]))}

    def _listed(self) -> Iterator[tuple[int, int]]:
        """Pairs that one passage lists as parts of one whole."""
        lists: dict[tuple[str, object], list[int]] = {}
        for number, told in enumerate(self._told):
            for one in told.stated(CMQ.partOf):
                if isinstance(one.value, NamedNode) and self._read.is_commitment(one.value):
                    lists.setdefault((one.passage, one.value), []).append(number)
        for numbers in lists.values():
            yield from ((one, other) for one in numbers for other in numbers if one < other)


def _index(things: Iterable[Iterable[NamedNode]]) -> Index:
    found: Index = {}
    for number, own in enumerate(things):
        for thing in own:
            found[thing] = found.get(thing, 0) | 1 << number
    return found


def _any(things: Iterable[NamedNode], *indices: Index) -> int:
    mask = 0
    for thing in things:
        for index in indices:
            mask |= index.get(thing, 0)
    return mask
