"""Links: SSSOM tables, and nothing in them that was not verified."""

from __future__ import annotations

import csv
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from communique.errors import SyntaxInputError
from communique.links import read_links
from communique.model import text_of
from communique.project import Project
from communique.vocabulary import ID, LINKS_GRAPH, SCHEMA, SKOS

WIKIDATA = "http://www.wikidata.org/entity/"
HEAD = """\
#curie_map:
#  country: https://w3id.org/communique/id/country/
#  skos: http://www.w3.org/2004/02/skos/core#
#  wd: http://www.wikidata.org/entity/
subject_id\tpredicate_id\tobject_id\tmapping_justification\tpredicate_modifier
"""
ROW = "country:denmark\tskos:exactMatch\twd:Q35\tsemapv:ManualMappingCuration\t\n"


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "some.sssom.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_exact_match_is_the_same_thing_on_the_web_too(tmp_path: Path) -> None:
    found = read_links(table(tmp_path, HEAD + ROW))
    subject, item = ID["country/denmark"], NamedNode(f"{WIKIDATA}Q35")
    assert [(q.subject, q.predicate, q.object, q.graph_name, p.line) for q, p in found] == [
        (subject, SKOS.exactMatch, item, LINKS_GRAPH, 6),
        (subject, SCHEMA.sameAs, item, LINKS_GRAPH, 6),
    ]


def test_a_judgement_that_things_differ_is_no_link(tmp_path: Path) -> None:
    assert read_links(table(tmp_path, HEAD + ROW.replace("\t\n", "\tNot\n"))) == []


def test_a_byte_order_mark_is_no_part_of_the_table(tmp_path: Path) -> None:
    assert read_links(table(tmp_path, "\ufeff" + HEAD + ROW)) == read_links(
        table(tmp_path, HEAD + ROW)
    )


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (HEAD.replace("#curie_map", "#curies") + ROW, "no curie_map"),
        (HEAD.replace("object_id", "object") + ROW, "lacks object_id"),
        (HEAD + ROW.replace("wd:", "wikidata:"), "'wikidata:Q35' has no prefix"),
        (HEAD.replace("#  wd", "# wd: [") + ROW, "not YAML"),
    ],
)
def test_a_faulty_table_is_refused(tmp_path: Path, text: str, fact: str) -> None:
    with pytest.raises(SyntaxInputError, match=r"some\.sssom\.tsv") as error:
        read_links(table(tmp_path, text))
    assert fact in error.value.fact


def test_only_verified_identifiers_are_linked_and_all_of_them(root: Path, shared: Path) -> None:
    with (shared / "wikidata" / "verified.tsv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    verified = {row["id"] for row in rows if row["status"] == "verified"}
    linked = {
        text_of(quad.object).removeprefix(WIKIDATA)
        for path in Project(root).links
        for quad, _ in read_links(path)
    }
    assert linked <= verified
    named = {"Q212", "Q35", "Q55", "Q30", "Q1899", "Q36600", "Q1748", "Q25417", "Q4916", "Q4917"}
    people = {"Q64842485", "Q3080572", "Q375980", "Q182397", "Q5015", "Q3874799", "Q66094865"}
    assert named | people <= linked


@pytest.mark.full
def test_sssom_py_finds_the_table_valid(root: Path, tmp_path: Path) -> None:
    """In an environment of its own: sssom brings a plug-in that would shadow rdflib's."""
    venv.create(tmp_path / "env", with_pip=True)
    python: Path = tmp_path / "env" / "bin" / Path(sys.executable).name
    install = [str(python), "-m", "pip", "install", "--quiet", "sssom>=0.4"]
    subprocess.run(install, check=True, timeout=600)
    for path in Project(root).links:
        checked = subprocess.run(
            [str(python.parent / "sssom"), "validate", str(path)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert checked.returncode == 0, checked.stderr
        assert "ERROR" not in checked.stderr, checked.stderr
