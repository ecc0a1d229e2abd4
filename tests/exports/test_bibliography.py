"""Lists of references, read back by the rules of each format."""

from __future__ import annotations

import io
import json
import re
from itertools import accumulate
from typing import Any

import pytest

from communique.errors import UnknownNameError
from communique.exports import write_bibliography
from communique.model import Document
from communique.vocabulary import DOCUMENT

REPORT = Document(
    iri=DOCUMENT["2031-06-20-strelsau-courier-river-pact"].value,
    title="River Pact signed in Klow",
    publisher="Strelsau Courier",
    published="2031-06-20",
    address="https://courier.example/pact_1?a=50%25&b={c}",
    archived_address="https://archive.example/pact_1",
    language="en",
    source_kind="outlet",
    state="corrected",
    note="The title is in our words.",
)
PAGE = Document(
    iri=DOCUMENT["undated-aerostal-drone"].value,
    title="5% more {R&D} \\ ~ #1_$^",
    publisher="Aerostal {",
    address="https://aerostal.example/",
    source_kind="company",
    state="as published",
)
BARE = Document(
    iri=DOCUMENT["leaflet"].value, title="", published="2031-06", address="javascript:1"
)


def written(form: str, *documents: Document) -> str:
    output = io.BytesIO()
    write_bibliography(documents, form, output)
    return output.getvalue().decode()


class TestCsl:
    def test_a_newspaper_article_a_page_and_a_bare_record(self) -> None:
        items: list[dict[str, Any]] = json.loads(written("csl-json", REPORT, PAGE, BARE))
        assert items == [
            {
                "id": "2031-06-20-strelsau-courier-river-pact",
                "type": "article-newspaper",
                "title": "River Pact signed in Klow",
                "container-title": "Strelsau Courier",
                "issued": {"date-parts": [[2031, 6, 20]]},
                "URL": "https://courier.example/pact_1?a=50%25&b=%7Bc%7D",
                "language": "en",
                "note": "The editors of Communiqué: The title is in our words. Corrected by the "
                "publisher. Archived at https://archive.example/pact_1",
            },
            {
                "id": "undated-aerostal-drone",
                "type": "webpage",
                "title": PAGE.title,
                "publisher": "Aerostal {",
                "URL": "https://aerostal.example/",
            },
            {"id": "leaflet", "type": "document", "issued": {"date-parts": [[2031, 6]]}},
        ]

    def test_no_article_is_an_empty_list(self) -> None:
        assert json.loads(written("csl-json")) == []


def lines(text: str) -> list[str]:
    assert "\n" not in text.replace("\r\n", "")
    return text.split("\r\n")


class TestRis:
    def test_a_newspaper_article_has_its_tags_in_order(self) -> None:
        assert lines(written("ris", REPORT)) == [
            "TY  - NEWS",
            "ID  - 2031-06-20-strelsau-courier-river-pact",
            "TI  - River Pact signed in Klow",
            "T2  - Strelsau Courier",
            "DA  - 2031/06/20/",
            "Y1  - 2031/06/20/",
            "UR  - https://courier.example/pact_1?a=50%25&b=%7Bc%7D",
            "LA  - en",
            "N1  - The editors of Communiqué: The title is in our words. Corrected by the "
            "publisher. Archived at https://archive.example/pact_1",
            "ER  - ",
            "",
            "",
        ]

    def test_a_page_is_electronic_and_a_date_may_lack_its_day(self) -> None:
        assert lines(written("ris", PAGE))[0] == "TY  - ELEC"
        assert lines(written("ris", BARE))[:3] == ["TY  - GEN", "ID  - leaflet", "DA  - 2031/06//"]

    def test_a_line_break_begins_no_tag(self) -> None:
        forged = REPORT._replace(title="Pact\r\nER  - \nTY  - BOOK\u2028AU  - Nobody")
        tags = [line[:2] for line in lines(written("ris", forged)) if line]
        assert tags == ["TY", "ID", "TI", "T2", "DA", "Y1", "UR", "LA", "N1", "ER"]


class TestBibtex:
    def test_a_newspaper_article(self) -> None:
        assert written("bibtex", REPORT) == (
            "@article{2031-06-20-strelsau-courier-river-pact,\n"
            "  title = {{River Pact signed in Klow}},\n"
            "  journaltitle = {Strelsau Courier},\n"
            "  entrysubtype = {newspaper},\n"
            "  date = {2031-06-20},\n"
            "  url = {https://courier.example/pact_1?a=50%25&b=%7Bc%7D},\n"
            "  note = {The editors of Communiqué: The title is in our words. Corrected by the "
            "publisher. Archived at https://archive.example/pact\\_1},\n"
            "}\n\n"
        )

    def test_what_tex_would_take_for_a_command_is_escaped(self) -> None:
        text = written("bibtex", PAGE)
        assert text.startswith("@online{undated-aerostal-drone,\n")
        assert (
            r"  title = {{5\% more \textbraceleft{}R\&D\textbraceright{} \textbackslash{} "
            r"\textasciitilde{} \#1\_\$\textasciicircum{}}}," in text
        )

    def test_braces_are_balanced_whatever_a_title_holds(self) -> None:
        for hostile in ("{", "}", "}}, evil = {", "\\}", "@book{x,", "%", "\n}\n"):
            text = written("bibtex", REPORT._replace(title=hostile, publisher=hostile))
            depths = list(accumulate((c == "{") - (c == "}") for c in text))
            assert min(depths) == 0
            assert depths.index(0, text.index("{")) == text.rindex("}")
            assert len(re.findall(r"^@", text, re.MULTILINE)) == 1

    def test_an_entry_without_address_is_of_no_kind(self) -> None:
        assert written("bibtex", BARE) == "@misc{leaflet,\n  date = {2031-06},\n}\n\n"


def test_keys_are_plain_stable_and_different() -> None:
    odd = [Document(iri=f"https://a.example/{name}", title=name) for name in ("a b", "a,b", "é")]
    keys = [item["id"] for item in json.loads(written("csl-json", *odd))]
    assert keys == ["a-b", "a-b-2", "document"]


def test_an_unknown_form_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="csl-json, ris, bibtex"):
        written("endnote", REPORT)
