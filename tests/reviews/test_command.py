"""`communique review`: what a person at the keys sees and what stands on disk."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.worksheet.worksheet import Worksheet

from communique.cli import main
from communique.decisions import Ledger, Verdict
from communique.project import Project
from communique.reviews.logbook import Review, read_reviews
from tests.reviews.support import HAGUE, unchecked, waiting
from tests.reviews.test_queue import OPEN, TABLE

FIRST = "Denmark gives 500 million DKK"


@pytest.fixture
def project(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one document that a rule has read, 80 columns wide."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("communique.cli.review._differing", lambda *_, **__: ())  # needs no build
    return unchecked(project)


def call(project: Path, *arguments: str, keys: str = "") -> Result:
    named = ["--project", str(project), "review", *arguments]
    return CliRunner().invoke(main, named, input=keys)


def review(project: Path, keys: str, *arguments: str) -> Result:
    result = call(project, "--by", "Ada", *arguments, keys=keys)
    assert result.exit_code == 0, result.output
    return result


def standing(project: Path) -> list[Review]:
    path = project / "data" / "reviews" / f"{HAGUE}.tsv"
    return list(read_reviews(path).values()) if path.is_file() else []


class TestKeys:
    def test_the_screen_shows_what_is_needed_to_decide(self, project: Path) -> None:
        lines = [line.rstrip() for line in review(project, "q").stdout.splitlines()]
        assert lines[1:] == [
            "1 of 23  money",
            "Denmark gives 500 million DKK (about 3.3 billion UAH), for launching Ukrainian",
            "defence production in Denmark (stage: allocated).",
            "  UNN, 2025-06-24: Denmark allocates money for Ukrainian defence production on",
            "  its territory",
            "  from a brief: Denmark has allocated 500 million kroner, close to 3.3 billion",
            "  hryvnias, so that Ukrainian defence production can be launched on Danish",
            "  territory.",
            "  “kroner” = Danish krone · “hryvnias” = Ukrainian hryvnia",
            "  read by signing-active/1",
            "r right · w wrong · b wrong here but · ? can't tell · n note · u s q",
        ]

    def test_each_key_decides_and_is_kept(self, project: Path) -> None:
        told = review(project, "rwb it was another minister\n?q")
        assert "4 decisions kept; 19 left in the queue" in told.stderr
        assert sorted((one.decision, one.instead, one.by) for one in standing(project)) == [
            ("can't tell", "", "Ada"),
            ("right", "", "Ada"),
            ("wrong", "", "Ada"),
            ("wrong here but", "it was another minister", "Ada"),
        ]
        assert {one.when[:2] for one in standing(project)} == {"20"}

    def test_a_decision_is_on_disk_before_the_next_is_shown(self, project: Path) -> None:
        """The keys end, as in a broken connection, and what was decided stands."""
        review(project, "r")
        assert [one.says[: len(FIRST)] for one in standing(project)] == [FIRST]

    def test_undo_brings_back_what_stood_before(self, project: Path) -> None:
        review(project, "rq")
        review(project, "wuq", "--all")
        assert [one.decision for one in standing(project)] == ["right"]
        review(project, "sruuq")
        assert [one.decision for one in standing(project)] == ["right"]

    def test_undo_with_nothing_done_says_so(self, project: Path) -> None:
        assert "nothing to take back" in review(project, "uq").stdout

    def test_skipping_leaves_it_in_the_queue(self, project: Path) -> None:
        review(project, "sssq")
        assert standing(project) == []
        assert len(waiting(project)) == 23

    def test_wrong_but_wants_to_know_what_is_right(self, project: Path) -> None:
        assert "say what would be right" in review(project, "b\nq").stdout
        assert standing(project) == []

    def test_a_note_goes_with_the_next_decision_only(self, project: Path) -> None:
        review(project, "nsee the second line\nrrq")
        assert sorted(one.note for one in standing(project)) == ["", "see the second line"]

    def test_other_keys_tell_which_there_are(self, project: Path) -> None:
        assert "s skip, q quit" in review(project, "xq").stdout

    def test_going_through_empties_the_queue(self, project: Path) -> None:
        review(project, "r" * 23)
        assert "Nothing waits" in review(project, "r").stdout

    def test_a_thousand_lines_of_brackets_are_shown_as_they_are(self, project: Path) -> None:
        path = project / "data" / "statements" / f"{HAGUE}.trig"
        (project / "data" / "briefs" / f"{HAGUE}.txt").unlink()
        gloss = "Denmark has set 500 million kroner aside, nearly 3.3 billion hryvnias."
        text = path.read_text("utf-8")
        assert gloss in text
        path.write_text(text.replace(gloss, "[red]Denmark[/] \\u001b[2J pays."), "utf-8")
        shown = review(project, "q").stdout
        assert "in our words: [red]Denmark[/]" in shown
        assert "\x1b[2J" not in shown


class TestWho:
    def test_git_says_who_decides(self, project: Path) -> None:
        subprocess.run(["git", "init", "-q", str(project)], check=True)
        subprocess.run(["git", "-C", str(project), "config", "user.name", "Grace H"], check=True)
        assert call(project, keys="rq").exit_code == 0
        assert [one.by for one in standing(project)] == ["Grace H"]

    def test_without_a_name_nothing_is_decided(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
        monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        result = call(project, keys="rq")
        assert result.exit_code == 2
        assert "--by NAME" in result.stderr


class TestUndo:
    def test_the_last_decision_is_taken_back(self, project: Path) -> None:
        review(project, "rq")
        result = call(project, "--undo")
        assert result.exit_code == 0
        assert f"taken back, {HAGUE}: right (Ada): {FIRST}" in result.stderr
        assert standing(project) == []

    def test_a_decision_is_taken_back_by_its_key(self, project: Path) -> None:
        review(project, "rwq")
        (wrong,) = [one.key for one in standing(project) if one.decision == "wrong"]
        assert call(project, "--undo", wrong).exit_code == 0
        assert [one.decision for one in standing(project)] == ["right"]

    def test_an_unknown_key_takes_nothing_back(self, project: Path) -> None:
        review(project, "rq")
        (one,) = standing(project)
        assert call(project, "--undo", one.key, "nonsense").exit_code == 2
        assert standing(project) == [one]


class TestProposals:
    @pytest.fixture
    def project(self, project: Path) -> Path:
        (project / "data" / "registry" / "decisions.tsv").write_text(TABLE + OPEN, "utf-8")
        return project

    def decided(self, project: Path) -> list[tuple[str, Verdict]]:
        found = Ledger.read(Project(project)).decisions
        return [(one.by, one.verdict) for one in found if not one.is_ours]

    def keys(self, project: Path, key: str) -> str:
        place = [one.merge is not None for one in waiting(project)].index(True)
        return "s" * place + key

    @pytest.mark.parametrize(
        ("key", "verdict"), [("r", Verdict.SAME), ("w", Verdict.NOT), ("?", Verdict.OPEN)]
    )
    def test_a_key_decides_whether_two_things_are_one(
        self, project: Path, key: str, verdict: Verdict
    ) -> None:
        review(project, self.keys(project, key) + "q")
        assert self.decided(project) == [("Ada", verdict)]
        assert not [one for one in waiting(project) if one.merge]

    def test_a_sheet_decides_too_and_goes_against_nobody(
        self, project: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / "r.xlsx"
        call(project, "--export", str(path))
        keys = [cell.value for cell in first(openpyxl.load_workbook(path))["O"]]
        row = keys.index("person:mark-rutte person:rustem-umerov") + 1
        filled = TestSheet.fill(path, **{f"decision_{row}": "wrong"})
        for count in (1, 0):
            told = call(project, "--by", "Ada", "--import", str(filled)).stderr
            assert f"{count} new decision" in told
        assert self.decided(project) == [("Ada", Verdict.NOT)]
        TestSheet.fill(path, **{f"decision_{row}": "right"})
        told = call(project, "--by", "Grace", "--import", str(filled)).stderr
        assert f"Review!C{row}: 'right', but Ada decided 'wrong'" in told
        assert "communique same --undo person:mark-rutte person:rustem-umerov" in told

    def test_undo_opens_it_again(self, project: Path) -> None:
        review(project, self.keys(project, "w") + "uq")
        assert self.decided(project) == []
        assert [one for one in waiting(project) if one.merge]


class TestSheet:
    @pytest.fixture
    def sheet(self, project: Path, tmp_path: Path) -> Path:
        path = tmp_path / "r.xlsx"
        assert call(project, "--export", str(path)).exit_code == 0
        return path

    @staticmethod
    def fill(path: Path, **cells: str) -> Path:
        """Fill cells in: `decision_2="right"`."""
        workbook = openpyxl.load_workbook(path)
        sheet = first(workbook)
        head = [cell.value for cell in sheet[1]]
        for name, value in cells.items():
            column, _, row = name.rpartition("_")
            cell = sheet.cell(int(row), head.index(column) + 1)
            cell.value = value
            cell.data_type = "s"  # the cells are texts, so what is typed there is no formula
        workbook.save(path)
        return path

    def take(self, project: Path, path: Path) -> Result:
        return call(project, "--by", "Ada", "--import", str(path))

    def test_it_has_the_queue_and_a_list_to_choose_from(self, project: Path, sheet: Path) -> None:
        found = first(openpyxl.load_workbook(sheet))
        assert found.max_row == 24
        assert found["A2"].value.startswith(FIRST)
        (choice,) = found.data_validations.dataValidation
        assert choice.formula1 == '"right,wrong,wrong here but,can\'t tell"'
        assert str(choice.sqref) == "C2:C24"

    def test_what_is_filled_in_is_taken_over(self, project: Path, sheet: Path) -> None:
        self.fill(
            sheet,
            decision_2="right",
            decision_3="Wrong here but …",
            instead_3="=SUM(A1)",
            note_3="-1",
            decision_4="can\u2019t tell",
            by_4="Grace",
        )
        result = self.take(project, sheet)
        assert "3 new decisions" in result.stderr
        assert sorted((r.decision, r.instead, r.note, r.by) for r in standing(project)) == [
            ("can't tell", "", "", "Grace"),
            ("right", "", "", "Ada"),
            ("wrong here but", "=SUM(A1)", "-1", "Ada"),
        ]

    def test_taking_over_twice_changes_nothing(self, project: Path, sheet: Path) -> None:
        self.fill(sheet, decision_2="right")
        self.take(project, sheet)
        before = standing(project)
        assert "0 new decisions" in self.take(project, sheet).stderr
        assert standing(project) == before

    def test_rows_may_be_sorted_and_columns_moved(self, project: Path, sheet: Path) -> None:
        self.fill(sheet, decision_2="wrong")
        rows = list(first(openpyxl.load_workbook(sheet)).values)
        workbook = openpyxl.Workbook()
        turned = first(workbook)
        for row in [rows[0], *sorted(rows[1:], key=str, reverse=True)]:
            turned.append(row[::-1])
        workbook.save(sheet)
        assert self.take(project, sheet).exit_code == 0
        (one,) = standing(project)
        assert (one.decision, one.says[: len(FIRST)]) == ("wrong", FIRST)

    @pytest.mark.parametrize(
        ("cells", "place", "fact"),
        [
            ({"decision_3": "maybe"}, "Review!C3", "'maybe' is no decision"),
            ({"decision_3": "right", "key_3": "0-0"}, "Review!O3", "there is no statement '0-0'"),
            ({"decision_3": "right", "key_3": ""}, "Review!O3", "the key is missing"),
            ({"decision_3": "wrong here but"}, "Review!C3", "what would be right is not told"),
        ],
    )
    def test_what_cannot_be_taken_over_is_told_by_its_cell(
        self, project: Path, sheet: Path, cells: dict[str, str], place: str, fact: str
    ) -> None:
        self.fill(sheet, decision_2="right", **cells)
        result = self.take(project, sheet)
        assert result.exit_code == 3
        assert f"{place}: {fact}" in result.stderr
        assert standing(project) == []  # nothing was taken over, the good row neither

    def test_two_decisions_on_one_statement_are_told_with_both_cells(
        self, project: Path, sheet: Path
    ) -> None:
        found = first(openpyxl.load_workbook(sheet))
        key = str(found["O2"].value)
        self.fill(
            sheet, decision_2="right", decision_5="wrong", key_5=key
        )  # as where a row was copied
        result = self.take(project, sheet)
        assert "Review!C5: 'wrong', but Review!C2 has 'right'" in result.stderr
        self.fill(sheet, decision_5="right")
        assert self.take(project, sheet).exit_code == 0

    def test_a_decision_that_stands_is_not_overridden(self, project: Path, sheet: Path) -> None:
        review(project, "rq")
        self.fill(sheet, decision_2="wrong", by_2="Grace")
        result = self.take(project, sheet)
        assert "Review!C2: 'wrong', but Ada decided 'right'" in result.stderr
        assert [one.decision for one in standing(project)] == ["right"]

    def test_another_workbook_is_refused(self, project: Path, tmp_path: Path) -> None:
        path = tmp_path / "other.xlsx"
        openpyxl.Workbook().save(path)
        assert "no sheet has the columns" in self.take(project, path).stderr
        path.write_bytes(b"PK nonsense")
        result = self.take(project, path)
        assert (result.exit_code, "no workbook" in result.stderr) == (3, True)

    def test_a_sheet_saved_by_libreoffice_loses_nothing(
        self, project: Path, sheet: Path, tmp_path: Path
    ) -> None:
        office = shutil.which("soffice")
        if office is None:
            pytest.skip("LibreOffice is not installed")
        self.fill(
            sheet, decision_2="wrong here but", instead_2="=1+1", note_2="007", decision_3="right"
        )
        for form in ("ods", "xlsx"):  # through its own form and back
            profile = f"-env:UserInstallation=file://{tmp_path}/profile"
            source = sheet if form == "ods" else tmp_path / "lo" / "r.ods"
            command = [office, profile, "--headless", "--convert-to", form, "--outdir"]
            subprocess.run([*command, str(tmp_path / "lo"), str(source)], check=True, timeout=120)
        saved = tmp_path / "lo" / "r.xlsx"
        assert first(openpyxl.load_workbook(saved)).data_validations.dataValidation
        assert "2 new decisions" in self.take(project, saved).stderr
        assert sorted((r.decision, r.instead, r.note) for r in standing(project)) == [
            ("right", "", ""),
            ("wrong here but", "=1+1", "007"),
        ]


def first(workbook: openpyxl.Workbook) -> Worksheet:
    """The first sheet of a workbook."""
    sheet: Worksheet = workbook.worksheets[0]
    return sheet


class TestReport:
    def test_it_tells_precision_by_statement_and_rule(self, project: Path) -> None:
        review(project, "rwrw?q")
        lines = [line.split() for line in call(project, "--report").stdout.splitlines()]
        assert ["5", "of", "23", "statements", "decided", "on"] in lines
        assert ["Commitment", "1", "1", "0", "0", "50%", "9%–91%"] in lines
        assert ["signing-active/1", "2", "2", "1", "18", "50%", "15%–85%"] in lines

    def test_decisions_on_what_is_gone_are_counted_apart(self, project: Path) -> None:
        review(project, "rq")
        path = project / "data" / "statements" / f"{HAGUE}.trig"
        path.write_text(path.read_text("utf-8").replace('"500000000"', '"5"'), "utf-8")
        assert (
            "1 more decisions are on statements that are no longer there"
            in call(project, "--report").stdout
        )

    def test_every_option_goes_alone(self, project: Path) -> None:
        assert call(project, "--report", "--undo").exit_code == 2
