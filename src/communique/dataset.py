"""The RDF dataset that a project's files make: which graph each triple stands in.

Statements keep the graphs of their passages; all else stands in the graph of its kind of file.
What follows from a name or a literal alone is computed here and put beside what it follows
from: a passage's source and offsets, and the first and last day that a date can mean.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from communique import turtle
from communique.dates import interval, literal_of
from communique.errors import DocumentError, ProjectError
from communique.identity import Unification
from communique.links import read_links
from communique.model import Passage, Place, Statement
from communique.project import Project
from communique.vocabulary import (
    BACKGROUND_GRAPHS,
    CMQ,
    DOCUMENT,
    DOCUMENTS_GRAPH,
    ONTOLOGY_GRAPH,
    RDF,
    REGISTRY_GRAPH,
    REVIEWS_GRAPH,
    VERDICTS_GRAPH,
    XSD,
)

_FIRST_DAY = frozenset({CMQ.date, CMQ.published, CMQ.start})
_LAST_DAY = frozenset({CMQ.date, CMQ.published, CMQ.end})
_DOCUMENT_NAME = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class DocumentStatements:
    """What one statements file says of one document."""

    document: NamedNode
    path: Path
    statements: list[Statement]


@dataclass(frozen=True, slots=True)
class Matter:
    """All that a project's files say."""

    ontology: list[Statement]
    """The classes and properties, without schemes and alignments."""
    schemes: list[Statement]
    """The concept schemes and the table of prefixes."""
    alignments: list[Statement]
    """Mappings of our terms to other vocabularies; they take no part in the closure."""
    common: list[Statement]
    """What every document is read with: records, registry, background, verdicts and links."""
    documents: list[DocumentStatements]

    def statements(self) -> Iterator[Statement]:
        """Every statement, in the order of reading."""
        yield from self.ontology
        yield from self.schemes
        yield from self.alignments
        yield from self.common
        for document in self.documents:
            yield from document.statements

    def without(self, documents: Collection[str]) -> Matter:
        """The same without the statements of some documents, named by IRI."""
        kept = [one for one in self.documents if one.document.value not in documents]
        return replace(self, documents=kept)


def read_matter(project: Project) -> Matter:
    """All that a project's files say.

    Raises SyntaxInputError or DocumentError at the first file that cannot be read, ProjectError
    where a file of the data stands where nobody reads it.
    """
    for path, remedy in project.strays:
        raise ProjectError("nothing reads this file", place=str(path), remedy=remedy)
    return Matter(
        _in_graph(turtle.read(project.ontology), ONTOLOGY_GRAPH),
        _all_in_graph([*project.schemes, project.prefix_table], ONTOLOGY_GRAPH),
        _all_in_graph(project.alignments, ONTOLOGY_GRAPH),
        _read_common(project),
        [read_document(path) for path in project.statements],
    )


def unified(matter: Matter, replacements: Mapping[str, str]) -> Matter:
    """What the files say, with the things that persons have found to be one made one.

    Last of all, since decisions on statements hold for what the files have as they are.
    """
    if not replacements:
        return matter
    same = Unification(replacements)
    said = [statement for document in matter.documents for statement in document.statements]
    names = same.node_names(said)
    documents = [
        replace(document, statements=same.applied(document.statements, names))
        for document in matter.documents
    ]
    return replace(matter, common=same.applied(matter.common, names), documents=documents)


def read_document(path: Path) -> DocumentStatements:
    """The statements of one document, passage by passage, with what is computed from them.

    Raises DocumentError where a statement stands in no passage graph, or in a passage of
    another document than the one the file is named after, or where that is no name.
    """
    document = _document_of(path)
    return document_statements(document, path, turtle.read(path, base=document.value))


def document_statements(
    document: NamedNode, path: Path, read: Iterable[Statement]
) -> DocumentStatements:
    """The same out of the statements of a file that need not be there yet.

    Raises DocumentError where a statement stands in no passage graph of the document.
    """
    passages: dict[NamedNode, Place] = {}
    statements: list[Statement] = []
    for quad, place in read:
        graph = quad.graph_name
        if isinstance(graph, DefaultGraph):
            _refuse_foreign(quad, document, place)
            if quad.subject != document:
                passages.setdefault(_passage_node(quad.subject, document, place), place)
            graph = DOCUMENTS_GRAPH
        else:
            passages.setdefault(_passage_node(graph, document, place), place)
        statements.append(Statement(_moved(quad, graph), place))
    statements += _passage_quads(passages)
    statements += _day_quads(statements)
    return DocumentStatements(document, path, statements)


def with_default(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Each quad, and its triple in the default graph; reviews are no knowledge of the world."""
    for quad in quads:
        yield quad
        if quad.graph_name != REVIEWS_GRAPH:
            yield Quad(quad.subject, quad.predicate, quad.object)


def _read_common(project: Project) -> list[Statement]:
    """What every document is read with: records, registry, background, verdicts and links."""
    statements = _in_graph(turtle.read(project.documents), DOCUMENTS_GRAPH)
    statements += _all_in_graph(project.registry, REGISTRY_GRAPH)
    for path in project.background:
        graph = NamedNode(BACKGROUND_GRAPHS + path.stem)
        statements += _in_graph(turtle.read(path), graph)
    statements += _all_in_graph(project.verdicts, VERDICTS_GRAPH)
    for path in project.links:
        statements += read_links(path)
    return statements


def _all_in_graph(paths: Iterable[Path], graph: NamedNode) -> list[Statement]:
    return [statement for path in paths for statement in _in_graph(turtle.read(path), graph)]


def _in_graph(statements: Iterable[Statement], graph: NamedNode) -> list[Statement]:
    """The same statements in one graph, with what is computed from them."""
    moved = [Statement(_moved(quad, graph), place) for quad, place in statements]
    return [*moved, *_day_quads(moved)]


def _moved(quad: Quad, graph: object) -> Quad:
    assert isinstance(graph, NamedNode)  # no file has graphs named by blank nodes
    return Quad(quad.subject, quad.predicate, quad.object, graph)


def _document_of(path: Path) -> NamedNode:
    if not _DOCUMENT_NAME.fullmatch(path.stem):
        raise DocumentError(
            f"{path.stem!r} is no name of a document",
            place=str(path),
            remedy="Name the file <date>-<publisher>-<slug>.trig, in ASCII letters, digits and "
            "hyphens.",
        )
    return DOCUMENT[path.stem]


def _passage_node(node: object, document: NamedNode, place: Place) -> NamedNode:
    passage = _passage_of(node)
    if passage is None or passage.document != document.value:
        raise DocumentError(
            f"{node} is no passage of {document.value}",
            place=str(place),
            remedy="Name the graph <#char=START,END> with the document's IRI as @base.",
        )
    if passage.iri != node:
        raise DocumentError(
            f"{node} is not how the passage is named",
            place=str(place),
            remedy=f"Name it <#char={passage.start},{passage.end}>, everywhere in the file.",
        )
    return passage.iri


def _passage_of(node: object) -> Passage | None:
    try:
        return Passage.parse(node.value) if isinstance(node, NamedNode) else None
    except ValueError:  # an offset of thousands of digits
        return None


def _refuse_foreign(quad: Quad, document: NamedNode, place: Place) -> None:
    subject = quad.subject
    if subject == document or _passage_of(subject) is not None:
        return
    raise DocumentError(
        f"the statement {quad.subject} {quad.predicate} {quad.object} stands in no passage",
        place=str(place),
        remedy="Put it into the graph of the passage that says it: <#char=START,END> { … }.",
    )


def _passage_quads(passages: dict[NamedNode, Place]) -> Iterator[Statement]:
    for node, place in passages.items():
        passage = Passage.parse(node.value)
        assert passage is not None  # `_passage_node` made it
        for predicate, value in (
            (RDF.type, CMQ.Passage),
            (CMQ.source, NamedNode(passage.document)),
            (CMQ.startOffset, Literal(str(passage.start), datatype=XSD.integer)),
            (CMQ.endOffset, Literal(str(passage.end), datatype=XSD.integer)),
        ):
            yield Statement(Quad(node, predicate, value, DOCUMENTS_GRAPH), place)


def _day_quads(statements: Iterable[Statement]) -> Iterator[Statement]:
    for quad, place in list(statements):
        if quad.predicate not in _FIRST_DAY | _LAST_DAY or not isinstance(quad.object, Literal):
            continue
        days = interval(quad.object)
        if days is None:
            continue
        graph = quad.graph_name
        if quad.predicate in _FIRST_DAY:
            first = Quad(quad.subject, CMQ.earliest, literal_of(days[0]), graph)
            yield Statement(first, place)
        if quad.predicate in _LAST_DAY:
            last = Quad(quad.subject, CMQ.latest, literal_of(days[1]), graph)
            yield Statement(last, place)
