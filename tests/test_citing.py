"""`--cite`: the witness of each row and its whole support, in every form; what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import communique
from communique.cli import main

LETTER = "agreement=Hague Letter of Intent"


def call(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), *arguments])


def printed(folder: Path, *arguments: str) -> str:
    result = call(folder, *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_witness_is_one_passage_where_one_says_it_all(real: Path) -> None:
    """UNN has both ministers in one sentence; Interfax-Ukraine too; The Gaze has one for each."""
    answer = communique.open(real).ask(
        "signatories", agreement="Hague Letter of Intent", cite="witness"
    )
    assert answer.receipts is not None
    assert [(len(one.witness), one.more) for one in answer.receipts] == [(1, 2), (1, 2)]
    assert answer.citations is not None
    assert [one.article.publisher for one in answer.citations] == ["UNN"]


def test_the_whole_support_lists_what_else_says_it(real: Path) -> None:
    answer = communique.open(real).ask(
        "signatories", agreement="Hague Letter of Intent", cite="all"
    )
    assert answer.receipts is not None
    assert answer.citations is not None
    assert [(len(one.witness), len(one.others), one.more) for one in answer.receipts] == [
        (1, 2, 0),
        (1, 2, 0),
    ]
    publishers = [one.article.publisher for one in answer.citations]
    assert sorted(publishers) == ["Interfax-Ukraine", "The Gaze", "The Gaze", "UNN"]


def test_the_table_says_how_many_more(real: Path) -> None:
    assert "2 origins [1] + 2 more" in printed(real, "ask", "signatories", LETTER, "--cite")
    assert "more" not in printed(real, "ask", "signatories", LETTER, "--cite=all")


def test_cite_takes_no_parameter_for_its_value(real: Path) -> None:
    assert "+ 2 more" in printed(real, "ask", "signatories", "--cite", LETTER)


def test_columns_of_passages(real: Path) -> None:
    text = printed(real, "ask", "signatories", LETTER, "--cite", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["more"] for row in rows] == ["2", "2"]
    assert all("communique-hague-letter-unn#char=" in row["witness"] for row in rows)
    assert [row["others"] for row in rows] == ["", ""]


def test_objects_in_json(real: Path) -> None:
    read = json.loads(printed(real, "ask", "signatories", LETTER, "--cite=all", "--format", "json"))
    assert len(read["sources"]) == 4
    for row in read["rows"]:
        receipt = row["receipt"]
        assert sorted(receipt["witness"] + receipt["others"]) == row["sources"]
        assert (len(receipt["witness"]), receipt["more"]) == (1, 0)


def test_markdown_says_how_many_more(real: Path) -> None:
    assert "| 1 + 2 more |" in printed(
        real, "ask", "signatories", LETTER, "--cite", "--format", "md"
    )


@pytest.mark.parametrize(
    ("query", "passages"),
    [
        # a path over an inferred type: Umerov is a minister by the passage that names his post
        ("SELECT ?p { person:rustem-umerov a cmq:Minister ; cmq:termOfOffice/cmq:post ?p }", 1),
        # one passage names both presenters, one says of each of them that it is Danish
        (
            "SELECT (COUNT(?c) AS ?n) { ?x cmq:participant ?c ; cmq:role role:presenter . "
            "?c a cmq:Company ; cmq:country country:denmark }",
            3,
        ),
    ],
)
def test_queries_of_ones_own(real: Path, query: str, passages: int) -> None:
    answer = communique.open(real).cited(query)
    assert answer.receipts is not None
    assert [len(one.witness) for one in answer.receipts] == [passages] * len(answer.rows)
    assert answer.rows


def test_a_row_that_rests_on_an_absence_says_so(real: Path) -> None:
    text = printed(
        real,
        "sparql",
        "--cite",
        "SELECT ?a { ?a a cmq:Agreement FILTER NOT EXISTS { ?a cmq:place ?p } }",
    )
    assert "also rests on an" in text


@pytest.mark.parametrize(
    ("query", "construct"),
    [
        ("SELECT ?s { ?s ?p ?o FILTER EXISTS { ?o ?q ?r } }", "FILTER EXISTS"),
        ("ASK { ?s ?p ?o }", "only the solutions of a SELECT"),
        ("SELECT ?s { { SELECT ?s { ?s ?p ?o } LIMIT 1 } }", "LIMIT"),
        ("SELECT ?s FROM <urn:g> { ?s ?p ?o }", "FROM"),
        (
            "SELECT ?s { ?s ?p ?o LATERAL { ?o ?q ?r } }",
            "the query does not parse as SPARQL 1.1: Expected SelectQuery, found 'LATERAL'\n",
        ),
    ],
)
def test_what_cannot_be_cited_is_refused_by_name(real: Path, query: str, construct: str) -> None:
    result = call(real, "sparql", "--cite", query)
    assert result.exit_code != 0
    assert construct in result.output
