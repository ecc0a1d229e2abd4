"""`communique ask totals` and `promises`: every form, bad input, verdicts, what lines rest on."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from pyoxigraph import Literal, NamedNode

from communique import KnowledgeGraph
from communique.errors import ParameterError, UnknownNameError
from communique.model import Answer, text_of
from communique.queries.algebra import trace_of
from communique.queries.header import read_question
from communique.receipts.rows.answering import Answering
from tests.receipts.test_law import Fiction
from tests.receipts.world import premises
from tests.test_cli import call, printed

ASKED = ("ask", "totals", "beneficiary=Borduria")
WHOLE = "119 million – 246 million RUC"
BRIDGES = (
    "whether 40 million RUC of Syldavia (bridges) is among 100 million – 110 million RUC of "
    "Syldavia; no source says"
)
VERDICT = """
@prefix cmq: <https://w3id.org/communique/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix organization: <https://w3id.org/communique/id/organization/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/communique/id/verdict/sum-for-2031>
    a cmq:Verdict ;
    rdf:object "100000000"^^xsd:decimal ;
    rdf:predicate cmq:number ;
    rdf:subject <https://w3id.org/communique/id/amount/commitment/syldavia/-/1/RUC> ;
    dcterms:creator organization:communique ;
    dcterms:date "2032-05-01"^^xsd:date ;
    dcterms:description "The budget has it."@en ;
.
"""


def words(text: str) -> str:
    return " ".join(text.split())


class TestForms:
    """The totals stand under the lines in every form for people, and are data in JSON."""

    def test_terminal(self, fiction: Path) -> None:
        text = words(printed(fiction, *ASKED))
        assert f"Total {WHOLE} (5 lines; least: 2 of them, told apart)" in text
        assert "out of Klow Capital 19 million – 21 million RUC (1 line)" in text
        assert f"Open: {BRIDGES}." in text

    def test_markdown(self, fiction: Path) -> None:
        lines = printed(fiction, *ASKED, "--format", "md").splitlines()
        assert f"- Total: **{WHOLE}** (5 lines; least: 2 of them, told apart)" in lines
        assert f"- Open: {BRIDGES}." in lines

    def test_html(self, fiction: Path) -> None:
        shown = KnowledgeGraph.open(fiction).ask("totals", beneficiary="Borduria")._repr_html_()
        assert f"<li><bdi>Total</bdi>: <b><bdi>{WHOLE}</bdi></b>" in shown

    def test_json(self, fiction: Path) -> None:
        found = json.loads(printed(fiction, *ASKED, "--format", "json"))
        whole = found["totals"]["totals"][0]
        assert (whole["currency"], whole["low"], whole["high"]) == ("RUC", "119000000", "246000000")
        lines = [row["terms"]["outcome"]["value"] for row in found["rows"]]
        assert {lines[number - 1].partition(" ")[0] for number in whole["counted"]} == {
            "counted",
            "counted;",
        }
        assert len(whole["counted"]) == 5
        assert [found["rows"][n - 1]["terms"]["low"]["value"] for n in whole["lowest"]] == [
            "100000000",
            "19000000",
        ]
        assert found["totals"]["open"][0] == BRIDGES

    def test_xlsx_has_the_totals_as_numbers(self, fiction: Path, tmp_path: Path) -> None:
        printed(fiction, *ASKED, "-o", str(tmp_path / "a.xlsx"))
        book = openpyxl.load_workbook(tmp_path / "a.xlsx")
        assert book.sheetnames == ["Answer", "Totals", "Sources", "About"]
        table = [[cell.value for cell in row] for row in book["Totals"].iter_rows()]
        assert table[1][:5] == ["Total", 119_000_000, 246_000_000, "RUC", WHOLE]
        assert f"Open: {BRIDGES}." in [row[0] for row in table]

    def test_csv_has_the_lines_only(self, fiction: Path) -> None:
        rows = list(csv.DictReader(io.StringIO(printed(fiction, *ASKED, "--format", "csv"))))
        assert len(rows) == 11
        assert rows[0]["outcome"] == "counted; values differ"
        assert "wire.example" in rows[0]["sources"]

    def test_citing(self, fiction: Path) -> None:
        text = printed(fiction, *ASKED, "stage=delivered", "--cite")
        assert "The roads were paid for" in text or "paid out the money for roads" in text


class TestBadInput:
    """Nothing is answered to what was not meant."""

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            (["stage=squandered"], "no stage is called 'squandered'"),
            (["from=2032", "to=2031"], "from (2032-01-01) is after to (2031-12-31)"),
            (["currency=Borduria"], "Borduria is no currency"),
            (["stage=cancelled"], "what was cancelled comes to nothing"),
            (["programme=Green Water"], "no thing is called 'Green Water'"),
            (["on=2031-01-01"], "there is no parameter on"),
        ],
    )
    def test_totals(self, fiction: Path, asked: list[str], said: str) -> None:
        result = call(fiction, "ask", "totals", *asked)
        assert result.exit_code == 2
        assert said in words(result.stderr)
        assert result.stdout == ""

    def test_from_python(self, fiction: Path) -> None:
        graph = KnowledgeGraph.open(fiction)
        with pytest.raises(ParameterError, match="is no currency"):
            graph.ask("totals", currency="Syldavia")
        with pytest.raises(UnknownNameError):
            graph.ask("totals", stage="squandered")


def test_a_year_is_all_of_it(fiction: Path) -> None:
    graph = KnowledgeGraph.open(fiction)
    of_a_year = graph.answer("totals", {"payer": ["Syldavia"], "from": ["2031"], "to": ["2031"]})
    assert of_a_year.totals is not None
    assert [(one.currency, one.words) for one in of_a_year.totals.totals] == [
        ("RUC", "100 million – 110 million RUC"),
        ("SYK", "40 million – 45 million SYK"),  # told in June 2031, and by an undated paper
    ]


def test_ages_are_counted_to_the_day_of_asking(fiction: Path) -> None:
    opened = KnowledgeGraph.open(fiction)
    graph = KnowledgeGraph(opened.project, opened.build, today=lambda: date(2032, 3, 11))
    answer = graph.ask("promises", payer="Syldavia", country="Borduria")
    ages = {
        text_of(row[answer.columns.index("purpose")] or Literal("")): row[-2]
        for row in answer.rows
        if row[-2] is not None
    }
    assert {purpose: text_of(age) for purpose, age in ages.items() if age} == {
        "": "192",  # from 1 September 2031: 29 days, 31, 30, 31, 31, 29 and 11
        "schools": "10",  # told once more on 1 March
        "bridges": "10",
    }


def test_a_promise_of_a_later_day_has_no_age(fiction: Path) -> None:
    """The first articles on aid are of 1 September 2031; the River Pact is of 20 June."""
    graph = KnowledgeGraph.open(fiction)
    graph = KnowledgeGraph(graph.project, graph.build, today=lambda: date(2031, 8, 31))
    answer = graph.ask("promises")
    ages = [row[answer.columns.index("age")] for row in answer.rows]
    assert [text_of(age) for age in ages if age is not None] == ["72"]  # 10 days, 31 and 31


def test_a_verdict_takes_the_other_value_out(fiction: Path, tmp_path: Path) -> None:
    folder = tmp_path / "judged"
    shutil.copytree(fiction, folder, ignore=shutil.ignore_patterns("build"))
    (folder / "data" / "verdicts").mkdir()
    (folder / "data" / "verdicts" / "money.ttl").write_text(VERDICT, encoding="utf-8")
    text = words(printed(folder, *ASKED, "stage=allocated", "--preferred"))
    assert "Total 100 million RUC (1 line)" in text
    assert "100 million – 110 million" in words(printed(folder, *ASKED, "stage=allocated"))


def test_plain_lines_are_the_same(fiction: Path) -> None:
    graph = KnowledgeGraph.open(fiction)
    for name in ("totals", "promises"):
        plain, full = (graph.ask(name, plain=plain) for plain in (True, False))
        assert plain.rows == full.rows
        assert plain.totals == full.totals
        assert plain.states is None


def test_sums_that_nobody_promised_do_not_count(fiction: Path) -> None:
    """All that the fiction has; each line is counted or says why it is not."""
    answer = KnowledgeGraph.open(fiction).ask("totals")
    assert answer.totals is not None
    counted = {n for one in answer.totals.totals if not one.origin for n in one.counted}
    told = answer.columns.index("outcome")
    for number, row in enumerate(answer.rows):
        outcome = text_of(row[told] or Literal(""))
        assert outcome.startswith("counted") == (number in counted), outcome
    highs = [row[answer.columns.index("high")] for row in answer.rows]
    for one in answer.totals.totals:
        parts = [Decimal(text_of(h)) for n in one.counted if (h := highs[n]) is not None]
        assert one.origin or one.high == sum(parts)


@pytest.mark.parametrize(("name", "columns"), [("totals", 12), ("promises", 10)])
def test_the_witness_of_a_line_gives_the_line(fiction: Path, name: str, columns: int) -> None:
    """Cut down to the passages that a line cites, the graph gives the line.

    All of it but what sets it beside other lines. Without any one of them it does not.
    """
    world = Fiction(fiction)
    question = read_question(fiction / "queries" / "questions" / f"{name}.rq")

    def answered(passages: frozenset[str]) -> Answer:
        store = world.cut(passages)
        derive = partial(premises, store, world.rules)
        answering = Answering(world.project, store, derive, derive, lambda: date(2032, 4, 1))
        return answering.answer(question, {}, trace_of(question.text), "witness")

    whole = answered(world.passages)
    assert whole.receipts is not None
    assert whole.citations is not None
    assert whole.rows
    for row, receipt in zip(whole.rows, whole.receipts, strict=True):
        witness = frozenset(whole.citations[n].passage for n in receipt.witness)
        assert row[:columns] in [found[:columns] for found in answered(witness).rows]
        for passage in witness:
            left = answered(witness - {passage})
            assert row[:columns] not in [found[:columns] for found in left.rows], passage
    assert isinstance(whole.rows[0][0], NamedNode)
