"""The graph of a day: what documents had reported by then, and nothing of what came later."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Quad

import communique
from communique import KnowledgeGraph, builds, snapshots
from communique.errors import ParameterError
from communique.project import Project
from communique.vocabulary import DOCUMENT
from tests.conftest import ROOT, copy_project
from tests.test_cli import call, printed


def slugs(graph: KnowledgeGraph) -> list[str]:
    return sorted(one.slug for one in graph.documents)


def copy_fiction(target: Path) -> Path:
    for name in ("ontology", "queries"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copytree(ROOT / "tests" / "fiction" / "data", target / "data")
    return target


def test_a_question_is_answered_as_documents_had_it(real: Path) -> None:
    """Until 15 July 2025 no report gave the Copenhagen agreement a day; UNN told of it before."""
    graph = communique.open(real, as_of="2025-07-04")
    (row,) = [r for r in graph.ask("agreements").rows if "Copenhagen" in str(r[1])][:1]
    assert "2025-07-04" not in str(row)
    assert graph.sparql("ASK { agreement:copenhagen-agreement cmq:date ?day }") is False
    later = communique.open(real, as_of=date(2025, 7, 15))
    assert later.sparql("ASK { agreement:copenhagen-agreement cmq:date ?day }") is True


def test_a_brief_counts_with_the_date_of_its_article(real: Path) -> None:
    assert slugs(communique.open(real, as_of="2024-01-26")) == [
        "2024-01-26-communique-forum-announcement-unn",
        "2024-01-26-unn-forum-announcement",
    ]
    assert slugs(communique.open(real, as_of="2024-01-25")) == []


@pytest.mark.parametrize(
    ("text", "last"), [("2024-03", "2024-03-31"), ("2024", "2024-12-31"), (" 2024 ", "2024-12-31")]
)
def test_a_month_and_a_year_are_their_last_day(real: Path, text: str, last: str) -> None:
    graph = communique.open(real, as_of=text)
    assert graph.as_of is not None
    assert graph.as_of.day.isoformat() == last
    assert slugs(graph) == slugs(communique.open(real, as_of=last))


def test_what_is_left_out_is_said(real: Path) -> None:
    wanted = "As of 2024-03-25: 2 of 20 articles; left out: 12 later, 6 undated."
    result = call(real, "ask", "companies", "--as-of", "2024-03-25")
    assert result.stderr == f"{wanted}\n"
    assert wanted in " ".join(result.stdout.split())
    found = json.loads(
        printed(real, "ask", "companies", "--as-of", "2024-03-25", "--format", "json")
    )
    assert found["asOf"] == "2024-03-25"
    assert found["note"] == wanted
    assert ", as of 2024-03-25. https://" in found["citeAs"]


@pytest.mark.parametrize(
    "call_of",
    [
        ("ask", "companies", "--format", "md"),
        ("discrepancies",),
        ("why", "Oleksandr Kamyshin", "a", "Minister"),
        ("show", "Oleksandr Kamyshin", "--format", "md"),
        ("show", "Oleksandr Kamyshin", "--format", "html"),
        ("sparql", "SELECT ?m WHERE { ?m a cmq:Minister }"),
    ],
    ids=" ".join,
)
def test_every_answer_says_of_which_day_it_is(real: Path, call_of: tuple[str, ...]) -> None:
    text = " ".join(printed(real, *call_of, "--as-of", "2024-03-25").split())
    assert "As of 2024-03-25: 2 of 20 articles; left out: 12 later, 6 undated." in text


def test_a_proof_rests_on_what_was_reported_by_then(real: Path) -> None:
    """Smetanin is first called minister on 4 July 2025, in a post that is known since 2024."""
    asked = ("why", "Herman Smetanin", "a", "Minister", "--format", "json")
    early = call(real, *asked, "--as-of", "2025-07-03")
    assert (early.exit_code, json.loads(early.stdout)["holds"]) == (1, False)
    found = json.loads(printed(real, *asked, "--as-of", "2025-07-04"))
    assert found["version"].endswith("as of 2025-07-04")
    days = {one["article"]["published"] for one in found["sources"]}
    assert days == {"2024-03-25", "2025-07-04"}


def test_differences_are_those_of_the_day(real: Path) -> None:
    """Conference or forum, planned and held, Palantir's country with its verdict of 2026."""
    found = communique.open(real, as_of="2024-03-25").discrepancies()
    assert sorted((one.label, one.property_label) for one in found) == [
        ("DFNC1: Danish Edition", "kind"),
        ("DFNC1: Danish Edition", "stage"),
        ("Palantir Technologies", "belongs to country"),
    ]
    assert {one.verdict for one in found} == {None}
    (judged,) = communique.open(real, as_of="2026-11-20").discrepancies("Palantir")
    assert judged.verdict is not None


def test_before_the_first_document_the_graph_is_empty_and_says_so(real: Path) -> None:
    wanted = "no document had been published by then; the first is of 2024-01-26"
    result = call(real, "ask", "agreements", "--as-of", "2023")
    assert result.exit_code == 0
    assert wanted in " ".join(result.stdout.split())
    assert wanted in result.stderr
    graph = communique.open(real, as_of="2023")
    assert graph.documents == []
    assert graph.ask("signatories").rows == []
    assert graph.discrepancies() == []
    assert graph.sparql("ASK { GRAPH ?g { ?s cmq:party ?p } }") is False


def test_what_nobody_had_spoken_of_is_in_no_answer(real: Path) -> None:
    """The registry names seven agreements; by 14 June 2024 two had been reported."""
    answer = communique.open(real, as_of="2024-06-14").ask("agreements", plain=True)
    labels = {row[1].value for row in answer.rows if row[1] is not None}
    assert labels == {
        "Danish memorandum on buying Ukrainian weapons",
        "Dutch Letter of Intent on Ukraine's defence industry",
    }
    assert "Left out: 5 rows about something of which no document had spoken" in answer.note


@pytest.mark.parametrize(
    "text", ["", "soon", "2024-13", "2024-02-30", "20240630", "--06-30", "²024"]
)
def test_what_is_no_date_is_refused_with_a_remedy(real: Path, text: str) -> None:
    result = call(real, "ask", "companies", "--as-of", text)
    assert result.exit_code == 2
    assert "is no day, month or year" in result.stderr
    assert "2024-06-30" in result.stderr
    with pytest.raises(ParameterError):
        communique.open(real, as_of=text)


def kept(folder: Path) -> list[str]:
    home = Project(folder).build_folder / builds.SNAPSHOTS
    return sorted(one.name for one in home.iterdir()) if home.is_dir() else []


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional project, built."""
    folder = copy_fiction(tmp_path_factory.mktemp("built"))
    communique.open(folder)
    return folder


class TestCache:
    @pytest.fixture
    def folder(self, built: Path, tmp_path: Path) -> Path:
        return Path(shutil.copytree(built, tmp_path / "project"))

    def test_days_between_two_documents_share_a_graph(self, folder: Path) -> None:
        for day in ("2031-06-21", "2031-07-14", "2031-08-31"):
            communique.open(folder, as_of=day)
        assert len(kept(folder)) == 1
        communique.open(folder, as_of="2031-09-01")
        assert len(kept(folder)) == 2

    def test_a_graph_of_other_files_is_never_used(self, folder: Path) -> None:
        asked = "ASK { event:three-crowns-forum cmq:topic topic:drones }"
        assert communique.open(folder, as_of="2031-03-05").sparql(asked) is False
        path = folder / "data" / "statements" / "2031-03-05-strelsau-courier-forum.trig"
        text = path.read_text(encoding="utf-8")
        changed = text.replace("cmq:topic topic:joint-defence-production", "cmq:topic topic:drones")
        path.write_text(changed, encoding="utf-8")
        assert communique.open(folder, as_of="2031-03-05").sparql(asked) is True

    def test_the_last_build_answers_where_nothing_is_rebuilt(self, folder: Path) -> None:
        communique.open(folder)
        (folder / "data" / "documents.ttl").unlink()
        graph = communique.open(folder, rebuild=False, as_of="2031-03-05")
        assert slugs(graph) == ["2031-03-05-strelsau-courier-forum"]

    def test_an_interrupted_one_leaves_nothing(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        communique.open(folder)
        before = sorted(Project(folder).build_folder.iterdir())

        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(snapshots, "sweep", lambda *_: None)
            patch.setattr("communique.draft.Draft.keep", interrupted)
            with pytest.raises(KeyboardInterrupt):
                communique.open(folder, as_of="2031-03-05")
        assert sorted(Project(folder).build_folder.iterdir()) == before
        assert slugs(communique.open(folder, as_of="2031-03-05"))

    @pytest.mark.parametrize("text", ["", "{", '{"format": -1}'])
    def test_one_that_cannot_be_read_is_made_again(self, folder: Path, text: str) -> None:
        communique.open(folder, as_of="2031-03-05")
        (name,) = kept(folder)
        place = Project(folder).build_folder / builds.SNAPSHOTS / name
        (place / "manifest.json").write_text(text, encoding="utf-8")
        assert slugs(communique.open(folder, as_of="2031-03-05"))
        assert kept(folder) == [name]

    def test_old_ones_go(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(snapshots, "_KEPT", 2)
        monkeypatch.setattr("communique.draft._GRACE", -1)
        for day in ("2030", "2031-03-05", "2031-03-06", "2031-06-20"):
            communique.open(folder, as_of=day)
        assert len(kept(folder)) == 2
        assert builds.current(Project(folder)) is not None


def removed(path: Path, block: str) -> None:
    """Take a block of a file in canonical text out of it, from its name to its closing dot."""
    text = path.read_text(encoding="utf-8")
    cut = re.sub(rf"^{re.escape(block)}\n(?:    .*\n)*\.\n\n?", "", text, flags=re.MULTILINE)
    assert cut != text, f"{path} has no {block}"
    path.write_text(cut, encoding="utf-8")


def without_later(folder: Path, gone: list[str]) -> Path:
    """A project from whose files some documents were deleted, and all verdicts."""
    for slug in gone:
        removed(folder / "data" / "documents.ttl", f"document:{slug}")
        (folder / "data" / "statements" / f"{slug}.trig").unlink(missing_ok=True)
        (folder / "data" / "briefs" / f"{slug}.txt").unlink(missing_ok=True)
    verdicts = folder / "data" / "verdicts" / "sources.ttl"
    if verdicts.is_file():
        removed(verdicts, "verdict:palantir-country")
    return folder


def quads(graph: KnowledgeGraph) -> set[Quad]:
    """All quads but those with a blank node, which two readings name differently."""
    return {
        quad
        for quad in graph.store.match()
        if not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode)
    }


@pytest.mark.parametrize(
    ("copied", "day"),
    [
        pytest.param(copy_project, "2025-07-04", id="real"),
        pytest.param(copy_fiction, "2031-06-20", id="fiction"),
        pytest.param(copy_project, "2023-12-31", id="real, empty", marks=pytest.mark.full),
        pytest.param(copy_project, "2024-03-25", id="real, early", marks=pytest.mark.full),
        pytest.param(copy_fiction, "2033-02-02", id="fiction, late", marks=pytest.mark.full),
    ],
)
def test_the_graph_of_a_day_is_a_build_without_the_later_files(
    tmp_path: Path, copied: Callable[[Path], Path], day: str
) -> None:
    whole = copied(tmp_path / "whole")
    snapshot = communique.open(whole, as_of=day)
    names = {one.slug for one in communique.open(whole).documents}
    late = [name for name in names if name.startswith("undated") or name[:10] > day]
    cut = communique.open(without_later(copied(tmp_path / "cut"), late))
    assert quads(snapshot) == quads(cut)
    assert len(snapshot.store) == len(cut.store)
    for name in ("conclusions", "reported", "rules", "questions"):
        assert snapshot.build.read(name) == cut.build.read(name)
    for name in ("asserted", "inferred", "rounds"):
        assert snapshot.build.manifest[name] == cut.build.manifest[name]
    assert {one.iri for one in cut.documents} == {DOCUMENT[n].value for n in names - {*late}}
