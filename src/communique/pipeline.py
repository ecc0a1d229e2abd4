"""The sentence: read documents, validate them, load them, close them, keep the build.

Read **documents** and their **statements**, **validate** each at gate 1, load them into a
**store**, **close** them, look for inconsistencies and differences at gate 2, compile the
**queries**, and make the build current.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.metadata import version

from pyoxigraph import DefaultGraph, Quad

from communique import builds
from communique.closure.compilation import compile_rules
from communique.closure.fixpoint import close
from communique.closure.rules import RuleSet
from communique.dataset import Matter, read_matter, unified, with_default
from communique.decisions import Ledger
from communique.draft import Draft, lock
from communique.gates import both_gates, gate_one, gate_two
from communique.model import triple_of
from communique.project import Project
from communique.queries.algebra import trace_of
from communique.queries.header import read_runnable
from communique.reviews.applying import reviewed
from communique.snapshots import reported
from communique.store import EmbeddedStore
from communique.validation import ValidationReport
from communique.vocabulary import INFERRED_GRAPH

Say = Callable[[str], None]
"""Takes a line of progress."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to."""

    report: ValidationReport
    refused: tuple[str, ...]
    """Documents that gate 1 refused."""
    asserted: int
    inferred: int
    rounds: int
    build: builds.Build | None
    """None where nothing was published."""


def build(
    project: Project, say: Say, *, without_refused: bool = False, reasoner: str = "rules"
) -> Outcome:
    """Build a project from nothing and make the build current.

    Where gate 1 refuses a document nothing is published, and the previous build goes on
    answering; with `without_refused`, the rest is published without it. The reasoner `owlrl` is
    the reference: slow, and without rounds.
    """
    with lock(project):
        return _build(project, say, without_refused=without_refused, reasoner=reasoner)


def rebuild(project: Project, say: Say) -> Outcome | builds.Build:
    """A new build where the current one is stale; what another process has built meanwhile."""
    with lock(project):
        found = builds.current(project)
        if found is not None and not builds.changed(project, found):
            return found
        say("the files have changed since the last build; building" if found else "building")
        return _build(project, say, without_refused=False, reasoner="rules")


def _build(project: Project, say: Say, *, without_refused: bool, reasoner: str) -> Outcome:
    inputs = builds.inputs_of(project)
    say("reading")
    matter = read_matter(project)
    say("validating")
    reports = gate_one(project, matter)
    refused = tuple(name for name, report in reports.items() if name and not report.conforms)
    matter = _decided(project, matter.without(refused))
    say("closing")
    store, rules, rounds = _closed(matter, reasoner)
    say("checking")
    report = both_gates(reports.values(), gate_two(project, matter, store, rules))
    asserted, inferred = _counts(store)
    outcome = Outcome(report, refused, asserted, inferred, rounds, None)
    if not report.conforms and not (without_refused and reports[""].conforms):
        return outcome
    draft = Draft(project)
    try:
        _compiled(project, draft, store, rules)
        quads = (statement.quad for statement in matter.statements())
        draft.write("conclusions", rules.conclusions_from(quads))
        draft.write("reported", reported(store).to_json())
        published = _published(draft, inputs, outcome)
    except BaseException:
        draft.discard()
        raise
    return replace(outcome, build=published)


def validate(project: Project, say: Say) -> ValidationReport:
    """The report of both gates, from the files; nothing is kept."""
    say("reading")
    matter = read_matter(project)
    say("validating")
    reports = gate_one(project, matter)
    matter = _decided(project, matter)
    say("closing")
    store, rules, _ = _closed(matter)
    say("checking")
    return both_gates(reports.values(), gate_two(project, matter, store, rules))


def _decided(project: Project, matter: Matter) -> Matter:
    """What was read, after all that persons have decided: on statements, then on identity."""
    return unified(reviewed(project, matter), Ledger.read(project).replacements)


def _closed(matter: Matter, reasoner: str = "rules") -> tuple[EmbeddedStore, RuleSet, int]:
    """A store with what was read and what follows from it, the rules, and the rounds taken."""
    store = EmbeddedStore()
    store.extend(with_default(statement.quad for statement in matter.statements()))
    ontology = [triple_of(statement.quad) for statement in matter.ontology]
    rules = compile_rules(ontology)
    if reasoner == "rules":
        return store, rules, close(store, rules).rounds
    reference = import_module("communique.closure.reference")
    aligned = {triple_of(statement.quad) for statement in matter.alignments}
    given = (triple_of(quad) for quad in store.match(None, None, None, DefaultGraph()))
    found = reference.reference_closure((t for t in given if t not in aligned), ontology)
    store.extend(
        with_default(Quad(t.subject, t.predicate, t.object, INFERRED_GRAPH) for t in found)
    )
    return store, rules, 1


def _compiled(project: Project, draft: Draft, store: EmbeddedStore, rules: RuleSet) -> None:
    """Write what a build answers with: the store, the rules, the questions."""
    store.save(draft.folder / "store")
    questions = [read_runnable(path) for path in project.questions]
    draft.write("rules", rules.to_json())
    draft.write(
        "questions",
        [{"question": q.to_json(), "trace": trace_of(q.text, q.name).to_json()} for q in questions],
    )


def _published(draft: Draft, inputs: dict[str, list[object]], outcome: Outcome) -> builds.Build:
    facts = {
        "software": version("communique"),
        "asserted": outcome.asserted,
        "inferred": outcome.inferred,
        "rounds": outcome.rounds,
        "refused": list(outcome.refused),
        "results": outcome.report.counts,
    }
    return draft.publish(inputs, facts)


def _counts(store: EmbeddedStore) -> tuple[int, int]:
    """Triples of the knowledge that are asserted, and that are inferred."""
    inferred = sum(1 for _ in store.match(None, None, None, INFERRED_GRAPH))
    return sum(1 for _ in store.match(None, None, None, DefaultGraph())) - inferred, inferred
