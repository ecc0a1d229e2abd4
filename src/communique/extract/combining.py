"""Two extractions of one text put together: what rules find, and what a language model finds.

Entities are aligned by their names, claims by what they say. Where both say the same, the claim is
that of the rules, and its rule names both: `signing-active/1 + llm:some-model/1`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from communique.claims import (
    AND,
    Argument,
    Certainty,
    Claim,
    Concept,
    Day,
    Dropped,
    Entity,
    Extraction,
    Figure,
    Mention,
    Money,
)
from communique.extract.relations.things import folded
from communique.roles import ORGANIZATIONS

_FIRMNESS = (Certainty.DENIED, Certainty.HEDGED, Certainty.STATED)
_Said = frozenset[tuple[str, object]]
"""What a claim says, wherever and in whatever words: roles with what fills them."""


def combined(rules: Extraction, model: Extraction) -> Extraction:
    """All that either finds; a claim that the model reads as denied is dropped."""
    keys = _aligned(rules.entities, model.entities)
    others = [_renamed(claim, keys) for claim in model.claims]
    kept: list[Claim] = []
    dropped: list[Dropped] = []
    for claim in rules.claims:
        found = _agreeing(claim, others)
        if any(one.certainty is Certainty.DENIED for one in found) and not _is_denied(claim):
            dropped.append(Dropped(claim, f"{found[0].rule} reads it as denied"))
        else:
            kept.append(_confirmed(claim, found))
    own = [claim for claim in others if not _is_told(claim, rules.claims)]
    entities = {**_renamed_entities(model.entities, keys), **rules.entities}
    for key, entity in model.entities.items():
        if keys[key] in rules.entities:
            entities[keys[key]] = _enriched(rules.entities[keys[key]], entity, keys)
    return Extraction(
        entities=entities,
        claims=tuple(sorted([*kept, *own], key=lambda claim: (claim.span, claim.predicate))),
        dropped=(*rules.dropped, *dropped, *(_renamed_drop(one, keys) for one in model.dropped)),
        notices=tuple(dict.fromkeys((*rules.notices, *model.notices))),
    )


def _is_denied(claim: Claim) -> bool:
    return claim.certainty is Certainty.DENIED


def _confirmed(claim: Claim, found: Iterable[Claim]) -> Claim:
    """A claim with the rules of those who say it too, and no firmer than they say it."""
    agreeing = list(found)
    names = dict.fromkeys(name for one in (claim, *agreeing) for name in one.rules)
    firm = min((claim, *agreeing), key=lambda one: _FIRMNESS.index(one.certainty)).certainty
    return replace(claim, rule=AND.join(names), certainty=firm)


def _agreeing(claim: Claim, others: Iterable[Claim]) -> list[Claim]:
    """The claims that say all that one says, and perhaps more."""
    own = _said(claim)
    return [one for one in others if one.predicate is claim.predicate and own <= _said(one)]


def _is_told(claim: Claim, others: Iterable[Claim]) -> bool:
    """Whether other claims with the same main arguments together say all that one says."""
    own = _said(claim)
    told: set[tuple[str, object]] = set()
    for one in others:
        if one.predicate is claim.predicate:
            said = _said(one)
            if said <= own or own <= said:
                told |= said
    return own <= told


def _said(claim: Claim) -> _Said:
    return frozenset((role, _meant(argument)) for role, argument in claim.arguments)


def _meant(argument: Argument) -> object:
    """What an argument means, without the place where it stands."""
    if isinstance(argument, Mention):
        return argument.entity
    if isinstance(argument, Money):
        return (argument.number, argument.currency, argument.bound)
    if isinstance(argument, Figure):
        return (argument.number, argument.bound)
    if isinstance(argument, Day):
        return argument.value
    if isinstance(argument, Concept):
        return argument.name
    return folded(argument.text)


def _same(one: Entity, other: Entity) -> bool:
    """Whether two entities can be one: of one kind, and with a name in common."""
    kinds = {one.kind, other.kind}
    if len(kinds) > 1 and not kinds <= ORGANIZATIONS:
        return False
    return bool(_folded(one) & _folded(other))


def _aligned(known: Mapping[str, Entity], others: Mapping[str, Entity]) -> dict[str, str]:
    """For each key of the others the key of the known entity that it is, else one of its own.

    Where a name does not tell which of several is meant, nothing is aligned.
    """
    found: dict[str, str] = {}
    for key, entity in others.items():
        same = known.get(key)
        if same is not None and same.kind is entity.kind and same.proper and entity.proper:
            found[key] = key
            continue
        fitting = [name for name, one in known.items() if _same(one, entity)]
        rivals = [one for one in others.values() if one is not entity and _same(one, entity)]
        if len(fitting) == 1 and not rivals:
            found[key] = fitting[0]
    taken = set(known) | set(found.values())
    for key in others:
        if key not in found:
            found[key] = _untaken(key, taken)
            taken.add(found[key])
    return found


def _untaken(key: str, taken: set[str]) -> str:
    number, found = 1, key
    while found in taken:
        number += 1
        found = f"{key}:{number}"
    return found


def _folded(entity: Entity) -> set[str]:
    return {folded(name) for name in (*entity.wordings, *entity.aliases)}


def _renamed(claim: Claim, keys: Mapping[str, str]) -> Claim:
    arguments = tuple((role, _keyed(argument, keys)) for role, argument in claim.arguments)
    speaker = keys.get(claim.attributed_to, claim.attributed_to)
    return replace(claim, arguments=arguments, attributed_to=speaker)


def _keyed(argument: Argument, keys: Mapping[str, str]) -> Argument:
    if isinstance(argument, Mention):
        return argument._replace(entity=keys.get(argument.entity, argument.entity))
    return argument


def _renamed_drop(dropped: Dropped, keys: Mapping[str, str]) -> Dropped:
    return dropped._replace(claim=_renamed(dropped.claim, keys))


def _renamed_entities(entities: Mapping[str, Entity], keys: Mapping[str, str]) -> dict[str, Entity]:
    return {
        keys[key]: replace(entity, key=keys[key], owner=keys.get(entity.owner, ""))
        for key, entity in entities.items()
    }


def _enriched(entity: Entity, other: Entity, keys: Mapping[str, str]) -> Entity:
    """An entity with the other names that the model has for it, and with what it lacks."""
    wordings = dict.fromkeys((*entity.wordings, *(other.wordings if entity.proper else ())))
    return replace(
        entity,
        wordings=tuple(sorted(wordings, key=lambda name: (-len(name), name))),
        owner=entity.owner or keys.get(other.owner, ""),
        concept=entity.concept or other.concept,
    )
