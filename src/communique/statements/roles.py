"""What fills the roles of a claim, by its kind."""

from __future__ import annotations

from typing import TypeVar

from pyoxigraph import NamedNode

from communique.claims import Claim, Concept, Words
from communique.statements.terms import UnsayableError, concept_term

Filler = TypeVar("Filler")


def given(claim: Claim, role: str, kind: type[Filler]) -> list[Filler]:
    """Arguments of one kind in a role."""
    return [argument for argument in claim.all(role) if isinstance(argument, kind)]


def entity_in(claim: Claim, role: str) -> str:
    """Key of the entity in a role; UnsayableError where there is none."""
    if not (key := claim.entity(role)):
        raise UnsayableError(f"a claim of {claim.predicate} has no {role}")
    return key


def concept_in(claim: Claim, role: str) -> NamedNode:
    """The concept in a role; UnsayableError where there is none."""
    found = given(claim, role, Concept)
    if not found:
        raise UnsayableError(f"a claim of {claim.predicate} has no {role}")
    return concept_term(found[0])


def words_in(claim: Claim, role: str) -> str:
    """The words in a role; UnsayableError where there are none."""
    found = given(claim, role, Words)
    if not found:
        raise UnsayableError(f"a claim of {claim.predicate} has no {role}")
    return found[0].text
