"""What shapes cannot see: literals, IRIs, graph names, offsets, the text itself.

SHACL looks at triples; that a triple stands in a passage graph, that the passage lies inside its
document (https://www.rfc-editor.org/rfc/rfc5147#section-2.1) and that a literal has a value are
seen here. The results are of the same kind and stand in the same report. An IRI that could not be
written back is refused by the parser already.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from communique.dates import is_comparable
from communique.model import LONGEST_PASSAGE, Document, Passage, Place, Statement, Subject
from communique.stored_text import sha256_of
from communique.validation.belonging import Fault, kind_faults, unsourced_faults
from communique.validation.literals import is_known, is_well_typed
from communique.validation.report import Severity, ValidationResult, text_of
from communique.vocabulary import (
    BACKGROUND_GRAPHS,
    CMQ,
    DOCUMENT,
    DOCUMENTS_GRAPH,
    GRAPH,
    ID,
    ONTOLOGY_GRAPH,
    RDF,
    REGISTRY_GRAPH,
    SHAPES,
    VERDICTS_GRAPH,
)

COMPONENT = SHAPES.StructureConstraintComponent.value
"""What stands where SHACL names the constraint component."""

LONGEST_LITERAL = 2**20
"""Characters in the longest literal that is accepted."""

_INVISIBLE = re.compile("[\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]")
"""Characters that are not seen, or turn the direction of writing: two IRIs look like one."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

_ENTRIES = (REGISTRY_GRAPH, VERDICTS_GRAPH)
_DATES = frozenset({CMQ.date, CMQ.start, CMQ.end, CMQ.published, CMQ.deadline})


def check_statements(
    statements: Iterable[Statement], lengths: Mapping[str, int], document: str | None = None
) -> Iterator[ValidationResult]:
    """Structural faults of statements, each a violation with its place.

    `lengths` gives the code points of the documents whose text is known; `document` is the IRI
    of the one document that the statements' file is about, None for a registry and the like.
    """
    spans: set[str] = set()
    for statement in statements:
        quad = statement.quad
        faults = [*_term_faults(quad), *_graph_faults(quad, document)]
        for iri in _passages(quad):
            if iri not in spans:
                spans.add(iri)
                faults += _span_faults(iri, lengths)
        for fault in faults:
            yield _result(fault, statement.place, statement)


def check_entries(
    statements: Iterable[Statement], above: Callable[[NamedNode], set[NamedNode]]
) -> Iterator[ValidationResult]:
    """Things outside passages that are not typed as their names say, each a violation.

    `above` gives a class and all classes above it.
    """
    entries: dict[Subject, Statement] = {}
    types: dict[object, dict[NamedNode, set[NamedNode]]] = defaultdict(dict)
    for statement in statements:
        subject, predicate, value, graph = statement.quad
        if not isinstance(subject, NamedNode) or not isinstance(graph, NamedNode):
            continue
        if predicate == RDF.type and isinstance(value, NamedNode):
            types[subject][value] = above(value)
        entered = graph in _ENTRIES or graph.value.startswith(BACKGROUND_GRAPHS)
        if entered and subject.value.startswith(str(ID)):
            entries.setdefault(subject, statement)
    for subject, statement in entries.items():
        for fault in kind_faults(subject, types[subject]):
            yield _result(fault, statement.place, statement)


def check_text(document: Document, text: str, place: Place) -> Iterator[ValidationResult]:
    """Faults of a document's stored text: that it is another than the record says."""
    digest = sha256_of(text)
    subject = NamedNode(document.iri)
    if document.sha256 and digest != document.sha256:
        fact = f"the text of {document.slug} has the SHA-256 {digest}, not {document.sha256}"
        remedy = "Restore the text, or record its new hash and cut its passages again."
        yield _result(("Document-sha256", fact, remedy, subject), place)
    if document.length is not None and len(text) != document.length:
        fact = f"the text of {document.slug} has {len(text)} characters, not {document.length}"
        remedy = "Restore the text, or record its new length and cut its passages again."
        yield _result(("Document-length", fact, remedy, subject), place)


def document_lengths(triples: Iterable[Triple | Quad]) -> dict[str, int]:
    """Code points of the documents whose records give them."""
    return {
        triple.subject.value: int(triple.object.value)
        for triple in triples
        if triple.predicate == CMQ.length
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, Literal)
        and is_well_typed(triple.object)
        and triple.object.value.isdecimal()
    }


def _term_faults(quad: Quad) -> Iterator[Fault]:
    """Terms that have no value or no name, or deceive the eye."""
    for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
        if isinstance(term, NamedNode):
            if match := _INVISIBLE.search(term.value):
                fact = f"an IRI holds the invisible character U+{ord(match[0]):04X}"
                yield ("structure-iri", fact, "Take the character out.", quad.subject)
        elif isinstance(term, Triple):
            fact = f"{text_of(quad.predicate)} has to do with a triple term"
            yield ("structure-triple", fact, "State the triple in a passage graph.", quad.predicate)
        elif isinstance(term, BlankNode) and quad.graph_name != ONTOLOGY_GRAPH:
            fact = f"{text_of(quad.predicate)} has to do with a blank node"
            yield ("structure-name", fact, "Give the thing an IRI.", quad.subject)
        elif isinstance(term, Literal):
            yield from _literal_faults(term, quad)


def _literal_faults(literal: Literal, quad: Quad) -> Iterator[Fault]:
    datatype = text_of(literal.datatype).rpartition("#")[2]
    if not is_known(literal):
        fact = f"{literal.value[:40]!r} is of the datatype <{literal.datatype.value}>"
        remedy = "Use a plain string, a language tag, a number, a boolean or a date of XSD."
        yield ("structure-datatype", fact, remedy, quad.subject)
    elif not is_well_typed(literal):
        fact = f"{literal.value[:40]!r} is no {datatype}"
        remedy = f"Write a value of xsd:{datatype}, or a less precise datatype."
        yield ("structure-literal", fact, remedy, quad.subject)
    elif quad.predicate in _DATES and not is_comparable(literal):
        fact = f"{literal.value[:40]!r} cannot be compared with other dates"
        remedy = "Write it without a time zone, with a year from 0001 to 9999."
        yield ("structure-date", fact, remedy, quad.subject)
    if len(literal.value) > LONGEST_LITERAL:
        fact = f"a literal of {text_of(quad.predicate)} has {len(literal.value)} characters"
        yield ("structure-literal", fact, f"At most {LONGEST_LITERAL}: cut it.", quad.subject)
    if match := _CONTROL.search(literal.value):
        fact = f"a literal of {text_of(quad.predicate)} holds the character U+{ord(match[0]):04X}"
        yield ("structure-literal", fact, "Take the control character out.", quad.subject)


def _graph_faults(quad: Quad, document: str | None) -> Iterator[Fault]:
    """Statements that no passage gives, or a passage of another document."""
    graph = quad.graph_name
    name = graph.value if isinstance(graph, NamedNode) else ""
    passage = Passage.parse(name)
    if passage is not None:
        if document is not None and passage.document != document:
            fact = f"the passage <{name}> is of another document"
            remedy = f"This file is about <{document}>: name a passage of it."
            yield ("structure-graph", fact, remedy, quad.subject)
    elif isinstance(graph, DefaultGraph) or graph == DOCUMENTS_GRAPH:
        if not _describes_document(quad, document):
            fact = f"a statement about {text_of(quad.subject)} stands in no passage"
            remedy = "Move it into the graph of the passage that says it."
            yield ("structure-graph", fact, remedy, quad.subject)
        elif quad.predicate == RDF.type:
            yield from unsourced_faults(Quad(quad.subject, RDF.type, quad.object))
    elif document is not None or not name.startswith(str(GRAPH)):
        fact = f"the graph <{name}> is no passage"
        remedy = "Name it <document>#char=START,END."
        yield ("structure-graph", fact, remedy, quad.subject)
    else:
        yield from unsourced_faults(quad)


def _describes_document(quad: Quad, document: str | None) -> bool:
    """Whether a statement outside passages is about the file's document or its passages."""
    subject = text_of(quad.subject) if isinstance(quad.subject, Triple) else quad.subject.value
    if document is None:
        return subject.startswith((str(DOCUMENT), str(GRAPH)))
    return subject == document or subject.startswith(document + "#")


def _passages(quad: Quad) -> Iterator[str]:
    for term in (quad.graph_name, quad.subject):
        if isinstance(term, NamedNode) and "#char=" in term.value:
            yield term.value


def _span_faults(iri: str, lengths: Mapping[str, int]) -> Iterator[Fault]:
    """A passage that is none, or lies outside its document."""
    subject = NamedNode(iri)
    passage = Passage.parse(iri)
    if passage is None:
        fact = f"<{iri}> names no span of characters"
        yield ("Passage-span", fact, "Name it <document>#char=START,END.", subject)
        return
    size, length = passage.end - passage.start, lengths.get(passage.document)
    if size <= 0:
        fact = f"the passage {passage.start},{passage.end} ends before it starts or is empty"
        yield ("Passage-span", fact, "START is the first character, END the one after.", subject)
    elif size > LONGEST_PASSAGE:
        fact = f"the passage {passage.start},{passage.end} has {size} characters"
        yield ("Passage-span", fact, f"Cut it to {LONGEST_PASSAGE} or fewer.", subject)
    if length is not None and passage.end > length:
        fact = f"the passage {passage.start},{passage.end} lies outside its document of {length}"
        yield ("Passage-span", fact, "Count characters (code points) of the text.", subject)


def _result(fault: Fault, place: Place, *statements: Statement) -> ValidationResult:
    name, fact, remedy, focus = fault
    if isinstance(focus, Triple):  # a triple term as subject is no node that a report can name
        focus = focus.predicate
    return ValidationResult(
        severity=Severity.VIOLATION,
        focus=focus,
        message=fact,
        remedy=remedy,
        shape=SHAPES[name].value,
        component=COMPONENT,
        place=place,
        statements=statements,
    )
