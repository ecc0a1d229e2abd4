"""PDF files: their text, and clear errors for those that have none to give."""

from __future__ import annotations

import time

import pytest

from communique.errors import SyntaxInputError
from communique.reading.reader import read_source
from communique.reading.record import MediaType, Origin, Told
from communique.reading.view import view_of
from communique.reading.worker import Limits, Worker
from tests.reading.support import facts, pdf, pdf_of_streams, reading_of, source

FIRST = ("Ferries for two countries", "The minister of Ruri-", "tania and his colleague signed")
SECOND = ("the pact (the second one) in Klow.",)
SCAN = b"q 595 0 0 842 0 0 cm /Im1 Do Q"


def test_pages_are_joined_and_hyphens_stay_in_the_stored_text() -> None:
    reading = reading_of(pdf(FIRST, SECOND), "a.pdf")
    assert reading.media_type is MediaType.PDF
    assert reading.text == (
        "Ferries for two countries\nThe minister of Ruri-\ntania and his colleague signed\n"
        "the pact (the second one) in Klow.\n"
    )
    assert reading.whole == reading.text
    view = view_of(reading.text)
    assert "The minister of Ruritania and his colleague signed the pact (the" in view.text
    start = view.text.index("Ruritania")
    assert reading.text[slice(*view.span(start, start + 9))] == "Ruri-\ntania"


def test_what_a_file_says_of_itself_is_taken_but_no_day_of_making() -> None:
    made = "/Title (The River Pact) /CreationDate (D:20210305100000Z)"
    reading = reading_of(pdf(FIRST, SECOND, info=made, catalogue="/Lang (en-GB)"))
    assert reading.title == Told("The River Pact", Origin.PAGE)
    assert reading.language == Told("en", Origin.WORDS)
    assert reading.published is None


@pytest.mark.parametrize("name", ["Microsoft Word - pact.docx", "pact_final.indd", "Untitled-1"])
def test_the_name_of_a_file_is_no_title(name: str) -> None:
    assert reading_of(pdf(FIRST, SECOND, info=f"/Title ({name})")).title is None


def test_pages_without_text_are_said() -> None:
    reading = reading_of(pdf(FIRST, (), SECOND, ()))
    assert facts(reading, "lost") == ["no text on these pages: 2, 4"]


ENCRYPTED = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 "
    f"/O <{'28BF4E5E' * 8}> /U <{'0123456789ABCDEF' * 4}> >> /ID [<00> <00>]"
)


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (pdf_of_streams([SCAN, SCAN]), r"this PDF file has no text \(2 pages\); it may be a scan"),
        (pdf(FIRST, trailer=ENCRYPTED), "this PDF file is encrypted"),
        (pdf(FIRST)[:300], "this PDF file is damaged"),
        (b"%PDF-1.7\n", "this PDF file is damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "this PDF file is damaged"),
        (pdf(), r"this PDF file has no text \(0 pages\)"),
    ],
    ids=["scan", "encrypted", "cut off", "head only", "noise", "no pages"],
)
def test_a_file_without_text_is_refused_with_a_remedy(data: bytes, fact: str) -> None:
    with pytest.raises(SyntaxInputError, match=f"a.pdf: {fact}.*\n  [A-Z]") as error:
        reading_of(data, "a.pdf")
    assert error.value.exit_code == 3


def test_a_file_that_unpacks_to_much_more_is_refused_soon() -> None:
    bomb = pdf_of_streams([b"BT (A) Tj ET" + b" " * 400_000_000], packed=2)
    assert len(bomb) < 10_000
    before = time.perf_counter()
    with pytest.raises(SyntaxInputError, match="unpacks to more than an article may"):
        reading_of(bomb, "a.pdf")
    assert time.perf_counter() - before < 20


def test_a_file_whose_pages_lead_to_themselves_is_refused() -> None:
    looped = pdf(FIRST).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    with pytest.raises(SyntaxInputError):
        reading_of(looped, "a.pdf")


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_is_read() -> None:
    slow = pdf_of_streams([b"BT /F1 11 Tf " + b"(A) Tj " * 2_000_000 + b"ET"], packed=1)
    with Worker(Limits(seconds=1)) as worker:
        with pytest.raises(SyntaxInputError, match="takes longer than 1 seconds to parse"):
            read_source(source(slow), worker=worker)
        with Worker() as other:
            assert read_source(source(pdf(FIRST)), worker=other).text.startswith("Ferries")
