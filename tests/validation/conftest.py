"""What the validation tests share: the shapes, the ontology and a small fictional world."""

from __future__ import annotations

import pytest
from pyoxigraph import Triple

from communique import turtle
from communique.model import Statement
from communique.validation import Validator
from tests.validation.support import HOUSE_STYLE, ROOT, SHAPES_FOLDER, WORLD, triples_of


@pytest.fixture(scope="session")
def shapes() -> list[Triple]:
    """Triples of all shapes of classes."""
    return triples_of(p for p in sorted(SHAPES_FOLDER.glob("*.ttl")) if p.name != HOUSE_STYLE)


@pytest.fixture(scope="session")
def ontology() -> list[Triple]:
    """Triples of the ontology."""
    return triples_of([ROOT / "ontology" / "communique.ttl"])


@pytest.fixture(scope="session")
def background() -> list[Statement]:
    """The schemes and the fictional world."""
    paths = [*sorted((ROOT / "ontology" / "schemes").glob("*.ttl")), WORLD]
    return [statement for path in paths for statement in turtle.read(path)]


@pytest.fixture(scope="session")
def validator(
    shapes: list[Triple], ontology: list[Triple], background: list[Statement]
) -> Validator:
    """All shapes over the fictional world."""
    return Validator(shapes, ontology, background)
