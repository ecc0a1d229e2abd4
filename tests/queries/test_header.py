"""Headers of stored queries: grlc's YAML, and our keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import SyntaxInputError
from communique.queries.header import read_check, read_question, read_runnable
from communique.queries.question import Column, Parameter, Question

GOOD = """\
#+ summary: Who was where
#+ description: >-
#+   Everyone
#+   who was there.
#+ tags: [people]
#+ question: Who was at this event?
#+ parameters:
#+   event: {type: event, description: This one., example: zenda}
#+   on: {type: date, description: That day., example: "2024-01-01"}
#+ columns:
#+   person: iri
#+   role: text?
#+ subject: person

SELECT ?person ?role WHERE { ?person <a:at> ?_event_iri ; <a:on> ?__on_xsd_date . }
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "presence.rq"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_header_is_read(tmp_path: Path) -> None:
    question = read_question(written(tmp_path, GOOD))
    assert question.name == "presence"
    assert question.description == "Everyone who was there."
    assert question.parameters == (
        Parameter("event", "event", "_event_iri", True, "This one.", "zenda"),
        Parameter("on", "date", "__on_xsd_date", False, "That day.", "2024-01-01"),
    )
    assert question.columns == (Column("person", "iri"), Column("role", "text", optional=True))


def test_a_question_goes_through_json(tmp_path: Path) -> None:
    question = read_question(written(tmp_path, GOOD))
    assert Question.from_json(question.to_json()) == question


@pytest.mark.parametrize(
    ("old", "new", "fact"),
    [
        ("#+ summary: Who was where\n", "", "neither summary nor problem"),
        ("#+ tags: [people]", "#+ tags: [people", "not YAML"),
        ("#+ ", "# ", "no header"),
        ("?__on_xsd_date", "?on", "declares ['event', 'on'] and the query uses ['event']"),
        ("type: event", "type: party", "has the type 'party'"),
    ],
)
def test_a_faulty_header_is_refused(tmp_path: Path, old: str, new: str, fact: str) -> None:
    with pytest.raises(SyntaxInputError) as error:
        read_question(written(tmp_path, GOOD.replace(old, new)))
    assert fact in error.value.fact
    assert "presence.rq" in error.value.place


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    marked = read_question(written(tmp_path, "\ufeff" + GOOD))
    assert marked == read_question(written(tmp_path, GOOD))


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "presence.rq"
    path.write_bytes(GOOD.replace("Who was where", "J\u00f8rgensen").encode("latin-1"))
    with pytest.raises(SyntaxInputError, match="is not UTF-8") as error:
        read_question(path)
    assert error.value.place == str(path)


@pytest.mark.parametrize(
    ("old", "new", "fact"),
    [
        ("WHERE {", "WHERE", "does not parse"),
        ("<a:at>", "no:at", "neither declared"),
        ("SELECT ?person ?role WHERE", "ASK", "not a SELECT"),
    ],
)
def test_a_query_that_cannot_run_is_refused(tmp_path: Path, old: str, new: str, fact: str) -> None:
    assert read_runnable(written(tmp_path, GOOD)) == read_question(written(tmp_path, GOOD))
    path = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(SyntaxInputError, match=fact) as error:
        read_runnable(path)
    assert error.value.place.startswith(str(path))


@pytest.mark.parametrize("severity", ["", "fatal", "Error"])
def test_a_check_has_a_severity(tmp_path: Path, severity: str) -> None:
    header = f"#+ severity: {severity}\n" if severity else ""
    with pytest.raises(SyntaxInputError, match="severity") as error:
        read_check(written(tmp_path, header + GOOD))
    assert "error, warning, info" in str(error.value)
    assert read_check(written(tmp_path, "#+ severity: info\n" + GOOD)).severity == "info"
