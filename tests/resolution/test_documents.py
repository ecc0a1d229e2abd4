"""The repository's documents and briefs: all that is one thing joined, nothing that is two.

Each document is told back as an extraction and resolved against what the other documents say and
nothing else: no registry, no labels, no spellings that editors have added. Then all of them are
added one after the other to nothing, in several orders.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pytest
from pyoxigraph import Quad

from communique.dataset import DocumentStatements, Matter, read_matter
from communique.decisions import Ledger
from communique.model import Document
from communique.project import Project
from communique.resolution.gathering import Gathering
from communique.resolution.lexicon import Lexicon
from communique.resolution.resolver import Resolver
from communique.resolution.settling import Resolution
from communique.resolution.thing import ORGANS, STORIES
from communique.vocabulary import CMQ, PROV, REGISTRY_GRAPH
from tests.conftest import ROOT
from tests.resolution.retold import completed, retold


class World(NamedTuple):
    """The project's data as the tests take them."""

    lexicon: Lexicon
    common: list[Quad]
    """Records and background; nothing of the registry."""
    documents: list[DocumentStatements]
    published: dict[str, str]


@pytest.fixture(scope="module")
def world() -> World:
    project = Project(ROOT)
    matter = read_matter(project)
    gathered = Gathering(statement.quad for statement in matter.statements())
    organs = {one.key: one for one in gathered.things() if one.kind in ORGANS}
    common = [one.quad for one in matter.common if one.quad.graph_name != REGISTRY_GRAPH]
    documents = [completed(document, organs) for document in matter.documents]
    return World(Lexicon.read(project), common, documents, _published(matter))


def _published(matter: Matter) -> dict[str, str]:
    """The day of each document, or of the article that it restates."""
    days: dict[object, str] = {}
    articles: dict[object, object] = {}
    for quad in (one.quad for one in matter.statements()):
        if quad.predicate == CMQ.published:
            days[quad.subject] = getattr(quad.object, "value", "")
        elif quad.predicate == PROV.wasDerivedFrom:
            articles[quad.subject] = quad.object
    found = {}
    for document in matter.documents:
        node = document.document
        found[node.value] = days.get(node) or days.get(articles.get(node), "")
    return found


def resolver(world: World, documents: Iterable[DocumentStatements]) -> Resolver:
    said = (one.quad for document in documents for one in document.statements)
    return Resolver(Gathering([*world.common, *said]).things(), world.lexicon, Ledger())


def resolved(world: World, resolver: Resolver, document: DocumentStatements) -> Resolution:
    iri = document.document.value
    record = Document(iri=iri, title=iri, published=world.published[iri])
    return resolver.resolve(retold(document), record, on="2026-11-20")


def told(resolution: Resolution, document: DocumentStatements) -> Iterator[tuple[str, str, bool]]:
    """What is told by words: its IRI, the IRI that was found, and whether that is a new one."""
    entities = retold(document).entities
    for key, identity in resolution.identities.items():
        if entities[key].wordings or entities[key].kind in STORIES:
            yield key, identity.iri, bool(identity.label)


def spoken_of(documents: Iterable[DocumentStatements]) -> set[str]:
    """The things that documents tell of by words."""
    return {
        key
        for document in documents
        for key, entity in retold(document).entities.items()
        if entity.wordings or entity.kind in STORIES
    }


def test_each_document_against_the_others(world: World) -> None:
    joined = new = 0
    for document in world.documents:
        others = [one for one in world.documents if one is not document]
        known = spoken_of(others)
        resolution = resolved(world, resolver(world, others), document)
        for key, iri, is_new in told(resolution, document):
            assert is_new == (key not in known), f"{document.path.stem}: {key} as {iri}"
            assert is_new or iri == key, f"{document.path.stem}: {key} as {iri}"
            joined += not is_new
            new += is_new
    assert (joined, new) == (209, 64)


def partition(world: World, order: list[DocumentStatements]) -> tuple[set[str], set[str]]:
    """What is split and what is merged when documents are added one after the other."""
    adding = resolver(world, [])
    parts: dict[str, set[str]] = {}
    wholes: dict[str, set[str]] = {}
    for document in order:
        resolution = resolved(world, adding, document)
        adding.learn(resolution)
        for key, iri, _ in told(resolution, document):
            parts.setdefault(key, set()).add(iri)
            wholes.setdefault(iri, set()).add(key)
    split = {key for key, iris in parts.items() if len(iris) > 1}
    return split, {iri for iri, keys in wholes.items() if len(keys) > 1}


def test_one_after_the_other_from_nothing(world: World) -> None:
    dated = sorted(world.documents, key=lambda one: world.published[one.document.value] or "9")
    assert partition(world, dated) == (set(), set())


@pytest.mark.parametrize("seed", range(6))
def test_in_any_order_nothing_is_merged_that_is_two(world: World, seed: int) -> None:
    order = list(world.documents)
    random.Random(seed).shuffle(order)
    split, merged = partition(world, order)
    assert merged == set()
    names = {iri.rsplit("/", 1)[-1] for iri in split}
    # What is first told by a surname or by other words altogether is proposed and not joined.
    assert names <= {"frozen-asset-proceeds", "volodymyr-zelenskyy", "president-ukraine"}


def test_adding_a_document_again_finds_the_same_things(world: World) -> None:
    for document in world.documents:
        adding = resolver(world, world.documents)
        resolution = resolved(world, adding, document)
        for key, iri, is_new in told(resolution, document):
            assert (iri, is_new) == (key, False), f"{document.path.stem}: {key} as {iri}"


def test_with_the_registry_every_document_finds_its_things(world: World) -> None:
    adding = Resolver.of(Project(ROOT))
    for document in world.documents:
        resolution = resolved(world, adding, document)
        for key, iri, is_new in told(resolution, document):
            assert (iri, is_new) == (key, False), f"{document.path.stem}: {key} as {iri}"
