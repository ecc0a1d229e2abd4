"""The pipeline: gates, closure and publication, on the real project."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad

from communique import builds, pipeline
from communique.errors import InputError, SyntaxInputError
from communique.model import triple_of
from communique.project import Project
from communique.store import EmbeddedStore
from communique.validation.report import Severity, ValidationReport
from communique.vocabulary import INFERRED_GRAPH

DOCUMENT = "2025-06-24-communique-hague-letter-unn"


def silent(_line: str) -> None:
    """Say nothing."""


def violations(report: ValidationReport) -> list[str]:
    return [one.message for one in report.results if one.severity is Severity.VIOLATION]


def only(project: Path, *documents: str) -> Project:
    """The project with these documents' statements only."""
    for path in (project / "data" / "statements").iterdir():
        if path.stem not in documents:
            path.unlink()
    return Project(project)


def add(project: Project, passage: str, triples: str) -> None:
    """Say more in one of a document's passages."""
    path = project.root / "data" / "statements" / f"{DOCUMENT}.trig"
    text = path.read_text(encoding="utf-8")
    assert f"<#char={passage}> {{" in text
    path.write_text(text.replace(f"<#char={passage}> {{", f"<#char={passage}> {{ {triples}", 1))


def first_passage(project: Project) -> str:
    path = project.root / "data" / "statements" / f"{DOCUMENT}.trig"
    return path.read_text(encoding="utf-8").split("<#char=", 1)[1].split(">", 1)[0]


def test_the_real_project_conforms_and_its_differences_are_warnings(root: Path) -> None:
    report = pipeline.validate(Project(root), silent)
    assert violations(report) == []
    warned = {
        (str(one.focus), one.path.rsplit("#", 1)[-1])
        for one in report.results
        if one.severity is Severity.WARNING and "different values" in one.message
    }
    palantir = "<https://w3id.org/communique/id/organization/palantir>"
    assert (palantir, "country") in warned


def test_each_result_leads_to_file_line_passage_and_remedy(root: Path) -> None:
    for one in pipeline.validate(Project(root), silent).results:
        assert one.place is not None, one
        assert one.place.path.is_file(), one
        assert one.place.line > 0, one
        assert one.remedy, one
        if one.severity is Severity.WARNING and one.place.path.suffix == ".trig":
            assert one.passage, one


def test_an_inconsistency_is_found_with_the_triples_that_clash(project: Path) -> None:
    small = only(project, DOCUMENT)
    add(small, first_passage(small), "person:rustem-umerov a cmq:Event .")
    report = pipeline.validate(small, silent)
    clashes = [one for one in report.results if one.shape.endswith("#Consistency")]
    assert [one.component.rsplit("#", 1)[-1] for one in clashes] == ["cax-adc"]
    assert "Rustem" in clashes[0].message or "rustem-umerov" in clashes[0].message
    assert not report.conforms


def test_nothing_of_a_refused_document_is_loaded(project: Path) -> None:
    other = "2025-07-04-communique-copenhagen-agreement-unn"
    small = only(project, DOCUMENT, other)
    add(
        small,
        first_passage(small),
        "<https://w3id.org/communique/id/signature/x> a cmq:Signature .",
    )
    refused = pipeline.build(small, silent)
    assert refused.build is None
    assert [one.rsplit("/", 1)[-1] for one in refused.refused] == [DOCUMENT]
    published = pipeline.build(small, silent, without_refused=True)
    assert published.build is not None
    store = EmbeddedStore.open(published.build.store)
    graphs = {str(quad.graph_name) for quad in store.match()}
    assert not any(f"{DOCUMENT}#char=" in graph for graph in graphs)
    assert any(f"{other}#char=" in graph for graph in graphs)


def test_a_claim_in_the_registry_is_refused(project: Path) -> None:
    small = only(project, DOCUMENT)
    path = project / "data" / "registry" / "persons.ttl"
    text = path.read_text(encoding="utf-8")
    claim = (
        "<https://w3id.org/communique/id/signature/hague-letter/denmark/troels-lund-poulsen>"
        " a <https://w3id.org/communique/ontology#Signature> .\n"
    )
    path.write_text(f"{text}\n{claim}", encoding="utf-8")
    outcome = pipeline.build(small, silent, without_refused=True)
    assert outcome.build is None
    found = [one for one in outcome.report.results if one.shape.endswith("#structure-graph")]
    assert [one.remedy for one in found] == ["Put it into the passage that says it."]
    line = (f"{text}\n{claim}").count("\n")
    assert [str(one.place) for one in found] == [f"{path}:{line}"]


def test_a_thing_in_a_scheme_is_refused(project: Path) -> None:
    small = only(project, DOCUMENT)
    path = project / "ontology" / "schemes" / "topic.ttl"
    with path.open("a", encoding="utf-8") as stream:
        stream.write("<https://w3id.org/communique/id/person/x> a skos:Concept .\n")
    found = violations(pipeline.validate(small, silent))
    assert found == ["a statement about person/x stands in the ontology"]


def test_a_brief_without_text_is_refused(project: Path) -> None:
    other = "2025-07-04-communique-copenhagen-agreement-unn"
    small = only(project, DOCUMENT, other)
    small.brief(DOCUMENT).unlink()
    outcome = pipeline.build(small, silent, without_refused=True)
    assert [one.rsplit("/", 1)[-1] for one in outcome.refused] == [DOCUMENT]
    assert violations(outcome.report) == [
        f"the brief has no text: there is no data/briefs/{DOCUMENT}.txt"
    ]
    assert outcome.build is not None


@pytest.mark.parametrize(
    ("old", "new", "fact"),
    [("severity: error", "severity: fatal", "'fatal'"), ("WHERE {", "WHERE", "does not parse")],
)
def test_a_check_that_cannot_run_is_named(project: Path, old: str, new: str, fact: str) -> None:
    small = only(project, DOCUMENT)
    path = project / "queries" / "checks" / "amounts-without-currency.rq"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SyntaxInputError, match=fact) as error:
        pipeline.validate(small, silent)
    assert error.value.place.startswith(str(path))


def test_an_empty_shapes_graph_is_an_error(project: Path) -> None:
    small = only(project, DOCUMENT)
    for path in small.shapes:
        path.unlink()
    with pytest.raises(InputError, match="no shape"):
        pipeline.build(small, silent)
    assert builds.current(small) is None


def test_a_build_is_the_same_twice(project: Path, tmp_path: Path) -> None:
    small = only(project, DOCUMENT)
    subprocess.run(["cp", "-a", str(project), str(tmp_path / "again")], check=True)
    made = [pipeline.build(one, silent).build for one in (small, Project(tmp_path / "again"))]
    stores = [Dataset(EmbeddedStore.open(one.store).match()) for one in made if one is not None]
    for dataset in stores:  # blank nodes, which only the ontology has, get other names
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    assert len(stores) == 2
    assert set(stores[0]) == set(stores[1])


@pytest.mark.full
def test_the_reference_infers_the_same(project: Path) -> None:
    """The compiled rules and owlrl, on the whole of the real project."""
    real = Project(project)
    inferred = []
    for reasoner in ("rules", "owlrl"):
        outcome = pipeline.build(real, silent, reasoner=reasoner)
        assert outcome.build is not None
        store = EmbeddedStore.open(outcome.build.store)
        quads: list[Quad] = list(store.match(None, None, None, INFERRED_GRAPH))
        inferred.append({triple_of(quad) for quad in quads})
    assert inferred[0] == inferred[1]
    assert inferred[0]
