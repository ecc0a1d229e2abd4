"""Changes made of hostile texts: nothing a source says becomes markup, and every form holds it."""

from __future__ import annotations

import io
import json
import re
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from communique.change import (
    Changes,
    DifferenceChange,
    Edition,
    Move,
    StageReached,
    ToldFact,
)
from communique.discrepancy import Discrepancy, DiscrepancyKind, Side
from communique.errors import UnknownNameError
from communique.exports import CHANGES_FORMATS, write_changes
from communique.model import Answer, Fact, Part
from communique.vocabulary import CMQ, ID, Prefixes

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def changes(hostile: Answer) -> Changes:
    assert hostile.states is not None
    assert hostile.cited is not None
    assert hostile.citations is not None
    texts = hostile.parameters["text"]
    told = tuple(
        ToldFact(ID[f"thing/{n}"].value, text, text, Fact((Part(text, Literal(text), text),), s, c))
        for n, (text, s, c) in enumerate(zip(texts, hostile.states, hostile.cited, strict=True))
    )
    stages = [StageReached(text, n, hostile.states[n], (0,)) for n, text in enumerate(texts[:2])]
    thing = NamedNode(ID["thing/0"].value)
    sides = tuple(Side(Triple(thing, CMQ.kind, Literal(t)), t, (t,), ()) for t in texts)
    differing = Discrepancy(DiscrepancyKind.VALUES, thing, texts[7], CMQ.kind, texts[8], sides)
    return Changes(
        Edition(texts[7], texts[8], texts[9]),
        Edition(texts[8], texts[7], texts[10]),
        added=(hostile.citations[0].article,),
        removed=(hostile.citations[-1].article,),
        gained=told,
        lost=told[:3],
        moved=(Move(thing.value, texts[7], stages[0], stages[1]),),
        differing=(DifferenceChange(differing, ((0,),) * len(sides)),),
        further=told[3:5],
        citations=tuple(hostile.citations),
        asked="2031-06-20",
    )


def written(changes: Changes, form: str, prefixes: Prefixes) -> bytes:
    output = io.BytesIO()
    write_changes(changes, form, output, prefixes)
    assert not output.closed
    return output.getvalue()


def test_a_feed_is_well_formed_and_has_no_element_of_theirs(
    changes: Changes, prefixes: Prefixes
) -> None:
    feed = ET.fromstring(written(changes, "atom", prefixes))  # our own
    for entry in feed.findall(f"{ATOM}entry"):
        page = ET.fromstring(f"<div>{entry.findtext(f'{ATOM}content')}</div>")  # our own
        tags = {element.tag for element in page.iter()}
        assert tags <= {"div", "h3", "ul", "li", "strong", "small"}
        for link in entry.findall(f"{ATOM}link"):
            assert str(link.get("href")).startswith(("https://", "http://"))


def test_markdown_stays_a_list_of_one_line_each(changes: Changes, prefixes: Prefixes) -> None:
    lines = written(changes, "md", prefixes).decode().splitlines()
    items = sum(line.startswith("  - ") for line in lines)
    facts = len(changes.gained) + len(changes.lost) + len(changes.further)
    assert items == facts + len(changes.moved) + len(changes.differing)
    assert not [line for line in lines if re.search(r"(?<!\\)<(?!https?://)", line)]


def test_json_keeps_every_text(changes: Changes, prefixes: Prefixes) -> None:
    found = json.loads(written(changes, "json", prefixes))
    kept = [one["parts"][0]["value"]["value"] for one in found["gained"]]
    assert kept == [one.fact.parts[0].value.value for one in changes.gained]
    assert found["moved"][0]["to"]["stage"] == changes.moved[0].after.label


@pytest.mark.parametrize("form", CHANGES_FORMATS)
def test_what_is_written_twice_is_the_same(changes: Changes, form: str, prefixes: Prefixes) -> None:
    assert written(changes, form, prefixes) == written(changes, form, prefixes)


def test_another_form_is_refused(changes: Changes, prefixes: Prefixes) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean atom"):
        written(changes, "atm", prefixes)
