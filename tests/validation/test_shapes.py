"""Every shape has a file that conforms and files with one fault each."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from communique.validation import Severity, ValidationReport, Validator, single_valued_shapes
from communique.validation.structure import COMPONENT
from communique.vocabulary import CMQ, RDFS, SH, SHAPES
from tests.validation.shacl_manifest import Case, Expected, path_text, read_cases, subjects_of_type
from tests.validation.support import HOUSE_STYLE, SHAPES_FOLDER, said, triples_of

FILES = sorted(Path(__file__).parent.glob("cases/*.ttl"))
CASES = [case for path in FILES for case in read_cases(path)]
SHAPES_FILES = [path for path in sorted(SHAPES_FOLDER.glob("*.ttl")) if path.name != HOUSE_STYLE]


def found(report: ValidationReport) -> set[Expected]:
    """Results of the shapes (not of the structure), as the cases write them."""
    return {
        (
            str(result.focus),
            path_text(report.paths, result.path_node),
            "" if result.value is None else str(result.value),
            str(result.severity.term),
            f"<{result.component}>",
            f"<{result.shape}>",
        )
        for result in report.results
        if result.component != COMPONENT
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, validator: Validator) -> None:
    """The report is the expected one, and conforms where it should."""
    statements = [said(triple) for triple in case.data_triples()]
    report = validator.validate(statements)
    assert found(report) == case.expected
    of_shapes = [result for result in report.results if result.component != COMPONENT]
    assert case.conforms == all(result.severity < Severity.VIOLATION for result in of_shapes)


def test_case_names() -> None:
    """A file that conforms is named `<class>-ok`, one with a fault after class and property."""
    for case in CASES:
        assert bool(case.expected) != case.name.endswith("-ok"), case.name


@pytest.mark.parametrize("path", SHAPES_FILES, ids=lambda path: path.stem)
def test_shapes_are_complete(path: Path, ontology: list[Triple]) -> None:
    """Shapes are named, say what to do, and speak of the ontology's terms only."""
    triples = triples_of([path])
    terms = {t.subject for t in ontology if t.predicate == RDFS.isDefinedBy}
    for shape in subjects_of_type(triples, SH.PropertyShape):
        assert isinstance(shape, NamedNode)
        own = {t.predicate for t in triples if t.subject == shape}
        assert {SH.name, SH.message, SH.severity, SH.path} <= own, shape
    for triple in triples:
        if isinstance(triple.object, NamedNode) and triple.object.value.startswith(str(CMQ)):
            assert triple.object in terms, triple
        assert triple.predicate not in {SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf}


def test_one_file_per_class() -> None:
    """Each shapes file has the shapes of one class and bears its name."""
    for path in SHAPES_FILES:
        targets = [t for t in triples_of([path]) if t.predicate == SH.targetClass]
        names = [str(t.object)[1:-1].rpartition("#")[2] for t in targets]
        assert [name.lower() for name in names] == (
            [] if path.stem == "concept" else [path.stem.replace("-", "")]
        )


def test_every_shape_has_a_failing_file(shapes: list[Triple]) -> None:
    """No shape of a class, and no property shape, is without a file that it refuses."""
    failing = {result[-1] for case in CASES for result in case.expected}
    targeted = {t.subject for t in shapes if t.predicate == SH.targetClass}
    properties = {t.object for t in shapes if t.subject in targeted and t.predicate == SH.property}
    patterned = {t.subject for t in shapes if t.subject in targeted and t.predicate == SH.pattern}
    assert {str(shape) for shape in properties | patterned} <= failing


def test_every_class_has_a_conforming_file(shapes: list[Triple]) -> None:
    """Each class has a file in which its shape finds nothing."""
    names = {p.stem for p in SHAPES_FILES} - {"concept"}
    assert {f"{name}-ok" for name in names} <= {case.name for case in CASES}


@pytest.mark.parametrize("name", ["kind", "date", "place", "country", "number", "start"])
def test_single_valued_shapes(name: str, ontology: list[Triple]) -> None:
    """The ontology's mark is what makes a shape for several values."""
    shape = SHAPES[f"SingleValued-{name}"]
    assert shape in {triple.subject for triple in single_valued_shapes(ontology)}
    assert str(shape) in {result[-1] for case in CASES for result in case.expected}
