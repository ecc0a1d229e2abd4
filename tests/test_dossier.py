"""`communique show ENTITY --format md|html|docx`: one page on one thing, with its sources."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from communique import KnowledgeGraph
from tests.test_cli import call, printed

PACT = """
# River Pact

*agreement*

- **named in sources as**
  - pact *(1 article, 1 origin)* [1]
  - River Pact *(3 articles, 3 origins)* [1, 2, 3]
- **kind**: memorandum *(1 article, 1 origin)* [1]
- **stage**: signed *(2 articles, 2 origins)* [1, 3]
- **date**: 2031-06-18 *(1 article, 1 origin)* [1]
- **took place in**
  - Klow **‡** *(1 article, 1 origin)* [1]
  - Szohod **‡** *(1 article, 1 origin)* [3]
- **beneficiary**: Army of Ruritania *(1 article, 1 origin)* [1]
- **deadline**: 2033-12-31 *(1 article, 1 origin)* [1]
- **part of**: Blue Water *(1 article, 1 origin)* [1]
- **topic**: drones *(1 article, 1 origin)* [1]
- **commitment**
  - payer Syldavia · 45,000,000 Syldavian khor **hedged · ‡** *(1 article, 1 origin)* [3]
  - payer Syldavia · purpose bridges · stage committed · 40,000,000 Syldavian khor · about \
10,000,000 Ruritanian crown **‡** *(1 article, 1 origin)* [1]
- **quantity**: 30 drone *(1 article, 1 origin)* [1]
- **signature**
  - party Ruritania *(1 article, 1 origin)* [3]
  - party Ruritania · signer Anna Vesely *(2 articles, 2 origins)* [1, 2]
  - party Syldavia *(1 article, 1 origin)* [3]
  - party Syldavia · signer Boris Klim *(1 article, 1 origin)* [1]
- **witness**: Ivo Dragan *(1 article, 1 origin)* [1]

‡ Sources differ:
"""
"""By hand, from the three reports on the pact: Strelsau Courier, Klow Wire, Borduria Today."""


def page(folder: Path, name: str) -> str:
    return printed(folder, "show", name, "--format", "md").replace("\\[", "[").replace("\\]", "]")


def test_a_page_has_what_three_reports_say_of_a_pact(fiction: Path) -> None:
    text = page(fiction, "River Pact")
    assert text.startswith(PACT.lstrip())
    listed = text.partition("## Sources\n\n")[2].splitlines()[:3]
    assert [line.split(" · ")[1] for line in listed] == [
        "The Strelsau Courier, 2031-06-20",
        "Klow Wire, 2031-06-21",
        "Borduria Today, undated",
    ]
    assert all("https://" in line for line in listed)


def test_nothing_planned_looks_done(fiction: Path) -> None:
    lines = [line for line in page(fiction, "Air Treaty").splitlines() if line.startswith("- ")]
    assert len(lines) == 5
    assert all("**planned**" in line for line in lines)


def test_what_only_follows_says_so_and_a_rule_s_reading_too(fiction: Path) -> None:
    text = page(fiction, "Anna Vesely")
    assert "- **is a**: minister *(derived · 3 articles, 3 origins)* [1, 2, 4]\n" in text
    assert (
        "  - meeting of Karl Strom and Anna Vesely · role participant **unchecked (read by "
        "reading/1)** *(1 article, 1 origin)* [3]\n" in text
    )
    assert "holds post" not in text  # the term of office says it


def test_several_things_in_one_line_stand_apart_and_several_values_of_one_follow(
    fiction: Path, real: Path
) -> None:
    assert "  - Three Crowns Forum · Pavel Horn · role participant *(" in page(fiction, "Ruritania")
    assert "topic defence-industry cooperation, purchase of weapons from Ukrainian industry" in (
        page(real, "Rustem Umerov")
    )


def test_a_source_that_a_brief_restates_is_the_article(real: Path) -> None:
    text = page(real, "Hague Letter of Intent")
    assert "party Ukraine · signer Rustem Umerov *(3 articles, 2 origins)* [1, 2, 3]\n" in text
    assert text.count("restated by the editors from this article") == 2
    assert "brief of a report" not in text.partition("## Sources")[2]


def test_what_another_body_names_is_linked(real: Path) -> None:
    text = page(real, "Palantir Technologies")
    assert "[Q2047336](<http://www.wikidata.org/entity/Q2047336>)" in text
    assert "  - United States **‡** *(background: organizations)*\n" in text


class Page(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.elements if name == tag)


class TestHtml:
    def test_it_stands_alone(self, fiction: Path) -> None:
        read = Page(printed(fiction, "show", "River Pact", "--format", "html"))
        assert not {"script", "link", "img", "iframe"} & {name for name, _ in read.elements}
        assert "src" not in {name for _, attributes in read.elements for name in attributes}

    def test_who_hears_it_finds_the_way(self, fiction: Path) -> None:
        read = Page(printed(fiction, "show", "River Pact", "--format", "html"))
        assert [one["lang"] for one in read.all("html")] == ["en"]
        assert [len(list(read.all(tag))) for tag in ("title", "main", "h1", "ol")] == [1, 1, 1, 1]
        targets = {f"#{one['id']}" for one in read.all("li") if "id" in one}
        notes = [one for one in read.all("a") if (one["href"] or "").startswith("#")]
        assert targets == {one["href"] for one in notes} == {f"#source-{n}" for n in (1, 2, 3)}
        assert {one["aria-label"] for one in notes} == {f"source {n}" for n in (1, 2, 3)}

    def test_it_says_the_same_as_markdown(self, fiction: Path, tmp_path: Path) -> None:
        target = tmp_path / "pact.html"
        assert printed(fiction, "show", "River Pact", "-o", str(target)) == ""
        text = target.read_text("utf-8")
        assert text.count("<dd>") == 19
        assert "<strong><bdi>hedged · ‡</bdi></strong> <small><bdi>1 article, 1 origin" in text
        assert "“What is known of River Pact?”" in text

    def test_a_source_unfolds_to_what_its_passages_say(self, fiction: Path) -> None:
        text = printed(fiction, "show", "River Pact", "--format", "html")
        wire = text.partition('id="source-2"')[2].partition("</details>")[0]
        assert "<summary>1 passage</summary>" in wire
        assert "“The River Pact was signed by Anna Vesely for Ruritania”" in wire
        borduria = text.partition('id="source-3"')[2].partition("</details>")[0]
        assert "“Syldavia may pay 45 million khors under it” (hedged)" in borduria


class TestDocx:
    @pytest.fixture
    def docx(self) -> Any:
        return pytest.importorskip("docx", reason="the extra docx (python-docx) is not installed")

    def test_it_says_the_same_as_markdown(self, fiction: Path, tmp_path: Path, docx: Any) -> None:
        target = tmp_path / "pact.docx"
        assert printed(fiction, "show", "River Pact", "-o", str(target)) == ""
        document = docx.Document(str(target))
        headings = [p.text for p in document.paragraphs if p.style.name in {"Title", "Heading 1"}]
        assert headings == ["River Pact", "‡ Sources differ", "Sources"]
        (table,) = document.tables
        rows = {row.cells[0].text: row.cells[1] for row in table.rows}
        assert [p.text for p in rows["took place in"].paragraphs] == [
            "Klow ‡ 1 article, 1 origin 1",
            "Szohod ‡ 1 article, 1 origin 3",
        ]
        raised = [run.text for run in rows["date"].paragraphs[0].runs if run.font.superscript]
        assert raised == [" 1"]
        addresses = {one.target_ref for one in document.part.rels.values() if one.is_external}
        assert addresses == {
            "https://courier.example/pact",
            "https://wire.example/pact",
            "https://today.example/pact",
        }
        assert document.core_properties.title == "River Pact"

    def test_it_needs_a_file(self, fiction: Path) -> None:
        result = call(fiction, "show", "River Pact", "--format", "docx")
        assert result.exit_code == 2
        assert "-o answer.docx" in result.stderr


def test_without_the_library_the_remedy_is_said(
    fiction: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    target = tmp_path / "pact.docx"
    result = call(fiction, "show", "River Pact", "-o", str(target))
    assert (result.exit_code, target.exists()) == (2, False)
    assert "pip install 'communique[docx]'" in result.stderr


def test_python_has_the_dossier_too(fiction: Path) -> None:
    graph = KnowledgeGraph.open(fiction)
    dossier = graph.dossier(graph.find("River Pact"))
    assert dossier.kinds == ("agreement",)
    assert [one.title for one in graph.bibliography(dossier.answer)] == [
        "River Pact signed in Klow",
        "Prime Minister receives Vesely",
        "Two neighbours sign, Borduria stays away",
    ]
