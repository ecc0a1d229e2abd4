from __future__ import annotations

import json
from collections.abc import Callable

from communique.model import Answer

Write = Callable[[Answer, str], bytes]


def test_a_row_has_terms_state_and_sources(answer: Answer, write: Write) -> None:
    read = json.loads(write(answer, "json"))
    assert read["question"] == "Which agreements are there?"
    assert read["parameters"] == {"country": ["Ruritania", "Syldavia"]}
    assert read["columns"] == list(answer.columns)
    assert read["rows"][0]["terms"]["agreement_label"] == {
        "type": "literal",
        "value": "Treaty of Zenda",
        "xml:lang": "en",
    }
    second = read["rows"][1]
    assert second["terms"]["agreement"]["type"] == "uri"
    assert second["terms"]["certainty"] == {"type": "bnode", "value": "b1"}
    assert second["terms"]["date"]["datatype"] == "http://www.w3.org/2001/XMLSchema#gYearMonth"
    assert second["terms"]["note_label"] == {"type": "literal", "value": "second"}
    assert second["sources"] == [2, 3]
    assert second["state"] == {
        "stage": ["planned", "announced"],
        "certainty": "hedged",
        "checked": False,
        "checkedBy": [],
        "rules": ["signing/1"],
        "articles": 2,
        "together": True,
        "origins": 2,
        "background": [],
        "absence": True,
        "differences": [
            {
                "subject": "Treaty of Zenda",
                "property": "date",
                "values": [
                    {"value": "2024-03-25", "sources": ["Zenda Gazette, 2024-03-25"]},
                    {"value": "2024-03", "sources": ["Courier"]},
                ],
            }
        ],
    }
    assert list(read["rows"][2]["terms"]) == ["agreement"]
    assert "searched" not in read


def test_a_source_is_the_article_then_the_passage(answer: Answer, write: Write) -> None:
    first, second, third = json.loads(write(answer, "json"))["sources"]
    assert first["number"] == 1
    assert first["article"]["publisher"] == "Zenda Gazette"
    assert first["article"]["archivedAddress"] == "https://archive.example/gazette"
    assert (first["start"], first["end"]) == (0, 24)
    assert (first["words"], first["inOurWords"]) == ("We sign today.", "They sign.")
    assert "words" not in second
    assert second["certainty"] == "hedged"
    assert third["article"]["published"] is None
    assert third["restated"] is True
    assert "words" not in third, "a brief's words are never given as the article's"


def test_a_plain_answer_has_no_state(plain: Answer, write: Write) -> None:
    read = json.loads(write(plain, "json"))
    assert "sources" not in read
    assert set(read["rows"][0]) == {"terms"}


def test_an_empty_answer_says_what_was_searched(empty: Answer, write: Write) -> None:
    read = json.loads(write(empty, "json"))
    assert (read["rows"], read["sources"]) == ([], [])
    assert read["searched"] == empty.searched


def test_hostile_texts_are_kept(hostile: Answer, write: Write) -> None:
    read = json.loads(write(hostile, "json"))
    texts = [row["terms"]["thing_label"]["value"] for row in read["rows"]]
    assert tuple(texts) == hostile.parameters["text"]
