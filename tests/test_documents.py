"""Copies of articles: passages are found in any layout, and what has changed is said."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

import pytest

from communique.dataset import read_document
from communique.documents import Finding, attach, locate, skeleton
from communique.errors import DocumentError, StoreError
from communique.fingerprint import Fingerprint, fingerprint
from communique.model import Document, Passage, text_of
from communique.project import Project
from communique.reading.reader import read
from communique.texts import plain_text, words_of
from communique.vocabulary import CMQ

TEXTS = {
    "2024-03-25-interfax-ukraine-dfnc1-danish-edition": "000_ca67d6398cd328fd.txt",
    "undated-the-gaze-denmark-production": "004_ebcd44348759e8df.txt",
}
BRIEF = "2025-06-24-communique-hague-letter-unn"
ENDS = ("txt", "json")
MENU = "Home | News | Agreements\nRead also: the minister said so\nSubscribe\n"


def passages_of(root: Path, slug: str) -> dict[Passage, Fingerprint]:
    """A document's passages with their fingerprints, as its statements file has them."""
    path = root / "data" / "statements" / f"{slug}.trig"
    found = {}
    for quad, _ in read_document(path).statements:
        passage = Passage.parse(text_of(quad.subject))
        print_ = (
            Fingerprint.parse(text_of(quad.object)) if quad.predicate == CMQ.fingerprint else None
        )
        if passage and print_:
            found[passage] = print_
    assert found
    return found


def rewrapped(text: str) -> str:
    return "\n\n".join(textwrap.fill(part, 42) for part in text.split("\n\n"))


def retyped(text: str) -> str:
    text = re.sub("[’']", "ʼ", text).replace("-", "–").replace("“", "«").replace("”", "»")
    return text.replace(". ", ".  ")


def surrounded(text: str) -> str:
    return f"{MENU * 4}{text}\n{MENU * 4}"


def page(text: str) -> str:
    paragraphs = "".join(f"<p>{part}</p>\n" for part in text.split("\n"))
    return (
        "<!doctype html><html><head><title>News</title><script>var a = '<p>';</script></head>"
        f"<body><nav><ul><li>Home</li></ul></nav><article>{paragraphs}</article></body></html>"
    )


@pytest.fixture(params=[*TEXTS, BRIEF])
def source(request: pytest.FixtureRequest, root: Path) -> tuple[str, str]:
    """A document's slug and its stored text; the articles' only where ../shared is there."""
    slug: str = request.param
    if slug == BRIEF:
        return slug, plain_text(root / "data" / "briefs" / f"{slug}.txt")
    shared: Path = request.getfixturevalue("shared")
    return slug, plain_text(shared / "documents" / TEXTS[slug])


@pytest.mark.parametrize("change", [str, rewrapped, retyped, surrounded])
def test_all_passages_are_found_in_any_layout(
    root: Path, source: tuple[str, str], change: object
) -> None:
    slug, text = source
    assert callable(change)
    located = locate(passages_of(root, slug), change(text))
    assert [one for one in located if one.finding is not Finding.FOUND] == []


def test_all_passages_are_found_in_a_page(
    root: Path, source: tuple[str, str], tmp_path: Path
) -> None:
    slug, text = source
    copy = tmp_path / "page.html"
    copy.write_text(page(surrounded(retyped(text))), encoding="utf-8")
    located = locate(passages_of(root, slug), read(copy).whole)
    assert {one.finding for one in located} == {Finding.FOUND}


def test_the_words_found_are_the_passage_s_own(root: Path, source: tuple[str, str]) -> None:
    slug, text = source
    copy = surrounded(rewrapped(text))
    for one in locate(passages_of(root, slug), copy):
        assert one.span is not None
        original = text[one.passage.start : one.passage.end]
        assert fingerprint(copy[slice(*one.span)]) == fingerprint(original)


def test_a_changed_figure_is_reported_as_changed(root: Path) -> None:
    text = plain_text(root / "data" / "briefs" / f"{BRIEF}.txt")
    changed = text.replace("500 million", "600 million", 1)
    assert changed != text
    passages = passages_of(root, BRIEF)
    first = text.index("500 million")
    hit = {p for p in passages if p.start <= first and p.end >= first + len("500 million")}
    assert hit
    located = {one.passage: one for one in locate(passages, changed)}
    assert {p for p, one in located.items() if one.finding is Finding.CHANGED} == hit
    for passage in hit:
        span = located[passage].span
        assert span is not None
        assert "600 million" in changed[slice(*span)]


def test_half_an_article_has_half_of_its_passages(root: Path) -> None:
    text = plain_text(root / "data" / "briefs" / f"{BRIEF}.txt")
    located = locate(passages_of(root, BRIEF), text[: len(text) // 2])
    found = {one.finding for one in located}
    assert Finding.FOUND in found
    assert found & {Finding.MISSING, Finding.CHANGED}


def test_attached_words_are_shown_from_then_on(project: Path, root: Path, tmp_path: Path) -> None:
    passages = passages_of(root, BRIEF)
    copy = tmp_path / "copy.txt"
    text = plain_text(root / "data" / "briefs" / f"{BRIEF}.txt")
    copy.write_text(surrounded(rewrapped(text)), encoding="utf-8")
    (project / "data" / "briefs" / f"{BRIEF}.txt").unlink()  # as if it were an article
    there = Project(project)
    record = Document(iri=next(iter(passages)).document, title="", length=len(text))
    assert words_of(there, passages) == {}
    attach(there, record, passages, read(copy))
    shown = words_of(there, passages)
    assert {p: fingerprint(words) for p, words in shown.items()} == passages


def test_another_article_is_refused_and_not_kept(project: Path, root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "other.txt"
    copy.write_text(MENU, encoding="utf-8")
    there = Project(project)
    other = Document(iri="https://x/d/other", title="")
    with pytest.raises(DocumentError, match="no passage of"):
        attach(there, other, passages_of(root, BRIEF), read(copy))
    assert not there.attached.exists()


class TestKept:
    """An attached copy and its record: shown when both are sound and belong together."""

    @pytest.fixture
    def there(self, project: Path) -> Project:
        self.text = plain_text(project / "data" / "briefs" / f"{BRIEF}.txt")
        (project / "data" / "briefs" / f"{BRIEF}.txt").unlink()  # as if it were an article
        return Project(project)

    def attach(self, there: Project, text: str, folder: Path) -> dict[Passage, Fingerprint]:
        passages = passages_of(there.root, BRIEF)
        copy = folder / "copy.txt"
        copy.write_text(text, encoding="utf-8", newline="\n")
        attach(there, Document(iri=next(iter(passages)).document, title=""), passages, read(copy))
        return passages

    def test_a_copy_changed_afterwards_shows_nothing(self, there: Project, tmp_path: Path) -> None:
        passages = self.attach(there, self.text, tmp_path)
        assert len(words_of(there, passages)) == len(passages)
        kept = there.attached / f"{BRIEF}.txt"
        kept.write_text(f"x{self.text}", encoding="utf-8", newline="\n")
        assert words_of(there, passages) == {}
        kept.write_bytes("Jørgensen".encode("latin-1"))
        assert words_of(there, passages) == {}

    def test_line_ends_may_change(self, there: Project, tmp_path: Path) -> None:
        passages = self.attach(there, self.text, tmp_path)
        kept = there.attached / f"{BRIEF}.txt"
        kept.write_text(self.text, encoding="utf-8", newline="\r\n")
        assert len(words_of(there, passages)) == len(passages)

    @pytest.mark.parametrize(
        "spans",
        [
            "[0, 99999999]",
            "[-9, -1]",
            "[9, 3]",
            "[3, 3]",
            "[3]",
            "[3, 4, 5]",
            '["3", 4]',
            "[true, 4]",
            "[0.0, 4]",
            "null",
            '"34"',
        ],
    )
    def test_a_wrong_span_shows_nothing(self, there: Project, tmp_path: Path, spans: str) -> None:
        passages = self.attach(there, self.text, tmp_path)
        path = there.attached / f"{BRIEF}.json"
        record = json.loads(path.read_text(encoding="utf-8"))
        record["passages"][next(iter(record["passages"]))] = json.loads(spans)
        path.write_text(json.dumps(record), encoding="utf-8")
        assert words_of(there, passages) == {}

    @pytest.mark.parametrize(
        "record",
        [b"", b"{", b"[]", b"null", b"{}", b'{"passages": {}}', b"\xff", b"[" * 100_000],
        ids=["empty", "cut off", "list", "null", "bare", "no hash", "not UTF-8", "deep"],
    )
    def test_a_malformed_record_shows_nothing(
        self, there: Project, tmp_path: Path, record: bytes
    ) -> None:
        passages = self.attach(there, self.text, tmp_path)
        (there.attached / f"{BRIEF}.json").write_bytes(record)
        assert words_of(there, passages) == {}

    def test_a_poorer_copy_does_not_replace_it(self, there: Project, tmp_path: Path) -> None:
        passages = self.attach(there, self.text, tmp_path)
        before = {path: path.read_bytes() for path in there.attached.iterdir()}
        half = self.text[: len(self.text) // 2]
        with pytest.raises(DocumentError, match=rf"the copy kept has {len(passages)}\n.*Remove"):
            self.attach(there, half, tmp_path)
        assert {path: path.read_bytes() for path in there.attached.iterdir()} == before
        (there.attached / f"{BRIEF}.txt").unlink()
        self.attach(there, half, tmp_path)
        assert 0 < len(words_of(there, passages)) < len(passages)
        self.attach(there, self.text, tmp_path)
        assert len(words_of(there, passages)) == len(passages)

    def test_an_interruption_between_the_files_pairs_nothing(
        self, there: Project, tmp_path: Path
    ) -> None:
        passages = self.attach(there, self.text, tmp_path)
        record = there.attached / f"{BRIEF}.json"
        record.unlink()
        record.mkdir()  # so that it cannot be replaced
        with pytest.raises(StoreError, match=rf"{BRIEF}.json: the copy cannot be kept .*\n  Make"):
            self.attach(there, f"{MENU}{self.text}", tmp_path)
        assert words_of(there, passages) == {}
        assert {path.name for path in there.attached.iterdir()} == {f"{BRIEF}.{e}" for e in ENDS}

    def test_a_disk_that_refuses_is_a_store_error(self, there: Project, tmp_path: Path) -> None:
        there.attached.write_text("not a folder", encoding="utf-8")
        with pytest.raises(StoreError, match="cannot be kept") as error:
            self.attach(there, self.text, tmp_path)
        assert error.value.exit_code == 4


class TestSkeleton:
    """`passages new`: nobody counts characters."""

    text = "On Monday the minister signed. On Tuesday the minister left."

    def test_it_has_offsets_and_fingerprint(self) -> None:
        made = skeleton("https://x/d", self.text, "Monday  the minister SIGNED")
        assert made.startswith("<#char=3,29> {")
        assert f'cmq:fingerprint "{fingerprint("Monday the minister signed")}"' in made

    @pytest.mark.parametrize(
        ("quoted", "fact"),
        [
            ("the minister resigned", "not in the text"),
            ("the minister", "2 times, at 10, 42"),
            ("  ", "not in the text"),
        ],
    )
    def test_words_must_be_there_once(self, quoted: str, fact: str) -> None:
        with pytest.raises(DocumentError, match=fact):
            skeleton("https://x/d", self.text, quoted)

    def test_a_passage_has_at_most_400_characters(self) -> None:
        long = "word " * 100
        with pytest.raises(DocumentError, match="499 characters, more than 400"):
            skeleton("https://x/d", long, long)
