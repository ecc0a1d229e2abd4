"""The command line: what each command prints, where it goes, and what it returns."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pyoxigraph
import pytest
from click.testing import CliRunner, Result

from communique.cli import COMMANDS, main
from communique.fingerprint import fingerprint

GAZE = "undated-the-gaze-denmark-production"
BRIEF = "2025-06-24-communique-hague-letter-unn"


def call(folder: Path, *arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), *arguments], input=text)


def printed(folder: Path, *arguments: str, text: str | None = None) -> str:
    result = call(folder, *arguments, text=text)
    assert result.exit_code == 0, result.output
    return result.stdout


class TestAsk:
    def test_csv_has_the_columns_and_the_state(self, real: Path) -> None:
        rows = list(csv.DictReader(io.StringIO(printed(
            real, "ask", "companies", "country=Denmark", "--format", "csv"))))  # fmt: skip
        assert [row["company_label"] for row in rows] == ["MyDefence", "Palantir Technologies"]
        assert [row["differs"] for row in rows] == ["false", "true"]
        assert {row["articles"] for row in rows} == {"1"}
        assert {row["sources"] for row in rows} == {
            "https://en.interfax.com.ua/news/general/975913.html"
        }

    def test_plain_csv_has_the_columns_only(self, real: Path) -> None:
        text = printed(real, "ask", "companies", "--format", "csv", "--plain")
        assert text.splitlines()[0] == "company,company_label,country,country_label"

    def test_json_has_rows_states_and_sources(self, real: Path) -> None:
        found = json.loads(printed(real, "ask", "companies", "country=Denmark", "--format", "json"))
        assert found["parameters"] == {"country": ["Denmark"]}
        assert [bool(row["state"]["differences"]) for row in found["rows"]] == [False, True]
        assert found["sources"]

    def test_a_file_is_written_in_the_format_of_its_ending(
        self, real: Path, tmp_path: Path
    ) -> None:
        for name in ("a.csv", "a.tsv", "a.json", "a.md", "a.xlsx"):
            result = call(real, "ask", "companies", "-o", str(tmp_path / name))
            assert result.exit_code == 0, result.output
            assert result.stdout == ""
        assert (tmp_path / "a.md").read_text(encoding="utf-8").count("|")
        book = openpyxl.load_workbook(tmp_path / "a.xlsx")
        assert book.sheetnames == ["Answer", "Sources", "About"]

    def test_an_existing_file_stays_where_writing_fails(self, real: Path, tmp_path: Path) -> None:
        target = tmp_path / "a.csv"
        target.write_text("before")
        assert call(real, "ask", "office-holder", "-o", str(target)).exit_code == 2
        assert target.read_text() == "before"
        assert list(tmp_path.iterdir()) == [target]

    def test_query_is_another_name_for_ask(self, real: Path) -> None:
        assert printed(real, "query", "companies") == printed(real, "ask", "companies")

    def test_an_empty_answer_says_what_was_searched(self, real: Path) -> None:
        text = " ".join(printed(real, "ask", "companies", "country=Netherlands").split())
        assert "No document of 11, from 2024-01-26 to 2025-10-10, says so" in text
        assert "no evidence that it is not so" in text

    def test_difference_is_explained_under_the_table(self, real: Path) -> None:
        text = " ".join(printed(real, "ask", "companies", "country=Denmark").split())
        assert "‡ Palantir Technologies, belongs to country: Denmark (Interfax-Ukraine" in text
        assert "United States (background: organizations)" in text


class TestSparql:
    def test_solutions_are_a_table(self, real: Path) -> None:
        text = printed(real, "sparql", "SELECT ?m WHERE { ?m a cmq:Minister } ORDER BY ?m")
        assert "person:rustem-umerov" in text

    def test_truth_is_a_word(self, real: Path) -> None:
        assert printed(real, "sparql", "ASK { ?s a cmq:Minister }") == "yes\n"
        assert printed(real, "sparql", "ASK { ?s a cmq:Nothing }") == "no\n"

    def test_triples_are_turtle(self, real: Path) -> None:
        text = printed(real, "sparql", "CONSTRUCT WHERE { person:rustem-umerov rdfs:label ?l }")
        quads = list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE))
        assert [quad.object.value for quad in quads] == ["Rustem Umerov"]

    def test_a_query_comes_from_a_file_or_the_standard_input(
        self, real: Path, tmp_path: Path
    ) -> None:
        query = "SELECT (COUNT(*) AS ?n) WHERE { ?s a cmq:Brief }"
        path = tmp_path / "count.rq"
        path.write_text(query)
        wanted = ["n", "9"]
        assert printed(real, "sparql", "--format", "csv", "--file", str(path)).split() == wanted
        assert printed(real, "sparql", "--format", "csv", "-", text=query).split() == wanted


class TestExport:
    @pytest.mark.parametrize("part", ["knowledge", "asserted", "inferred", "all"])
    @pytest.mark.parametrize("form", ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"])
    def test_every_format_is_read_back(self, real: Path, form: str, part: str) -> None:
        formats = {
            "turtle": pyoxigraph.RdfFormat.TURTLE,
            "trig": pyoxigraph.RdfFormat.TRIG,
            "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
            "nquads": pyoxigraph.RdfFormat.N_QUADS,
            "jsonld": pyoxigraph.RdfFormat.JSON_LD,
            "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
        }
        text = printed(real, "export", "--format", form, "--graph", part)
        assert list(pyoxigraph.parse(text, format=formats[form]))

    def test_csv_has_a_row_a_triple(self, real: Path) -> None:
        rows = list(csv.reader(io.StringIO(printed(real, "export", "--format", "csv"))))
        text = printed(real, "export", "--format", "ntriples")
        assert len(rows) - 1 == len(text.splitlines())


class TestDocuments:
    def test_the_sources_are_listed_by_date(self, real: Path) -> None:
        text = printed(real, "documents")
        assert text.index("2024-01-26") < text.index("2025-10-10") < text.index("undated")
        assert "Interfax-Ukraine" in text

    def test_passages_come_in_order_with_what_they_say(self, real: Path) -> None:
        text = printed(real, "passages", GAZE)
        assert text.index("283–307") < text.index("361–433") < text.index("1894–2034")
        assert "in our words: The outlet names itself, The Gaze." in text
        assert "The Gaze: wording The Gaze" in text

    def test_a_copy_is_attached_and_its_words_are_shown(
        self, project: Path, shared: Path, tmp_path: Path
    ) -> None:
        original = (shared / "documents" / "004_ebcd44348759e8df.txt").read_text(encoding="utf-8")
        copy = tmp_path / "copy.txt"
        copy.write_text("Menu\n" + original.replace(" ", "\n"), encoding="utf-8")
        result = call(project, "documents", "attach", GAZE, str(copy))
        assert result.exit_code == 0, result.output
        assert "21 of 21 passages" in result.stderr
        shown = " ".join(printed(project, "ask", "sources", "--no-build").split())
        assert shown
        words = printed(project, "passages", GAZE, "--no-build")
        assert "“The Gaze reports on this”" in words or "“The Gaze reports" in words

    def test_a_changed_copy_is_attached_with_a_warning(
        self, project: Path, shared: Path, tmp_path: Path
    ) -> None:
        original = (shared / "documents" / "004_ebcd44348759e8df.txt").read_text(encoding="utf-8")
        copy = tmp_path / "copy.txt"
        copy.write_text(original.replace("500 million", "600 million"), encoding="utf-8")
        result = call(project, "documents", "attach", GAZE, str(copy))
        assert result.exit_code == 1
        assert "changed: #char=" in result.stderr

    def test_a_new_passage_is_cut_without_counting(self, real: Path) -> None:
        text = (real / "data" / "briefs" / f"{BRIEF}.txt").read_text(encoding="utf-8")
        quoted = " ".join(text.split()[:6])
        made = printed(real, "passages", "new", BRIEF, quoted)
        assert made.startswith(f"<#char=0,{len(quoted.rstrip('.,'))}> {{")
        assert str(fingerprint(quoted)) in made


class TestShow:
    def test_everything_about_one_thing(self, real: Path) -> None:
        text = " ".join(printed(real, "show", "Rustem Umerov").split())
        for fact in ("Rustem Umerov", "minister", "Q64842485", "signature hague-letter"):
            assert fact in text

    def test_as_data(self, real: Path) -> None:
        found = json.loads(printed(real, "show", "person:rustem-umerov", "--format", "json"))
        relations = {row["terms"]["relation"]["value"] for row in found["rows"]}
        assert {"is a", "holds post", "← signer"} <= relations


class TestFiles:
    def test_fmt_changes_nothing_twice(self, project: Path) -> None:
        assert call(project, "fmt", "--check").exit_code == 0
        path = project / "data" / "registry" / "persons.ttl"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("    rdfs:label", "  rdfs:label"), encoding="utf-8")
        result = call(project, "fmt", "--check")
        assert result.exit_code == 1
        assert "persons.ttl would change" in result.output
        assert call(project, "fmt").exit_code == 0
        assert path.read_text(encoding="utf-8") == text

    def test_info_says_what_is_built(self, real: Path) -> None:
        text = printed(real, "info")
        assert "up to date" in text
        assert "documents   11" in text
        assert "PREFIX cmq: <https://w3id.org/communique/ontology#>" in printed(
            real, "info", "--prefixes"
        )

    def test_facts_are_json_lines(self, real: Path) -> None:
        lines = [json.loads(line) for line in printed(real, "facts").splitlines()]
        assert len(lines) == 11
        one = json.loads(printed(real, "facts", "--document", GAZE))
        assert one in lines
        assert set(one) == {"id", "sha256", "facts"}
        assert all(fact["passages"] for fact in one["facts"])

    def test_validate_writes_a_report(self, real: Path, tmp_path: Path) -> None:
        report = json.loads(printed(real, "validate", "--format", "json"))
        assert report["conforms"] is True
        turtle = printed(real, "validate", "--format", "turtle")
        assert list(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE))
        result = call(real, "validate", "--strict", "-o", str(tmp_path / "report.txt"))
        assert result.exit_code == 1
        assert "warning" in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_every_command_has_help() -> None:
    for name in COMMANDS:
        result = CliRunner().invoke(main, [name, "--help"])
        assert result.exit_code == 0
        assert "Example: communique" in result.output
