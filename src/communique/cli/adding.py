"""What became of an article that was to be added, in lines."""

from __future__ import annotations

from collections.abc import Iterator

from communique.adding.addition import Addition, labels
from communique.adding.run import Fate, Outcome
from communique.decisions import Verdict
from communique.exports.display import counted, visible
from communique.model import text_of
from communique.project import Project
from communique.vocabulary import RDFS

_MOST = 12
"""Lines of one sort that are told of a replaced document."""


def outcome_lines(outcome: Outcome, *, several: bool, dry: bool) -> Iterator[str]:
    """For people: what became of an article, or would, with what they should know of it."""
    place = outcome.article.source
    if outcome.error is not None:
        yield visible(f"error: {outcome.error}")
        return
    addition = outcome.addition
    if addition is None or outcome.fate is Fate.UNCHANGED:
        yield visible(f"{place}: {outcome.document} has this text already; nothing changed")
        return
    if not several:
        yield from (visible(f"{place}: {notice}") for notice in addition.notices)
    would = "would be " if dry and outcome.fate is not Fate.REFUSED else ""
    yield visible(f"{place}: {would}{_told(outcome.fate, addition)}")
    if not several and not dry:
        yield from _left_out(addition)
    first = "" if dry else f"communique remove {addition.document.slug}, then add it with "
    for other in outcome.resembled:
        yield visible(f"  its wording is that of {other}; if it is another text of that:")
        yield visible(f"    {first}--document {other}")
    if outcome.fate is Fate.REPLACED:
        yield from _listed("now says", addition.gained)
        yield from _listed("no longer says", addition.lost)
        decided = (
            f"{one.decision}, by {one.by}, {one.when[:10]}: {one.says}" for one in addition.lapsed
        )
        yield from (visible(f"  a decision that no longer holds: {one}") for one in decided)
        recorded = [f"{name} {value}" for name, value in addition.corrected]
        yield from _listed("its record now says", recorded)


def _told(fate: Fate, addition: Addition) -> str:
    name, passages = addition.document.slug, len(addition.sentences)
    if fate is Fate.REFUSED:
        return f"{name} does not conform; nothing of it was written"
    parts = [counted(passages, "passage"), counted(len(addition.new_things), "new thing")]
    parts += [f"{counted(len(addition.dropped), 'claim')} left out"] if addition.dropped else []
    if fate is Fate.REPLACED:
        gained, lost = len(addition.gained), len(addition.lost)
        parts += [f"{counted(gained, 'statement')} gained", f"{lost} lost"]
    return f"{fate} {name} ({', '.join(parts)})"


def _listed(head: str, sentences: list[str]) -> Iterator[str]:
    for sentence in sentences[:_MOST]:
        yield visible(f"  {head}: {sentence}")
    if len(sentences) > _MOST:
        yield f"  {head}: {len(sentences) - _MOST} more"


def dry_lines(outcome: Outcome, project: Project) -> Iterator[str]:
    """As data: what would be written, in plain sentences with their passages."""
    addition = outcome.addition
    if addition is None:
        return
    text, prefixes = addition.reading.text, project.prefixes
    yield f"document {addition.document.slug}"
    for (start, end), said in addition.sentences:
        words = " ".join(text[start:end].split())
        yield visible(f"  {start}–{end}  {said}")
        yield visible(f"      “{words}”")
    for quad in addition.things:
        if quad.predicate == RDFS.label:
            iri = prefixes.compress(text_of(quad.subject))
            yield visible(f"  new  {iri}  {text_of(quad.object)}")
    yield from (visible(f"  new concept  {label}") for label in labels(addition.graph.concepts))
    for decision in addition.decisions:
        if decision.verdict is not Verdict.NEW:
            thing = prefixes.compress(decision.thing)
            reasons = "; ".join(decision.reasons)
            yield visible(
                f"  {decision.verdict}  {decision.name} = {thing}  {decision.score}  {reasons}"
            )
    yield from _left_out(addition)


def _left_out(addition: Addition) -> Iterator[str]:
    """Claims that were found and are not made, and why."""
    for dropped in addition.dropped:
        start, end = dropped.claim.span
        yield visible(f"  left out  {start}–{end}  {dropped.claim.predicate}: {dropped.reason}")
