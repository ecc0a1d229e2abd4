"""The table of decisions on identity: read, written, changed, undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from communique.decisions import COLUMNS, Decision, Ledger, Verdict
from communique.errors import SyntaxInputError, UsageError
from communique.project import Project
from communique.vocabulary import ID

A, B, C = (f"{ID}person/{name}" for name in ("paul-henri-spaak", "p-spaak", "spaak"))
RULE = "identity/1"
EDITOR = "The Editor"


def judged(thing: str, other: str, verdict: Verdict, by: str = EDITOR) -> Decision:
    return Decision("", "Person", "", thing, other, verdict, "", (), by, "2026-11-20")


def named(verdict: Verdict, by: str, thing: str = A, document: str = "report") -> Decision:
    return Decision(
        document, "Person", "Spaak", thing, "", verdict, "0.80", ("a", "b"), by, "2026-11-20"
    )


def test_what_is_written_is_read(project: Path) -> None:
    ledger = Ledger([named(Verdict.NEW, RULE), judged(A, B, Verdict.SAME)])
    ledger.write(Project(project))
    assert Ledger.read(Project(project)).decisions == ledger.decisions


def test_the_table_is_sorted_and_one_line_each(project: Path) -> None:
    first, second = named(Verdict.NEW, RULE), judged(A, B, Verdict.OPEN, RULE)
    prefixes = Project(project).prefixes
    text = Ledger([first, second]).text(prefixes)
    assert text == Ledger([second, first]).text(prefixes)
    assert text.splitlines()[0] == "\t".join(COLUMNS)
    assert len(text.splitlines()) == 3


def test_a_project_without_a_table_has_no_decisions(tmp_path: Path) -> None:
    assert Ledger.read(Project(tmp_path)).decisions == ()


def test_a_name_with_a_tab_and_a_line_feed_stays_in_its_cell(project: Path) -> None:
    ledger = Ledger([replace(named(Verdict.NEW, RULE), name="Paul\tHenri\nSpaak")])
    ledger.write(Project(project))
    assert [one.name for one in Ledger.read(Project(project)).decisions] == ["Paul Henri Spaak"]


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        (
            "report\tPerson\tSpaak\tperson:a\t\tperhaps\t\t\tX\t2026-11-20",
            "'perhaps' is no verdict",
        ),
        ("report\tPerson\tSpaak\tnobody:a\t\tsame\t\t\tX\t2026-11-20", "'nobody:a' has no prefix"),
        ("report\tPerson", "a line has 10 cells"),
        ("report\tPerson\tSpaak\tperson:a\t\tsame\t\t\tX\t2026-11-20\tmore", "a line has 10 cells"),
    ],
)
def test_a_malformed_line_is_named(project: Path, line: str, fact: str) -> None:
    table = Project(project).decisions
    table.write_text("\t".join(COLUMNS) + f"\n{line}\n", encoding="utf-8")
    with pytest.raises(SyntaxInputError, match=fact) as caught:
        Ledger.read(Project(project))
    assert caught.value.place == f"{table}:2"


def test_other_columns_are_refused(project: Path) -> None:
    Project(project).decisions.write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(SyntaxInputError, match="other columns"):
        Ledger.read(Project(project))


def test_a_table_that_contradicts_itself_is_refused(project: Path) -> None:
    rows = [judged(A, B, Verdict.SAME), judged(B, A, Verdict.NOT)]
    lines = [Ledger([row]).text(Project(project).prefixes).splitlines()[1] for row in rows]
    moved = lines[1].replace("person:paul-henri-spaak", "person:spaak")
    text = "\n".join(["\t".join(COLUMNS), lines[0], moved, lines[0].replace("p-spaak", "spaak")])
    Project(project).decisions.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(SyntaxInputError, match="said to be one and to be two"):
        Ledger.read(Project(project))


def test_a_person_goes_before_a_rule_on_the_same_pair() -> None:
    ledger = Ledger([judged(A, B, Verdict.NOT), judged(A, B, Verdict.OPEN, RULE)])
    found = ledger.on_pair(B, A)
    assert found is not None
    assert (found.verdict, found.by) == (Verdict.NOT, EDITOR)


def test_the_last_decision_of_a_person_on_a_pair_holds() -> None:
    ledger = Ledger().with_([judged(A, B, Verdict.SAME)]).with_([judged(B, A, Verdict.NOT)])
    assert [one.verdict for one in ledger.decisions] == [Verdict.NOT]


def test_undoing_brings_back_what_a_rule_proposed() -> None:
    proposed = Ledger([judged(A, B, Verdict.OPEN, RULE)])
    decision = judged(A, B, Verdict.SAME)
    assert proposed.with_([decision]).without([decision]).decisions == proposed.decisions


def test_a_chain_leads_to_its_end() -> None:
    ledger = Ledger([judged(A, B, Verdict.SAME), judged(B, C, Verdict.SAME)])
    assert [ledger.canonical(one) for one in (A, B, C)] == [A, A, A]


@pytest.mark.parametrize(
    ("decisions", "fact"),
    [
        ([judged(A, C, Verdict.SAME), judged(B, C, Verdict.SAME)], "said to be both"),
        (
            [judged(A, B, Verdict.SAME), judged(B, C, Verdict.SAME), judged(C, A, Verdict.SAME)],
            "in a circle",
        ),
        (
            [judged(A, B, Verdict.SAME), judged(B, C, Verdict.SAME), judged(A, C, Verdict.NOT)],
            "to be one and to be two",
        ),
    ],
)
def test_what_contradicts_itself_is_refused(decisions: list[Decision], fact: str) -> None:
    with pytest.raises(UsageError, match=fact):
        Ledger(decisions)


def test_a_rule_merges_nothing() -> None:
    assert Ledger([judged(A, B, Verdict.SAME, RULE)]).replacements == {}


def test_a_document_taken_out_takes_what_rules_decided_on_it_along() -> None:
    kept = [named(Verdict.SAME, EDITOR), named(Verdict.NEW, RULE, document="another")]
    proposed = replace(judged(A, B, Verdict.OPEN, RULE), document="report")
    ledger = Ledger([*kept, named(Verdict.NEW, RULE), proposed])
    assert set(ledger.without_document("report").decisions) == set(kept)


def test_a_thing_taken_out_takes_what_rules_decided_on_it_along() -> None:
    person, rule = judged(A, C, Verdict.NOT), judged(A, B, Verdict.OPEN, RULE)
    assert Ledger([person, rule]).without_things([B]).decisions == (person,)


def test_a_document_may_mean_two_things_by_one_word() -> None:
    decisions = [named(Verdict.NEW, RULE), named(Verdict.NEW, RULE, thing=B)]
    assert len(Ledger(decisions).of_document("report")) == 2


def test_a_name_can_be_refused_to_two_things() -> None:
    decisions = [named(Verdict.NOT, EDITOR), named(Verdict.NOT, EDITOR, thing=B)]
    assert len(Ledger(decisions).of_document("report")) == 2
