"""Encodings: by mark, as UTF-8, as declared, at last by a guess; never a character replaced."""

from __future__ import annotations

import codecs
import importlib
from typing import Any

import pytest

from communique.errors import SyntaxInputError
from communique.reading.encoding import decode
from tests.reading.support import facts, reading_of, source

DANISH = "Forsvarsminister Jørgensen og hans kollega underskrev aftalen på øen i går."
UKRAINIAN = "Міністри двох країн підписали угоду про пороми, і це було в понеділок у замку. " * 3
QUOTED = "“It is the minister’s pact” – the minister of Ruritania said, and he signed it."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (codecs.BOM_UTF8 + DANISH.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + DANISH.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + DANISH.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + DANISH.encode("utf-32-le"), "utf-32-le"),
        (DANISH.encode(), "utf-8"),
    ],
)
def test_what_is_known_is_not_guessed(data: bytes, encoding: str) -> None:
    decoded = decode(source(data))
    assert (decoded.text, decoded.encoding, decoded.notices) == (DANISH, encoding, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(DANISH, "cp1252"), (QUOTED, "cp1252"), (UKRAINIAN, "cp1251"), (DANISH, "utf-16-le")],
)
def test_a_guess_is_right_and_said(text: str, encoding: str) -> None:
    decoded = decode(source(text.encode(encoding)))
    assert decoded.text == text
    (notice,) = decoded.notices
    assert f"{encoding} is guessed" in notice.fact


def test_a_server_is_believed_where_the_bytes_are_not_utf_8() -> None:
    decoded = decode(source(UKRAINIAN.encode("cp1251"), charset="windows-1251"))
    assert (decoded.text, decoded.encoding, decoded.notices) == (UKRAINIAN, "cp1251", ())


@pytest.mark.parametrize("label", ["iso-8859-1", "Latin1", "us-ascii", "windows-1252"])
def test_latin_1_means_windows_1252_as_on_the_web(label: str) -> None:
    page = f'<!doctype html><meta charset="{label}"><p>{QUOTED}'
    assert decode(source(page.encode("cp1252"))).text == page


def test_utf_8_that_is_declared_as_something_else_is_said() -> None:
    decoded = decode(source(DANISH, charset="iso-8859-1"))
    assert decoded.text == DANISH
    assert [n.fact for n in decoded.notices] == [
        "declared as cp1252, read as utf-8, which its bytes are"
    ]


def test_a_wrong_declaration_is_said_with_the_guess() -> None:
    page = f'<html><meta charset="utf-8"><p>{DANISH}'
    decoded = decode(source(page.encode("cp1252")))
    assert decoded.text == page
    assert "neither UTF-8 nor utf-8, as declared; cp1252 is guessed" in decoded.notices[0].fact


@pytest.mark.parametrize("label", ["no-such-thing", "", "\xff"])
def test_a_label_that_is_none_is_no_declaration(label: str) -> None:
    assert decode(source(DANISH, charset=label)).notices == ()


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b"The minister\0 signed it.", "byte 12 is zero"),
        (b"\x7fELF\x02\x01\x01" + bytes(100), "byte 7 is zero"),
        (codecs.BOM_UTF8 + b"J\xf8rgensen", "byte 4 is not UTF-8, which its first bytes announce"),
        (codecs.BOM_UTF16_LE + b"a", "byte 2 is not UTF-16-LE"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(data: bytes, fact: str) -> None:
    with pytest.raises(SyntaxInputError, match=fact) as error:
        reading_of(data, "copy.txt")
    assert error.value.exit_code == 3
    assert str(error.value).startswith("copy.txt: ")


def test_without_the_detector_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(name: str) -> Any:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr("communique.reading.encoding.import_module", missing)
    with pytest.raises(SyntaxInputError, match=r"byte 18 is not UTF-8\n.*communique\[reading\]"):
        decode(source(DANISH.encode("cp1252")))


def test_the_detector_is_there() -> None:
    assert importlib.import_module("charset_normalizer").__version__


def test_a_character_that_was_lost_before_is_said() -> None:
    reading = reading_of("The minister J\ufffdrgensen signed the pact of the two countries.")
    assert facts(reading, "control") == ["14–15: U+FFFD REPLACEMENT CHARACTER"]
