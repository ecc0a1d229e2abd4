"""Corpora: the same quads from every form, engine and number of parts, and nothing lost."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from communique.cli import main
from communique.cli.extracting import extractor_of
from communique.corpora import plain
from communique.corpora.parts import Counts, whole_folder
from communique.corpora.record import Record, Refused, of_line
from communique.corpora.source import Source
from communique.errors import CommuniqueError, UsageError
from communique.model import text_of
from communique.project import Project
from communique.store import EmbeddedStore

TEXTS = Path(__file__).parent / "texts"
ROOT = TEXTS.parent.parent.parent


@cache
def project() -> Project:
    return Project.find(ROOT)


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["--project", str(ROOT), "add", *map(str, arguments)])


def lines_of(folder: Path) -> list[bytes]:
    """The lines of all parts, sorted."""
    contents = (
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in folder.glob("part-*.nq*")
    )
    return sorted(line for content in contents for line in content.splitlines())


def refusals(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "refused.jsonl").read_text().splitlines()]


def fields(path: Path) -> dict[str, Any]:
    return {"id": path.stem, "text": path.read_text("utf-8")}


def written(path: Path, *records: dict[str, Any] | bytes) -> Path:
    lines = (one if isinstance(one, bytes) else json.dumps(one).encode() for one in records)
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the six texts say, in one part."""
    return extracted(TEXTS, tmp_path_factory.mktemp("corpus") / "one")[0]


def extracted(source: Path, output: Path, parts: int = 1) -> tuple[Path, Counts]:
    with whole_folder(output) as folder:
        counts = plain.extract(project(), Source.of(source), extractor_of, folder, parts=parts)
    return output, counts


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of JSON lines with one good text, told twice, and each fault once."""
    good = fields(TEXTS / "rome-1957.txt")
    return written(
        tmp_path_factory.mktemp("odd") / "odd.jsonl",
        b"\xef\xbb\xbf" + json.dumps(good).encode(),
        good,
        b"",
        {"id": "blank", "text": " \n"},
        {"id": "german", "text": "Der Minister hat am Montag in Rom einen Vertrag mit dem Land "},
        b'{"id": "broken", "text": "half',
        b'{"id": "latin", "text": "caf\xe9"}',
        b"[1, 2]",
        {"text": "The minister has no name here."},
        {"id": "half", "text": "\ud800 The minister signed."},
        {"id": "number", "text": 7.5},
        {"id": "undated", "text": "The minister signed a treaty.", "published": "in spring"},
        {"id": "Twice Told", "text": "The minister signed a treaty in Rome."},
        {"id": "twice-told", "text": "The minister signed a treaty in Paris."},
    )


ODD = Counts(read=1, quads=0, refused=11, repeated=1)


def test_a_store_loads_the_parts_in_bulk(whole: Path) -> None:
    engine = pyoxigraph.Store()
    for path in whole.glob("part-*.nq"):
        engine.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
    store = EmbeddedStore(engine)
    said = set(parse(path=str(whole / "part-00000.nq"), format=RdfFormat.N_QUADS))
    assert set(store.match()) == said
    assert len(store) == len(said) == len(set(lines_of(whole)))  # countries stand in several texts
    signers = store.select(
        """PREFIX cmq: <https://w3id.org/communique/ontology#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT DISTINCT ?name WHERE {
          GRAPH ?passage { ?signature cmq:signer ?signer }
          GRAPH <https://w3id.org/communique/graph/registry> { ?signer rdfs:label ?name }
          FILTER CONTAINS(STR(?passage), "elysee-1963#char=")
        } ORDER BY ?name"""
    )
    assert [text_of(name) for (name,) in signers.rows if name is not None] == [
        "Charles de Gaulle",
        "Konrad Adenauer",
    ]


def test_things_are_those_of_their_document(whole: Path) -> None:
    quads: list[Quad] = list(parse(path=str(whole / "part-00000.nq"), format=RdfFormat.N_QUADS))
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    adenauers = {subject for subject in subjects if "/id/person/konrad" in subject}
    base = "https://w3id.org/communique/id/person/konrad-adenauer--"
    assert adenauers == {f"{base}rome-1957", f"{base}elysee-1963"}


@pytest.mark.parametrize("parts", [2, 7])
def test_the_number_of_parts_changes_nothing(whole: Path, tmp_path: Path, parts: int) -> None:
    folder, counts = extracted(TEXTS, tmp_path / "parts", parts)
    assert len(list(folder.glob("part-*.nq"))) == parts
    assert counts.read == 6
    assert lines_of(folder) == lines_of(whole)


def test_a_text_says_the_same_alone(whole: Path, tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    shutil.copy(TEXTS / "moscow-1972.txt", tmp_path / "alone")
    folder, _ = extracted(tmp_path / "alone", tmp_path / "one")
    alone, others = set(lines_of(folder)), set(lines_of(whole))
    passage = b"<https://w3id.org/communique/document/moscow-1972#char="
    assert alone < others
    assert {line for line in others if passage in line} <= alone


def test_json_lines_and_parquet_say_the_same(whole: Path, tmp_path: Path) -> None:
    records = [fields(path) for path in sorted(TEXTS.glob("*.txt"), reverse=True)]
    lines = written(tmp_path / "six.jsonl", *records)
    assert lines_of(extracted(lines, tmp_path / "lines")[0]) == lines_of(whole)
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    arrow = pytest.importorskip("pyarrow")
    parquet.write_table(arrow.Table.from_pylist(records), tmp_path / "six.parquet")
    rows = extracted(tmp_path / "six.parquet", tmp_path / "rows")[0]
    assert lines_of(rows) == lines_of(whole)


def test_nothing_is_lost(odd: Path, tmp_path: Path) -> None:
    folder, counts = extracted(odd, tmp_path / "odd", parts=3)
    assert counts._replace(quads=0) == ODD
    told = {(one["place"].rpartition(":")[2], one["id"]): one["reason"] for one in refusals(folder)}
    assert sorted(told, key=lambda key: int(key[0])) == [
        ("4", "blank"),
        ("5", "german"),
        ("6", ""),
        ("7", ""),
        ("8", ""),
        ("9", ""),
        ("10", ""),
        ("11", ""),
        ("12", "undated"),
        ("13", "Twice Told"),
        ("14", "twice-told"),
    ]
    assert "only English is read" in told["5", "german"]
    assert told["9", ""] == "it has no id"
    assert "not UTF-8" in told["7", ""]
    assert "texts that differ are called 'twice-told'" in told["14", "twice-told"]


def test_a_record_has_what_its_line_says() -> None:
    line = b'{"id": 7, "text": "x", "published": "2001-02-03T04:05", "title": null, "more": 1}'
    assert of_line(line, "a:1") == Record("a:1", "7", b"x", published="2001-02-03")
    assert of_line(b'{"id": true, "text": "x"}', "a:1") == Refused("a:1", "", "its id is no text")


def test_what_is_said_of_a_record_is_recorded(tmp_path: Path) -> None:
    good = fields(TEXTS / "moscow-1972.txt")
    told = {"title": "A treaty", "publisher": "The Daily Record", "published": "1972-05-28"}
    folder, _ = extracted(written(tmp_path / "a.jsonl", good | told), tmp_path / "out")
    document = b"<https://w3id.org/communique/document/moscow-1972> "
    terms = b"<https://w3id.org/communique/ontology#"
    graph = b" <https://w3id.org/communique/graph/documents> ."
    outlet = b"<https://w3id.org/communique/id/organization/the-daily-record>"
    assert document + terms + b'title> "A treaty"@en' + graph in lines_of(folder)
    assert document + terms + b"publisher> " + outlet + graph in lines_of(folder)


def failing(_project: Project) -> Any:
    """An extractor with a fault in it."""
    return {"what": "it knows"}.__getitem__


def test_a_fault_met_in_a_text_is_listed_and_the_others_go_on(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "out") as folder:
        counts = plain.extract(project(), Source.of(TEXTS), failing, folder)
    assert counts == Counts(refused=6)
    assert all("extraction failed: KeyError" in one["reason"] for one in refusals(tmp_path / "out"))


def test_the_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    def interrupted() -> Iterator[None]:
        with whole_folder(tmp_path / "out") as folder:
            (folder / "part-00000.nq").touch()
            yield
            raise KeyboardInterrupt

    steps = interrupted()
    next(steps)
    assert not (tmp_path / "out").exists()
    with pytest.raises(KeyboardInterrupt):
        next(steps)
    assert list(tmp_path.iterdir()) == []
    with whole_folder(tmp_path / "out"):
        pass
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"_SUCCESS", "refused.jsonl"}
    with pytest.raises(UsageError, match="there already"), whole_folder(tmp_path / "out"):
        pass


def test_the_command_writes_packed_parts(odd: Path, whole: Path, tmp_path: Path) -> None:
    result = call(TEXTS, "-o", tmp_path / "out", "--parts", "2", "--gzip")
    assert result.exit_code == 0, result.stderr
    assert f"6 texts read, {len(lines_of(whole))} quads" in result.stderr
    assert lines_of(tmp_path / "out") == lines_of(whole)
    assert call(odd, "-o", tmp_path / "odd").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "fact"),
    [
        (("--engine", "spark"), "those of a corpus"),
        (("-o", "out", "--master", "local[1]"), "--master is that of Spark"),
        (("-o", "out", "--jobs", "2"), "--jobs is not that of a corpus"),
        (("-o", "out", TEXTS), "a corpus is one folder or file"),
    ],
)
def test_what_does_not_fit_is_wrong_usage(arguments: tuple[str | Path, ...], fact: str) -> None:
    result = call(TEXTS, *arguments)
    assert result.exit_code == 2
    assert fact in result.stderr
    assert not Path("out").exists()


def test_spark_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError("No module named 'pyspark'", name="pyspark")

    monkeypatch.setattr("communique.cli.corpus.import_module", missing)
    result = call(TEXTS, "--engine", "spark", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "communique[spark]" in result.stderr
    assert not (tmp_path / "out").exists()


def test_what_is_no_corpus_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    (tmp_path / "a.parquet").write_text("no such thing")
    for name in (".", "a.csv"):
        with pytest.raises(UsageError, match=r"corpus|no text"):
            Source.of(tmp_path / name)
    with pytest.raises(CommuniqueError, match="no whole Parquet"):
        Source.of(tmp_path / "a.parquet")
