"""The validation report, and how it is written.

Terms and structure are SHACL's (https://www.w3.org/TR/shacl/#validation-report); file and line are
added as `prov:atLocation`, the passage as `prov:hadPrimarySource`.
"""

from __future__ import annotations

import enum
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from communique.model import Passage, Place, Statement, Subject, Term
from communique.vocabulary import BASE, CMQ, PROV, RDF, SCHEMA, SH, SHAPES, XSD


class Severity(enum.IntEnum):
    """How grave a result is; a higher number is graver."""

    INFO = 1
    """Could be richer."""
    WARNING = 2
    """Someone should look."""
    VIOLATION = 3
    """Cannot be published."""

    @property
    def term(self) -> NamedNode:
        """The severity's name in SHACL."""
        return SH[self.name.capitalize()]

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """One thing to correct, to look at or to add."""

    severity: Severity
    focus: Term
    """What the result is about: a thing, a passage, a document."""
    message: str
    """The fact."""
    remedy: str
    """What to do: the `sh:message` of the shape."""
    shape: str
    """IRI of the shape, or of the structural check, that found it."""
    component: str
    """IRI of the constraint component."""
    path: str = ""
    """The property path in SPARQL's syntax, with full IRIs; empty where the node itself fails."""
    path_node: Subject | None = None
    """The path as the shapes graph has it."""
    value: Term | None = None
    place: Place | None = None
    """File and line of the first statement that the result rests on."""
    statements: tuple[Statement, ...] = ()
    """The statements that the result rests on; of a missing value, the subject's first one."""

    @property
    def passage(self) -> str:
        """IRI of the passage concerned; empty where the result concerns none."""
        if isinstance(self.focus, NamedNode) and Passage.parse(self.focus.value):
            return self.focus.value
        for quad, _ in self.statements:
            if isinstance(quad.graph_name, NamedNode) and Passage.parse(quad.graph_name.value):
                return quad.graph_name.value
        return ""

    @property
    def _order(self) -> tuple[int, str, int, str, str, str]:
        file, line = (str(self.place.path), self.place.line) if self.place else ("", 0)
        return (-self.severity, file, line, str(self.focus), self.shape, str(self.value))

    def __lt__(self, other: ValidationResult) -> bool:
        return self._order < other._order

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{place}{self.severity}: {self.message}\n  {self.remedy}"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What a validation found; gravest first, then by file and line."""

    results: tuple[ValidationResult, ...] = ()
    paths: frozenset[Triple] = field(default=frozenset(), repr=False)
    """Triples of the property paths that are no plain property."""

    @classmethod
    def of(
        cls, results: Iterable[ValidationResult], paths: Iterable[Triple] = ()
    ) -> ValidationReport:
        """A report of results, each once, in order."""
        return cls(tuple(sorted(dict.fromkeys(results))), frozenset(paths))

    @classmethod
    def joined(cls, reports: Iterable[ValidationReport]) -> ValidationReport:
        """One report of several; a result that stands in several stands in it once."""
        reports = list(reports)
        return cls.of(
            (result for report in reports for result in report.results),
            (triple for report in reports for triple in report.paths),
        )

    def passes(self, *, strict: bool = False) -> bool:
        """Whether nothing is as grave as a violation; with `strict`, as a warning."""
        limit = Severity.WARNING if strict else Severity.VIOLATION
        return all(result.severity < limit for result in self.results)

    @property
    def conforms(self) -> bool:
        """Whether there is no violation."""
        return self.passes()

    @property
    def counts(self) -> dict[str, int]:
        """Number of results of each severity, gravest first."""
        found = Counter(result.severity for result in self.results)
        return {str(severity): found[severity] for severity in reversed(Severity)}

    def rows(self) -> Iterator[tuple[str, str, str, str, str, str]]:
        """Severity, place, passage, focus, message and remedy of each result, as text."""
        for result in self.results:
            place = str(result.place) if result.place else ""
            focus = text_of(result.focus)
            yield (
                str(result.severity), place, result.passage, focus, result.message, result.remedy
            )  # fmt: skip

    def to_json(self) -> str:
        """The report as JSON, one object with `conforms`, `counts` and `results`."""
        return json.dumps(
            {
                "conforms": self.conforms,
                "counts": self.counts,
                "results": [_json(result) for result in self.results],
            },
            ensure_ascii=False,
            indent=2,
        )

    def to_turtle(self) -> str:
        """The report in SHACL's vocabulary; `sh:conforms` is true where there is no violation."""
        triples = list(self._triples())
        names = {"sh": SH, "prov": PROV, "schema": SCHEMA, "cmq": CMQ, "shape": SHAPES, "xsd": XSD}
        prefixes = {prefix: str(namespace) for prefix, namespace in names.items()}
        text = serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes)
        assert text is not None  # without an output, serialize returns the bytes
        return text.decode("utf-8")

    def _triples(self) -> Iterator[Triple]:
        report = BlankNode("report")
        conforms = Literal(str(self.conforms).lower(), datatype=XSD.boolean)
        yield Triple(report, RDF.type, SH.ValidationReport)
        yield Triple(report, SH.conforms, conforms)
        nodes = [BlankNode(f"result{number}") for number in range(1, len(self.results) + 1)]
        for node in nodes:
            yield Triple(report, SH.result, node)
        for node, result in zip(nodes, self.results, strict=True):
            yield from _result_triples(node, result)
        yield from sorted(self.paths, key=str)


def text_of(term: Term | Triple) -> str:
    """A term as people read it: an IRI without our base, a literal's text."""
    if isinstance(term, Triple):
        return str(term)
    if isinstance(term, NamedNode):
        return term.value.removeprefix(BASE).removeprefix("id/").removeprefix("ontology#")
    return term.value


def _json(result: ValidationResult) -> dict[str, object]:
    return {
        "severity": str(result.severity),
        "message": result.message,
        "remedy": result.remedy,
        "file": str(result.place.path) if result.place else None,
        "line": result.place.line if result.place and result.place.line else None,
        "passage": result.passage or None,
        "focus": result.focus.value,
        "path": result.path or None,
        "value": None if result.value is None else result.value.value,
        "shape": result.shape,
        "component": result.component,
        "statements": [
            {"quad": str(quad), "file": str(place.path), "line": place.line}
            for quad, place in result.statements
        ],
    }


def _result_triples(node: BlankNode, result: ValidationResult) -> Iterator[Triple]:
    yield Triple(node, RDF.type, SH.ValidationResult)
    yield Triple(node, SH.resultSeverity, result.severity.term)
    yield Triple(node, SH.focusNode, result.focus)
    if result.path_node is not None:
        yield Triple(node, SH.resultPath, result.path_node)
    if result.value is not None:
        yield Triple(node, SH.value, result.value)
    yield Triple(node, SH.resultMessage, Literal(result.message, language="en"))
    yield Triple(node, SH.resultMessage, Literal(result.remedy, language="en"))
    yield Triple(node, SH.sourceShape, NamedNode(result.shape))
    yield Triple(node, SH.sourceConstraintComponent, NamedNode(result.component))
    if result.passage:
        yield Triple(node, PROV.hadPrimarySource, NamedNode(result.passage))
    if result.place is not None:
        location = BlankNode(f"{node.value}place")
        yield Triple(node, PROV.atLocation, location)
        yield Triple(location, RDF.type, PROV.Location)
        yield Triple(location, SCHEMA.name, Literal(str(result.place.path)))
        if result.place.line:
            line = Literal(str(result.place.line), datatype=XSD.integer)
            yield Triple(location, SCHEMA.position, line)
