from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

from communique.exports.answer_html import html
from communique.exports.display import one_line
from communique.model import Answer
from communique.vocabulary import Prefixes

Write = Callable[[Answer, str], bytes]
KNOWN = "table caption thead tbody tr th td a bdi p ul ol li q small"


class Reader(HTMLParser):
    """Collects tags, links and the texts of the table's cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.cells: list[str] = []
        self._inside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        assert {name for name, _ in attrs} <= {"href", "rel"}
        if tag == "td":
            self._inside = True
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "td"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.cells[-1] += data


def test_the_table_shows_labels_state_and_sources(answer: Answer, write: Write) -> None:
    text = write(answer, "html").decode()
    read = Reader(text)
    assert read.cells[:2] == ["Treaty of Zenda", "2024-03-25"]
    assert "hedged · unchecked" in text
    assert "‡ Sources differ" in text
    assert "in our words: " in text
    assert "<q><bdi>We sign today.</bdi></q>" in text
    assert not any(link.startswith("javascript") for link in read.links)


def test_everything_is_escaped(hostile: Answer, prefixes: Prefixes) -> None:
    read = Reader(html(hostile, prefixes))
    assert read.tags <= {*KNOWN.split(" ")}
    assert read.cells[::4] == [one_line(text) for text in hostile.parameters["text"]]
    assert all(link.startswith(("https://a.example/", "https://w3id.org/")) for link in read.links)


def test_an_empty_answer_says_what_was_searched(empty: Answer, write: Write) -> None:
    assert empty.searched in write(empty, "html").decode()
