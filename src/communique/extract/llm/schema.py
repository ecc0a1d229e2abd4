"""The JSON Schema of a model's answer, made of the table of roles and the schemes.

A model can say which words of the text fill which role, and choose kinds and concepts from closed
lists; there is no place in it for an identifier, a number or a date of its own.
https://json-schema.org/draft/2020-12, in the subset that endpoints with structured output accept:
every property is required, those that may lack can be null.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from communique.claims import Certainty, Concept, Kind, Mention, Predicate
from communique.extract.llm.schemes import Schemes
from communique.roles import ROLES, Role

_TEXT = {"type": "string"}
_TEXT_OR_NOTHING = {"type": ["string", "null"]}


def answer_schema(schemes: Schemes) -> dict[str, Any]:
    """The schema of an answer: the things a text speaks of, and what it says about them."""
    entity = _object(
        {
            "ref": _TEXT,
            "kind": _one_of(kind.value for kind in Kind),
            "names": {"type": "array", "items": _TEXT},
            "belongs_to": _TEXT_OR_NOTHING,
        }
    )
    claims = [_claim(predicate, schemes) for predicate in Predicate]
    answer = _object(
        {
            "entities": {"type": "array", "items": {"$ref": "#/$defs/entity"}},
            "claims": {"type": "array", "items": {"anyOf": claims}},
        }
    )
    mention = _object({"entity": _TEXT, "words": _TEXT, "antecedent": _TEXT_OR_NOTHING})
    definitions = {"entity": entity, "mention": mention, "words": _object({"words": _TEXT})}
    return {**answer, "$defs": definitions}


def _claim(predicate: Predicate, schemes: Schemes) -> dict[str, Any]:
    roles = ROLES[predicate]
    return _object(
        {
            "predicate": _one_of([predicate.value]),
            "quotation": _TEXT,
            "trigger": _TEXT,
            "arguments": _object({role.name: _filled(role, schemes) for role in roles}),
            "certainty": _one_of(certainty.value for certainty in Certainty),
            "attributed_to": _or_nothing({"$ref": "#/$defs/mention"}),
        }
    )


def _filled(role: Role, schemes: Schemes) -> dict[str, Any]:
    """The schema of what fills a role."""
    filler = _filler(role, schemes)
    if role.many:
        return {"type": "array", "items": filler}
    return filler if role.required else _or_nothing(filler)


def _filler(role: Role, schemes: Schemes) -> dict[str, Any]:
    if role.filler is Mention:
        return {"$ref": "#/$defs/mention"}
    if role.filler is Concept:
        names = (f"{scheme}:{name}" for scheme in role.schemes for name in schemes.names(scheme))
        return _object({"concept": _one_of(names), "words": _TEXT})
    return {"$ref": "#/$defs/words"}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [*properties],
        "additionalProperties": False,
    }


def _one_of(values: Iterable[str]) -> dict[str, Any]:
    return {"type": "string", "enum": [*values]}


def _or_nothing(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}
