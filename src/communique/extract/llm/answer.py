"""What a model answers, read as far as it has the form that was asked for.

Whatever else an answer has in it, such as identifiers, is passed over unread.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from communique.claims import Certainty, Kind, Predicate

_MOST = 400
"""Entities, and claims, of an answer about one window."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class Pointed(_Record):
    """Words of the text that a model points at, and what it says they are."""

    words: Text
    entity: str = ""
    """Reference to an entity of the same answer."""
    concept: str = ""
    """Name of a concept, with its scheme."""
    antecedent: str | None = None
    """A passage that tells who or what the words mean, where they only refer."""


class Named(_Record):
    """Something the text speaks of."""

    ref: Text
    kind: Annotated[Kind, Field(strict=False)]
    names: list[Text] = []
    belongs_to: str | None = None


class Told(_Record):
    """Something the text says."""

    predicate: Annotated[Predicate, Field(strict=False)]
    quotation: Text
    trigger: Text
    arguments: dict[str, Pointed | list[Pointed] | None]
    certainty: Annotated[Certainty, Field(strict=False)] = Certainty.STATED
    attributed_to: Pointed | None = None

    @property
    def pointed(self) -> Iterator[tuple[str, Pointed]]:
        """Each role with what fills it."""
        for role, found in self.arguments.items():
            for one in found if isinstance(found, list) else [found]:
                if one is not None:
                    yield role, one


Form = TypeVar("Form", bound=_Record)


@dataclass(frozen=True, slots=True)
class Answer:
    """What of an answer has the form that was asked for."""

    entities: tuple[Named, ...] = ()
    claims: tuple[Told, ...] = ()
    faults: tuple[str, ...] = ()
    """What was passed over, and why."""


def read(text: str) -> Answer:
    """The answer that a text holds; of one that is no JSON nothing but a fault."""
    try:
        record = json.loads(_unfenced(text))
    except (ValueError, RecursionError):
        return Answer(faults=("the answer is no JSON",))
    if not isinstance(record, dict):
        return Answer(faults=("the answer is no JSON object",))
    faults: list[str] = []
    entities = tuple(_valid(Named, _list(record, "entities", faults), faults))
    claims = tuple(_valid(Told, _list(record, "claims", faults), faults))
    return Answer(entities, claims, tuple(faults))


def _unfenced(text: str) -> str:
    """What a model without structured output says: in a fence, perhaps after its thoughts."""
    text = text.strip()
    if text.startswith("<think>"):
        text = text.partition("</think>")[2].strip()
    if text.startswith("```") and text.endswith("```"):
        text = text.removeprefix("```").removesuffix("```").removeprefix("json")
    return text


def _list(record: dict[str, Any], name: str, faults: list[str]) -> list[Any]:
    found = record.get(name)
    if not isinstance(found, list):
        faults.append(f"the answer has no list of {name}")
        return []
    if len(found) > _MOST:
        faults.append(f"of {len(found)} {name} only the first {_MOST} are read")
    return found[:_MOST]


def _valid(form: type[Form], items: list[Any], faults: list[str]) -> Iterator[Form]:
    for item in items:
        try:
            yield form.model_validate(item)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            place = ".".join(map(str, first["loc"]))
            faults.append(f"an item of the answer is malformed: {place}: {first['msg']}")
