"""For whom the signers of a paper sign, where the paper's parties tell more than their posts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from communique.claims import Argument, Claim, Kind, Mention, Predicate
from communique.extract.relations.paper import Paper
from communique.extract.relations.things import Things

_BODIES = frozenset({Kind.MINISTRY, Kind.GOVERNMENT, Kind.ARMED_FORCES, Kind.AGENCY})


class Sides:
    """Settles the parties of signatures, paper by paper."""

    def __init__(self, things: Things, papers: Sequence[Paper]) -> None:
        self._things = things
        self._parties = {paper.key: paper.parties for paper in papers}

    def settled(self, claims: Sequence[Claim]) -> Iterator[Claim]:
        """The claims, with the party of each signature that the paper's other signatures tell.

        A signer for a state signs for the body of that state that is itself a party. A signer
        whose side is open, or no party, signs for the one party that nobody else has signed for.
        """
        open_side = {key: self._left(key, claims) for key in self._parties}
        for claim in claims:
            if claim.predicate is not Predicate.SIGNATURE or not claim.entity("signer"):
                yield claim
                continue
            paper, side = claim.entity("agreement"), claim.entity("party")
            body = self._body(paper, side)
            other = open_side.get(paper, "")
            if body:
                yield _signed_for(claim, body)
            elif other and side not in self._parties[paper]:
                yield _signed_for(claim, other)
            else:
                yield claim

    def _body(self, paper: str, side: str) -> str:
        """The body of a state that is a party in the place of the state; empty for none."""
        parties = self._parties.get(paper, set())
        bodies = [
            party
            for party in parties
            if self._things.kind(party) in _BODIES and self._things.owner(party) == side
        ]
        return bodies[0] if side and len(bodies) == 1 and not self._is_named(paper, side) else ""

    def _is_named(self, paper: str, side: str) -> bool:
        return side in self._parties.get(paper, set())

    def _left(self, paper: str, claims: Sequence[Claim]) -> str:
        """The one party of a paper for which nobody signs whose side is told; empty for none."""
        signed = {
            claim.entity("party")
            for claim in claims
            if claim.predicate is Predicate.SIGNATURE
            and claim.entity("agreement") == paper
            and claim.entity("signer")
        }
        lands = signed | {self._things.owner(side) for side in signed if side}
        left = [
            party
            for party in self._parties[paper]
            if party not in lands and self._things.owner(party) not in signed - {""}
        ]
        return left[0] if len(left) == 1 and len(self._parties[paper]) > 1 else ""


def _signed_for(claim: Claim, party: str) -> Claim:
    """A signature with another party, which the signer's own place stands for."""
    arguments: Mapping[str, Argument] = dict(claim.arguments)
    given = arguments.get("party") or arguments["signer"]
    assert isinstance(given, Mention)
    return replace(
        claim, arguments=tuple({**arguments, "party": given._replace(entity=party)}.items())
    )
