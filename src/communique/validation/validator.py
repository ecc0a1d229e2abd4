"""Documents against shapes: what is handed to the engine, and what its results rest on.

Data of one document are its asserted statements together with registry and background; the focus
is what the document speaks of, so that its cost grows with the document and not with the registry.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import rdflib
from pyoxigraph import Literal, NamedNode, Triple

from communique.model import Statement, Term, triple_of
from communique.validation.engine import Engine, Finding, add, graph_of, to_rdflib, to_term
from communique.validation.literals import agree
from communique.validation.places import Index
from communique.validation.report import Severity, ValidationReport, ValidationResult, text_of
from communique.validation.shapes import SINGLE_VALUED, require_targets, single_valued_shapes
from communique.validation.structure import check_entries, check_statements, document_lengths
from communique.validation.words import check_antecedents
from communique.vocabulary import CMQ, DOCUMENTS_GRAPH, SH

_SEVERITIES: dict[Term, Severity] = {severity.term: severity for severity in Severity}
_FACTS: dict[NamedNode, str] = {
    SH.MinCountConstraintComponent: "{focus} has no {path}",
    SH.MaxCountConstraintComponent: "{focus} has too many values of {path}: {values}",
    SH.ClassConstraintComponent: "{path} of {focus} is {value}, which is not known as {wanted}",
    SH.DatatypeConstraintComponent: "{path} of {focus} is {value!r}, which is no {wanted}",
    SH.UniqueLangConstraintComponent: "{focus} has two {path} in one language: {values}",
    SH.MaxLengthConstraintComponent: "{path} of {focus} is longer than {wanted} characters",
    SH.HasValueConstraintComponent: "{path} of {focus} is not {wanted}",
}
_OTHER_FACT = "{path} of {focus} is {value!r}, which does not fit"
_NODE_FACT = "{focus} does not fit its class"
_DIFFERENCE = "{focus} has different values of {path}: {values}"
_WANTED: dict[NamedNode, NamedNode] = {
    SH.ClassConstraintComponent: SH["class"],
    SH.DatatypeConstraintComponent: SH.datatype,
    SH.MaxLengthConstraintComponent: SH.maxLength,
    SH.HasValueConstraintComponent: SH.hasValue,
}


def validate(
    data: Iterable[Statement],
    shapes: Iterable[Triple],
    ontology: Iterable[Triple],
    focus: Iterable[Term] | None = None,
) -> ValidationReport:
    """Report of validating all statements, or of them what is in focus.

    Raises InputError where the shapes are empty, without target or malformed.
    """
    return Validator(shapes, ontology).validate(data, focus=focus)


class Validator:
    """Shapes, ontology and background, read once for any number of documents."""

    def __init__(
        self,
        shapes: Iterable[Triple],
        ontology: Iterable[Triple],
        background: Iterable[Statement] = (),
    ) -> None:
        shapes, ontology = list(shapes), list(ontology)
        require_targets(shapes, ontology)
        self._engine = Engine([*shapes, *single_valued_shapes(ontology)])
        self._graph = graph_of(ontology)
        self._background = Index(background)
        add(self._graph, map(triple_of, self._background.quads()))
        self._lengths = document_lengths(self._background.quads())

    def extend(self, background: Iterable[Statement]) -> None:
        """Know more of what documents are read with; a record takes the place of an earlier one."""
        added = list(background)
        quads = [statement.quad for statement in added]
        described = {quad.subject for quad in quads if quad.graph_name == DOCUMENTS_GRAPH}
        gone = self._background.discard(described, DOCUMENTS_GRAPH)
        for triple in graph_of(triple_of(statement.quad) for statement in gone):
            self._graph.remove(triple)
        self._background.extend(added)
        add(self._graph, map(triple_of, quads))
        self._lengths |= document_lengths(quads)

    def validate(
        self,
        statements: Iterable[Statement],
        *,
        document: str | None = None,
        focus: Iterable[Term] | None = None,
    ) -> ValidationReport:
        """Report on statements, in the light of the background.

        `focus` are the nodes to look at; without it, everything that the statements speak of.
        `document` is the IRI of the one document they are about, where they come from its file.
        """
        index = Index(statements)
        quads = index.quads()
        results = list(
            check_statements(index.all, self._lengths | document_lengths(quads), document)
        )
        results += check_antecedents(index.all)
        if document is None:
            results += check_entries(index.all, self._above)
        nodes = index.spoken_of() if focus is None else set(focus)
        added = add(self._graph, map(triple_of, quads))
        try:
            findings = self._engine.run(self._graph, {to_rdflib(node) for node in nodes})
            results += [
                self._result(finding, index) for finding in findings if self._stands(finding)
            ]
        finally:
            for triple in added:
                self._graph.remove(triple)
        paths = {result.path_node for result in results if result.path_node is not None}
        triples = (triple for path in paths for triple in self._engine.path_triples(path))
        return ValidationReport.of(results, triples)

    def _result(self, finding: Finding, index: Index) -> ValidationResult:
        """A finding with its fact, its remedy and the statements it rests on."""
        rests_on = index.evidence(finding) or self._background.evidence(finding)
        if finding.component == SH.MaxCountConstraintComponent:
            rests_on = rests_on + self._background.evidence(finding)
        return ValidationResult(
            severity=_SEVERITIES.get(finding.severity, Severity.VIOLATION),
            focus=finding.focus,
            message=self._fact(finding),
            remedy=self._engine.text(finding.shape, SH.message),
            shape=finding.shape.value,
            component=finding.component.value,
            path="" if finding.path is None else self._engine.path_text(finding.path),
            path_node=finding.path,
            value=finding.value,
            place=rests_on[0].place if rests_on else None,
            statements=tuple(dict.fromkeys(rests_on)),
        )

    def _fact(self, finding: Finding) -> str:
        """What is so, in words; the names of things as people read them."""
        parameter = _WANTED.get(finding.component)
        wanted = [] if parameter is None else self._engine.parameters(finding.shape, parameter)
        fact = _FACTS.get(finding.component, _OTHER_FACT if finding.path else _NODE_FACT)
        if finding.shape.value.startswith(SINGLE_VALUED):
            fact = _DIFFERENCE
        path = self._engine.path_text(finding.path) if finding.path is not None else "it"
        return fact.format(
            focus=text_of(finding.focus),
            path=path.replace(str(CMQ), ""),
            value="" if finding.value is None else text_of(finding.value),
            values=", ".join(sorted({text_of(value) for value in self._values(finding)})),
            wanted=", ".join(text_of(term).rpartition("#")[2] for term in wanted),
        )

    def _values(self, finding: Finding) -> list[Term]:
        if not isinstance(finding.path, NamedNode):
            return [] if finding.value is None else [finding.value]
        nodes = self._graph.objects(to_rdflib(finding.focus), to_rdflib(finding.path))
        return [to_term(node) for node in nodes]

    def _stands(self, finding: Finding) -> bool:
        """Whether a finding is one: values that agree are no difference."""
        if not finding.shape.value.startswith(SINGLE_VALUED):
            return True
        return any(self._differ(*pair) for pair in combinations(self._values(finding), 2))

    def _differ(self, one: Term, other: Term) -> bool:
        if isinstance(one, Literal) and isinstance(other, Literal):
            return not agree(one, other)
        return not (self._is_within(one, other) or self._is_within(other, one))

    def _above(self, name: NamedNode) -> set[NamedNode]:
        """A class and all classes above it."""
        nodes = self._graph.transitive_objects(to_rdflib(name), rdflib.RDFS.subClassOf)
        return {NamedNode(str(node)) for node in nodes if isinstance(node, rdflib.URIRef)}

    def _is_within(self, narrow: Term, wide: Term) -> bool:
        """Whether a concept is narrower than another, in any number of steps."""
        broader = self._graph.transitive_objects(to_rdflib(narrow), rdflib.SKOS.broader)
        return to_rdflib(wide) in broader
