"""What kind a source is: its content decides, its name and its server are hints."""

from __future__ import annotations

import pytest

from communique.errors import SyntaxInputError
from communique.reading.media import media_type_of
from communique.reading.record import MediaType
from tests.reading.support import ARTICLE, pdf, source

PAGE = f"<!doctype html><title>x</title><p>{ARTICLE}"


@pytest.mark.parametrize(
    ("data", "name", "served", "found"),
    [
        (ARTICLE, "a.txt", "", "text/plain"),
        (ARTICLE, "a.md", "", "text/plain"),
        (ARTICLE, "", "", "text/plain"),
        (f"<b>no page</b> {ARTICLE}", "a.md", "", "text/plain"),
        (PAGE, "a.html", "", "text/html"),
        (PAGE, "news", "text/html", "text/html"),
        (PAGE, "", "", "text/html"),
        (f"<!-- saved -->\n<HTML><p>{ARTICLE}", "", "", "text/html"),
        (f'<?xml version="1.0"?><html xmlns="x"><p>{ARTICLE}', "", "", "text/html"),
        (f"<!-- one --> <!-- two -->\n{PAGE}", "", "", "text/html"),
        (f"<!-- no end {PAGE}", "", "", "text/plain"),
        ("<!-- -->" * 20_000 + ARTICLE, "", "", "text/plain"),
        (f"<p>{ARTICLE}", "a.HTML", "", "text/html"),
        (b"\xef\xbb\xbf" + PAGE.encode(), "", "", "text/html"),
        ("\ufeff".encode("utf-16-le") + PAGE.encode("utf-16-le"), "a.html", "", "text/html"),
        (pdf([ARTICLE[:40]]), "a.pdf", "", "application/pdf"),
        (b"\n\n" + pdf([ARTICLE[:40]]), "", "application/pdf", "application/pdf"),
    ],
)
def test_the_kind_is_told_without_a_word(
    data: str | bytes, name: str, served: str, found: str
) -> None:
    assert media_type_of(source(data, name, media_type=served)) == (MediaType(found), [])


@pytest.mark.parametrize(
    ("data", "name", "served", "fact"),
    [
        (PAGE, "a.txt", "", "called plain text, read as HTML"),
        (PAGE, "a.pdf", "", "called PDF, read as HTML"),
        (ARTICLE, "a.html", "", "called HTML, read as plain text"),
        (pdf([ARTICLE[:40]]), "a.txt", "", "called plain text, read as PDF"),
        (pdf([ARTICLE[:40]]), "", "text/html", "called HTML, read as PDF"),
        (ARTICLE, "a.txt", "application/pdf", "called PDF, read as plain text"),
    ],
)
def test_a_contradiction_is_said(data: str | bytes, name: str, served: str, fact: str) -> None:
    _, notices = media_type_of(source(data, name, media_type=served))
    assert [notice.fact for notice in notices] == [f"{fact}, which it is by its content"]


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b"PK\x03\x04rest", "a ZIP archive or an office document"),
        (b"\x1f\x8b\x08rest", "a gzip archive"),
        (b"{\\rtf1 text}", "a Rich Text document"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"\xd0\xcf\x11\xe0rest", "an office document"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(data: bytes, fact: str) -> None:
    with pytest.raises(SyntaxInputError, match=f"article: this is {fact}\n.*plain text, HTML or"):
        media_type_of(source(data))
