"""Proofs as Turtle in PROV-O (https://www.w3.org/TR/prov-o/).

Each triple is an entity, described as an `rdf:Statement` and named by a hash of its N-Triples, so
that two proofs of the same triple meet in one node. Each step is an activity that used its
premises and axioms and generated its conclusion. An asserted triple is part of the graphs that
give it, and derived from those of them that are sources. An axiom is an entity whose value is its
text in Turtle, since what it holds has no names.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, Quad, Triple

from communique.exports.display import link_of, one_line
from communique.exports.proof_statements import axiom_texts, statement_text
from communique.exports.wording import LICENCE_ADDRESS, article_text
from communique.model import Citation, Passage, Term, object_of, subject_of
from communique.proof import Absence, Leaf, Proof, Step
from communique.turtle import serialize
from communique.vocabulary import (
    BASE,
    CMQ,
    DCTERMS,
    GRAPH,
    ONTOLOGY_GRAPH,
    OWL,
    PROV,
    RDF,
    RDFS,
    SCHEME,
    Namespace,
    Prefixes,
)

STATEMENT = Namespace(BASE + "statement/")
STEP = Namespace(BASE + "step/")
AXIOM = Namespace(BASE + "axiom/")
PROOF = Namespace(BASE + "proof/")
RULES = NamedNode(
    "https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules"
)
"""Where the rules are defined whose names the steps bear."""
_SPACES = {"axiom": AXIOM, "proof": PROOF, "statement": STATEMENT, "step": STEP}


def write_turtle(found: Proof | Absence, output: BinaryIO, prefixes: Prefixes) -> None:
    """Write a proof as Turtle in its canonical form; for what has none, a remark and no triple."""
    if isinstance(found, Absence):
        shown = statement_text(found.triple, found.labels, prefixes)
        output.write(f"# Not in the graph, so there is no proof: {shown}\n".encode())
        return
    table = Prefixes({**prefixes, **{name: str(space) for name, space in _SPACES.items()}})
    described = _Described(prefixes)
    output.write(serialize(described.proof(found), table).encode())


def statement_node(triple: Triple) -> NamedNode:
    """The name of a triple in a proof: a hash of its N-Triples."""
    return STATEMENT[_hash(str(triple))]


class _Described:
    """The triples of a proof document; knows how terms are shortened in texts."""

    def __init__(self, prefixes: Prefixes) -> None:
        self._prefixes = prefixes

    def proof(self, proof: Proof) -> Iterator[Quad]:
        """Everything that is said of a proof."""
        conclusion = statement_node(proof.triple)
        node = PROOF[conclusion.value.removeprefix(str(STATEMENT))]
        yield Quad(node, RDF.type, PROV.Bundle)
        yield Quad(node, DCTERMS.subject, conclusion)
        yield Quad(node, DCTERMS.license, NamedNode(LICENCE_ADDRESS))
        if proof.version:
            yield Quad(node, OWL.versionInfo, Literal(proof.version))
        for triple in proof.triples:
            yield from self._statement(triple, proof)
        for leaf in proof.leaves:
            yield from _leaf(leaf, proof)
        for step in proof.steps:
            yield from self._step(step)
        for citation in proof.citations:
            yield from _passage(citation)

    def _statement(self, triple: Triple, proof: Proof) -> Iterator[Quad]:
        node = statement_node(triple)
        text = statement_text(triple, proof.labels, self._prefixes)
        yield Quad(node, RDF.type, PROV.Entity)
        yield Quad(node, RDF.type, RDF.Statement)
        yield Quad(node, RDFS.label, Literal(text, language="en"))
        yield Quad(node, RDF.subject, subject_of(triple))
        yield Quad(node, RDF.predicate, triple.predicate)
        yield Quad(node, RDF.object, object_of(triple))

    def _step(self, step: Step) -> Iterator[Quad]:
        conclusion = statement_node(step.conclusion)
        premises = [statement_node(premise) for premise in step.premises]
        axioms = {AXIOM[_hash(text)]: text for text in axiom_texts(step.axioms, self._prefixes)}
        names = (*step.rules, conclusion, *premises, *axioms)
        node = STEP[_hash(" ".join(map(str, names)))]
        yield Quad(node, RDF.type, PROV.Activity)
        yield Quad(node, RDFS.label, Literal(", ".join(step.rules)))
        yield Quad(node, DCTERMS.conformsTo, RULES)
        yield Quad(node, PROV.generated, conclusion)
        yield Quad(conclusion, PROV.wasGeneratedBy, node)
        for premise in premises:
            yield Quad(node, PROV.used, premise)
            yield Quad(conclusion, PROV.wasDerivedFrom, premise)
        for axiom, text in axioms.items():
            yield Quad(node, PROV.used, axiom)
            yield Quad(axiom, RDF.type, PROV.Entity)
            yield Quad(axiom, PROV.value, Literal(text))
            yield Quad(axiom, DCTERMS.isPartOf, ONTOLOGY_GRAPH)


def _leaf(leaf: Leaf, proof: Proof) -> Iterator[Quad]:
    node = statement_node(leaf.triple)
    sources = [NamedNode(proof.citations[position].passage) for position in leaf.cited]
    sources += [GRAPH[name] for name in leaf.files]
    for source in sources:
        yield Quad(node, PROV.wasDerivedFrom, source)
    for graph in (*sources, *(GRAPH[name] for name in leaf.common)):
        yield Quad(node, DCTERMS.isPartOf, graph)


def _passage(citation: Citation) -> Iterator[Quad]:
    """A passage and its article; the words of the article are not written."""
    node = NamedNode(citation.passage)
    passage = Passage.parse(citation.passage)
    article = NamedNode(citation.article.iri)
    document = NamedNode(passage.document) if passage else article
    held: list[tuple[NamedNode, NamedNode, Term]] = [
        (node, RDF.type, CMQ.Passage),
        (node, CMQ.source, document),
        (node, CMQ.gloss, Literal(citation.gloss, language="en")),
        (node, CMQ.certainty, SCHEME[f"certainty/{citation.certainty}"]),
        (article, RDFS.label, Literal(_article(citation))),
    ]
    if document != article:
        held.append((document, PROV.wasDerivedFrom, article))
    address = link_of(citation.article.address)
    if address:
        held.append((article, CMQ.address, NamedNode(address)))
    for subject, predicate, value in held:
        yield Quad(subject, predicate, value)


def _article(citation: Citation) -> str:
    article = citation.article
    return one_line(f"{article.title or article.iri}. {article_text(article)}")


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
