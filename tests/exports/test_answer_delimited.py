from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from communique.exports.states import STATE_COLUMNS
from communique.model import Answer
from communique.vocabulary import XSD

Write = Callable[[Answer, str], bytes]


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def test_csv_has_the_variables_then_the_state(answer: Answer, write: Write) -> None:
    head, first, second, third = rows_of(write(answer, "csv"))
    assert head[:6] == list(answer.columns)
    assert head[6:8] == ["stage", "state_certainty"]
    assert len(head) == len(answer.columns) + len(STATE_COLUMNS)
    row = dict(zip(head, second, strict=True))
    assert row["date"] == "2024-03"
    assert row["number"] == "12.50"
    assert row["certainty"] == "_:b1"
    assert row["stage"] == "planned, announced"
    assert row["state_certainty"] == "hedged"
    assert (row["checked"], row["together"], row["absence"], row["differs"]) == (
        "false",
        "true",
        "true",
        "true",
    )
    assert row["rules"] == "signing/1"
    assert row["differences"].startswith("Treaty of Zenda, date: 2024-03-25 (Zenda Gazette")
    assert row["sources"] == "https://gazette.example/a?b=1&c=2 javascript:alert(1)"
    assert first[0] == "https://w3id.org/communique/id/agreement/zenda"
    assert third[1:6] == [""] * 5


def test_csv_of_a_plain_answer_is_sparql_csv(plain: Answer, write: Write) -> None:
    data = write(plain, "csv")
    assert data.startswith(b"agreement,agreement_label,date,number,certainty,note_label\r\n")
    assert data.count(b"\r\n") == 4
    assert data.endswith(b"nameless,,,,,\r\n")


def test_csv_keeps_hostile_texts_exactly(hostile: Answer, write: Write) -> None:
    _, *rows = rows_of(write(hostile, "csv"))
    assert [row[1] for row in rows] == [
        label.value for _, label, _ in hostile.rows if isinstance(label, Literal)
    ]


def test_tsv_is_read_back_as_the_same_terms(plain: Answer, hostile: Answer, write: Write) -> None:
    for answer in (plain, replace(hostile, states=None)):
        read = parse_query_results(write(answer, "tsv"), format=QueryResultsFormat.TSV)
        assert isinstance(read, QuerySolutions)
        assert tuple(variable.value for variable in read.variables) == answer.columns
        assert [tuple(solution) for solution in read] == answer.rows


def test_tsv_types_the_state(answer: Answer, write: Write) -> None:
    read = parse_query_results(write(answer, "tsv"), format=QueryResultsFormat.TSV)
    assert isinstance(read, QuerySolutions)
    solution = list(read)[1]
    assert solution["articles"] == Literal("2", datatype=XSD.integer)
    assert solution["checked"] == Literal("false", datatype=XSD.boolean)
    assert solution["stage"] == Literal("planned, announced")


def test_an_empty_answer_is_its_head(empty: Answer, write: Write) -> None:
    assert len(rows_of(write(empty, "csv"))) == 1
    assert write(empty, "tsv").count(b"\n") == 1


def test_no_column(write: Write) -> None:
    answer = Answer("sparql", "SELECT * {}", {}, (), [()])
    assert write(answer, "csv") == b"\r\n\r\n"
    assert write(answer, "tsv") == b"\n\n"


def test_an_article_without_address_is_given_by_its_name(answer: Answer, write: Write) -> None:
    assert answer.citations is not None
    bare = answer.citations[0].article._replace(address="", archived_address="")
    cited = replace(
        answer, citations=[replace(answer.citations[0], article=bare)], cited=[(0,)] * 3
    )
    head, first, *_ = rows_of(write(cited, "csv"))
    assert first[head.index("sources")] == NamedNode(bare.iri).value
