"""Headers of stored queries: grlc's YAML, and our keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import SyntaxInputError
from communique.queries.header import read_question
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
