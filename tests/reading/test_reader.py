"""Plain texts: the stored text and its hash, metadata in the order of trust, and what is said."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.errors import CommuniqueError, ParameterError, SyntaxInputError, UsageError
from communique.reading import jobs
from communique.reading.language import language_of, shares
from communique.reading.reader import read
from communique.reading.record import MediaType, Metadata, Origin, Told
from communique.reading.view import view_of
from communique.reading.worker import Limits, Worker
from tests.reading.support import ARTICLE, facts, reading_of

LANGUAGES = yaml.safe_load(Path(__file__).with_name("language.yaml").read_text(encoding="utf-8"))


class TestStoredText:
    def test_it_is_the_file_with_line_feeds_and_without_mark(self, tmp_path: Path) -> None:
        text = " One’s  \u00a0“two”\u2028—\tthe minister of the\u00ad realm\n\n"
        path = tmp_path / "a.txt"
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
        reading = read(path)
        assert reading.text == reading.whole == text
        assert reading.sha256 == hashlib.sha256(text.encode()).hexdigest()
        assert (reading.place, reading.encoding) == (str(path), "utf-8")
        assert reading.media_type is MediaType.PLAIN

    def test_a_path_may_be_a_text(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
        assert read(str(tmp_path / "a.md")).text == ARTICLE

    @pytest.mark.parametrize(
        ("data", "fact"),
        [
            (b"", "this is empty"),
            (b" \r\n\t", "this is empty"),
            (b"\xef\xbb\xbf", "there are no words in this"),
            (b"2021-03-05 12.5 % --", "there are no words in this"),
        ],
    )
    def test_a_text_without_words_is_refused(self, data: bytes, fact: str) -> None:
        with pytest.raises(SyntaxInputError, match=rf"a.txt: {fact}\n  Give the article's text."):
            reading_of(data, "a.txt")

    def test_a_file_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(SyntaxInputError, match=r"no\.txt: the file cannot be read \(No such"):
            read(tmp_path / "no.txt")

    def test_a_text_of_50_mb_is_refused_with_the_limit(self, tmp_path: Path) -> None:
        path = tmp_path / "long.txt"
        with path.open("w") as file:
            file.writelines("The minister signed it again and again. " * 2500 for _ in range(501))
        before = time.perf_counter()
        with pytest.raises(SyntaxInputError, match=r"more than 10,000,000 characters, and is no"):
            read(path)
        assert time.perf_counter() - before < 10
        with path.open("a") as file:
            file.writelines("The minister signed it again and again. " * 2500 for _ in range(30))
        with pytest.raises(SyntaxInputError, match=r"larger than 50 MiB, and no article"):
            read(path)

    def test_a_sentence_of_100_kb_is_read(self) -> None:
        text = "The minister signed " + "and signed again, " * 5500 + "and left."
        reading = reading_of(text)
        view = view_of(reading.text)
        assert view.span(0, len(view.text)) == (0, len(text))

    @pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://a.example/b"])
    def test_only_web_addresses_are_fetched(self, address: str) -> None:
        with pytest.raises(UsageError, match="only http and https"):
            read(address)


class TestMetadata:
    dated = f" date 2021-03-05 {ARTICLE}"

    def test_the_date_line_is_kept_in_the_text_and_is_its_date(self) -> None:
        reading = reading_of(self.dated)
        assert reading.text == self.dated
        assert reading.published == Told("2021-03-05", Origin.DATE_LINE)
        assert view_of(reading.text).text.startswith("Ruritania and Syldavia")

    def test_what_is_given_goes_before_the_date_line(self) -> None:
        reading = reading_of(self.dated, published="2021-03-06")
        assert reading.published == Told("2021-03-06", Origin.GIVEN)
        assert facts(reading, "date") == ["dated 2021-03-06 (given), but 2021-03-05 (date line)"]

    @pytest.mark.parametrize(
        ("line", "day"),
        [
            ("Published Mar 5, 2021 02:12 pm", "2021-03-05"),
            ("17:25 05.03.2021", "2021-03-05"),
            ("Posted on 5 March 2021", "2021-03-05"),
            ("5 March 2021", ""),
            ("Updated: 5 March 2021, 17:25", ""),
            ("Published 31 February 2021", ""),
            ("Published 5 March 2021, 6 March 2021", ""),
        ],
    )
    def test_a_line_of_the_header_tells_the_day_where_it_says_so(self, line: str, day: str) -> None:
        reading = reading_of(f"A treaty on nets\n{line}\n{ARTICLE}")
        assert reading.published == (Told(day, Origin.PAGE) if day else None)

    def test_the_date_line_goes_before_the_page(self) -> None:
        page = (
            '<html><meta name="date" content="2021-03-07"><body>'
            "<p> date 2021-03-05 The minister signed it, and nobody of the others was there.</p>"
        )
        reading = reading_of(page)
        assert reading.published == Told("2021-03-05", Origin.DATE_LINE)
        assert facts(reading, "date") == ["dated 2021-03-05 (date line), but 2021-03-07 (page)"]

    @pytest.mark.parametrize(
        ("day", "fact"),
        [
            ("2021-02-30", "6–16: the date line is dated 2021-02-30, which is no date"),
            ("2021-13-01", "6–16: the date line is dated 2021-13-01, which is no date"),
            ("2199-01-01", "6–16: the date line is dated 2199-01-01, which has not come yet"),
        ],
    )
    def test_a_day_that_cannot_be_is_said_and_not_taken(self, day: str, fact: str) -> None:
        reading = reading_of(self.dated.replace("2021-03-05", day))
        assert reading.published is None
        assert facts(reading, "date") == [fact]

    def test_a_day_in_another_time_zone_has_come(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1614855600")  # 2021-03-04, 11:00 UTC
        assert reading_of(self.dated).published == Told("2021-03-05", Origin.DATE_LINE)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1614769200")
        assert reading_of(self.dated).published is None

    @pytest.mark.parametrize("day", ["2021-02-30", "yesterday", "5 March 2021", "--03-05"])
    def test_a_date_given_that_is_none_is_wrong_usage(self, day: str) -> None:
        with pytest.raises(
            ParameterError, match=r"is no day, month or year\n.*2024-06-30"
        ) as error:
            reading_of(ARTICLE, published=day)
        assert error.value.exit_code == 2

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            (ARTICLE, "Ruritania and Syldavia sign a pact on the river"),
            (f"# A  pact\n\n{ARTICLE}", "A pact"),
            ("The minister signed the pact.\nHe left.", None),
            ("A pact", None),
            (f"{'A pact ' * 40}\nHe left.", None),
            (" date 2021-03-05 On Monday\nthey met.", None),
            ("Photo: Rudolf Rassendyll\nThey met.", None),
            ("Photovoltaic pact\nThey met.", "Photovoltaic pact"),
        ],
    )
    def test_a_first_line_is_a_title_where_it_looks_like_one(
        self, text: str, title: str | None
    ) -> None:
        assert reading_of(text).title == (Told(title, Origin.FIRST_LINE) if title else None)

    def test_nothing_is_known_of_a_bare_sentence(self) -> None:
        reading = reading_of("Signed.")
        assert [reading.title, reading.publisher, reading.published, reading.language] == [None] * 4
        assert reading.notices == ()
        assert not reading.is_english


class TestLanguage:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_function_words_tell_it(self, language: str) -> None:
        assert language_of(LANGUAGES[language]) == language

    def test_every_brief_is_english_by_far(self, root: Path) -> None:
        paths = [*root.glob("data/briefs/*.txt"), *root.glob("tests/fiction/data/briefs/*.txt")]
        assert len(paths) > 20
        for path in paths:
            first, second = shares(path.read_text(encoding="utf-8"))[:2]
            assert first.language == "en", path.name
            assert first.part > 0.25, path.name
            assert first.part > 1.5 * second.part, path.name

    @pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
    def test_another_language_than_english_is_said(self, language: str) -> None:
        reading = reading_of(LANGUAGES[language])
        assert reading.language == Told(language, Origin.WORDS)
        assert not reading.is_english
        assert facts(reading, "language") == [f"its words are {language}, not en (English)"]

    def test_a_wrong_word_for_it_is_said(self) -> None:
        reading = reading_of(LANGUAGES["uk"], language="en-GB")
        assert reading.language == Told("en", Origin.GIVEN)
        assert facts(reading, "language")[0] == "called en (given), but its words are uk"

    def test_words_of_no_known_language_are_not_english(self) -> None:
        reading = reading_of("Zxq vrm plk trw " * 20)
        assert reading.language is None
        assert facts(reading, "language") == [
            "its words are in no language that is known here, not en (English)"
        ]

    def test_of_a_few_words_the_page_is_believed(self) -> None:
        reading = reading_of("<html lang='en-US'><p>Signed in Klow.</p></html>")
        assert reading.language == Told("en", Origin.PAGE)


class TestLetters:
    """What deceives is said with its place, and stays in the text."""

    @pytest.mark.parametrize(
        ("text", "fact"),
        [
            (
                "Rudolf R\u0430ssendyll signed it.",
                "7–17: the word 'R\u0430ssendyll' mixes scripts: U+0430 CYRILLIC SMALL LETTER A",
            ),
            (
                "The firm \u039cuskar signed it.",
                "9–15: the word '\u039cuskar' mixes scripts: U+039C GREEK CAPITAL LETTER MU",
            ),
            (
                "The firm \u0410\u0412\u0421 of Klow signed it.",
                "9–12: the word '\u0410\u0412\u0421' looks Latin and is not: "
                "U+0410 CYRILLIC CAPITAL LETTER A, U+0412 CYRILLIC CAPITAL LETTER VE, "
                "U+0421 CYRILLIC CAPITAL LETTER ES",
            ),
        ],
    )
    def test_letters_that_look_alike(self, text: str, fact: str) -> None:
        reading = reading_of(text)
        assert reading.text == text
        assert facts(reading, "mixed scripts") == [fact]

    @pytest.mark.parametrize(
        "text",
        [
            "The ministry (Міністерство, «Спілка») of Łódź, Bødskov’s café, naïve Ærø.",
            "АВС та СОК підписали угоду про пороми у понеділок.",
            "a 10 µm lens and the α-test",
        ],
    )
    def test_names_in_their_own_letters_do_not(self, text: str) -> None:
        assert facts(reading_of(text), "mixed scripts") == []

    def test_direction_is_said_and_taken_out_of_the_view(self) -> None:
        text = "The sum is \u202e005\u202c crowns."
        reading = reading_of(text)
        assert facts(reading, "direction") == [
            "11–12: U+202E RIGHT-TO-LEFT OVERRIDE",
            "15–16: U+202C POP DIRECTIONAL FORMATTING",
        ]
        assert view_of(reading.text).text == "The sum is 005 crowns."

    def test_a_thousand_of_them_are_counted(self) -> None:
        said = facts(reading_of("The sum is \u202e5. " * 1000), "direction")
        assert len(said) == 21
        assert said[-1] == "direction: 980 more places"

    def test_control_characters_are_said(self) -> None:
        assert facts(reading_of("The minister\x08 signed."), "control") == [
            "12–13: U+0008 a control character"
        ]


class TestWorker:
    """Parsers run in a process of their own, which may die."""

    def test_one_process_reads_many_and_is_gone_afterwards(self) -> None:
        with Worker() as worker:
            first = worker.run("page", b"<p>One.", "a")
            process = worker._process
            assert worker.run("page", b"<p>Two.", "b")["whole"] == "Two.\n"
            assert worker._process is process
            assert first["whole"] == "One.\n"
        assert process is not None
        assert process.returncode is not None

    def test_one_that_died_is_replaced(self) -> None:
        with Worker() as worker:
            worker.run("page", b"<p>One.", "a")
            process = worker._process
            assert process is not None
            process.kill()
            process.wait()
            assert worker.run("page", b"<p>Two.", "b")["whole"] == "Two.\n"

    @pytest.mark.parametrize("module", ["this", "no_such_module"])
    def test_one_that_dies_or_talks_nonsense_is_an_error(
        self, monkeypatch: pytest.MonkeyPatch, module: str
    ) -> None:
        monkeypatch.setattr("communique.reading.worker.JOBS", module)
        with (
            Worker() as worker,
            pytest.raises(SyntaxInputError, match="a: the parser died of this\n  Save"),
        ):
            worker.run("page", b"<p>One.", "a")

    def test_a_source_that_takes_too_much_memory_is_an_error(self) -> None:
        with (
            Worker(Limits(memory=2**20)) as worker,
            pytest.raises(SyntaxInputError, match="a: this takes more memory to parse"),
        ):
            worker.run("page", b"<p>One.", "a")

    def test_memory_that_the_system_lacks_is_the_same_error(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(name: str) -> None:
            raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM), name)

        monkeypatch.setattr(jobs, "import_module", refuse)
        given = jobs.answer(b'{"job": "page", "hints": {}}', b"<p>One.")
        assert given == {"fact": "this takes more memory to parse than an article may"}

    def test_memory_has_a_bound(self) -> None:
        resource = pytest.importorskip("resource", reason="no such thing on Windows")
        code = (
            "import json, resource; from communique.reading import jobs\n"
            "jobs.limit(300 * 2**20)\n"
            "print(json.dumps([resource.getrlimit(r) for r in"
            " (resource.RLIMIT_AS, resource.RLIMIT_FSIZE)]))\n"
            "try: bytes(2**30)\n"
            "except MemoryError: print('refused')\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines() == [f"[[{300 * 2**20}, {300 * 2**20}], [0, 0]]", "refused"]
        assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0, "this process is not limited"

    def test_whatever_a_parser_raises_is_an_error_with_a_place(self) -> None:
        with Worker() as worker, pytest.raises(CommuniqueError, match="a: this cannot be parsed"):
            worker.run("page", b"\xff", "a")

    def test_a_library_that_lacks_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def lacking(*_: Any) -> dict[str, Any]:
            return {"missing": "pypdf"}

        monkeypatch.setattr(Worker, "_exchange", lacking)
        with pytest.raises(UsageError, match=r"a.pdf: pypdf is not installed\n.*\[reading\]"):
            Worker().run("pdf", b"%PDF-", "a.pdf")


def test_a_given_record_may_be_empty() -> None:
    assert Metadata() == ("", "", "", "")
