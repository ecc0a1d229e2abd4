"""The W3C SHACL suite, as the engine is configured here: known results, pinned.

The suite stands beside the repository (`../shared/suites/shacl`); without it the test is
skipped. `w3c-known-failures.tsv` lists what fails, with the reason; a case that begins to pass, or
another that fails, is a failure here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from communique.errors import InputError
from communique.model import triple_of
from communique.validation.engine import Engine, Finding, graph_of
from tests.validation.shacl_manifest import Case, Expected, path_text, read_cases, text

KNOWN = Path(__file__).with_name("w3c-known-failures.tsv")


def suite_cases(suite: Path) -> Iterator[Case]:
    """All validation tests of the suite."""
    for folder in ("core", "sparql"):
        for path in sorted((suite / folder).rglob("*.ttl")):
            if path.name != "manifest.ttl":
                yield from read_cases(path)


def known_failures() -> dict[str, str]:
    """Name of each failing case and why it fails."""
    lines = KNOWN.read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t", 1) for line in lines)


def triples_of(path: Path) -> list[Triple]:
    """Triples of a file of the suite; read with the same blank node names each time."""
    quads = parse(path.read_bytes(), format=RdfFormat.TURTLE, base_iri=path.resolve().as_uri())
    return [triple_of(quad) for quad in quads]


def passes(case: Case) -> bool:
    """Whether the engine gives the expected report, or refuses what it should refuse."""
    own = list(case.triples)
    data = own if case.data == case.path else triples_of(case.data)
    shapes = own if case.shapes == case.path else triples_of(case.shapes)
    try:
        engine = Engine(shapes)
        findings = engine.run(graph_of(data))
    except InputError:
        return case.conforms is None
    found = {as_text(engine, finding) for finding in findings}
    return case.conforms == (not findings) and found == case.expected


def as_text(engine: Engine, finding: Finding) -> Expected:
    """A finding as the cases write results."""
    path = finding.path
    triples = [] if path is None else list(engine.path_triples(path))
    rest = (finding.value, finding.severity, finding.component, finding.shape)
    return (text(finding.focus), path_text(triples, path), *map(text, rest))


def test_known_results(shared: Path) -> None:
    cases = list(suite_cases(shared / "suites" / "shacl"))
    assert len(cases) == 121
    failing = {f"{case.path.parent.name}/{case.name}" for case in cases if not passes(case)}
    assert failing == set(known_failures())
