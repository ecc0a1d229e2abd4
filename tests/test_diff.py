"""`communique diff` and `communique new`: editions as users name them, forms as they read them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import communique
from communique import commits
from communique.errors import ProjectError, UnknownNameError, UsageError
from communique.project import Project
from tests.test_as_of import copy_fiction, removed
from tests.test_cli import call, printed

COURIER = "2031-03-05-strelsau-courier-forum"
WIRE = "2031-06-21-klow-wire-river-pact"
TREATY = "2032-01-10-klow-wire-air-treaty"
ATOM = "{http://www.w3.org/2005/Atom}"
_SIGNED = [f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")]
RFC3339 = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={
            "PATH": "/usr/bin:/bin:/usr/local/bin",
            "HOME": str(folder),
            **dict.fromkeys(_SIGNED, "editor@courier.example"),
        },
    )
    return done.stdout.strip()


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, path
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the fictional project in a folder, and three commits.

    `empty` has no project. `first` is the project as it is. In `second` the Courier counts 13
    companies instead of 12, the Klow Wire on the pact is gone, the Air Treaty is signed and no
    longer prepared by a ministry.
    """
    if shutil.which("git") is None:
        pytest.skip("git is not installed on this machine")
    top = tmp_path_factory.mktemp("repository")
    git(top, "init", "--quiet", "--initial-branch=main")
    git(top, "commit", "--quiet", "--allow-empty", "--message=empty")
    git(top, "tag", "empty")
    folder = copy_fiction(top / "project")
    (top / "project" / ".gitignore").write_text("/build/\n")
    git(top, "add", ".")
    git(top, "commit", "--quiet", "--message=first")
    git(top, "tag", "first")
    statements = folder / "data" / "statements"
    replaced(statements / f"{COURIER}.trig", "cmq:number 12 ;", "cmq:number 13 ;")
    removed(folder / "data" / "documents.ttl", f"document:{WIRE}")
    (statements / f"{WIRE}.trig").unlink()
    (folder / "data" / "briefs" / f"{WIRE}.txt").unlink()
    treaty = statements / f"{TREATY}.trig"
    replaced(treaty, "cmq:stage stage:planned ;", "cmq:stage stage:signed ;")
    involves = "        cmq:involves organization:ministry-of-industry-syldavia ;"
    replaced(treaty, involves, '        cmq:wording "it" ;')
    git(top, "add", "--all", ".")
    git(top, "commit", "--quiet", "--message=second")
    git(top, "branch", "2031")
    return folder


def told(folder: Path, *editions: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(printed(folder, "diff", *editions, "--format", "json"))
    return found


def texts(found: dict[str, Any], name: str) -> set[str]:
    return {f"{one['label']}, {one['text']}" for one in found[name]}


LOST = {
    "Air Treaty, involves: Ministry of Industry of Syldavia",
    "Karl Strom, term of office: Prime Minister of Syldavia",
    "Prime Minister of Syldavia, post in: Syldavia",
    "Prime Minister of Syldavia, rank: head of government",
    "Three Crowns Forum, count: 12 companies · from country Syldavia",
    "meeting of Karl Strom and Anna Vesely, date: 2031-06-18",
    "meeting of Karl Strom and Anna Vesely, kind: meeting",
    "meeting of Karl Strom and Anna Vesely, participant: Anna Vesely",
    "meeting of Karl Strom and Anna Vesely, participant: Karl Strom",
    "meeting of Karl Strom and Anna Vesely, stage: held",
    "meeting of Karl Strom and Anna Vesely, took place in: Klow",
}
"""By hand: what only the Klow Wire on the pact said, and what was changed in two others."""


def test_commits_are_compared(repository: Path) -> None:
    found = told(repository, "first", "main")
    assert texts(found, "lost") == LOST
    assert texts(found, "gained") == {
        "Three Crowns Forum, count: 13 companies · from country Syldavia"
    }
    (moved,) = found["moved"]
    assert (moved["label"], moved["from"]["stage"], moved["to"]["stage"], moved["later"]) == (
        "Air Treaty",
        "planned",
        "signed",
        True,
    )
    assert texts(found, "fewer") == {"River Pact, signature: party Ruritania · signer Anna Vesely"}
    assert [one["iri"].rsplit("/", 1)[-1] for one in found["removed"]] == [WIRE]
    # 12 against "over 15" has gone, 13 against "over 15" has come
    assert [one["label"] for one in found["differing"]] == [
        "companies from Syldavia, Three Crowns Forum"
    ]


def test_the_way_back_is_the_other_way_round(repository: Path) -> None:
    there, back = told(repository, "first", "main"), told(repository, "main", "first")
    assert texts(back, "gained") == texts(there, "lost")
    assert texts(back, "lost") == texts(there, "gained")
    assert texts(back, "further") == texts(there, "fewer")
    (moved,) = back["moved"]
    assert (moved["from"]["stage"], moved["to"]["stage"], moved["later"]) == (
        "signed",
        "planned",
        False,
    )


def test_a_commit_is_compared_with_the_files_as_they_are_now(
    repository: Path, tmp_path: Path
) -> None:
    top = Path(shutil.copytree(repository.parent, tmp_path / "clone", symlinks=True))
    folder = top / "project"
    assert communique.diff("main", path=folder).is_empty
    replaced(folder / "data" / "statements" / f"{COURIER}.trig", "number 13 ;", "number 14 ;")
    found = communique.diff("main", path=folder)
    assert [one.fact.parts[0].value.value for one in found.gained] == ["14"]
    assert git(top, "status", "--short") == f"M project/data/statements/{COURIER}.trig"


def test_a_folder_is_an_edition(repository: Path, tmp_path: Path) -> None:
    other = copy_fiction(tmp_path / "other")
    assert texts(told(repository, str(other)), "lost") == LOST


def test_what_can_be_a_day_is_one(repository: Path) -> None:
    result = call(repository, "diff", "2031", "2033", "--format", "json")
    assert result.exit_code == 0
    assert "2031 is taken as a day; a branch is refs/heads/2031" in result.stderr
    found = json.loads(result.stdout)
    assert found["before"]["name"] == "2031-12-31"
    named = json.loads(call(repository, "diff", "refs/heads/2031", "--format", "json").stdout)
    assert named["before"]["name"].startswith("commit ")


def test_beside_a_day_a_commit_has_dated_documents_only(repository: Path) -> None:
    found = told(repository, "2033-02-02", "main")
    assert "1 undated" in found["after"]["note"]
    assert found["gained"] == []


@pytest.mark.parametrize("name", ["nothing", "", "first:data", "--output=x", "a b", "main..first"])
def test_what_is_no_edition_is_refused(repository: Path, name: str) -> None:
    with pytest.raises(UnknownNameError, match="is no day, no project and no commit"):
        communique.diff(name, path=repository)
    assert not (repository / "x").exists()


def test_a_commit_without_a_project_is_refused(repository: Path) -> None:
    with pytest.raises(ProjectError, match="has no project here"):
        communique.diff("empty", path=repository)
    left = Project(repository).build_folder / "commits"
    assert not list(left.glob("draft-*"))


def test_a_commit_that_cannot_be_read_is_named(repository: Path, tmp_path: Path) -> None:
    top = Path(shutil.copytree(repository.parent, tmp_path / "clone", symlinks=True))
    path = top / "project" / "data" / "documents.ttl"
    whole = path.read_text(encoding="utf-8")
    path.write_text("this is no Turtle", encoding="utf-8")
    git(top, "commit", "--quiet", "--all", "--message=broken")
    path.write_text(whole, encoding="utf-8")
    result = call(top / "project", "diff", "main")
    assert result.exit_code == 3
    assert re.search(r"documents\.ttl:\d.* so commit [0-9a-f]{12} \(main\) cannot be compared",
                     " ".join(result.stderr.split()))  # fmt: skip


def test_outside_a_repository_there_are_no_commits(fiction: Path) -> None:
    result = call(fiction, "diff", "HEAD")
    assert result.exit_code == 2
    assert "in no git repository" in " ".join(result.stderr.split())


def test_without_git_there_are_no_commits(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="git is not installed"):
        communique.diff("main", path=repository)
    assert communique.diff("2031-06-20", "2031-06-21", path=repository).is_empty


def test_commits_are_bounded_in_number(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = Path(shutil.copytree(repository.parent, tmp_path / "clone", symlinks=True))
    project = Project(top / "project")
    shutil.rmtree(project.build_folder, ignore_errors=True)
    monkeypatch.setattr(commits, "_KEPT", 1)
    monkeypatch.setattr("communique.draft._GRACE", -1)
    names = [commits.checkout(project, name).identity for name in ("first", "main")]
    kept = [one.name for one in (project.build_folder / "commits").iterdir()]
    assert kept == names[1:]


def test_news_name_what_is_gone_by_number_only(repository: Path) -> None:
    found = json.loads(printed(repository, "new", "--since", "first", "--format", "json"))
    assert found["unlisted"] == len(LOST)
    assert not {"lost", "removed", "settled", "fewer"} & set(found)
    text = " ".join(printed(repository, "new", "--since", "first").split())
    assert f"{len(LOST)} facts are no longer given by any passage" in text


def test_a_malformed_since_is_refused(fiction: Path) -> None:
    assert call(fiction, "new").exit_code == 2
    result = call(fiction, "new", "--since", "2031-13-01")
    assert result.exit_code == 2


class TestForms:
    def test_markdown_numbers_passages_and_lists_them(self, real: Path) -> None:
        text = printed(real, "new", "--since", "2025-07-15", "--format", "md")
        assert text.startswith("# What is new since 2025-07-15\n")
        numbers = {
            int(n) for found in re.findall(r"\\\[([\d, ]+)\\\]", text) for n in found.split(",")
        }
        sources = text.partition("## Sources\n\n")[2].split("\n\n")[0].splitlines()
        assert sorted(numbers) == list(range(1, len(sources) + 1))
        assert "9,000,000,000 US dollar *(1 article, 1 origin)*" in text
        assert "[Ukraine and the Netherlands sign a memorandum on drones](<https://babel.ua" in text
        assert "in our words: Dutch aid in the full-scale invasion is put at" in text

    def test_the_terminal_has_eighty_columns(self, real: Path) -> None:
        text = printed(real, "diff", "2024-06-14", "2025-10-10")
        assert "Facts gained (" in text
        assert [line for line in text.splitlines() if len(line) > 80] == []

    def test_a_stage_is_told_with_both_sides(self, real: Path) -> None:
        text = " ".join(printed(real, "diff", "2024-01-26", "2024-03-25").split())
        wanted = "from planned (UNN, 2024-01-26) to held (Interfax-Ukraine, 2024-03-25) [1–2]"
        assert f"Moved to a later stage (1) DFNC1: Danish Edition – {wanted}" in text

    def test_a_verdict_settles_a_difference(self, real: Path) -> None:
        text = " ".join(printed(real, "diff", "2026-01-01", "2026-11-20").split())
        assert "No longer differing, or settled by a verdict (1)" in text
        assert "Verdict: United States, the editors of Communiqué, 2026-11-20: " in text

    def test_nothing_is_said_of_two_equal_graphs(self, real: Path) -> None:
        for form in ("table", "md"):
            text = printed(real, "diff", "2024-06-14", "2024-06-20", "--format", form)
            assert "No fact, stage, difference or source has changed." in text

    def test_no_news_of_a_graph_that_lost_something(self, repository: Path, tmp_path: Path) -> None:
        """What is lost is not said to be unchanged."""
        folder = shutil.copytree(repository.parent, tmp_path / "copy") / repository.name
        for path in (folder / "data" / "statements").glob("2033-*.trig"):
            path.unlink()
        for form in ("table", "md"):
            text = " ".join(printed(folder, "new", "--since", "HEAD", "--format", form).split())
            assert "No fact, stage, difference or source is new." in text
            assert "has changed" not in text
            assert "facts are no longer given by any passage" in text

    def test_a_file_is_written_in_the_form_of_its_ending(self, real: Path, tmp_path: Path) -> None:
        for ending in ("md", "json", "atom"):
            path = tmp_path / f"new.{ending}"
            assert printed(real, "new", "--since", "2025-07-15", "-o", str(path)) == ""
            form = printed(real, "new", "--since", "2025-07-15", "--format", ending)
            assert path.read_text(encoding="utf-8") == form
        assert call(real, "new", "--since", "2025", "-o", str(tmp_path / "new.csv")).exit_code == 2


def feed_of(folder: Path, *arguments: str) -> ET.Element:
    return ET.fromstring(printed(folder, *arguments, "--format", "atom"))


class TestAtom:
    @pytest.fixture
    def feed(self, real: Path) -> ET.Element:
        return feed_of(real, "new", "--since", "2024-03-25")

    def test_a_feed_has_what_the_standard_demands(self, feed: ET.Element) -> None:
        """RFC 4287, 4.1.1: exactly one id, title and updated, an author; 4.1.2 of an entry."""
        assert feed.tag == f"{ATOM}feed"
        entries = feed.findall(f"{ATOM}entry")
        for one in (feed, *entries):
            for name in ("id", "title", "updated"):
                assert len(one.findall(f"{ATOM}{name}")) == 1
            assert str(one.findtext(f"{ATOM}id")).startswith("urn:uuid:")
            assert RFC3339.fullmatch(str(one.findtext(f"{ATOM}updated")))
        assert len({one.findtext(f"{ATOM}id") for one in (feed, *entries)}) == len(entries) + 1
        assert feed.findtext(f"{ATOM}author/{ATOM}name")
        for entry in entries:
            (content,) = entry.findall(f"{ATOM}content")
            assert content.get("type") == "html"
            links = [link.get("rel") for link in entry.findall(f"{ATOM}link")]
            assert links == ["alternate"]

    def test_there_is_an_entry_for_each_new_article(self, feed: ET.Element) -> None:
        """The day of the article is the entry's; the latest comes first."""
        days = [one.findtext(f"{ATOM}updated") for one in feed.findall(f"{ATOM}entry")]
        wanted = ["2025-10-10", "2025-07-15", "2025-07-04", "2025-06-24", "2025-06-05"]
        wanted += ["2025-05-09", "2025-01-10", "2024-11-19", "2024-10-29", "2024-09-29"]
        wanted += ["2024-09-16", "2024-06-14"]
        assert days == [f"{day}T00:00:00Z" for day in wanted]
        assert feed.findtext(f"{ATOM}updated") == days[0]

    def test_an_entry_tells_its_facts_and_passages(self, feed: ET.Element) -> None:
        content = str(feed.find(f"{ATOM}entry").findtext(f"{ATOM}content"))  # type: ignore[union-attr]
        page = ET.fromstring(f"<div>{content}</div>")
        told = "".join(page.itertext())
        assert "about 600,000,000 US dollar" in told
        assert "Dutch aid in the full-scale invasion is put at" in told

    def test_identities_stay(self, real: Path, feed: ET.Element) -> None:
        other = feed_of(real, "new", "--since", "2025-07-15")
        assert other.findtext(f"{ATOM}id") == feed.findtext(f"{ATOM}id")
        known = {one.findtext(f"{ATOM}id") for one in feed.findall(f"{ATOM}entry")}
        assert {one.findtext(f"{ATOM}id") for one in other.findall(f"{ATOM}entry")} < known

    def test_no_news_are_a_feed_too(self, real: Path) -> None:
        feed = feed_of(real, "new", "--since", "2026-12")
        assert feed.findall(f"{ATOM}entry") == []
        assert RFC3339.fullmatch(str(feed.findtext(f"{ATOM}updated")))

    def test_an_article_without_a_date_has_the_day_of_asking(
        self, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1924905600")  # 2030-12-31
        cut = copy_fiction(tmp_path / "cut")
        slug = "undated-borduria-today-river-pact"
        removed(cut / "data" / "documents.ttl", f"document:{slug}")
        (cut / "data" / "statements" / f"{slug}.trig").unlink()
        (cut / "data" / "briefs" / f"{slug}.txt").unlink()
        feed = feed_of(repository, "diff", str(cut), "first")
        dates = {
            str(one.findtext(f"{ATOM}title")).rpartition(", ")[2]: one.findtext(f"{ATOM}updated")
            for one in feed.findall(f"{ATOM}entry")
        }
        assert dates == {"undated": "2030-12-31T00:00:00Z"}
