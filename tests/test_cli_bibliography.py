"""`--bibliography`: the cited articles of an answer, as programs for references read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import call, printed

LETTER = [
    ("2025-06-24-unn-hague-letter", "UNN", [2025, 6, 24]),
    ("undated-interfax-ukraine-hague-letter", "Interfax-Ukraine", None),
    ("undated-the-gaze-denmark-production", "The Gaze", None),
]
"""The articles on the letter of The Hague: name, outlet, date as the article bears one."""


def cited(text: str) -> list[tuple[str, str, list[int] | None]]:
    items: list[dict[str, Any]] = json.loads(text)
    return [
        (one["id"], one["container-title"], one["issued"]["date-parts"][0])
        if "issued" in one
        else (one["id"], one["container-title"], None)
        for one in items
    ]


def test_a_question_gives_its_articles_and_never_a_brief(real: Path) -> None:
    text = printed(
        real, "ask", "signatories", "agreement=Hague Letter of Intent", "--bibliography", "csl-json"
    )
    assert cited(text) == LETTER


def test_show_gives_the_articles_too_and_writes_a_file(real: Path, tmp_path: Path) -> None:
    target = tmp_path / "letter.bib"
    name = "Hague Letter of Intent"
    assert printed(real, "show", name, "--bibliography", "bibtex", "-o", str(target)) == ""
    entries = [line for line in target.read_text("utf-8").splitlines() if line.startswith("@")]
    assert entries == [f"@article{{{key}," for key, _, _ in LETTER]


def test_a_query_gives_the_articles_of_the_passages_it_names(real: Path) -> None:
    query = "SELECT ?p { GRAPH ?p { ?s cmq:agreement agreement:hague-letter } }"
    text = printed(real, "sparql", "--bibliography", "csl-json", query)
    assert cited(text) == LETTER
    briefs = printed(real, "sparql", "--bibliography", "csl-json", "SELECT ?b { ?b a cmq:Brief }")
    assert len(cited(briefs)) == 18


def test_the_question_about_the_sources_gives_all_of_them(real: Path) -> None:
    text = printed(real, "ask", "sources", "--bibliography", "ris")
    assert text.count("TY  - NEWS") == text.count("ER  - ") == 20


@pytest.mark.parametrize(("form", "empty"), [("csl-json", "[]\n"), ("ris", ""), ("bibtex", "")])
def test_no_article_is_an_empty_bibliography_and_said(real: Path, form: str, empty: str) -> None:
    result = call(real, "ask", "companies", "country=Netherlands", "--bibliography", form)
    assert (result.exit_code, result.stdout) == (0, empty)
    assert "rests on no article" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "companies", "--format", "json"),
        ("ask", "companies", "--plain"),
        ("show", "Denmark", "--format", "md"),
        ("sparql", "ASK { ?s ?p ?o }"),
        ("sparql", "CONSTRUCT WHERE { ?s cmq:cites ?o }"),
    ],
)
def test_what_has_no_bibliography_is_refused(real: Path, arguments: tuple[str, ...]) -> None:
    result = call(real, *arguments, "--bibliography", "ris")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--bibliography: " in result.stderr


class TestHowToCite:
    """Question, parameters, version and the day of access, in every form that people keep."""

    def test_markdown_ends_with_it(self, real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1940000000")  # 23 June 2031
        text = printed(real, "ask", "companies", "country=Denmark", "--format", "md")
        last = text.splitlines()[-1]
        assert "“Which companies are there, and from which country?”" in last
        assert "(question “companies”; country = Denmark)" in last
        assert "Communiqué, version 0.1.0, data " in last
        assert "Accessed 2031-06-23." in last

    def test_json_has_its_parts(self, real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1940000000")
        found = json.loads(printed(real, "ask", "companies", "country=Denmark", "--format", "json"))
        assert found["asked"] == "2031-06-23"
        assert found["citeAs"].endswith("(CC BY 4.0). Accessed 2031-06-23.")

    def test_a_query_is_cited_by_its_text(self, real: Path) -> None:
        text = printed(real, "sparql", "ASK { ?s a cmq:Minister }", "--format", "json")
        assert json.loads(text) == {"head": {}, "boolean": True}
        query = "SELECT ?m\n{ ?m a cmq:Minister }"
        found = json.loads(printed(real, "sparql", query, "--format", "json"))
        assert "“SELECT ?m { ?m a cmq:Minister }”. Communiqué" in found["citeAs"]
