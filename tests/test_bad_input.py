"""Bad input: one clear error each, the right exit code, and nothing is changed."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique import builds
from communique.cli import main
from communique.project import Project

SLUG = "2025-06-24-communique-hague-letter-unn"
STATEMENTS = f"data/statements/{SLUG}.trig"
BRIEF = f"data/briefs/{SLUG}.txt"
PERSONS = "data/registry/persons.ttl"

Edit = Callable[[str], str]


def call(folder: Path, *arguments: str) -> Result:
    """What the command line gives for arguments, in a project folder."""
    return CliRunner().invoke(main, ["--project", str(folder), *arguments])


def folder_of(project: Path) -> Path:
    """The real project with one document only, so that a build is quick."""
    for path in (project / "data" / "statements").iterdir():
        if path.stem != SLUG:
            path.unlink()
    return project


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built project with one document; read only."""
    from_real = pytest.importorskip("tests.conftest").copy_project
    folder = folder_of(from_real(tmp_path_factory.mktemp("small") / "project"))
    built = call(folder, "build")
    assert built.exit_code == 0, built.output
    return folder


@pytest.fixture
def built(small: Path, tmp_path: Path) -> Path:
    """A copy of the small project with its build, which the test may spoil."""
    subprocess.run(["cp", "-a", str(small), str(tmp_path / "project")], check=True)
    return tmp_path / "project"


def first_block(text: str) -> re.Match[str]:
    """The first passage graph of a statements file."""
    found = re.search(r"<#char=(\d+),(\d+)> \{", text)
    assert found
    return found


def in_passage(triples: str) -> Edit:
    """Adds triples to the first passage."""

    def edit(text: str) -> str:
        end = first_block(text).end()
        return f"{text[:end]}\n    {triples}{text[end:]}"

    return edit


def respan(start: str, end: str) -> Edit:
    """Gives the first passage other offsets, everywhere in the file."""

    def edit(text: str) -> str:
        old = first_block(text)
        return text.replace(f"#char={old[1]},{old[2]}>", f"#char={start},{end}>")

    return edit


def append(more: str) -> Edit:
    return lambda text: f"{text}\n{more}\n"


BUILD_CASES = [
    pytest.param(STATEMENTS, append("<#char=1,2> { person:a a }"), 3,
                 rf"{STATEMENTS}:\d+:\d+: .*", id="malformed TriG"),
    pytest.param(PERSONS, append("person:x a cmq:Person ; ]"), 3,
                 rf"{PERSONS}:\d+:\d+: .*", id="malformed Turtle"),
    pytest.param(PERSONS, append("person:x a <http://example.org/{a}> ."), 3,
                 rf"{PERSONS}:\d+.*IRI", id="IRI that could not be written back"),
    pytest.param(STATEMENTS, in_passage('event:x cmq:date "2024-13-45"^^xsd:date .'), 1,
                 rf"{STATEMENTS}:\d+\n.*2024-13-45", id="ill-typed literal"),
    pytest.param(STATEMENTS, respan("100", "99999"), 1,
                 rf"{STATEMENTS}:\d+\n.*99999", id="passage outside its document"),
    pytest.param(STATEMENTS, respan("90", "90"), 1,
                 rf"{STATEMENTS}:\d+\n.*90", id="passage that ends where it starts"),
    pytest.param(STATEMENTS, respan("0", "401"), 1,
                 rf"{STATEMENTS}:\d+\n.*40[01]", id="passage of more than 400 characters"),
    pytest.param(BRIEF, lambda text: text.replace("500", "600"), 1,
                 rf"{BRIEF}.*\n.*SHA-256", id="text with another hash"),
    pytest.param(STATEMENTS, append("person:a a cmq:Person ."), 3,
                 rf"{STATEMENTS}:\d+.*stands in no passage", id="statement in no passage"),
    pytest.param(STATEMENTS, append("<https://w3id.org/communique/document/x#char=1,2> "
                                    "{ person:a a cmq:Person }"), 3,
                 rf"{STATEMENTS}:\d+.*is no passage of", id="passage of another document"),
    pytest.param(STATEMENTS, in_passage('event:x cmq:plce country:denmark .'), 1,
                 rf"{STATEMENTS}:\d+\n.*cmq:plce(?s:.*)cmq:place\?", id="misspelt property"),
    pytest.param(STATEMENTS, in_passage("event:x a cmq:Confrence ."), 1,
                 rf"{STATEMENTS}:\d+\n.*cmq:Confrence(?s:.*)cmq:Conference\?",
                 id="misspelt class"),
    pytest.param(PERSONS, append('person:rustem-umerov rdfs:label "Umierov"@en .'), 1,
                 rf"{PERSONS}:\d+\n.*label", id="two labels in one language"),
    pytest.param("queries/questions/companies.rq", lambda text: text.replace("#+ tags:", "#+ {"),
                 3, r"queries/questions/companies.rq.*YAML", id="header that is no YAML"),
    pytest.param("queries/questions/companies.rq", lambda text: text.replace("WHERE {", "WHERE"),
                 3, r"companies.*parse", id="question that does not parse"),
    pytest.param("data/links/wikidata.sssom.tsv",
                 lambda text: text.replace("\nperson:", "\nnobody:"), 3,
                 r"wikidata.sssom.tsv:\d+.*nobody", id="link with an unknown prefix"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "edit", "code", "message"), BUILD_CASES)
def test_a_build_refuses(built: Path, file: str, edit: Edit, code: int, message: str) -> None:
    path = built / file
    before = path.read_text(encoding="utf-8")
    after = edit(before)
    assert after != before
    path.write_text(after, encoding="utf-8")
    answering = (built / "build" / "current").read_text()
    result = call(built, "build")
    assert result.exit_code == code, result.output
    assert re.search(message, result.output, re.DOTALL), result.output
    assert "Traceback" not in result.output
    assert (built / "build" / "current").read_text() == answering
    assert not list((built / "build").glob("draft-*"))
    assert call(built, "ask", "agreements", "--no-build", "--format", "csv").exit_code == 0


def test_a_file_that_is_not_utf8_is_named(built: Path) -> None:
    (built / PERSONS).write_bytes("# Jørgensen\n".encode("latin-1"))
    result = call(built, "build")
    assert result.exit_code == 3
    assert re.search(r"persons.ttl:1: byte 3 is not UTF-8", result.output)


def test_a_refused_document_can_be_left_out(built: Path) -> None:
    path = built / STATEMENTS
    path.write_text(respan("0", "401")(path.read_text(encoding="utf-8")), encoding="utf-8")
    result = call(built, "build", "--without-refused")
    assert result.exit_code == 1
    answer = call(built, "ask", "signatories", "--format", "csv", "--plain")
    assert answer.exit_code == 0
    assert answer.stdout.splitlines()[1:] == []
    assert f"refused when this was built, and not in its answers: {SLUG}" in answer.stderr


def test_a_stale_build_is_rebuilt_and_said(built: Path) -> None:
    path = built / PERSONS
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('rdfs:label "Rustem Umerov"', 'rdfs:label "R. Umerov"'))
    result = call(built, "ask", "signatories", "--format", "csv", "--plain")
    assert "the files have changed since the last build" in result.stderr
    assert "R. Umerov" in result.stdout


ASK_CASES = [
    (["ask", "compani"], 2, "Did you mean companies"),
    (["ask", "no-such-thing-at-all"], 2, "lists all questions"),
    (["ask", "office-holder", "on=2024-03-23"], 2, "the parameter post is missing"),
    (["ask", "companies", "contry=Denmark"], 2, "Did you mean country"),
    (["ask", "companies", "country"], 2, "is not name=value"),
    (["ask", "companies", "country="], 2, "country has no value"),
    (["ask", "ministers", "on=2024-03-23", "on=2024-03-24"], 2, "takes one date"),
    (["ask", "ministers", "on=yesterday"], 2, "is not a date"),
    (["ask", "ministers", "on=2024-02-30"], 2, "is not a date"),
    (["ask", "companies", "country=Denmrak"], 2, "Did you mean Denmark"),
    (["ask", "companies", "country=person:rustem-umerov"], 2, "is no country"),
    (["ask", "agreements", "stage=sgined"], 2, "signed"),
    (["ask", "companies", "country=> } ; DROP ALL #"], 2, "no country is called"),
    (["ask", "companies", "--format", "pdf"], 2, "pdf"),
    (["ask", "companies", "--format", "xlsx"], 2, "-o"),
    (["ask", "companies", "-o", "/no/such/folder/x.csv"], 4, "cannot be written"),
    (["sparql", "SELECT ?s\nWHERE { ?s ?p }"], 2, "query:2:16"),
    (["sparql", "SELECT ?s WHERE { ?s no:thing ?o }"], 2, "prefix"),
    (["sparql", "INSERT DATA { <a:a> <a:b> 1 }"], 2, "SPARQL update"),
    (["sparql"], 2, "--file"),
    (["show", "Nobody Whatsoever"], 2, "no thing is called"),
    (["passages", "undated-the-gaze"], 2, "Did you mean"),
    (["facts", "--document", "nothing"], 2, "no document"),
    (["export", "--format", "docx"], 2, "docx"),
    (["buld"], 2, "Did you mean build"),
    (["passages", "new", SLUG, "words that are not there"], 3, "not in the text"),
]


@pytest.mark.parametrize(
    ("arguments", "code", "message"), ASK_CASES, ids=[" ".join(a)[:50] for a, _, _ in ASK_CASES]
)
def test_a_call_is_refused(small: Path, arguments: list[str], code: int, message: str) -> None:
    result = call(small, *arguments, *(["--no-build"] if arguments[0] == "ask" else []))
    assert result.exit_code == code, result.output
    assert message in result.output
    assert result.stdout == ""
    assert "Traceback" not in result.output


def test_a_name_that_fits_two_things_offers_both(built: Path) -> None:
    path = built / PERSONS
    with path.open("a", encoding="utf-8") as stream:
        stream.write(
            '\nperson:other a cmq:Person ; rdfs:label "Other Umerov"@en ;'
            ' skos:altLabel "Umerov"@en .\n'
            'person:rustem-umerov skos:altLabel "Umerov"@en .\n'
        )
    for arguments in (
        ["ask", "person", "person=Umerov"],
        ["why", "Umerov", "a", "Minister"],
        ["why", "agreement:hague-letter", "signedBy", "Umerov"],
    ):
        result = call(built, *arguments)
        assert result.exit_code == 2
        assert "fits 2 things" in result.output
        assert "person:other (Other Umerov)" in result.output
        assert "person:rustem-umerov (Rustem Umerov)" in result.output


def test_a_folder_that_is_no_project_is_said(tmp_path: Path) -> None:
    result = call(tmp_path, "ask", "companies")
    assert result.exit_code == 3
    assert "this folder is no project: it has no ontology" in result.output


def test_debug_shows_where_an_error_came_from(small: Path) -> None:
    result = CliRunner().invoke(main, ["--debug", "--project", str(small), "show", "Nobody"])
    assert result.exception is not None
    assert type(result.exception).__name__ == "UnknownNameError"


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("delay", [0.4, 1.0, 1.6])
def test_an_interrupted_build_leaves_the_previous_one(
    built: Path, signum: signal.Signals, delay: float
) -> None:
    before = builds.current(Project(built))
    assert before is not None
    (built / PERSONS).write_text((built / PERSONS).read_text(encoding="utf-8") + "\n# new\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "communique", "--project", str(built), "build"],
        stderr=subprocess.DEVNULL,
    )
    time.sleep(delay)
    process.send_signal(signum)
    process.wait(timeout=60)
    after = builds.current(Project(built))
    assert after is not None
    assert after.folder.is_dir()
    answer = call(built, "ask", "agreements", "--no-build", "--format", "csv")
    assert answer.exit_code == 0
    assert "Letter of Intent" in answer.output
    assert call(built, "build").exit_code == 0
    assert not list((built / "build").glob("draft-*"))
