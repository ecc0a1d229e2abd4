"""Decisions applied to what was read: what was found wrong is not loaded.

The files stay as they are. A statement that somebody found right is told in the graph of reviews:
by whom, when, and which triples of the passage it is. A passage all of whose statements are decided
on is checked as a whole.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from communique.dataset import DocumentStatements, Matter
from communique.model import Place, Statement, Term, object_of, subject_of, text_of, triple_of
from communique.project import Project
from communique.reviews.logbook import Decision, Logbook, Review
from communique.reviews.units import NODES, Unit, units_of
from communique.vocabulary import (
    CMQ,
    DCTERMS,
    DOCUMENTS_GRAPH,
    ID,
    RDF,
    RDFS,
    REVIEWS_GRAPH,
    XSD,
)


def reviewed(project: Project, matter: Matter) -> Matter:
    """What was read, without what people found wrong, and with what they found right.

    What hangs on a node that is told of nowhere any more falls with it.
    Raises SyntaxInputError where a file of decisions is malformed.
    """
    logbook = Logbook(project)
    decided = [
        _Decided(one, units_of(one), logbook.of(one.path.stem), project.review(one.path.stem))
        if logbook.of(one.path.stem)
        else None
        for one in matter.documents
    ]
    if not any(decided):
        return matter
    gone = _gone(matter, [one for one in decided if one])
    kept = [
        _without_hanging(one.applied(), gone) if one else _without_hanging(document, gone)
        for document, one in zip(matter.documents, decided, strict=True)
    ]
    return replace(matter, documents=kept)


def agent_of(name: str) -> NamedNode:
    """The node of a person who reviews, from the name they go by.

    >>> agent_of("Ada Lovelace").value
    'https://w3id.org/communique/id/reviewer/ada-lovelace'
    """
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", letters.casefold()))
    if not letters.isascii() or letters != name:
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        slug = f"{slug}-{digest}" if slug else digest
    return ID[f"reviewer/{slug}"]


@dataclass(frozen=True, slots=True)
class _Decided:
    """A document, its units, and what was decided on them."""

    document: DocumentStatements
    units: Sequence[Unit]
    reviews: Mapping[str, Review]
    path: Path

    def refused(self, unit: Unit) -> bool:
        """Whether somebody found a unit wrong."""
        review = self.reviews.get(unit.key)
        return review is not None and review.decision.refuses

    def lost(self) -> set[tuple[str, Triple]]:
        """Triples, with their passages, that stand in refused units and in no other."""
        own: set[tuple[str, Triple]] = set()
        others: set[tuple[str, Triple]] = set()
        for unit in self.units:
            side = own if self.refused(unit) else others
            side.update((unit.passage, triple) for triple in (*unit.triples, *unit.riders))
        return own - others

    def applied(self) -> DocumentStatements:
        """The document without what is refused, with what was found right."""
        lost, silent = self.lost(), self._silent()
        kept = [
            statement
            for statement in self.document.statements
            if (text_of(statement.quad.graph_name), triple_of(statement.quad)) not in lost
            and text_of(statement.quad.subject) not in silent
        ]
        found = [Statement(quad, Place(self.path)) for quad in dict.fromkeys(self._quads())]
        return replace(self.document, statements=[*kept, *found])

    def _silent(self) -> set[str]:
        """Passages all of whose units are refused and that no other passage needs."""
        speaking = {unit.passage for unit in self.units if not self.refused(unit)}
        refused = {unit.passage for unit in self.units} - speaking
        needed = {
            text_of(quad.object)
            for quad, _ in self.document.statements
            if quad.predicate == CMQ.antecedent and text_of(quad.subject) not in refused
        }
        return refused - needed

    def _quads(self) -> Iterator[Quad]:
        by_passage: dict[str, list[Unit]] = {}
        for unit in self.units:
            by_passage.setdefault(unit.passage, []).append(unit)
        for passage, units in by_passage.items():
            found = {unit.key: self.reviews.get(unit.key) for unit in units}
            right = [r for r in found.values() if r and r.decision is Decision.RIGHT]
            for unit in units:
                review = found[unit.key]
                if review is not None and review.decision is Decision.RIGHT:
                    yield from _told(unit, review)
            settled = all(r and r.decision is not Decision.UNKNOWN for r in found.values())
            for review in right if settled else ():
                agent = agent_of(review.by)
                yield Quad(NamedNode(passage), CMQ.checkedBy, agent, DOCUMENTS_GRAPH)


def _told(unit: Unit, review: Review) -> Iterator[Quad]:
    """A review as the graph has it: of which passage, by whom, when, of which triples."""
    node = NamedNode(f"{unit.notes.passage.document}#review={review.key}")
    agent = agent_of(review.by)
    said: list[tuple[NamedNode, Term]] = [
        (RDF.type, CMQ.Review),
        (CMQ.reviews, unit.notes.passage.iri),
        (CMQ.checkedBy, agent),
        (DCTERMS.date, Literal(review.when[:10], datatype=XSD.date)),
    ]
    said += [(RDF.subject, subject_of(triple)) for triple in unit.triples]
    if unit.kind not in {*NODES.values(), "Post"}:
        said += [(RDF.predicate, triple.predicate) for triple in unit.triples]
    if unit.kind != "description" and len(unit.triples) == 1:
        said += [(RDF.object, object_of(triple)) for triple in unit.triples]
    for predicate, value in dict.fromkeys(said):
        yield Quad(node, predicate, value, REVIEWS_GRAPH)
    yield Quad(agent, RDFS.label, Literal(review.by, language="en"), DOCUMENTS_GRAPH)


def _gone(matter: Matter, decided: Iterable[_Decided]) -> set[Term]:
    """Nodes of refused units that no passage tells of any more, and what hangs on them."""
    lost = [(one, one.lost()) for one in decided]
    doubtful: set[Term] = {
        subject_of(triple)
        for _, triples in lost
        for _, triple in triples
        if triple.predicate == RDF.type and triple.object in NODES
    }
    if not doubtful:
        return set()
    refused = {(passage, triple) for _, triples in lost for passage, triple in triples}
    links = [
        (text_of(quad.graph_name), triple_of(quad))
        for document in matter.documents
        for quad, _ in document.statements
    ]
    standing = [triple for passage, triple in links if (passage, triple) not in refused]
    gone: set[Term] = doubtful - {subject_of(t) for t in standing if t.predicate == RDF.type}
    while more := _hanging(standing, gone):
        gone |= more
    return gone


def _hanging(standing: Iterable[Triple], gone: set[Term]) -> set[Term]:
    """Amounts and conversions of what is gone."""
    links = (CMQ.amountOf, CMQ.conversionOf)
    found: set[Term] = {
        subject_of(t) for t in standing if t.predicate in links and t.object in gone
    }
    return found - gone


def _without_hanging(document: DocumentStatements, gone: set[Term]) -> DocumentStatements:
    """A document without what speaks of nodes that are gone."""
    if not gone:
        return document
    kept = [s for s in document.statements if not {s.quad.subject, s.quad.object} & gone]
    return replace(document, statements=kept)
