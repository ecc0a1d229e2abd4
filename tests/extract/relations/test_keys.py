"""The keys of patterns, and the index by them: what may match is found, and little else."""

from __future__ import annotations

import pytest

from communique.extract.relations.index import Index
from communique.extract.relations.keys import keys_of
from communique.extract.relations.patterns import Pattern, Vocabulary

VOCABULARY = Vocabulary(
    words={"signed": ["signed", "put ..2 names to"], "stop": [".", "$", "( on DATE )"]},
    sorts={"PARTY": ["PERSON", "COUNTRY"]},
)


@pytest.mark.parametrize(
    ("pattern", "keys"),
    [
        ("<who:PERSON> signed", [{"signed"}, {"PERSON"}]),
        ("PARTY+? spoke today?", [{"spoke"}]),
        ("<who:PARTY+> ... @signed", [{"names", "signed"}, {"PERSON", "COUNTRY"}]),
        ("( signed | in presence of ) AGREEMENT", [{"signed", "presence"}, {"AGREEMENT"}]),
        ("( inked | PARTY )", [{"inked", "PERSON", "COUNTRY"}]),
        ("( , POST )? inked @stop", [{"inked"}]),
        ("inked \\( ..2 \\) => , who", [{"inked"}, {"who"}, {"("}, {")"}, {","}]),
        ("^ <topic:...> $", []),
    ],
)
def test_keys_of_a_pattern(pattern: str, keys: list[set[str]]) -> None:
    found = keys_of(Pattern(pattern, VOCABULARY))
    assert sorted(map(sorted, found)) == sorted(map(sorted, keys))


def test_rarest_keys_come_first() -> None:
    first, *_ = keys_of(Pattern("PERSON of|in|at , inaugurated AGREEMENT", VOCABULARY))
    assert first == {"inaugurated"}


def test_index_gives_what_has_all_keys_in_order() -> None:
    texts = [["PERSON signed", "... DATE"], ["<all:...>"], ["signed|inked AGREEMENT", "signed ,"]]
    index = Index([[Pattern(text, VOCABULARY) for text in row] for row in texts])
    keys = frozenset({"signed", "AGREEMENT", "PERSON", "gladly"})
    assert [(one.row, one.place) for one in index.likely(keys)] == [(0, 0), (1, 0), (2, 0)]
    assert [(one.row, one.place) for one in index.likely(frozenset({"DATE"}))] == [(0, 1), (1, 0)]
