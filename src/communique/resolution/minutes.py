"""What is decided on the entities of one text, as it is decided."""

from __future__ import annotations

from communique.claims import Entity, Identity
from communique.decisions import Decision, Verdict
from communique.resolution.letters import mixed_scripts
from communique.resolution.thing import Match

RULE = "identity/1"
"""Signs the decisions; with another number it decides anew."""


class Minutes:
    """The identities of one text's entities, and the decisions that made them."""

    def __init__(self, document: str, on: str) -> None:
        """Begin for a document, by its slug, on a day."""
        self._document = document
        self._on = on
        self.identities: dict[str, Identity] = {}
        """By key of the entity."""
        self.decisions: list[Decision] = []

    def settle(self, entity: Entity, identity: Identity, verdict: Verdict) -> None:
        """Decide what an entity is."""
        self.identities[entity.key] = identity
        self.decisions.append(self._decision(entity, identity, verdict))

    def keep(self, entity: Entity, identity: Identity, decisions: list[Decision]) -> None:
        """Let stand what was decided before."""
        self.identities[entity.key] = identity
        self.decisions += decisions

    def propose(self, entity: Entity, iri: str, match: Match) -> None:
        """Propose that a new thing may be one that is known."""
        known = Identity(match.thing.key, min(match.score, 1.0), match.reasons + deceiving(entity))
        self.decisions.append(self._decision(entity, known, Verdict.OPEN, iri))

    def _decision(
        self, entity: Entity, identity: Identity, verdict: Verdict, other: str = ""
    ) -> Decision:
        return Decision(
            document=self._document,
            kind=str(entity.kind),
            name=name_of(entity),
            thing=identity.iri,
            other=other,
            verdict=verdict,
            score=f"{identity.score:.2f}",
            reasons=identity.reasons,
            by=RULE,
            on=self._on,
        )


def name_of(entity: Entity) -> str:
    """What a decision calls an entity."""
    return " ".join((entity.name or entity.kind.value.lower()).split())


def deceiving(entity: Entity) -> tuple[str, ...]:
    """What is to be said of names whose letters look like those of another script."""
    names = (*entity.wordings, *entity.aliases)
    return tuple(f"letters of several scripts: {name}" for name in names if mixed_scripts(name))
