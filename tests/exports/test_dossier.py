"""Dossiers made of hostile texts: nothing a source says becomes markup."""

from __future__ import annotations

import io
import re

import pytest
from pyoxigraph import Literal

from communique.exports import DOSSIER_FORMATS, write_dossier
from communique.model import Answer, Dossier, Fact, Part, Section
from communique.vocabulary import Prefixes


@pytest.fixture
def dossier(hostile: Answer) -> Dossier:
    assert hostile.states is not None
    assert hostile.cited is not None
    texts = hostile.parameters["text"]
    facts = [
        Fact((Part(text, Literal(text), text, f"javascript:{n}"),), state, cited)
        for n, (text, state, cited) in enumerate(
            zip(texts, hostile.states, hostile.cited, strict=True)
        )
    ]
    sections = tuple(Section(text, (fact,)) for text, fact in zip(texts, facts, strict=True))
    return Dossier(" ".join(texts), texts, sections, hostile)


def written(dossier: Dossier, form: str, prefixes: Prefixes) -> bytes:
    output = io.BytesIO()
    write_dossier(dossier, form, output, prefixes)
    return output.getvalue()


def test_html_has_no_element_of_theirs(dossier: Dossier, prefixes: Prefixes) -> None:
    text = written(dossier, "html", prefixes).decode()
    tags = set(re.findall(r"<([a-z0-9]+)", text.partition("</style>")[2]))
    known = "a bdi body br dd details div dl dt footer h1 h2 li main ol p small strong summary ul"
    assert tags == set(known.split())
    assert not re.search(r'href="(?!https://a\.example/|#source-\d+")', text)


def test_markdown_stays_a_list_of_one_line_each(dossier: Dossier, prefixes: Prefixes) -> None:
    lines = written(dossier, "md", prefixes).decode().splitlines()
    assert sum(line.startswith("- **") for line in lines) == len(dossier.sections)
    assert not [line for line in lines if re.search(r"(?<!\\)<(?!https://a\.example/)", line)]


def test_word_takes_what_xml_forbids(dossier: Dossier, prefixes: Prefixes) -> None:
    docx = pytest.importorskip("docx", reason="the extra docx (python-docx) is not installed")
    document = docx.Document(io.BytesIO(written(dossier, "docx", prefixes)))
    assert len(document.tables[0].rows) == len(dossier.sections)
    assert "nul⟨U+0000⟩ and bell⟨U+0007⟩" in document.tables[0].cell(22, 0).text


def test_a_dossier_of_nothing_says_what_was_searched(empty: Answer, prefixes: Prefixes) -> None:
    for form in DOSSIER_FORMATS:
        if form != "docx":
            text = written(Dossier("Nobody", (), (), empty), form, prefixes).decode()
            assert empty.searched in text.replace("\\", "")
