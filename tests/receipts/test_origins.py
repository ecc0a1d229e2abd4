"""Independent origins: by whom articles cite, by whose they are, and by the words they share."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from communique.dataset import with_default
from communique.project import Project
from communique.receipts.rows.state import Row, States
from communique.receipts.sources.origins import Origins
from communique.receipts.sources.records import Sources
from communique.receipts.sources.shared_wording import SharedWording, Shingles, shared_runs
from communique.state import RowState
from communique.store import EmbeddedStore
from communique.stored_text import sha256_of
from communique.vocabulary import CMQ, DOCUMENT, DOCUMENTS_GRAPH, ID, PROV, RDF
from tests.test_cli import call, printed

MINISTRY, MINISTER, AGENCY = (ID[f"organization/{name}"] for name in ("ministry", "min", "agency"))
PACT = ID["agreement/pact"]


def cites(document: str, agent: NamedNode) -> Quad:
    passage = NamedNode(f"{DOCUMENT}{document}#char=90,99")
    return Quad(DOCUMENT[document], CMQ.cites, agent, passage)


def published(document: str, publisher: NamedNode) -> Quad:
    return Quad(DOCUMENT[document], CMQ.publisher, publisher, DOCUMENTS_GRAPH)


def restates(brief: str, article: str) -> Quad:
    return Quad(DOCUMENT[brief], PROV.wasDerivedFrom, DOCUMENT[article], DOCUMENTS_GRAPH)


def store_of(quads: Iterable[Quad]) -> EmbeddedStore:
    store = EmbeddedStore()
    store.extend(with_default(quads))
    return store


def count(quads: Iterable[Quad], *articles: str) -> int:
    origins = Origins(Sources(store_of(quads)))
    iris = [DOCUMENT[one].value for one in articles]
    found = {origins.count(order) for order in permutations(iris)}
    assert len(found) == 1, "the order of articles does not matter"
    return found.pop()


class TestWhoIsCited:
    def test_articles_that_cite_nobody_are_origins_of_their_own(self) -> None:
        assert count([], "a", "b", "c") == 3

    def test_articles_that_cite_one_ministry_have_one_origin(self) -> None:
        assert count([cites("a", MINISTRY), cites("b", MINISTRY)], "a", "b", "c") == 2

    def test_a_minister_s_post_and_the_ministry_s_release_are_two(self) -> None:
        assert count([cites("a", MINISTRY), cites("b", MINISTER)], "a", "b") == 2

    def test_one_that_cites_both_joins_them(self) -> None:
        quads = [cites("a", MINISTRY), cites("b", MINISTER)]
        quads += [cites("c", MINISTRY), cites("c", MINISTER)]
        assert count(quads, "a", "b", "c") == 1

    def test_an_agency_s_report_and_one_that_cites_the_agency_have_one(self) -> None:
        quads = [published("wire", AGENCY), cites("a", AGENCY)]
        assert count(quads, "wire", "a") == 1

    def test_two_reports_of_one_agency_are_two(self) -> None:
        quads = [published("wire", AGENCY), published("wire-2", AGENCY), cites("a", AGENCY)]
        assert count(quads, "wire", "wire-2") == 2

    def test_a_release_is_followed_to_whom_it_cites(self) -> None:
        quads = [cites("a", DOCUMENT["release"]), cites("release", MINISTER)]
        quads += [cites("b", MINISTER)]
        assert count(quads, "a", "b") == 1
        assert count(quads, "a", "release") == 1

    def test_articles_that_cite_each_other_have_one(self) -> None:
        assert count([cites("a", DOCUMENT["b"]), cites("b", DOCUMENT["a"])], "a", "b") == 1

    def test_what_a_brief_cites_its_article_cites(self) -> None:
        quads = [restates("brief", "a"), cites("brief", MINISTRY), cites("b", MINISTRY)]
        assert count(quads, "a", "b") == 1
        assert count([restates("brief", "a"), cites("b", DOCUMENT["brief"])], "a", "b") == 1


def state_of(*documents: str, more: Iterable[Quad] = ()) -> RowState:
    """The state of the fact that these documents each say in a passage."""
    fact = (PACT, RDF.type, CMQ.Agreement)
    said = [Quad(*fact, NamedNode(f"{DOCUMENT}{one}#char=0,9")) for one in documents]
    states = States(store_of([*said, *more]), lambda _triple: [])
    return states.state(Row([[Quad(*fact)]], subject=PACT))[0]


class TestBriefs:
    def test_a_brief_counts_as_the_article_it_restates(self) -> None:
        more = [restates("brief", "a"), restates("brief-2", "a")]
        assert state_of("brief", more=more).counted() == "1 article, 1 origin"
        assert state_of("brief", "a", "brief-2", more=more).counted() == "1 article, 1 origin"
        assert state_of("brief", "b", more=more).counted() == "2 articles, 2 origins"

    def test_without_restating_the_same_documents_are_three(self) -> None:
        assert state_of("brief", "a", "brief-2").counted() == "3 articles, 3 origins"


names = st.sampled_from("abcdef")
cited = st.lists(
    st.tuples(names, st.sampled_from([MINISTRY, AGENCY, *(DOCUMENT[n] for n in "abc")]))
)


@given(cited, st.sets(names, min_size=1, max_size=4))
def test_there_are_never_more_origins_than_articles(
    pairs: list[tuple[str, NamedNode]], articles: set[str]
) -> None:
    found = count([cites(*pair) for pair in pairs], *articles)
    assert 1 <= found <= len(articles)
    if not any(document in articles for document, _ in pairs):
        assert found == len(articles)


def prose(prefix: str, number: int) -> str:
    """So many words that no other prose has."""
    return " ".join(f"{prefix}{n}" for n in range(number))


FIRST, SECOND = prose("first", 14), prose("second", 14)
"""Two stretches, each longer than a run."""


class TestSharedWording:
    @pytest.fixture
    def project(self, tmp_path: Path) -> Project:
        (tmp_path / "attached").mkdir()
        return Project(tmp_path)

    def attach(self, project: Project, slug: str, body: str, *, around: str = "") -> None:
        """Keep a copy, as `documents attach` does: two passages, its first and its last word."""
        text = f"{around} {body} {around}"
        start, end = len(around) + 1, len(around) + 1 + len(body)
        spans = {"0,5": [start, start + 5], "6,9": [end - 3, end]}
        record = {"sha256": sha256_of(text), "passages": spans}
        (project.attached / f"{slug}.txt").write_text(text, encoding="utf-8")
        (project.attached / f"{slug}.json").write_text(json.dumps(record), encoding="utf-8")

    def is_shared(self, project: Project) -> bool:
        pair = DOCUMENT["a"].value, DOCUMENT["b"].value
        wording = SharedWording(project)
        wording.look()
        found = list(wording.pairs(pair))
        assert found == list(wording.pairs(reversed(pair)))
        return found == [pair]

    def test_runs_at_two_places_are_shared_wording(self, project: Project) -> None:
        self.attach(project, "a", f"{prose('a', 99)} {FIRST} {prose('more', 9)} {SECOND} end")
        self.attach(project, "b", f"{SECOND} {prose('b', 120)} {FIRST} end")
        assert self.is_shared(project)

    def test_one_quotation_in_two_long_articles_is_none(self, project: Project) -> None:
        self.attach(project, "a", f"{prose('a', 99)} {FIRST} end")
        self.attach(project, "b", f"{FIRST} {prose('b', 99)}")
        assert not self.is_shared(project)

    def test_one_run_that_is_most_of_a_short_text_is_enough(self, project: Project) -> None:
        self.attach(project, "a", f"{prose('a', 30)} {FIRST} end")
        self.attach(project, "b", f"{FIRST} {prose('b', 99)}")
        assert self.is_shared(project)

    def test_runs_of_eleven_words_are_none(self, project: Project) -> None:
        eleven = [prose(name, 11) for name in ("one", "two", "three")]
        self.attach(project, "a", f"{eleven[0]} x {eleven[1]} y {eleven[2]}")
        self.attach(project, "b", f"{eleven[2]} z {eleven[0]} w {eleven[1]}")
        assert not self.is_shared(project)

    def test_layout_case_and_marks_do_not_matter(self, project: Project) -> None:
        self.attach(project, "a", f"{FIRST} {prose('a', 40)} {SECOND}")
        loud = ",\n".join(f"“{word.upper()}”" for word in FIRST.split())
        self.attach(project, "b", f"{loud} {prose('b', 40)} {SECOND.title()}!")
        assert self.is_shared(project)

    def test_menus_around_the_articles_do_not_count(self, project: Project) -> None:
        menu = f"{FIRST}. {SECOND}."
        self.attach(project, "a", prose("a", 99), around=menu)
        self.attach(project, "b", prose("b", 99), around=menu)
        assert not self.is_shared(project)

    def test_a_text_that_is_missing_or_changed_shares_nothing(self, project: Project) -> None:
        self.attach(project, "a", f"{FIRST} {SECOND}")
        assert not self.is_shared(project)
        self.attach(project, "b", f"{FIRST} {SECOND}")
        assert self.is_shared(project)
        (project.attached / "b.txt").write_text("another text", encoding="utf-8")
        assert not self.is_shared(project)

    def test_a_copy_attached_later_is_seen(self, project: Project) -> None:
        wording = SharedWording(project)
        pair = DOCUMENT["a"].value, DOCUMENT["b"].value
        for slug, seen in (("a", []), ("b", [pair])):
            self.attach(project, slug, f"{FIRST} {SECOND}")
            wording.look()
            assert list(wording.pairs(pair)) == seen


@given(st.lists(st.sampled_from("abc"), max_size=40), st.lists(st.sampled_from("abc"), max_size=40))
def test_runs_are_in_both_texts(one: list[str], other: list[str]) -> None:
    texts = Shingles.of(one), Shingles.of(other)
    runs = shared_runs(*texts)
    assert all(12 <= run <= len(one) for run in runs)
    assert bool(runs) == bool(shared_runs(*reversed(texts)))


def signers_of_the_pact(folder: Path) -> list[str]:
    """How many articles, of how many origins, name each signer of the River Pact."""
    text = printed(folder, "ask", "corroboration", "about=River Pact", "--format", "json")
    rows = [row for row in json.loads(text)["rows"] if row["terms"]["aspect"]["value"] == "signer"]
    return [
        f"{row['terms']['value_label']['value']}: {row['state']['articles']} articles, "
        f"{row['state']['origins']} origins"
        for row in rows
    ]


def test_an_answer_counts_articles_that_share_their_wording_once(
    fiction: Path, tmp_path: Path
) -> None:
    """Copies of two reports on the pact, with the same two stretches in the middle of both."""
    assert signers_of_the_pact(fiction) == [
        "Anna Vesely: 2 articles, 2 origins",
        "Boris Klim: 1 articles, 1 origins",
    ]
    folder = tmp_path / "project"
    shutil.copytree(fiction, folder, ignore=shutil.ignore_patterns("build"))
    copies = {}
    for slug in ("2031-06-20-strelsau-courier-river-pact", "2031-06-21-klow-wire-river-pact"):
        text = folder / "data" / "briefs" / f"{slug}.txt"
        first, _, rest = text.read_text("utf-8").partition(". ")
        copies[slug] = tmp_path / f"{slug}.txt"
        between = f"{FIRST}. {prose(slug[11:16], 50)}. {SECOND}."
        copies[slug].write_text(f"{first}. {between} {rest}", encoding="utf-8")
        text.unlink()
    for slug, copy in copies.items():
        attached = call(folder, "documents", "attach", slug, str(copy))
        assert attached.exit_code == 0, attached.output
    assert signers_of_the_pact(folder) == [
        "Anna Vesely: 2 articles, 1 origins",
        "Boris Klim: 1 articles, 1 origins",
    ]
