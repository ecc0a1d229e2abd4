from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from communique.exports.display import display_columns, link_of, one_line
from communique.vocabulary import ID, Prefixes


def test_an_iri_and_its_label_are_one_column() -> None:
    columns = display_columns(["a", "b", "a_label", "c_label", "_label"])
    assert [(c.heading, c.value, c.label) for c in columns] == [
        ("a", 0, 2),
        ("b", 1, None),
        ("c", None, 3),
        ("label", 4, None),
    ]


def test_the_label_is_shown_and_the_iri_linked(prefixes: Prefixes) -> None:
    (column,) = display_columns(["a", "a_label"])
    ruritania = ID["country/ruritania"]
    shown = column.cell((ruritania, Literal("Ruritania")), prefixes)
    assert (shown.text, shown.link) == ("Ruritania", ruritania.value)
    assert column.cell((ruritania, None), prefixes).text == "country:ruritania"
    assert column.cell((ID["amount/x/1"], None), prefixes).text == "amount/x/1"
    assert column.cell((None, Literal("Ruritania")), prefixes).link == ""
    assert column.cell((None, None), prefixes).text == ""
    assert column.cell((NamedNode("urn:x"), Literal("x")), prefixes).link == ""


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//x",
        "x",
        "",
        "http:x",
        "http://[",
        " https:/x",
        "vbscript:x",
    ],
)
def test_no_link_but_http(address: str) -> None:
    assert link_of(address) == ""


def test_a_link_cannot_end_early() -> None:
    assert not set(' <>"\\|`\n') & set(link_of('https://x.example/ <>"\\|`\n|é'))
    assert link_of("https://x.example/%C3%A9?a=b&c#char=1,2") == (
        "https://x.example/%C3%A9?a=b&c#char=1,2"
    )


def test_a_line_is_one() -> None:
    assert one_line(" a\r\n b\u2028c\td ") == "a b c d"
    assert one_line("\u202ea") == "⟨U+202E⟩a"
