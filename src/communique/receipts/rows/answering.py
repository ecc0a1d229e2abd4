"""Questions answered: their solutions, the state of each, and the passages they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from heapq import nsmallest
from importlib import import_module
from typing import Any, Literal

from pyoxigraph import NamedNode

from communique.collecting import put_off
from communique.dates import today
from communique.model import Answer, Receipt, Term, text_of
from communique.project import Project
from communique.queries.binding import Bindings, bind, bound
from communique.queries.names import Names
from communique.queries.question import Question
from communique.queries.trace import Trace
from communique.receipts.money.lines import Asked, Lines
from communique.receipts.rows.citing import Citing
from communique.receipts.rows.state import Row, States, merged
from communique.receipts.rows.witness import Witnesses
from communique.receipts.sources.shared_wording import SharedWording
from communique.receipts.tracing.members import Members
from communique.receipts.tracing.standing import Standings
from communique.receipts.tracing.support import Derive
from communique.store import Solutions, Store

Cite = Literal["", "witness", "all"]
"""Which passages an answer lists: those of each article that gives a row, few, or all."""
_MOST = 1_000
"""Passages that are listed for one row."""
_PERIOD = "What no source dates is in no period; ask without from and to to see it."


class Answering:
    """Answers stored questions over one store."""

    def __init__(
        self,
        project: Project,
        store: Store,
        derive: Derive,
        derive_fully: Derive,
        today: Callable[[], date] = today,
        *,
        standings: Standings | None = None,
        refused: Callable[[], int] = int,
    ) -> None:
        """`refused` counts the statements that people found wrong; none where it is not given."""
        self._project = project
        self._store = store
        self._today = today
        self._refused = refused
        self.names = Names(store, project.prefixes)
        self._wording = SharedWording(project)
        self.states = States(store, derive, self._wording, standings, derive_fully)
        self.citing = Citing(project, self.states.sources)
        self._witnesses = Witnesses(self.states.support, self.states.sources)

    @put_off()
    def answer(
        self,
        question: Question,
        values: Mapping[str, Sequence[str]],
        trace: Trace | None = None,
        cite: Cite = "",
        *,
        preferred: bool = False,
        reported: bool = False,
        stated: bool = True,
    ) -> Answer:
        """The answer to a question with values; with a trace, with state and passages too.

        With a trace it can also be cut down to the rows that rest on preferred values only, or to
        those about what documents speak of, and be told without the state: plain, or with the
        receipts alone.

        Raises the errors of `bind`: a parameter that is missing, misspelt or ill-typed.
        """
        bindings = bind(question, values, self.names)
        solutions, members = self._solved(question, trace, bindings)
        answer = Answer(
            name=question.name,
            question=question.question or question.summary,
            parameters=self._understood(question, bindings, values),
            columns=solutions.variables,
            rows=solutions.rows,
            note=_PERIOD if {"from", "to"} & set(values) else "",
        )
        rows = None if members is None else list(self._rows(question, solutions, members))
        if rows is not None:
            answer, rows = self._cut(answer, rows, preferred=preferred, reported=reported)
        if question.reckoning:
            answer, rows = self._reckoned(question, answer, rows, bindings)
        if not answer.rows:
            answer = replace(answer, searched=self.searched())
        if rows is None or not (stated or cite):
            return answer
        return self._stated(answer, rows, cite) if stated else self._cited(answer, rows, cite)

    def _cut(
        self, answer: Answer, rows: list[Row], *, preferred: bool, reported: bool
    ) -> tuple[Answer, list[Row]]:
        """An answer cut down to some of its rows."""
        if preferred:
            answer, rows = self._cuts.preferred(answer, rows)
        if reported:
            answer, rows = self._cuts.reported(answer, rows)
        return answer, rows

    def _solved(
        self, question: Question, trace: Trace | None, bindings: Bindings
    ) -> tuple[Solutions, Members | None]:
        """The solutions of a question; with a trace, also what each stands for."""
        reckoned = {one.variable for one in question.parameters if one.reckoned}
        read = {name: terms for name, terms in bindings.items() if name not in reckoned}
        members = Members(self._store, trace, read) if trace else None
        found = members.solutions(question.text) if members else None
        return found or self._store.select(bound(question.text, read)), members

    @put_off()
    def selected(self, text: str, trace: Trace, cite: Cite) -> Answer:
        """The solutions of a SELECT query as an answer, with their state and passages."""
        members = Members(self._store, trace, {})
        found = members.solutions(text)
        solutions = found or self._store.select(text, self._project.prefixes)
        answer = Answer(
            "sparql", text, {}, solutions.variables, solutions.rows, searched=self.searched()
        )
        rows = self._rows(Question("sparql", "", text), solutions, members)
        return self._stated(answer, rows, cite)

    def _reckoned(
        self, question: Question, answer: Answer, rows: list[Row] | None, bindings: Bindings
    ) -> tuple[Answer, list[Row] | None]:
        """An answer whose solutions are reckoned into lines, and what each line rests on."""
        named = {one.name: bindings.get(one.variable, ()) for one in question.parameters}
        asked = Asked(question.name, named, self._today())
        sides = self.states.differences.judging.sides
        reckon = import_module("communique.receipts.money.reckoning").reckoning
        solutions = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        found: Lines = reckon(question.reckoning, sides)(solutions, asked)
        note = " ".join(filter(None, (answer.note, found.note)))
        reckoned = replace(
            answer,
            columns=found.columns,
            rows=[one.terms for one in found.lines],
            totals=found.totals,
            note=note,
        )
        return reckoned, None if rows is None else [merged(one, rows) for one in found.lines]

    @cached_property
    def _cuts(self) -> Any:
        """Leaves rows out; loaded when some are to be."""
        return import_module("communique.receipts.rows.cuts").Cuts(self._store, self.states)

    def shown(
        self,
        question: str,
        columns: tuple[str, ...],
        rows: list[tuple[Term | None, ...]],
        supports: Sequence[Row],
    ) -> Answer:
        """Rows that something else than a query found, with their state and passages."""
        answer = Answer("show", question, {}, columns, rows, searched=self.searched())
        return self._stated(answer, supports)

    @put_off()
    def _stated(self, answer: Answer, rows: Iterable[Row], cite: Cite = "") -> Answer:
        self._wording.look()
        kept = list(rows)
        found = [self.states.state(row) for row in kept]
        answer = replace(answer, states=[state for state, _ in found])
        if cite:
            return self._cited(answer, kept, cite)
        citations, position = self.citing.numbered(passages for _, passages in found)
        cited = [tuple(sorted(position[p] for p in row)) for _, row in found]
        return replace(answer, citations=citations, cited=cited)

    def _cited(self, answer: Answer, rows: Iterable[Row], cite: Cite) -> Answer:
        """The answer with the witness of each row, or with its whole support."""
        whole = cite == "all"
        found = [self._witnesses.receipt(row) for row in rows]
        rank = self.states.sources.rank
        listed = [
            nsmallest(_MOST - len(one.witness), one.others, key=rank) if whole else []
            for one in found
        ]
        citations, position = self.citing.numbered(
            [*one.witness, *others] for one, others in zip(found, listed, strict=True)
        )
        receipts = [
            Receipt(
                tuple(sorted(position[p] for p in one.witness)),
                tuple(sorted(position[p] for p in others)),
                len(one.others) - len(others),
            )
            for one, others in zip(found, listed, strict=True)
        ]
        cited = [one.cited for one in receipts]
        return replace(answer, citations=citations, cited=cited, receipts=receipts)

    def searched(self) -> str:
        """What an empty answer was sought in."""
        documents = self.states.sources.articles()
        if not documents:
            return "There is no document to search."
        dates = [one.published for one in documents if one.published]
        span = f", from {min(dates)} to {max(dates)}," if dates else ""
        refused = self._refused()
        without = f", leaving out what people found wrong ({refused} in all)" if refused else ""
        return (
            f"No document of {len(documents)}{span} says so{without}; "
            "that is no evidence that it is not so."
        )

    def _rows(self, question: Question, solutions: Solutions, members: Members) -> Iterator[Row]:
        """Each row with the quads of the traced solutions that it stands for."""
        members.only(solutions.variables, solutions.rows)
        subject = question.subject
        place = solutions.variables.index(subject) if subject in solutions.variables else 0
        for row in solutions.rows:
            named = dict(zip(solutions.variables, row, strict=True))
            found = members.of(named)
            yield Row(
                solutions=list(dict.fromkeys(one.grounds for one in found)),
                subject=row[place] if row else None,
                terms=row,
                aggregate=members.trace.grouped,
                absence=members.absent(named),
                clauses=members.clauses_of(named),
            )

    def _understood(
        self, question: Question, bindings: Bindings, values: Mapping[str, Sequence[str]]
    ) -> dict[str, tuple[str, ...]]:
        """The values of the parameters as they were understood."""
        shown = {}
        for parameter in question.parameters:
            if parameter.name not in values or parameter.variable not in bindings:
                continue
            given = values[parameter.name]
            if parameter.type == "concept":
                found: Sequence[Term] = [
                    self.names.find(value, "concept", parameter.scheme) for value in given
                ]
            else:
                found = bindings[parameter.variable]
            shown[parameter.name] = tuple(
                self.names.label(term) if isinstance(term, NamedNode) else text_of(term)
                for term in found
            )
        return shown
