"""`communique same`: what a user does and sees, and that it can all be taken back."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result
from pyoxigraph import NamedNode

from communique.cli import main
from communique.dataset import read_matter, unified
from communique.decisions import Decision, Ledger, Verdict
from communique.project import Project
from communique.vocabulary import ID

LETTER, COPENHAGEN = "Hague Letter of Intent", "Copenhagen agreement"


def call(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), "same", *arguments])


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def data(folder: Path) -> dict[Path, bytes]:
    return files(folder / "data")


def nodes(folder: Path) -> set[str]:
    """What the project's files speak of, with what people have decided."""
    project = Project(folder)
    matter = unified(read_matter(project), Ledger.read(project).replacements)
    subjects = {one.quad.subject for one in matter.statements()}
    return {node.value for node in subjects if isinstance(node, NamedNode)}


def test_one_becomes_the_other_and_comes_back(project: Path) -> None:
    before, named = data(project), nodes(project)
    result = call(project, LETTER, COPENHAGEN, "--by", "The Editor")
    assert result.exit_code == 0, result.output
    assert "agreement:copenhagen-agreement is agreement:hague-letter" in result.stderr
    assert not [node for node in nodes(project) if "copenhagen-agreement" in node.split("/")]
    changed = {path for path, content in data(project).items() if before.get(path) != content}
    assert changed == {Project(project).decisions}
    assert call(project, "--undo", LETTER, COPENHAGEN).exit_code == 0
    assert nodes(project) == named
    assert Ledger.read(Project(project)).decisions == ()


def test_it_is_dated_and_signed(project: Path) -> None:
    call(project, "--not", LETTER, COPENHAGEN, "--by", "  The   Editor ")
    (decision,) = Ledger.read(Project(project)).decisions
    assert (decision.verdict, decision.by) == (Verdict.NOT, "The Editor")
    assert len(decision.on) == len("2026-11-20")


def test_things_of_two_kinds_are_never_one(project: Path) -> None:
    result = call(project, "Denmark", "Rustem Umerov", "--by", "X")
    assert (result.exit_code, Project(project).decisions.exists()) == (2, False)
    assert "Only things of one kind can be one." in result.stderr


def test_a_name_that_fits_several_things_is_refused_with_all_of_them(project: Path) -> None:
    result = call(project, "Ministry of Foreign Affairs", "NATO", "--by", "X")
    assert result.exit_code == 2
    assert "organization:ministry-of-foreign-affairs-denmark" in result.stderr


def test_a_circle_is_refused_and_nothing_written(project: Path) -> None:
    call(project, LETTER, COPENHAGEN, "--by", "X")
    call(project, COPENHAGEN, "agreement:danish-purchase-memorandum", "--by", "X")
    before = data(project)
    result = call(project, "agreement:danish-purchase-memorandum", LETTER, "--by", "X")
    assert result.exit_code == 2
    assert "in a circle" in result.stderr
    assert data(project) == before


def test_undoing_what_nobody_decided_is_an_error(project: Path) -> None:
    result = call(project, "--undo", LETTER, COPENHAGEN)
    assert result.exit_code == 2
    assert "nobody has decided on this" in result.stderr


def test_the_list_shows_what_is_open_and_what_was_decided(project: Path) -> None:
    things = [f"{ID}agreement/{name}" for name in ("hague-letter", "copenhagen-agreement")]
    proposed = Decision(
        "report", "Agreement", "letter", things[0], things[1], Verdict.OPEN, "0.55",
        ("the same sides", "another place"), "identity/1", "2026-11-20",
    )  # fmt: skip
    Ledger([proposed]).write(Project(project))
    assert call(project, "--list").stdout.splitlines() == [
        "open  agreement:copenhagen-agreement – agreement:hague-letter",
        "      0.55, identity/1, 2026-11-20: the same sides; another place",
    ]
    call(project, LETTER, COPENHAGEN, "--by", "The Editor")
    assert "The Editor" in call(project, "--list").stdout
    call(project, "--undo", LETTER, COPENHAGEN)
    assert Ledger.read(Project(project)).decisions == (proposed,)


def test_a_person_says_what_a_document_means_by_a_name(project: Path) -> None:
    thing = f"{ID}person/morten-flindt"
    found = Decision(
        "report", "Person", "Morten", thing, "", Verdict.SAME, "0.71", ("a surname",), "identity/1",
        "2026-11-20",
    )  # fmt: skip
    Ledger([found]).write(Project(project))
    result = call(project, "--not", "--in", "report", "Morten", "Morten Flindt", "--by", "X")
    assert result.exit_code == 0, result.output
    result = call(project, "--in", "report", "Morten", "Morten Bødskov", "--by", "X")
    assert result.exit_code == 0, result.output
    decided = [one for one in Ledger.read(Project(project)).decisions if not one.is_ours]
    assert {(one.thing.rsplit("/", 1)[-1], one.verdict) for one in decided} == {
        ("morten-flindt", Verdict.NOT),
        ("morten-boedskov", Verdict.SAME),
    }
    assert "Morten – person:morten-flindt" in call(project, "--list", "--in", "report").stdout


def test_a_name_that_was_never_resolved_is_refused(project: Path) -> None:
    result = call(project, "--in", "report", "Morten", "Morten Flindt", "--by", "X")
    assert result.exit_code == 2
    assert "was ever resolved" in result.stderr
