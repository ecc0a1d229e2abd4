"""The roles of each predicate's arguments: what may fill them, and whether they may lack.

The one table of them: answers of a language model are bound to it, and claims are checked by it,
whatever has found them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from communique.claims import (
    Claim,
    Concept,
    Day,
    Figure,
    Kind,
    Mention,
    Money,
    Predicate,
    Words,
)

Filler = type[Mention] | type[Figure] | type[Money] | type[Day] | type[Concept] | type[Words]

ORGANIZATIONS = frozenset(Kind) - {
    Kind.PERSON,
    Kind.POST,
    Kind.COUNTRY,
    Kind.PLACE,
    Kind.AGREEMENT,
    Kind.EVENT,
    Kind.INITIATIVE,
}
"""The kinds of organisation, which all are kinds of `Organization`."""
AGENTS = ORGANIZATIONS | {Kind.PERSON, Kind.COUNTRY}
"""What can act."""
SIDES = ORGANIZATIONS | {Kind.COUNTRY}
"""In whose name persons act."""
SITES = frozenset({Kind.PLACE, Kind.COUNTRY})
_PAPERS = frozenset({Kind.AGREEMENT})
_EVENTS = frozenset({Kind.EVENT})
_WORK = frozenset({Kind.AGREEMENT, Kind.EVENT, Kind.INITIATIVE})
_OCCASIONS = frozenset({Kind.AGREEMENT, Kind.EVENT})
_FRAMES = frozenset({Kind.AGREEMENT, Kind.INITIATIVE})


class Role(NamedTuple):
    """A role of a predicate's arguments."""

    name: str
    filler: Filler
    kinds: frozenset[Kind] = frozenset()
    """Kinds that an entity in this role may be of."""
    schemes: tuple[str, ...] = ()
    """Schemes of which a concept in this role may be."""
    required: bool = True
    many: bool = False

    @property
    def optional(self) -> Role:
        """The same role where it may lack."""
        return self._replace(required=False)


def _entity(name: str, kinds: frozenset[Kind]) -> Role:
    return Role(name, Mention, kinds=kinds)


def _concept(name: str, *schemes: str) -> Role:
    return Role(name, Concept, schemes=schemes)


_DATE = Role("date", Day)
_PLACE = _entity("place", SITES)
_TOPIC = Role("topic", Words)
_AMOUNT = Role("amount", Money)
_CONVERSION = Role("conversion", Money).optional

ROLES: Mapping[Predicate, tuple[Role, ...]] = MappingProxyType(
    {
        Predicate.KIND: (_entity("thing", frozenset(Kind)),),
        Predicate.COUNTRY: (
            _entity("thing", ORGANIZATIONS | {Kind.PLACE}),
            _entity("country", frozenset({Kind.COUNTRY})),
        ),
        Predicate.ALIAS: (_entity("thing", frozenset(Kind)), Role("name", Words)),
        Predicate.MEMBERSHIP: (_entity("member", SIDES), _entity("whole", ORGANIZATIONS)),
        Predicate.TERM_OF_OFFICE: (
            _entity("holder", frozenset({Kind.PERSON})),
            _entity("post", frozenset({Kind.POST})),
        ),
        Predicate.AGREEMENT: (
            _entity("agreement", _PAPERS),
            _concept("kind", "agreement-kind"),
            _concept("stage", "stage"),
            _DATE.optional,
            _PLACE.optional,
        ),
        Predicate.EVENT: (
            _entity("event", _EVENTS),
            _concept("kind", "event-kind"),
            _concept("stage", "stage").optional,
            _DATE.optional,
            _PLACE.optional,
        ),
        Predicate.SIGNATURE: (
            _entity("agreement", _PAPERS),
            _entity("party", SIDES),
            _entity("signer", frozenset({Kind.PERSON})).optional,
        ),
        Predicate.PARTICIPATION: (
            _entity("participant", AGENTS | {Kind.PLACE}),
            _concept("role", "role"),
            _entity("occasion", _OCCASIONS),
            _entity("on-behalf-of", SIDES).optional,
        ),
        Predicate.COUNT: (
            _entity("scope", ORGANIZATIONS | _OCCASIONS),
            Role("number", Figure),
            _concept("counted", "counted"),
            _entity("from", frozenset({Kind.COUNTRY})).optional,
        ),
        Predicate.AT_EVENT: (_entity("thing", _WORK), _entity("event", _EVENTS)),
        Predicate.PART_OF: (_entity("part", _WORK), _entity("whole", _WORK)),
        Predicate.TOPIC: (_entity("thing", _WORK), _TOPIC),
        Predicate.BENEFICIARY: (_entity("thing", _PAPERS), _entity("beneficiary", AGENTS)),
        Predicate.INVOLVEMENT: (
            _entity("thing", _OCCASIONS),
            _entity("organization", ORGANIZATIONS),
        ),
        Predicate.COMMITMENT: (
            _entity("payer", AGENTS).optional,
            _AMOUNT.optional,
            Role("purpose", Words).optional,
            _concept("stage", "stage"),
            _entity("under", _FRAMES).optional,
            _entity("beneficiary", AGENTS).optional,
            _entity("origin", SIDES | {Kind.INITIATIVE}).optional,
            _CONVERSION,
        ),
        Predicate.AMOUNT: (_entity("thing", _FRAMES), _AMOUNT, _CONVERSION),
        Predicate.QUANTITY: (
            _entity("agreement", _PAPERS),
            Role("number", Figure),
            Role("product", Words),
        ),
        Predicate.DEADLINE: (_entity("agreement", _PAPERS), Role("what", Words), _DATE),
        Predicate.LEGAL_FORCE: (_entity("agreement", _PAPERS), _concept("force", "legal-force")),
        Predicate.SHARE: (
            _entity("holder", AGENTS),
            Role("percent", Figure),
            _entity("venture", ORGANIZATIONS | _FRAMES),
        ),
        Predicate.UTTERANCE: (
            _entity("speaker", AGENTS),
            _TOPIC._replace(required=False, many=True),
            _entity("event", _EVENTS).optional,
        ),
        Predicate.CITATION: (_entity("source", AGENTS),),
        Predicate.PUBLISHER: (_entity("outlet", frozenset({Kind.MEDIA_OUTLET})),),
    }
)
"""The roles of every predicate, in the order in which its sentence names them."""


def misfits(claim: Claim, kind_of: Callable[[str], Kind | None]) -> Iterator[str]:
    """What is wrong with the arguments of a claim; `kind_of` gives the kind of an entity's key."""
    roles = {role.name: role for role in ROLES[claim.predicate]}
    for name in dict.fromkeys(name for name, _ in claim.arguments if name not in roles):
        yield f"{claim.predicate} has no role {name!r}"
    for name, role in roles.items():
        fillers = claim.all(name)
        if role.required and not fillers:
            yield f"it has no {name}"
        if len(fillers) > 1 and not role.many:
            yield f"it has more than one {name}"
        for filler in fillers:
            if not isinstance(filler, role.filler):
                yield f"{name}: a {type(filler).__name__} is no {role.filler.__name__}"
            elif isinstance(filler, Mention) and (kind := kind_of(filler.entity)) not in role.kinds:
                yield f"{name}: {kind or 'something unknown'} cannot be that"
            elif isinstance(filler, Concept) and _scheme(filler.name) not in role.schemes:
                yield f"{name}: {filler.name!r} is not of the scheme {' or '.join(role.schemes)}"


def _scheme(concept: str) -> str:
    return concept.partition(":")[0]
