from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from communique.exports.answer_markdown import escaped
from communique.exports.display import one_line
from communique.model import Answer

Write = Callable[[Answer, str], bytes]
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(text: str) -> list[Token]:
    """Block tokens and the tokens inside them."""
    return [one for block in PARSER.parse(text) for one in (block, *(block.children or ()))]


def table(text: str) -> list[list[str]]:
    """The texts of a table's cells, read by another library."""
    rows: list[list[str]] = []
    inside = False
    for token in PARSER.parse(text):
        if token.type == "tr_open":
            rows.append([])
        inside = (inside or token.type in {"td_open", "th_open"}) and not token.type.endswith(
            ("td_close", "th_close")
        )
        if inside and token.type == "inline":
            rows[-1].append("".join(child.content for child in token.children or ()))
    return rows


def test_the_table_shows_labels_with_state_and_sources(answer: Answer, write: Write) -> None:
    head, first, second, third = table(write(answer, "md").decode())
    assert head == ["agreement", "date", "number", "certainty", "note", "state", "sources"]
    assert first == [
        "Treaty of Zenda",
        "2024-03-25",
        "63",
        "sure",
        "first",
        "signed · 2 articles, 1 origin",
        "1",
    ]
    assert second[0] == "Pact | of Strelsau"
    assert second[-2] == (
        "hedged · unchecked (read by signing/1) · planned, announced"
        " · 2 articles together, 2 origins · ‡"
    )
    assert second[-1] == "2, 3"
    assert third[0] == "agreement:nameless"


def test_differences_and_sources_stand_under_the_table(answer: Answer, write: Write) -> None:
    text = write(answer, "md").decode()
    assert "\n## " not in text
    assert "Ruritania, Syldavia" in text
    assert text.index("| agreement |") < text.index("‡ Sources differ:") < text.index("### Sources")
    sources = re.findall(r"^\d+\. .*$", text, re.MULTILINE)
    assert len(sources) == 3
    assert sources[0].startswith("1. [News of gazette](<https://gazette.example/a?b=1&c=2>)")
    assert "“We sign today.”" in sources[0]
    assert "in our words: On a day in March." in sources[1]
    assert "hedged" in sources[1]
    assert sources[2].startswith("3. News of courier, Courier, undated")
    assert "words of the brief" not in text
    assert "restated by the editors" in sources[2]
    assert "CC BY 4.0" in text


def test_an_empty_answer_says_what_was_searched(empty: Answer, write: Write) -> None:
    text = write(empty, "md").decode()
    assert empty.searched in text
    assert not table(text)


def test_no_text_becomes_markup(hostile: Answer, write: Write) -> None:
    text = write(hostile, "md").decode()
    rows = table(text)
    assert {len(row) for row in rows} == {4}
    assert [row[0].strip() for row in rows[1:]] == [one_line(t) for t in hostile.parameters["text"]]
    found = tokens(text)
    assert {one.type for one in found}.isdisjoint(
        {"html_inline", "html_block", "image", "code_inline", "em_open", "s_open", "fence"}
    )
    links = [str(one.attrGet("href")) for one in found if one.type == "link_open"]
    assert links
    assert all(link.startswith(("https://a.example/", "https://w3id.org/")) for link in links)


@pytest.mark.parametrize(
    "text", ["# x", "1. x", "12) x", "- x", "+ x", "= x", "> x", "| x", "``` x"]
)
def test_what_begins_a_block_begins_none(text: str) -> None:
    (paragraph, inline, _) = PARSER.parse(escaped(text))
    assert paragraph.type == "paragraph_open"
    assert "".join(child.content for child in inline.children or ()) == text
