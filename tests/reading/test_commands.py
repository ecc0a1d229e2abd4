"""`documents attach` and `passages new` with every kind of source, as a user calls them."""

from __future__ import annotations

import hashlib
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from communique.cli import main
from communique.project import Project
from communique.reading import addresses
from communique.reading.access import PUBLIC
from communique.texts import plain_text
from tests.reading.support import pdf
from tests.test_cli import call, printed

SLUG = "2031-06-21-klow-wire-river-pact"
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/x'>More of it</a></li></ul></nav>"


@pytest.fixture(scope="module")
def built(fiction: Path) -> Path:
    """The fictional project, built."""
    assert call(fiction, "build").exit_code == 0
    return fiction


@pytest.fixture
def wire(built: Path, tmp_path: Path) -> Path:
    """A copy of the fictional project whose Klow Wire report is an article: its text is gone."""
    folder = Path(shutil.copytree(built, tmp_path / "project", symlinks=True))
    (folder / "data" / "briefs" / f"{SLUG}.txt").unlink()
    return folder


@pytest.fixture(scope="module")
def text(built: Path) -> str:
    """The text of the report."""
    return plain_text(Project(built).brief(SLUG))


def as_page(text: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>\n" for line in text.split("\n"))
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>River</title>"
        f"<script>var a = 'no';</script></head><body>{MENU}<article>{paragraphs}</article>"
        f"{MENU}</body></html>"
    )


def as_pdf(text: str) -> bytes:
    """Pages of short lines, words divided at their ends."""
    words = re.sub(r"(\w{4})(\w{3})\b", r"\1-\n\2", text).replace("’", "'").split(" ")
    lines = " ".join(words).replace(". ", ".\n").split("\n")
    half = len(lines) // 2
    return pdf(lines[:half], lines[half:])


def attached(folder: Path) -> str:
    return (folder / "attached" / f"{SLUG}.txt").read_text(encoding="utf-8")


def attach(folder: Path, *what: str) -> str:
    """What the command says of a copy that has all passages."""
    result = call(folder, "documents", "attach", SLUG, *what, "--no-build")
    assert result.exit_code == 0, result.output
    assert re.search(rf"(\d+) of \1 passages of {SLUG} are in", " ".join(result.stderr.split()))
    return result.stderr


@pytest.mark.parametrize("name", ["copy.txt", "copy.md", "copy.html", "copy.pdf", "copy"])
def test_a_copy_of_any_kind_is_attached(wire: Path, text: str, tmp_path: Path, name: str) -> None:
    content = {"copy.html": as_page(text).encode(), "copy.pdf": as_pdf(text)}
    copy = tmp_path / name
    copy.write_bytes(content.get(name, text.encode()))
    attach(wire, str(copy))
    assert "“" in printed(wire, "passages", SLUG, "--no-build")


def test_of_a_page_the_body_is_kept(wire: Path, text: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.html"
    copy.write_text(as_page(text), encoding="utf-8")
    attach(wire, str(copy))
    assert "More of it" not in attached(wire)


def test_what_stands_outside_the_body_is_found_all_the_same(
    wire: Path, text: str, tmp_path: Path
) -> None:
    first, _, rest = text.partition("\n")
    page = as_page(rest).replace("<article>", f"<aside class=related>{first}</aside><article>")
    copy = tmp_path / "copy.html"
    copy.write_text(page, encoding="utf-8")
    attach(wire, str(copy))
    assert first.split(".")[0] in attached(wire)


def test_what_is_doubtful_is_said(wire: Path, text: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    dated = f" date 2031-06-25 {text} “Rudolf R\u0430ssendyll\u202e”"
    copy.write_bytes(dated.encode("utf-16-le"))
    said = " ".join(attach(wire, str(copy)).split())
    assert "encoding: no encoding is declared; utf-16-le is guessed" in said
    assert "mixes scripts: U+0430 CYRILLIC SMALL LETTER A" in said
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in said
    assert "\u202e" not in said


def test_a_date_that_is_another_than_the_record_s_is_said(
    wire: Path, text: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(f" date 2021-06-25 {text}", encoding="utf-8")
    assert "date: dated 2031-06-21 (given), but 2021-06-25 (date line)" in attach(wire, str(copy))


@pytest.mark.parametrize(
    ("content", "code", "fact"),
    [
        (b"", 3, "this is empty"),
        (b"\x00\x01\x02", 3, "this is no text: byte 0 is zero"),
        (b"PK\x03\x04", 3, "this is a ZIP archive or an office document"),
        (pdf(()), 3, "this PDF file has no text (1 pages); it may be a scan"),
        (b"%PDF-1.4 and so on", 3, "this PDF file is damaged"),
        (b"Another article altogether.", 3, f"no passage of {SLUG} is in this text"),
    ],
)
def test_what_cannot_be_attached_is_said_and_nothing_is_kept(
    wire: Path, tmp_path: Path, content: bytes, code: int, fact: str
) -> None:
    copy = tmp_path / "copy"
    copy.write_bytes(content)
    result = call(wire, "documents", "attach", SLUG, str(copy), "--no-build")
    assert result.exit_code == code, result.output
    assert f"error: {copy}: {fact}" in result.stderr
    assert result.stdout == ""
    assert not (wire / "attached").exists()


def test_a_file_that_is_not_there_is_wrong_usage(wire: Path) -> None:
    result = call(wire, "documents", "attach", SLUG, "no-such-file.txt")
    assert result.exit_code == 2
    assert "no-such-file.txt" in result.stderr


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, str]]:
    """A folder and its address, at a host that this machine is for once."""
    folder = tmp_path / "served"
    folder.mkdir()
    local = replace(
        PUBLIC,
        resolve=lambda *_: ["127.0.0.1"],
        allowed=frozenset({"127.0.0.1"}),
    )
    monkeypatch.setattr(addresses, "PUBLIC", local)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield folder, f"http://wire.example:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_page_is_attached_from_its_address(
    wire: Path, text: str, served: tuple[Path, str]
) -> None:
    folder, address = served
    (folder / "news.html").write_text(as_page(text), encoding="utf-8")
    (folder / "paper.pdf").write_bytes(as_pdf(text))
    for name in ("paper.pdf", "news.html"):
        attach(wire, f"{address}/{name}")
    assert "More of it" not in attached(wire)


def test_an_address_without_a_page_is_trouble_of_the_network(
    wire: Path, served: tuple[Path, str]
) -> None:
    result = call(wire, "documents", "attach", SLUG, f"{served[1]}/no.html", "--no-build")
    assert result.exit_code == 4
    assert "the server answers 404" in result.stderr
    assert not (wire / "attached").exists()


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/a", "http://localhost:1/a", "file:///etc/passwd", "ftp://a/b"]
)
def test_an_address_that_is_not_public_is_wrong_usage(wire: Path, address: str) -> None:
    result = call(wire, "documents", "attach", SLUG, address, "--no-build")
    assert result.exit_code == 2
    assert f"error: {address}: " in result.stderr


class TestPassagesNew:
    """Offsets hold for the stored text only, whatever the source it is read from."""

    def set_hash(self, folder: Path, text: str) -> None:
        """Record a stored text with the document, as if it had been read from a page."""
        path = folder / "data" / "documents.ttl"
        head, subject, rest = path.read_text(encoding="utf-8").partition(f"\ndocument:{SLUG}\n")
        record, dot, others = rest.partition("\n.\n")
        digest = hashlib.sha256(text.encode()).hexdigest()
        record = re.sub(r'cmq:sha256 "\w+"', f'cmq:sha256 "{digest}"', record)
        record = re.sub(r"cmq:length \d+", f"cmq:length {len(text)}", record)
        assert digest in record
        path.write_text(head + subject + record + dot + others, encoding="utf-8")

    def test_a_page_s_body_is_the_stored_text_where_the_hash_says_so(
        self, wire: Path, text: str, tmp_path: Path
    ) -> None:
        copy = tmp_path / "copy.html"
        copy.write_text(as_page(text), encoding="utf-8")
        attach(wire, str(copy))
        body = attached(wire)
        self.set_hash(wire, body)
        quoted = " ".join(body.split()[3:9])
        made = call(wire, "passages", "new", SLUG, quoted, "--text", str(copy))
        assert made.exit_code == 0, made.output
        start = body.index(quoted)
        assert made.stdout.startswith(f"<#char={start},")

    def test_another_text_is_refused(self, wire: Path, text: str, tmp_path: Path) -> None:
        copy = tmp_path / "copy.txt"
        copy.write_text(f"{text} More.", encoding="utf-8")
        made = call(wire, "passages", "new", SLUG, "River Pact", "--text", str(copy), "--no-build")
        assert made.exit_code == 3
        assert f"this text has another hash than the record of {SLUG}" in made.stderr


def test_the_help_names_what_can_be_attached() -> None:
    assert main is not None
    said = printed(Path(), "documents", "attach", "--help")
    assert "plain text, Markdown, HTML or PDF" in " ".join(said.split())
