"""The citations of changes, put into the order in which sources are listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from communique.change import Changes, DifferenceChange, StageReached, ToldFact
from communique.model import Citation, Passage


def numbered(changes: Changes, citations: Mapping[Citation, int]) -> Changes:
    """Changes with their citations by date of the article and place; `cited` follow.

    `citations` has the number by which the changes cite each passage so far.
    """
    ordered = sorted(citations, key=_order)
    place = {citations[one]: position for position, one in enumerate(ordered)}

    def again(cited: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted(place[number] for number in cited))

    def facts(told: Iterable[ToldFact]) -> tuple[ToldFact, ...]:
        return tuple(t._replace(fact=t.fact._replace(cited=again(t.fact.cited))) for t in told)

    def stage(one: StageReached) -> StageReached:
        return one._replace(cited=again(one.cited))

    def differences(found: Iterable[DifferenceChange]) -> tuple[DifferenceChange, ...]:
        return tuple(one._replace(cited=tuple(map(again, one.cited))) for one in found)

    return replace(
        changes,
        gained=facts(changes.gained),
        lost=facts(changes.lost),
        moved=tuple(
            one._replace(before=stage(one.before), after=stage(one.after)) for one in changes.moved
        ),
        differing=differences(changes.differing),
        settled=differences(changes.settled),
        further=facts(changes.further),
        fewer=facts(changes.fewer),
        citations=tuple(ordered),
    )


def _order(citation: Citation) -> tuple[bool, str, str, int, int, str]:
    """Dated articles first, by date; in one of them by place."""
    article, passage = citation.article, Passage.parse(citation.passage)
    span = (passage.start, passage.end) if passage else (0, 0)
    return not article.published, article.published, article.iri, *span, citation.passage
