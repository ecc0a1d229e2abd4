"""Decisions on identity: which thing a document's name means, and which two things are one.

They are a table, `data/registry/decisions.tsv`, one decision a line. A line without `other` says
which thing a document means by a name. A line with `other` judges two things: that `other` is
`thing` (same), is another one (not), or that somebody should look (open). The text in git is the
only place where a decision stands: taking a line out undoes it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from communique.errors import StoreError, SyntaxInputError, UsageError
from communique.model import Place
from communique.project import Project
from communique.vocabulary import Prefixes

_RULE = re.compile(r"[a-z][a-z-]*/\d+")
"""How a rule signs: its name and version."""
_SEPARATOR = "; "
_THINGS = ("thing", "other")
"""Columns of IRIs."""


class Verdict(StrEnum):
    """What a decision comes to."""

    NEW = "new"
    """The document's name means a thing that nothing had named before."""
    SAME = "same"
    """The document's name means this thing; of two things, that they are one."""
    NOT = "not"
    """The document's name does not mean this thing; of two things, that they are two."""
    OPEN = "open"
    """Two things may be one; a person should look."""


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """One line of the table."""

    document: str
    """Slug of the document where it came up; empty where a person judges two things as such."""
    kind: str
    """Name of the class of what is named."""
    name: str
    """The document's name for it; of two things, the label of the other."""
    thing: str
    """IRI of the thing that is meant; of two things, the one that is kept."""
    other: str
    """IRI of the other one of two things; empty where a name is judged."""
    verdict: Verdict
    score: str
    """What speaks for its being one thing, from 0.00 to 1.00."""
    reasons: tuple[str, ...]
    by: str
    """A rule with its version, as `identity/1`, or the name of a person."""
    on: str
    """ISO date of the decision."""

    @property
    def is_ours(self) -> bool:
        """Whether a rule made it; no rule goes against a person."""
        return _RULE.fullmatch(self.by) is not None

    @property
    def pair(self) -> frozenset[str]:
        """The two things it is about; one where a name is judged."""
        return frozenset({self.thing, self.other}) - {""}

    @property
    def about(self) -> tuple[object, ...]:
        """What is decided: of one matter a rule and a person have one decision each.

        A name may be refused to several things, and mean several things of one text to a rule.
        """
        if self.other:
            return self.is_ours, self.pair
        thing = self.thing if self.is_ours or self.verdict is Verdict.NOT else ""
        return self.is_ours, self.document, self.kind, self.name, thing


COLUMNS = tuple(field.name for field in fields(Decision))


class Ledger:
    """All decisions of a project; a changed ledger is another one."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        """Keep decisions; of several on one matter the last one holds.

        Raises UsageError where persons say both that two things are one and that they are two.
        """
        self._by_matter = {decision.about: decision for decision in decisions}
        self._refuse_contradiction()

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """All of them, sorted as in the table."""
        return tuple(sorted(self._by_matter.values()))

    @classmethod
    def read(cls, project: Project) -> Ledger:
        """The decisions of a project; none where it has no table.

        Raises SyntaxInputError, with the line, where the table is malformed.
        """
        path = project.decisions
        if not path.is_file():
            return cls()
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except UnicodeDecodeError as error:
            raise SyntaxInputError(f"byte {error.start} is not UTF-8", place=str(path)) from error
        decisions = list(_rows(lines, path, project.prefixes))
        try:
            return cls(decisions)
        except UsageError as error:
            raise SyntaxInputError(error.fact, place=str(path), remedy=error.remedy) from error

    def write(self, project: Project) -> None:
        """Keep the table whole, or as it was.

        Raises StoreError where the disk refuses.
        """
        path = project.decisions
        draft = path.with_name(f".{path.name}.draft")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(self.text(project.prefixes), encoding="utf-8", newline="\n")
            draft.replace(path)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise StoreError(
                f"the decisions cannot be written ({error.strerror})", place=str(path)
            ) from error

    def text(self, prefixes: Prefixes) -> str:
        """The table as its file has it, sorted."""
        rows = (_cells(decision, prefixes) for decision in self.decisions)
        return "".join("\t".join(row) + "\n" for row in (COLUMNS, *rows))

    def with_(self, decisions: Iterable[Decision]) -> Ledger:
        """These decisions too; each replaces the earlier one on the same matter.

        Raises UsageError where persons would say both that two things are one and are two.
        """
        added = {decision.about: decision for decision in decisions}
        changed = Ledger()
        changed._by_matter = self._by_matter | added
        if not all(decision.is_ours for decision in added.values()):
            changed._refuse_contradiction()
        return changed

    def without(self, decisions: Iterable[Decision]) -> Ledger:
        """The ledger without some of its decisions."""
        gone = set(decisions)
        return Ledger(one for one in self.decisions if one not in gone)

    def without_document(self, slug: str) -> Ledger:
        """The ledger without what rules decided on one document; what persons decided stays."""
        gone = (one for one in self.decisions if one.document == slug and one.is_ours)
        return self.without(gone)

    def without_things(self, iris: Collection[str]) -> Ledger:
        """The ledger without what rules decided on things that are no more."""
        gone = (one for one in self.decisions if one.is_ours and one.pair & set(iris))
        return self.without(gone)

    def of_document(self, slug: str) -> list[Decision]:
        """What was decided on the names of one document."""
        return [one for one in self._by_document.get(slug, ()) if not one.other]

    def proposed_by(self, slug: str) -> list[Decision]:
        """The pairs of things that a rule has proposed to be one, because of one document."""
        return [one for one in self._by_document.get(slug, ()) if one.other and one.is_ours]

    def on_pair(self, one: str, other: str) -> Decision | None:
        """What holds of two things: a person's decision, else a rule's."""
        found = self._by_pair.get(frozenset({one, other}), ())
        return min(found, key=lambda decision: decision.is_ours, default=None)

    def canonical(self, iri: str) -> str:
        """The thing that a thing is, after all that persons have made one."""
        while iri in self.replacements:
            iri = self.replacements[iri]
        return iri

    @cached_property
    def replacements(self) -> dict[str, str]:
        """For each thing that a person has found to be another one, that other one."""
        return {one.other: one.thing for one in self._judged_by_persons(Verdict.SAME)}

    @cached_property
    def _by_document(self) -> dict[str, list[Decision]]:
        found: dict[str, list[Decision]] = {}
        for decision in self.decisions:
            if decision.document:
                found.setdefault(decision.document, []).append(decision)
        return found

    @cached_property
    def _by_pair(self) -> dict[frozenset[str], list[Decision]]:
        found: dict[frozenset[str], list[Decision]] = {}
        for decision in self.decisions:
            if decision.other:
                found.setdefault(decision.pair, []).append(decision)
        return found

    def _judged_by_persons(self, verdict: Verdict) -> Iterator[Decision]:
        persons = (one for one in self._by_matter.values() if one.other and not one.is_ours)
        yield from sorted(one for one in persons if one.verdict is verdict)

    def _refuse_contradiction(self) -> None:
        merged: dict[str, str] = {}
        for decision in self._judged_by_persons(Verdict.SAME):
            if decision.other in merged:
                raise UsageError(
                    f"{decision.other} is said to be both {merged[decision.other]} and "
                    f"{decision.thing}",
                    remedy="Undo one of them: communique same --undo A B.",
                )
            merged[decision.other] = decision.thing
            seen, end = {decision.other}, decision.thing
            while end in merged:
                seen.add(end)
                end = merged[end]
                if end in seen:
                    raise UsageError(
                        f"{decision.other} is said to be itself, in a circle",
                        remedy="Undo one of them: communique same --undo A B.",
                    )
        for decision in self._judged_by_persons(Verdict.NOT):
            if self.canonical(decision.thing) == self.canonical(decision.other):
                raise UsageError(
                    f"{decision.thing} and {decision.other} are said to be one and to be two",
                    remedy="Undo one of them: communique same --undo A B.",
                )


def _cells(decision: Decision, prefixes: Prefixes) -> Iterator[str]:
    """The cells of a decision's line, in the order of the columns; each is one line of words."""
    for column in COLUMNS:
        value = getattr(decision, column)
        if isinstance(value, tuple):
            value = _SEPARATOR.join(value)
        yield " ".join((prefixes.compress(value) if column in _THINGS else value).split())


def _rows(lines: list[str], path: Path, prefixes: Prefixes) -> Iterator[Decision]:
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    if tuple(table.fieldnames or ()) != COLUMNS:
        raise SyntaxInputError(
            "the table has other columns", place=str(path), remedy=f"Give it: {', '.join(COLUMNS)}."
        )
    for number, row in enumerate(table, 2):
        yield _decision(row, prefixes, Place(path, number))


def _decision(row: dict[str, str], prefixes: Prefixes, place: Place) -> Decision:
    if set(row) != set(COLUMNS) or None in row.values():
        raise SyntaxInputError(f"a line has {len(COLUMNS)} cells", place=str(place))
    try:
        verdict = Verdict(row["verdict"])
    except ValueError:
        raise SyntaxInputError(
            f"{row['verdict']!r} is no verdict",
            place=str(place),
            remedy=f"Write one of: {', '.join(Verdict)}.",
        ) from None
    things = {name: prefixes.expand(row[name]) if row[name] else "" for name in _THINGS}
    for name, iri in things.items():
        if iri is None:
            raise SyntaxInputError(f"{row[name]!r} has no prefix of the table", place=str(place))
    reasons = tuple(reason for reason in row["reasons"].split(_SEPARATOR) if reason)
    return Decision(
        **{name: row[name] for name in ("document", "kind", "name", "score", "by", "on")},
        **{name: iri or "" for name, iri in things.items()},
        verdict=verdict,
        reasons=reasons,
    )
