"""Snapshots: the graph of a day, made from a build, and kept as a cache beside it.

A snapshot is a build without the passages and records of the documents that had not reported by
then, closed again; so everything that works on a build works on it. Its name is a hash of what is
in it: days between the same two documents share one, and one of other data is never found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from communique import builds
from communique.clock import AsOf, Publication, Reported
from communique.closure.fixpoint import close
from communique.closure.rules import RuleSet
from communique.dataset import with_default
from communique.dates import interval
from communique.draft import Draft, lock, sweep
from communique.model import Passage, text_of
from communique.project import Project
from communique.store import EmbeddedStore, Store
from communique.vocabulary import (
    CMQ,
    DCTERMS,
    DOCUMENTS_GRAPH,
    INFERRED_GRAPH,
    PROV,
    RDF,
    REVIEWS_GRAPH,
    VERDICTS_GRAPH,
)

_KEPT = 12
"""Snapshots that stay, those that were used last."""
_CLASSES = (CMQ.Document, CMQ.Brief, CMQ.Translation)


def make_snapshot(project: Project, build: builds.Build, by: AsOf) -> builds.Build:
    """The build of a day, made from a build and kept; what another process has made meanwhile.

    Raises StoreError where the build cannot be read, or the cache cannot be written.
    """
    with lock(project):
        return builds.snapshot(project, build, by) or _made(project, build, by)


def reported(store: Store) -> Reported:
    """When each document of a store reported, and when each verdict was given."""
    spoken = {text_of(q.object) for q in store.match(None, CMQ.source, None, DOCUMENTS_GRAPH)}
    records = {
        text_of(quad.subject)
        for kind in _CLASSES
        for quad in store.match(None, RDF.type, kind, DOCUMENTS_GRAPH)
    }
    verdicts = store.match(None, RDF.type, CMQ.Verdict, VERDICTS_GRAPH)
    return Reported(
        {iri: _publication(store, iri, iri in spoken) for iri in sorted(records | spoken)},
        {v: _day(store, v, DCTERMS.date) for v in sorted(text_of(q.subject) for q in verdicts)},
    )


def _publication(store: Store, iri: str, spoken: bool) -> Publication:
    restated = store.match(NamedNode(iri), PROV.wasDerivedFrom, None, DOCUMENTS_GRAPH)
    article = min((text_of(quad.object) for quad in restated), default=iri)
    day = _day(store, article, CMQ.published) or _day(store, iri, CMQ.published)
    return Publication(article, day, spoken)


def _day(store: Store, iri: str, predicate: NamedNode) -> str:
    """The last day that a date of a thing can mean, ISO; of several the latest; empty for none."""
    dates = (quad.object for quad in store.match(NamedNode(iri), predicate))
    days = (interval(one) for one in dates if isinstance(one, Literal))
    return max((one[1].isoformat() for one in days if one is not None), default="")


def _made(project: Project, build: builds.Build, by: AsOf) -> builds.Build:
    known = Reported.from_json(build.read("reported"))
    left_out = {*known.documents, *known.verdicts} - {*by.documents, *by.verdicts}
    quads = list(_asserted(EmbeddedStore.open(build.store), left_out))
    store, rules = EmbeddedStore(), RuleSet.from_json(build.read("rules"))
    store.extend(with_default(quads))
    asserted = sum(1 for _ in store.match(None, None, None, DefaultGraph()))
    closed = close(store, rules)
    draft = Draft(project)
    try:
        store.save(draft.folder / "store")
        for kept in ("rules", "questions"):
            draft.write(kept, build.read(kept))
        draft.write("conclusions", rules.conclusions_from(quads))
        draft.write("reported", reported(store).to_json())
        facts = {"asserted": asserted, "inferred": closed.inferred, "rounds": closed.rounds}
        name = builds.snapshot_name(build, by)
        made = draft.keep(name, {**build.manifest, "inputs": {}, **facts})
    except BaseException:
        draft.discard()
        raise
    sweep(made.folder.parent, made.folder, _KEPT)
    return made


def _asserted(store: Store, left_out: Collection[str]) -> Iterator[Quad]:
    """The asserted quads of a store, without what is said by and of some documents and verdicts."""
    for quad in store.match():
        graph = quad.graph_name
        if isinstance(graph, DefaultGraph) or text_of(graph).startswith(INFERRED_GRAPH.value):
            continue
        owner = _document(text_of(graph))
        if not owner and graph in (DOCUMENTS_GRAPH, VERDICTS_GRAPH, REVIEWS_GRAPH):
            owner = _document(text_of(quad.subject)) or text_of(quad.subject)
        if owner not in left_out:
            yield quad


def _document(iri: str) -> str:
    """The document whose passage or review an IRI names; empty where it names neither."""
    passage = Passage.parse(iri)
    return passage.document if passage else iri.partition("#review=")[0] * ("#review=" in iri)
